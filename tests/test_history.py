from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique import history
from communique.archive import Archive, Entry, open_archive
from communique.errors import CommuniqueError
from communique.model import (
    Actor,
    ActorKind,
    Document,
    KnownBy,
    MadeBy,
    Meeting,
    MeetingKind,
    Mention,
    Passage,
    PassageKind,
    Place,
    PublishedOn,
    Record,
    Span,
    Stop,
)

LINDQVIST = Actor(id="text:anna-lindqvist", kind=ActorKind.PERSON, name="Anna Lindqvist", country="SWE")
MOREAU = Actor(
    id="text:paul-moreau", kind=ActorKind.PERSON, name="Paul Moreau", country="FRA", office="Foreign Minister"
)
SILVA = Actor(id="text:rita-silva", kind=ActorKind.PERSON, name="Rita Silva", country="PRT")


def record(
    name: str, date: str, *who: Actor, text: str = "They met.", url: str | None = None, stop: str | None = None
) -> Record:
    whole = Span(start=0, end=len(text))
    return Record(
        document=Document.of(
            name, text, url=url, language="en", published_on=PublishedOn(value=date, known_by=KnownBy.GIVEN)
        ),
        passages=(Passage(start=0, end=len(text), kind=PassageKind.BODY),),
        sentences=(whole,),
        actors=(LINDQVIST, MOREAU, SILVA),
        meetings=(
            Meeting(
                id="m1",
                kind=MeetingKind.MEETING,
                date=date,
                participants=tuple(one.id for one in who),
                spans=(Span(start=0, end=9),),
            ),
        ),
        stops=(Stop(actor=who[0].id, place=Place(name=stop, country="FRA"), date=date, order=1, spans=(whole,)),)
        if stop is not None
        else (),
        made_by=MadeBy(version="0", language_model=None, codebook="0"),
    )


RULES = "They met. The minister restated the rules-based international order and spoke of a candid talk on fisheries."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    records = [
        record("a", "2024-05-13", LINDQVIST, MOREAU, text=RULES, url="https://www.regeringen.se/a", stop="Paris"),
        record("b", "2024-05-13", LINDQVIST, MOREAU),
        record(
            "c", "2024-05-20", LINDQVIST, MOREAU, text="They met. They met again.", url="https://www.regeringen.se/c"
        ),
        record("d", "2024-05-21", LINDQVIST, SILVA),
        record("e", "2024-05-22", MOREAU, SILVA, text="They met. He had spoken candidly."),
    ]
    with open_archive(tmp_path / "archive", write=True, create=True) as opened:
        opened.add(Entry.read(one) for one in records)
        yield opened


def test_meetings(archive: Archive) -> None:
    found = history.meetings_of(archive)
    assert [(one.meeting.date, len(one.accounts)) for one in found] == [
        ("2024-05-13", 2),
        ("2024-05-20", 1),
        ("2024-05-21", 1),
        ("2024-05-22", 1),
    ]
    assert [one.meeting.date for one in history.meetings_of(archive, between=("FRA", "SWE"))] == [
        "2024-05-13",
        "2024-05-20",
    ]
    assert [one.meeting.date for one in history.meetings_of(archive, who="Silva", since="2024-05-22")] == ["2024-05-22"]
    assert history.meetings_of(archive, who="text:rita-silva", until="2024-05-21")[0].sides == ("SWE", "PRT")
    assert history.meetings_of(archive, topic="climate") == []


def test_what_is_looked_up_is_what_is_there(archive: Archive) -> None:
    everything = {one.id: one for one in history.meetings_of(archive)}
    for some in (history.meetings_of(archive, between=("FRA", "SWE")), history.meetings_of(archive, who="Moreau")):
        assert some
        assert all(everything[one.id] == one for one in some)


