"""A phrase in an archive: counted in columns, and the same as if every text were read."""

import os
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from communique import history
from communique.archive import Archive, Entry, disk, open_archive
from communique.archive.judgements import about_statement
from communique.history import columns
from communique.history.columns import columns_of
from communique.history.keeping import meetings_kept
from communique.model import (
    Actor,
    ActorKind,
    Document,
    KnownBy,
    MadeBy,
    Mode,
    Party,
    Passage,
    PassageKind,
    PublishedOn,
    Record,
    Span,
    Statement,
)
from communique.model.history import PhraseHistory
from communique.track.phrases import phrase

ACTORS = (
    Actor(id="text:anna-lindqvist", kind=ActorKind.PERSON, name="Anna Lindqvist", country="SWE"),
    Actor(id="text:paul-moreau", kind=ActorKind.PERSON, name="Paul Moreau", country="FRA"),
    Actor(id="text:somebody", kind=ActorKind.PERSON, name="Somebody"),
)
SENTENCES = {
    "en": (
        "The talks were candid and constructive.",
        "They held candid, in-depth and constructive talks.",
        "The ministers spoke candidly about fisheries",
        "Constructive and candid talks are in the interest of the U.S. They met.",
        "The U.S. supports it! Support for the U.S. is candid.",
        f"A constructive talk on {'fish, ' * 70}and a candid one, was candid and constructive.",
        "date 2026-03-09 Candid\nand constructive talks followed.",
        "A win-win result; she was “candid” and “constructive” with him.",
        "He wrote: candid.constructive and so on",
        "She called for a constructive dialogue, for candid talks and for more",
    ),
    "ru": ("Прошёл откровенный и конструктивный разговор.", "Откровенного разговора не было", "США и ещё раз США."),
    "zh": ("双方坦诚深入交换了意见。", "坦诚、深入的会谈", "会谈坦诚，深入。\n坦诚深入"),
    "fr": ("Un échange franc et direct.", "Francs et directs, les échanges"),
}
ASKED = (
    "candid",
    "candid and constructive",
    "constructive candid",
    "U.S.",
    "U.S. support",
    "support the U.S.",
    "“candid”",
    "win-win",
    "candid talks",
    "the",
    "fisheries",
    "откровенный разговор",
    "США",
    "坦诚深入",
    "坦诚",
    "坦 诚",
    "franc et direct",
    "nothing of it",
)


def a_record(rng: random.Random, name: str, text: str, language: str) -> Record:
    """Return a record with statements, some within others, and passages that are no news."""
    borders = sorted({0, len(text), *(rng.randrange(len(text) + 1) for _ in range(3))})
    passages = tuple(
        Passage(start=start, end=end, kind=rng.choice((PassageKind.BODY, PassageKind.BODY, PassageKind.APPEAL)))
        for start, end in pairwise(borders)
    )
    statements = []
    for number in range(rng.randrange(4)):
        start = rng.randrange(len(text))
        end = rng.randrange(start, len(text)) + 1
        statements.append(
            Statement(
                id=f"s{number}",
                mode=rng.choice((Mode.DIRECT, Mode.INDIRECT)),
                content=(Span(start=start, end=end),),
                cue=(Span(start=0, end=1),),
                speaker=Party(actor=rng.choice(ACTORS).id) if rng.random() < 0.8 else None,
                said_on=rng.choice((None, "2023-02-01", "2026-01")),
            )
        )
    published = rng.choice((None, "2022", "2023-02", "2024-05-14", "2024-05-14"))
    return Record(
        document=Document.of(
            name,
            text,
            url=rng.choice((None, f"https://www.regeringen.se/{name}", f"https://news.example/{name}")),
            publisher=rng.choice((None, "Reuters")),
            language=language,
            published_on=PublishedOn(value=published, known_by=KnownBy.GIVEN) if published else None,
        ),
        passages=passages,
        sentences=(Span(start=0, end=len(text)),),
        actors=ACTORS,
        statements=tuple(statements),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )


def some_records(seed: int, count: int) -> list[Record]:
    rng = random.Random(seed)
    found = []
    for number in range(count):
        language = rng.choice(("en", "en", "en", "ru", "zh", "fr"))
        sentences = [rng.choice(SENTENCES[language]) for _ in range(rng.randrange(1, 5))]
        found.append(a_record(rng, f"d{number}", rng.choice((" ", "\n")).join(sentences), language))
    long = " ".join(f"{SENTENCES['en'][0]} Round {number} of many was held in Oslo." for number in range(20))
    copies = [a_record(rng, f"copy{number}", f"{long} {'And more.' * number}", "en") for number in range(3)]
    return [*found, *copies]


def read_whole(archive: Archive, words: str) -> PhraseHistory:
    """Return the history as it is worked out from all records."""
    records = list(archive.records_by_id())
    known = meetings_kept(archive).copies()
    ordered = sorted(records, key=lambda one: (date_of(one[1]) or "9", one[0]))
    having = {use.document for use in phrase(words, [(name, without_passages(one)) for name, one in records]).uses}
    first: dict[str, str] = {}
    for name, _ in ordered:
        if name in known and name in having:
            first.setdefault(known[name], name)
    copies = {name: first[known[name]] for name in having if name in known}
    return phrase(words, records, copies=copies)


def date_of(record: Record) -> str | None:
    published = record.document.published_on
    return published.value if published is not None else None


