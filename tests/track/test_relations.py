from collections.abc import Iterable
from typing import Any

from communique.model import Record
from communique.model.history import RelationMonth
from communique.track.meetings import meetings
from communique.track.relations import relations
from communique.track.tellings import numbered, tellings_of

Told = Any

CALL = "Anna Lindqvist spoke with Paul Moreau. They had a candid and constructive discussion on climate change."


def of(one: str, other: str, records: Iterable[Record]) -> list[RelationMonth]:
    records = list(records)
    return relations(one, other, meetings(tellings_of(numbered(records))), numbered(records))


def test_months_with_meetings_tone_and_agenda(told: Told) -> None:
    records = [
        told(told.meeting("lindqvist", "moreau", kind="call"), text=CALL, url="https://regeringen.se/1"),
        told(
            told.meeting("lindqvist", "moreau", date="2024-07-01", status="planned"),
            published="2024-06-20",
        ),
        told(told.meeting("lindqvist", "silva")),
    ]
    may, june, july = of("FRA", "SWE", records)
    assert (may.month, may.held, may.remote, may.accounts) == ("2024-05", 1, 1, 1)
    assert {count.id: count.evidence[0].words for count in may.tone} == {
        "candid": "candid and constructive",
        "constructive": "candid and constructive",
    }
    assert may.warmth == 0
    assert [(count.id, count.by_side) for count in may.agenda] == [("climate", {"SWE": 1})]
    assert june == RelationMonth(month="2024-06")
    assert (july.planned, july.held) == (1, 0)


def test_a_text_that_only_mentions_the_meeting_says_nothing_of_its_agenda(told: Told) -> None:
    record = told(
        told.meeting("lindqvist", "silva"),
        told.meeting("lindqvist", "moreau", date="2024-05-01", at=(20, 30)),
        text=CALL,
        url="https://regeringen.se/1",
    )
    (may,) = of("SWE", "FRA", [record])
    assert (may.held, may.accounts, may.agenda, may.tone) == (1, 0, (), ())


def test_a_story_counts_for_what_is_on_the_agenda_only(told: Told) -> None:
    record = told(told.meeting("lindqvist", "moreau"), text=CALL, agenda=["fisheries"])
    (may,) = of("SWE", "FRA", [record])
    assert [(count.id, count.by_side) for count in may.agenda] == [("fisheries", {"press": 1})]


def test_sides_that_never_met(told: Told) -> None:
    assert of("SWE", "EST", [told(told.meeting("lindqvist", "moreau"))]) == []


def test_a_year_stands_beside_the_months(told: Told) -> None:
    records = [
        told(told.meeting("lindqvist", "moreau", date="2024-12-30")),
        told(told.meeting("lindqvist", "moreau", date="2025-02-01")),
        told(told.meeting("lindqvist", "moreau", date="2023"), published="2024-01-01"),
    ]
    assert [month.month for month in of("SWE", "FRA", records)] == ["2023", "2024-12", "2025-01", "2025-02"]
