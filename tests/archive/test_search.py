"""Searching: words, phrases, filters, context; and an index that always shows what the archive shows."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.archive import Archive, Entry, adding, open_archive
from communique.archive import archive as archive_module
from communique.archive.lock import WriterLock
from communique.archive.search import SearchIndex
from communique.archive.search import index as index_module
from communique.archive.search.contexts import contexts_of
from communique.archive.search.words import fold, parts_of, places_of, words_at
from communique.errors import BadDate, BadSearch
from communique.model import Document, KnownBy, MadeBy, PublishedOn

MakeEntry = Callable[..., Entry]


def text_entry(name: str, text: str, *, published_on: str | None = None, title: str | None = None) -> Entry:
    date = PublishedOn(value=published_on, known_by=KnownBy.GIVEN) if published_on else None
    return Entry.set_aside(Document.of(name, text, published_on=date, title=title), reason="a test")


def ids(archive: Archive, words: str = "", **filters: object) -> list[str]:
    return [hit.id for hit in archive.search(words, **filters).hits]  # type: ignore[arg-type]


def test_words_phrases_beginnings_and_exclusions(archive: Archive) -> None:
    archive.add(
        [
            text_entry("one", "The ministers spoke of deep-sea mining and of sanctions."),
            text_entry("two", "Mining in the deep sea, the sanctioned company said."),
            text_entry("three", "Erdoğan habe „kein Öl“ gekauft."),
            text_entry("four", "中方反对单边制裁，支持对话。"),
            text_entry("five", "Министр иностранных дел осудил санкции."),
        ]
    )
    assert set(ids(archive, "mining sea")) == {"one", "two"}
    assert ids(archive, '"sea mining"') == ["one"]
    assert set(ids(archive, "deep-sea")) == {"one", "two"}
    assert set(ids(archive, "sanction*")) == {"one", "two"}
    assert ids(archive, "mining -company") == ["one"]
    assert ids(archive, "ERDOGAN öl") == ["three"]
    assert ids(archive, "单边制裁") == ["four"]
    assert ids(archive, "裁制") == []
    assert ids(archive, "САНКЦИИ") == ["five"]
    assert set(ids(archive, "-mining")) == {"three", "four", "five"}
    assert len(ids(archive)) == 5


def test_the_words_stand_in_context(archive: Archive) -> None:
    text = "Before all that, " * 20 + "the minister praised candid talks with her guest. " + "After that, more. " * 20
    archive.add([text_entry("one", text)])
    (context,) = archive.search('"candid talks"').hits[0].contexts
    assert text[context.start : context.end] == context.words == "candid talks"
    assert context.before + context.words + context.after in text
    assert len(context.before) <= 70
    assert not context.before.startswith(" ")


@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=4))
def test_contexts_are_slices_of_any_text(text: str, words: list[str]) -> None:
    try:
        parts = parts_of(" ".join(words))
    except BadSearch:
        return
    for context in contexts_of(text, places_of(parts, text)):
        assert text[context.start : context.end] == context.words
        whole = context.before + context.words + context.after
        assert text[context.start - len(context.before) : context.end + len(context.after)] == whole


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    for word, start, end in words_at(text):
        assert text[start:end]
        assert fold(fold(word)) == fold(word)


def test_filters(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1), make_entry(2), text_entry("aside", "Nothing met.", published_on="2025-12")])
    assert set(ids(archive, who="CHL")) == {"story-1", "story-2"}
    assert set(ids(archive, who="Arancibia")) == {"story-1", "story-2"}
    assert set(ids(archive, who=["nobody", "Tomás ARANCIBIA"])) == {"story-1", "story-2"}
    assert set(ids(archive, who="NOR.foreign_ministry")) == {"story-1", "story-2"}
    assert set(ids(archive, place="oslo", topic="seabed-mining", kind="meeting")) == {"story-1", "story-2"}
    assert ids(archive, place="Santiago") == []
    assert ids(archive, topic=["trade"], words="2") == ["story-2"]
    assert ids(archive, status="set_aside") == ["aside"]
    assert ids(archive, until="2025") == ["aside"]
    assert ids(archive, since="2026-03-10") == []
    assert len(ids(archive, since="2025-12-24", until="2026-03-09", publisher="the fjord courier")) == 2
    assert ids(archive, since="2025-12-24", until="2025-12-24") == ["aside"]


def test_without_words_the_latest_come_first(archive: Archive) -> None:
    archive.add([text_entry(day, f"Talks of {day}.", published_on=day) for day in ("2025-03-01", "2026-01-01", "2024")])
    assert ids(archive) == ["2026-01-01", "2025-03-01", "2024"]
    found = archive.search("talks", limit=1, offset=1)
    assert (found.total, len(found.hits)) == (3, 1)


def test_the_title_weighs_more(archive: Archive) -> None:
    archive.add(
        [
            text_entry("body", "The candid talks went on until late.", title="Ministers meet"),
            text_entry("head", "The talks went on until late at night.", title="Candid words"),
        ]
    )
    assert ids(archive, "candid") == ["head", "body"]


def test_wrong_searches_are_told(archive: Archive) -> None:
    for words in ("?!", '""', "-"):
        with pytest.raises(BadSearch):
            archive.search(words)
    with pytest.raises(BadSearch):
        archive.search("a", who="")
    with pytest.raises(BadSearch):
        archive.search("a", limit=0)
    with pytest.raises(BadDate):
        archive.search("a", since="yesterday")


@pytest.mark.parametrize(
    "words", ['a" OR 1=1', "words:x AND (", "a[b TO c]", "*", "x*y", ".*", "\\", "🙂 mining", "\x00a"]
)
def test_no_search_is_a_program(archive: Archive, words: str) -> None:
    archive.add([text_entry("one", "mining")])
    try:
        found = archive.search(words)
    except BadSearch:
        return
    assert found.total in {0, 1}


ATTACKS = [
    "' OR 1=1 --",
    "*",
    "?",
    "who:CHL",
    '"',
    "\\",
    "CHL OR NOR",
    "%",
    "\x00",
    "../..",
    "[a TO z]",
    "🙂",
    "\u202e",
    "^",
]


@pytest.mark.parametrize("name", ["who", "place", "topic", "kind", "status", "language", "publisher", "since", "until"])
def test_no_filter_is_a_program(archive: Archive, make_entry: MakeEntry, name: str) -> None:
    archive.add([make_entry(1)])
    for attack in ATTACKS:
        try:
            found = archive.search("", **{name: attack})  # type: ignore[arg-type]
        except (BadSearch, BadDate):
            continue
        assert found.total == 0


def test_the_index_follows_the_archive(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    assert ids(archive, "talk") == ["story-1"]
    archive.add([make_entry(2)])
    assert set(ids(archive, "talk")) == {"story-1", "story-2"}
    record = make_entry(1).record
    assert record is not None
    newer = record.model_copy(update={"made_by": MadeBy(version="1", language_model=None, codebook="1")})
    archive.add([Entry.read(newer)], renew=True)
    assert sorted(ids(archive, "talk")) == ["story-1", "story-2"]
    archive.compact()
    assert sorted(ids(archive, "talk")) == ["story-1", "story-2"]
    archive.add([make_entry(3)])
    archive.close()
    with open_archive(folder) as reader:
        assert len(ids(reader, "talk")) == 3


def test_the_index_grows_while_much_is_added(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "DOCUMENTS", 2)
    monkeypatch.setattr(archive_module, "INDEXED_AT_ONCE", 6)
    archive.add(make_entry(number) for number in range(20))
    index = SearchIndex(folder / "cache")
    assert 18 <= sum(one.searcher().num_docs for one in [index._opened()] if one is not None) <= 20
    assert archive.search("talk").total == 20


def test_what_was_set_aside_becomes_a_record(archive: Archive, make_entry: MakeEntry) -> None:
    good = make_entry(1)
    archive.add([Entry.set_aside(good.document, reason="x")])
    assert [hit.status for hit in archive.search("talk").hits] == ["set_aside"]
    archive.add([good])
    assert [hit.status for hit in archive.search("talk").hits] == ["read"]


def test_a_lost_or_broken_index_is_made_again(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(number) for number in range(4)])
    archive.close()
    shutil.rmtree(folder / "cache")
    with open_archive(folder) as reader:
        assert len(ids(reader, "talk")) == 4
    for file in (folder / "cache" / "search").iterdir():
        file.unlink()  # the open index above has mapped it: it must not be shortened in place
        file.write_bytes(b"")
    with open_archive(folder) as reader:
        assert len(ids(reader, "talk")) == 4
    (folder / "cache" / "search.json").write_text("[]")
    with open_archive(folder) as reader:
        assert len(ids(reader, "talk")) == 4


def test_an_index_with_flipped_bits_is_made_again(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(number) for number in range(4)])
    archive.close()
    for file in (folder / "cache" / "search").iterdir():
        if file.suffix == ".store":
            content = bytearray(file.read_bytes())
            content[: len(content) // 2] = bytes(byte ^ 0xFF for byte in content[: len(content) // 2])
            file.unlink()
            file.write_bytes(content)
    with open_archive(folder) as reader:
        assert len(ids(reader, "talk")) == 4


def test_an_index_that_cannot_be_brought_up_to_date(
    archive: Archive, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made again; where that fails too, nothing is missing from the answer, and nothing counted twice."""
    archive.add([make_entry(number) for number in range(5)])
    assert archive.search("talk").total == 5
    real, failing = index_module._write, [True, False]

    def write(*given: Any, **options: Any) -> None:
        if failing and failing.pop(0):
            raise ValueError("the library does not like it")
        real(*given, **options)

    monkeypatch.setattr(index_module, "_write", write)
    archive.add([make_entry(5)])
    assert archive.search("talk").total == 6
    assert failing == []
    archive.add([make_entry(6)])
    archive.compact()
    failing.extend([True, True, False])
    found = archive.search("talk")
    assert (found.total, len(found.hits)) == (7, 7)
    assert len(archive.matching("talk")) == 7