def without_passages(record: Record) -> Record:
    whole = Passage(start=0, end=len(record.document.text), kind=PassageKind.BODY)
    return record.model_copy(update={"passages": (whole,)})


def filled(folder: Path, records: Sequence[Record], *, batches: int = 3) -> None:
    with open_archive(folder, write=True, create=True) as archive:
        for number in range(batches):
            archive.add(Entry.read(one) for one in records[number::batches])


def test_it_is_what_reading_every_text_gives(tmp_path: Path) -> None:
    filled(tmp_path, some_records(1, 150))
    with open_archive(tmp_path) as archive:
        assert meetings_kept(archive).copies()
        for words in ASKED:
            assert history.phrase_of(archive, words) == read_whole(archive, words), words


def test_an_overview_counts_all_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    filled(tmp_path, some_records(2, 60))
    with open_archive(tmp_path) as archive:
        whole = history.phrase_of(archive, "candid")
        assert (len(whole.uses), len(whole.variants)) > (5, 5)
        some = history.phrase_overview(archive, "candid", limit=5)
        assert some.uses == whole.uses[-5:]
        assert some.variants == whole.variants[:5]
        assert some.uses_left_out == len(whole.uses) - 5
        assert some.variants_left_out == len(whole.variants) - 5
        assert some.copies == sum(use.copy_of is not None for use in whole.uses)
        same = {"uses_count", "exact_count", "documents", "first", "last", "by_year", "phrase"}
        assert some.model_dump(include=same) == whole.model_dump(include=same)
        everything = history.phrase_overview(archive, "candid", limit=10_000)
        assert (everything.uses, everything.uses_left_out, everything.variants_left_out) == (whole.uses, 0, 0)


def test_whose_words_they_are_may_be_decided_by_a_person(tmp_path: Path) -> None:
    text = "“A candid talk,” she said."
    said = Statement(
        id="s1", mode=Mode.DIRECT, content=(Span(start=0, end=15),), cue=(Span(start=20, end=24),), speaker=None
    )
    one = a_record(random.Random(0), "a", text, "en").model_copy(
        update={"statements": (said,), "passages": (Passage(start=0, end=len(text), kind=PassageKind.BODY),)}
    )
    with open_archive(tmp_path, write=True, create=True) as archive:
        archive.add([Entry.read(one)])
        (before,) = history.phrase_of(archive, "candid").uses
        about = about_statement("d", one, said)
        archive.judge("A. Editor", "correct", about=about, after={"speaker": "text:paul-moreau"})
        (after,) = history.phrase_of(archive, "candid").uses
    assert (before.speaker_name, after.speaker_name, after.side) == (None, "Paul Moreau", "FRA")


def test_documents_that_were_renewed_count_as_they_are_now(tmp_path: Path) -> None:
    records = some_records(3, 40)
    filled(tmp_path, records)
    with open_archive(tmp_path, write=True) as archive:
        history.phrase_of(archive, "candid")
        bare = [one.model_copy(update={"statements": ()}) for one in records]
        archive.add([Entry.read(one) for one in bare[::2]], renew=True)
        for words in ("candid", "the"):
            assert history.phrase_of(archive, words) == read_whole(archive, words)
        archive.compact()
        assert history.phrase_of(archive, "constructive") == read_whole(archive, "constructive")
        names = {path.stem for path in (tmp_path / "cache/history/words").iterdir()}
        assert names == {segment.path.name for segment in archive.segments}


def test_what_was_left_unfinished_is_removed_when_nobody_writes_it_any_more(tmp_path: Path) -> None:
    filled(tmp_path, some_records(6, 10))
    folder = tmp_path / "cache/history/words"
    folder.mkdir(parents=True)
    left, being_written = (folder / disk.unfinished_name() for _ in range(2))
    for path in (left, being_written):
        path.write_bytes(b"half of it")
    os.utime(left, (0, 0))
    with open_archive(tmp_path) as archive:
        columns_of(archive)
    assert not left.exists()
    assert being_written.exists()


@pytest.mark.parametrize("broken", [b"", b"nothing of it", None])
def test_columns_that_are_broken_are_made_again(tmp_path: Path, broken: bytes | None) -> None:
    filled(tmp_path, some_records(4, 30))
    with open_archive(tmp_path) as archive:
        expected = history.phrase_overview(archive, "candid", limit=3)
    for path in (tmp_path / "cache/history/words").iterdir():
        path.write_bytes(path.read_bytes()[:-9] if broken is None else broken)
    for path in (tmp_path / "cache/history").glob("answers-*/*"):
        path.unlink()
    with open_archive(tmp_path) as archive:
        assert history.phrase_overview(archive, "candid", limit=3) == expected


def test_columns_that_cannot_be_kept_are_made_for_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, some_records(5, 30))
    (tmp_path / "cache/history").mkdir(parents=True, exist_ok=True)
    (tmp_path / "cache/history/words").write_text("a file, where a folder should be")
    monkeypatch.setattr(columns, "CHARACTERS", 500)
    with open_archive(tmp_path) as archive:
        assert len(columns_of(archive).parts) > 10
        assert history.phrase_of(archive, "candid") == read_whole(archive, "candid")


def test_a_phrase_without_words(tmp_path: Path) -> None:
    with open_archive(tmp_path, write=True, create=True) as archive:
        assert history.phrase_of(archive, "candid") == phrase("candid", [])
        with pytest.raises(ValueError, match="no word"):
            history.phrase_overview(archive, "...", limit=1)