def test_a_person_decides_and_takes_it_back(archive: Archive) -> None:
    first, second = (one.id for one in history.meetings_of(archive, between=("FRA", "SWE")))
    judgement = history.merge_meetings(archive, "ana", [first, second])
    (one,) = history.meetings_of(archive, between=("FRA", "SWE"))
    assert (len(one.accounts), one.judgements) == (3, (judgement,))
    archive.judge("ana", "undo", undoes=judgement)
    assert len(history.meetings_of(archive, between=("FRA", "SWE"))) == 2
    document = history.meetings_of(archive)[0].accounts[1].document
    history.split_meeting(archive, "ana", first, [document])
    assert len(history.meetings_of(archive, between=("FRA", "SWE"))) == 3


def test_a_meeting_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(KeyError, match="nothing"):
        history.merge_meetings(archive, "ana", ["nothing"])


def test_itinerary_and_person(archive: Archive) -> None:
    rows = history.itinerary_of(archive, "Lindqvist")
    assert [(row.kind.value, row.first) for row in rows] == [
        ("stop", "2024-05-13"),
        ("meeting", "2024-05-13"),
        ("meeting", "2024-05-20"),
        ("meeting", "2024-05-21"),
    ]
    (person,) = history.who_is(archive, "Paul Moreau")
    assert (person.id, len(person.meetings), person.seen_as[0].office) == ("text:paul-moreau", 3, "Foreign Minister")


def test_relations_phrase_and_habits(archive: Archive) -> None:
    (may,) = history.relations_of(archive, "SWE", "FRA")
    assert (may.held, may.accounts, [count.id for count in may.agenda]) == (2, 3, ["fisheries", "un_charter"])
    found = history.phrase_of(archive, "candid")
    assert [(one.wording, one.exact) for one in found.variants] == [("candid", True), ("candidly", False)]
    habits = history.habits_of(archive, "SWE")
    assert (habits.compared, habits.omissions) == (0, ())
    assert [row.formula for row in habits.formulas_gone] == ["rules_based_order"]
    (change,) = habits.changes
    assert "fisheries" in {named.topic for named in change.dropped}


def naming_ukraine(one: Record) -> Record:
    """Return a record as reading makes it: with the state where the text names it."""
    at = one.document.text.find("Ukraine")
    if at < 0:
        return one
    state = Actor(id="UKR", kind=ActorKind.STATE, name="Ukraine", country="UKR")
    mention = Mention(start=at, end=at + len("Ukraine"), actor="UKR")
    return one.model_copy(update={"actors": (*one.actors, state), "mentions": (mention,)})


def test_a_topic_of_which_a_word_is_there_is_not_gone(tmp_path: Path) -> None:
    site = "https://www.regeringen.se"
    told = [
        record(
            "a",
            "2024-05-13",
            LINDQVIST,
            MOREAU,
            text="They met. They spoke about support for Ukraine.",
            url=f"{site}/a",
        ),
        record("b", "2024-06-13", LINDQVIST, MOREAU, text="They met. They spoke about fisheries.", url=f"{site}/b"),
        record(
            "c", "2024-07-13", LINDQVIST, MOREAU, text="They met. She lauded his support of Ukraine.", url=f"{site}/c"
        ),
    ]
    told = [naming_ukraine(one) for one in told]
    for first, second, gone in ((told[0], told[1], {"war_in_ukraine"}), (told[0], told[2], set())):
        with open_archive(tmp_path / second.document.id, write=True, create=True) as archive:
            archive.add(Entry.read(one) for one in (first, second))
            (change,) = history.habits_of(archive, "SWE").changes
            assert {named.topic for named in change.dropped} == gone


@pytest.mark.parametrize("ask", [history.meetings_of, history.habits_of])
def test_an_empty_archive_answers(tmp_path: Path, ask: Callable[..., Any]) -> None:
    with open_archive(tmp_path / "empty", write=True, create=True) as empty:
        if ask is history.meetings_of:
            assert ask(empty) == []
        else:
            assert ask(empty, "SWE").changes == ()
        assert history.who_is(empty, "Nobody Atall") == []
        assert history.relations_of(empty, "SWE", "FRA") == []
        assert history.phrase_of(empty, "candid").uses == ()
        assert history.itinerary_of(empty, "Lindqvist") == []


def test_a_date_that_is_none(archive: Archive) -> None:
    with pytest.raises((CommuniqueError, ValueError)):
        history.meetings_of(archive, since="May")
