"""What is kept of an archive is what would be worked out anew, whatever happened before."""

import itertools
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import history
from communique.archive import Archive, Entry, Source, open_archive
from communique.archive.judgements.statements import about_statement
from communique.history import folder, keeping, making, texts
from communique.model import (
    Actor,
    ActorKind,
    AgendaItem,
    AgendaStatus,
    Document,
    KnownBy,
    MadeBy,
    Meeting,
    MeetingKind,
    Mode,
    Passage,
    PassageKind,
    Place,
    PublishedOn,
    Record,
    Span,
    Statement,
    Status,
    Stop,
)
from communique.model import Party as Speaker
from communique.model.history import MeetingCluster, Person
from communique.track.copies import near_copies, signs_of
from communique.track.days import in_order
from communique.track.itinerary import itinerary, stops_of
from communique.track.meetings import Wanted, meetings
from communique.track.tellings import tellings_of
from communique.track.who import who

PEOPLE = tuple(
    Actor(id=f"text:{name.lower().replace(' ', '-')}", kind=ActorKind.PERSON, name=name, country=state, office=office)
    for name, state, office in (
        ("Anna Lindqvist", "SWE", "Foreign Minister"),
        ("Nils Berg", "SWE", "Prime Minister"),
        ("Paul Moreau", "FRA", "Foreign Minister"),
        ("Claire Durand", "FRA", "President"),
        ("Rita Silva", "PRT", "Foreign Minister"),
        ("Moreau", None, None),
    )
)
STATES = tuple(
    Actor(id=code, kind=ActorKind.STATE, name=name, country=code)
    for code, name in (("SWE", "Sweden"), ("FRA", "France"))
)
THE_TWO = Actor(
    id="group:the-two", kind=ActorKind.GROUP, name="the two", members=("text:anna-lindqvist", "text:paul-moreau")
)
WORDS = (
    "fisheries",
    "railways",
    "candid",
    "harvests",
    "climate change",
    "visas",
    "ports",
    "students",
    "grids",
    "loans",
)
SITES = ("https://www.regeringen.se", "https://www.diplomatie.gouv.fr", "https://news.example", None)


def told(rng: random.Random, number: int, *, text: str | None = None) -> Record:
    """Return a document that tells of one or two meetings in one fortnight."""
    if text is None:
        head = rng.choice(("", "", "Ministry of Foreign Affairs of Japan\n"))
        text = f"{head}They met. " + " ".join(
            f"They spoke of {rng.choice(WORDS)} and {rng.choice(WORDS)} in {rng.randrange(9999)} towns."
            for _ in range(rng.choice((1, 8)))
        )
    site = rng.choice(SITES)
    day = rng.randrange(10, 24)
    return Record(
        document=Document.of(
            f"d{number}",
            text,
            url=f"{site}/{number}" if site else None,
            publisher=rng.choice(("Reuters", None)) if site == SITES[2] else None,
            language="en",
            published_on=rng.choice((None, *[PublishedOn(value=f"2024-05-{day + 1}", known_by=KnownBy.GIVEN)] * 5)),
        ),
        passages=(Passage(start=0, end=len(text), kind=PassageKind.BODY),),
        sentences=(Span(start=0, end=len(text)),),
        actors=(*PEOPLE, *STATES, THE_TWO),
        agenda=(
            AgendaItem(
                topic=rng.choice(("climate", "fisheries")),
                label="x",
                status=AgendaStatus.DISCUSSED,
                spans=(Span(start=0, end=4),),
            ),
        ),
        statements=tuple(
            Statement(
                id=f"s{at}",
                mode=Mode.INDIRECT,
                content=(Span(start=at, end=9),),
                speaker=Speaker(actor=rng.choice((*PEOPLE, THE_TWO)).id),
                said_on=rng.choice((None, f"2024-05-{day}", "2024-05")),
            )
            for at in range(rng.choice((0, 1, 3)))
        ),
        stops=tuple(
            Stop(
                actor=rng.choice((*PEOPLE, *STATES)).id,
                place=Place(name=rng.choice(("Lisbon", "Portugal", "Paris")), country="PRT"),
                date=rng.choice((f"2024-05-{day}", f"2024-05-{day + 1}", "2024-05", "2024", None)),
                status=rng.choice((Status.HAPPENED, Status.HAPPENED, Status.CANCELLED)),
                order=at,
                spans=rng.choice(((Span(start=0, end=4),), (Span(start=0, end=4), Span(start=5, end=8)))),
            )
            for at in range(1, rng.choice((1, 2, 3)))
        ),
        meetings=tuple(
            Meeting(
                id=f"m{at}",
                kind=rng.choice(tuple(MeetingKind)),
                status=rng.choice(
                    (Status.HAPPENED, Status.HAPPENED, Status.HAPPENED, Status.PLANNED, Status.CANCELLED)
                ),
                date=rng.choice((f"2024-05-{day}", f"2024-05-{day}", "2024-05", "2024", None)),
                place=rng.choice((None, Place(name="Lisbon", country="PRT"))),
                participants=tuple(one.id for one in rng.sample((*PEOPLE, *STATES), rng.choice((1, 2, 2, 2, 3)))),
                spans=(Span(start=at, end=9),),
            )
            for at in range(1, rng.choice((2, 2, 3)))
        ),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )


Asked = Callable[..., list[MeetingCluster]]
NAMES = ("Moreau", "text:anna-lindqvist", "nils berg", "SWE", "Nobody Atall")
PERIODS: tuple[dict[str, Any], ...] = ({}, {"since": "2024-05-12"}, {"since": "2024-05", "until": "2024-05-15"})


def asked_anew(archive: Archive) -> Asked:
    """Work out from the records what questions about meetings go out from, with nothing that is kept."""
    records = list(archive.records_by_id())
    ordered = sorted(
        records, key=lambda one: (one[1].document.published_on.value if one[1].document.published_on else "9", one[0])
    )
    copies = near_copies((name, record.document.text, record.document.language) for name, record in ordered)
    tellings = list(tellings_of(records))
    return lambda **wanted: meetings(tellings, judgements=archive.judgements(), copies=copies, wanted=Wanted(**wanted))


def anew(archive: Archive, **wanted: Any) -> list[MeetingCluster]:
    """Work the meetings out from the records."""
    return asked_anew(archive)(**wanted)


QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"between": ("SWE", "FRA")},
    {"between": ("PRT",)},
    {"who": "Moreau"},
    {"who": "text:anna-lindqvist"},
    {"who": "SWE"},
    {"since": "2024-05-14", "until": "2024-05-18"},
    {"who": "paul moreau", "until": "2024-05-15"},
)


def assert_kept_is_new(archive: Archive) -> None:
    asked = asked_anew(archive)
    for question in QUESTIONS:
        fresh = asked(**question)
        assert history.meetings_of(archive, **question) == fresh, question
        assert history.meetings_count(archive, **question) == len(fresh)
        assert history.meetings_of(archive, **question, limit=2, offset=1, newest_first=True) == fresh[::-1][1:3]
        statuses = [one.meeting.status for one in fresh]
        counts = history.meetings_counted(archive, **question)
        assert (counts.planned, counts.cancelled) == (
            statuses.count(Status.PLANNED),
            statuses.count(Status.CANCELLED),
        )
        assert counts.of_both == sum(len(set(one.own_accounts)) > 1 for one in fresh)
    records = list(archive.records_by_id())
    for name in NAMES:
        people = who(name, records, asked(who=name))
        assert history.who_is(archive, name) == people
        assert history.who_is(archive, name, meetings=2, statements=3) == [shortened(one, 2, 3) for one in people]
        for period in PERIODS:
            fresh_rows = itinerary(name, stops_of(name, records), asked(who=name), **period)
            assert history.itinerary_of(archive, name, **period) == fresh_rows
    on_climate = {document for document in archive.matching("") if "climate" in _topics(archive, document)}
    assert history.meetings_of(archive, topic="climate") == asked(documents=on_climate)
    for one in asked():
        assert history.meeting_of(archive, one.id) == one
    assert history.meeting_of(archive, "0" * 16) is None