def test_while_another_process_writes_the_index_nothing_is_missing(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([make_entry(1), make_entry(2)])
    assert len(ids(archive, "talk")) == 2
    archive.add([make_entry(3)])
    record = make_entry(1).record
    assert record is not None
    archive.add([Entry.read(record)], renew=True)
    for few in (10_000, 0):
        monkeypatch.setattr(index_module, "FEW", few)
        with WriterLock(folder / "cache"), open_archive(folder) as reader:
            found = reader.search("talk")
            assert sorted(hit.id for hit in found.hits) == ["story-1", "story-2", "story-3"]
            assert found.total == 3


def test_an_update_that_was_killed_is_made_good(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    assert len(ids(archive, "talk")) == 1
    before = (folder / "cache" / "search.json").read_text().replace('"pending": false', '"pending": true')
    archive.add([make_entry(2)])
    assert len(ids(archive, "talk")) == 2
    (folder / "cache" / "search.json").write_text(before)
    archive.refresh()
    assert sorted(ids(archive, "talk")) == ["story-1", "story-2"]


def test_rebuilding_changes_no_answer(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(number) for number in range(20)])
    before = [(hit.id, hit.contexts) for hit in archive.search("oslo talk").hits]
    archive.rebuild()
    assert [(hit.id, hit.contexts) for hit in archive.search("oslo talk").hits] == before


def test_documents_are_held_with_their_texts(archive: Archive) -> None:
    archive.add([text_entry("one", "The talks were candid."), text_entry("two", "They went on.")])
    one, two = sorted(archive.search("").hits, key=lambda hit: hit.id)
    assert {held.text for held in archive.held([one.document, two.document, "not there"])} == {
        "The talks were candid.",
        "They went on.",
    }
    (held,) = archive.held([two.document])
    assert (held.facts["id"], held.news, held.speeches) == ("two", None, [])
    assert archive.held([]) == []


def test_what_is_held_of_a_record_is_its_news_and_its_speeches(archive: Archive, make_entry: MakeEntry) -> None:
    entry = make_entry(1)
    archive.add([entry])
    record = entry.record
    assert record is not None
    (held,) = archive.held(archive.matching())
    assert held.text == record.document.text
    assert held.news == [(one.start, one.end) for one in record.passages if one.kind.is_news]
    said = [(span.start, span.end) for one in record.statements for span in one.content]
    assert [(start, end) for start, end, *_ in held.speeches] == said


def test_facts_of_documents_are_what_a_hit_shows(archive: Archive) -> None:
    entries = [text_entry("one", "Of ports and grids.", title="Ports"), text_entry("two", "Of loans.")]
    archive.add(entries)
    found = archive.facts([entries[0].key, "0" * 24])
    assert found.keys() == {entries[0].key}
    assert (found[entries[0].key]["title"], found[entries[0].key]["version"]) == ("Ports", 1)