def shortened(person: Person, meetings: int, statements: int) -> Person:
    """Leave the latest meetings and statements of a person, those of one day in their order."""
    met = [(one, one.meeting.date or one.published_from) for one in person.meetings]
    said = [(one, one.date) for one in person.statements]
    return person.model_copy(update={"meetings": latest(met, meetings), "statements": latest(said, statements)})


def latest(rows: list[tuple[Any, str | None]], most: int) -> tuple[Any, ...]:
    ordered = sorted((row for row in rows if row[1] is not None), key=lambda row: in_order(row[1]), reverse=True)
    kept = [*ordered, *(row for row in rows if row[1] is None)][:most]
    return tuple(row for row, date in rows if (row, date) in kept)


def _topics(archive: Archive, document: str) -> set[str]:
    (record,) = archive.records([document])
    return {item.topic for item in record.agenda if item.topic} | {
        topic for said in record.statements for topic in said.topics
    }


def happen(archive: Archive, rng: random.Random, number: int) -> None:
    """Let something happen to an archive: documents come in or change, somebody decides or takes it back."""
    found = history.meetings_of(archive)
    what = rng.choice(("add", "add", "version", "copy", "merge", "split", "correct", "undo", "compact"))
    if what == "add" or len(found) < 2:
        archive.add(Entry.read(told(rng, number * 100 + at)) for at in range(rng.choice((1, 5))))
    elif what == "version":
        page = rng.choice(sorted(archive.table("documents")["page"].to_pylist()))
        archive.add([Entry.read(told(rng, number * 100), source=Source(page=page))])
    elif what == "copy":
        (record,) = archive.records([rng.choice(sorted(archive.matching("")))])
        text = f"{record.document.text} A sentence more."
        archive.add([Entry.read(told(rng, number * 100, text=text))])
    elif what == "merge":
        history.merge_meetings(archive, "ana", [one.id for one in rng.sample(found, 2)])
    elif what == "split" and (several := [one for one in found if len({a.document for a in one.accounts}) > 1]):
        one = rng.choice(several)
        history.split_meeting(archive, "ana", one.id, [rng.choice(one.accounts).document])
    elif what == "correct":
        name, record = rng.choice(list(archive.records_by_id()))
        for statement in record.statements[:1]:
            after = {"speaker": rng.choice((*PEOPLE, THE_TWO)).id}
            archive.judge("ana", "correct", about=about_statement(name, record, statement), after=after)
    elif what == "undo" and (judgements := archive.judgements()):
        archive.judge("ana", "undo", undoes=rng.choice(judgements).id)
    elif what == "compact":
        archive.compact()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_kept_is_new_whatever_happened(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    place = tmp_path / str(seed)
    with open_archive(place, write=True, create=True) as archive:
        archive.add(Entry.read(told(rng, number)) for number in range(12))
        for number in range(1, 7):
            happen(archive, rng, number)
            assert_kept_is_new(archive)
    with open_archive(place) as reader:
        assert_kept_is_new(reader)
        before = history.meetings_of(reader)
    shutil.rmtree(place / "cache")
    with open_archive(place) as reader:
        assert history.meetings_of(reader) == before


@pytest.fixture
def home(tmp_path: Path) -> Path:
    rng = random.Random(7)
    with open_archive(tmp_path / "archive", write=True, create=True) as archive:
        archive.add(Entry.read(told(rng, number)) for number in range(20))
        history.prepare(archive)
    return tmp_path / "archive"


def kept_files(home: Path) -> list[Path]:
    return sorted((home / "cache" / "history").glob("meetings-*.sqlite"))


@pytest.mark.parametrize("spoilt", [b"", b"SQLite format 3\x00 and no more", None])
def test_a_file_that_is_not_whole_is_made_again(home: Path, spoilt: bytes | None) -> None:
    with open_archive(home) as reader:
        expected = history.meetings_of(reader)
    (kept,) = kept_files(home)
    kept.write_bytes(spoilt if spoilt is not None else kept.read_bytes()[:5000])
    for other in ("texts.parquet", "pairs.parquet"):
        if (path := home / "cache" / "history" / other).exists():
            path.write_bytes(path.read_bytes()[:100])
    with open_archive(home) as reader:
        assert history.meetings_of(reader) == expected


def test_what_another_version_made_is_not_looked_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = kept_files(home)
    with sqlite3.connect(kept) as connection:
        connection.execute("DELETE FROM meetings")
        connection.execute("UPDATE meta SET value = 'another'")
    connection.close()
    with open_archive(home) as reader:
        assert history.meetings_of(reader)
    monkeypatch.setattr(folder, "FORM", 99)
    made: list[Path] = []

    def make(archive: Archive, target: Path, place: Path, *, keep: bool) -> None:
        made.append(target)
        making.make(archive, target, place, keep=keep)

    monkeypatch.setattr(keeping, "make", make)
    with open_archive(home) as reader:
        assert history.meetings_of(reader)
    assert made


def test_nobody_waits_for_who_is_making_it(home: Path) -> None:
    shutil.rmtree(home / "cache" / "history")
    with open_archive(home) as one, open_archive(home) as other, folder.place_to_write(one) as (_, is_the_archives):
        assert is_the_archives
        assert history.meetings_of(other)
        assert not kept_files(home)
    assert history.meetings_of(one)
    assert len(kept_files(home)) == 1


def test_who_asks_another_archive_does_not_wait(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(home, tmp_path / "other")
    shutil.rmtree(home / "cache" / "history")
    answered: list[int] = []

    def make(archive: Archive, target: Path, place: Path, *, keep: bool) -> None:
        asking = threading.Thread(target=lambda: answered.append(history.meetings_count(other)))
        asking.start()
        asking.join(timeout=20)
        making.make(archive, target, place, keep=keep)

    monkeypatch.setattr(keeping, "make", make)
    with open_archive(home) as one, open_archive(tmp_path / "other") as other:
        count = history.meetings_count(one)
        assert answered == [count]


def test_a_reader_keeps_what_it_opened_while_the_archive_grows(home: Path) -> None:
    rng = random.Random(8)
    with open_archive(home) as reader:
        before = history.meetings_of(reader)
        with open_archive(home, write=True) as writer:
            for number in range(6):
                writer.add([Entry.read(told(rng, 1000 + number))])
                assert history.meetings_of(writer) == anew(writer)
        assert history.meetings_of(reader) == before
        reader.refresh()
        assert history.meetings_of(reader) == anew(reader)
    assert len(kept_files(home)) <= 2 + folder.OLDER


def test_decisions_one_after_the_other_do_not_put_everything_together_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "make", lambda *_, **__: pytest.fail("made anew"))
    with open_archive(home, write=True) as archive:
        for _ in range(4):
            one, other = history.meetings_of(archive)[:2]
            history.merge_meetings(archive, "ana", [one.id, other.id])
            assert history.meetings_of(archive) == anew(archive)
    assert len(kept_files(home)) <= 2 + folder.OLDER


def test_only_what_is_new_is_worked_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed: list[int] = []

    def signs(runs: Any) -> Any:
        signed.append(len(runs))
        return signs_of(runs)

    monkeypatch.setattr(texts, "signs_of", signs)
    with open_archive(home, write=True) as archive:
        archive.add([Entry.read(told(random.Random(9), 2000))])
        history.prepare(archive)
        assert len(signed) == 1


def pairs_of(found: Iterable[MeetingCluster]) -> set[tuple[str, str]]:
    return {pair for one in found for pair in itertools.combinations(sorted(set(one.sides)), 2)}


def test_who_met_whom_counts_each_meeting_once(home: Path) -> None:
    with open_archive(home) as reader:
        sides, pairs = history.who_met_whom(reader)
        found = history.meetings_of(reader)
        assert sides == {side: sum(side in one.sides for one in found) for side in sides}
        assert set(pairs) == pairs_of(found)
