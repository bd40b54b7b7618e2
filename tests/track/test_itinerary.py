from collections.abc import Iterable
from typing import Any

import pytest

from communique.model import Record, Status
from communique.model.history import ItineraryKind, ItineraryRow
from communique.track.itinerary import itinerary, stops_of
from communique.track.meetings import meetings
from communique.track.tellings import numbered, tellings_of

Told = Any


def of(who: str, records: Iterable[Record], **options: Any) -> list[ItineraryRow]:
    records = list(records)
    stops = stops_of(who, numbered(records))
    return itinerary(who, stops, meetings(tellings_of(numbered(records))), **options)


def lines(rows: Iterable[ItineraryRow]) -> list[tuple[str, str | None, str | None]]:
    return [(row.kind.value, row.first, row.place.name if row.place else None) for row in rows]


def test_stops_meetings_and_gaps_in_order(told: Told) -> None:
    records = [
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")]),
        told(told.meeting("lindqvist", "silva", date="2024-05-14", place="Lisbon", country="PRT")),
        told(told.meeting("lindqvist", "moreau", date="2024-05-12", kind="call")),
    ]
    rows = of("Lindqvist", records)
    assert lines(rows) == [
        ("stop", "2024-05-10", "Paris"),
        ("gap", "2024-05-11", None),
        ("meeting", "2024-05-12", None),
        ("meeting", "2024-05-14", "Lisbon"),
    ]
    gap = rows[1]
    assert (gap.last, gap.days, gap.status) == ("2024-05-13", 3, None)
    assert rows[3].company == ("Rita Silva",)
    assert rows[0].evidence[0].words == "They"


def test_a_stop_told_twice_is_one(told: Told) -> None:
    records = [
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")]),
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-11")]),
        told(stops=[told.stop("lindqvist", "France", "FRA", "2024-05")]),
    ]
    (row,) = of("text:anna-lindqvist", records)
    assert (row.first, row.last, row.documents) == ("2024-05-10", "2024-05-11", 3)
    assert row.place is not None
    assert row.place.name == "Paris"


def test_two_visits_to_one_place_are_two(told: Told) -> None:
    records = [
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")]),
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-06-10")], published="2024-06-10"),
        told(stops=[told.stop("lindqvist", "Paris", "FRA", None)], published="2024-07-10"),
    ]
    assert [row.first for row in of("lindqvist", records, gap=100)] == ["2024-05-10", "2024-06-10", None]


def test_a_plan_closes_no_gap(told: Told) -> None:
    records = [
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")]),
        told(stops=[told.stop("lindqvist", "Lisbon", "PRT", "2024-05-12", status="planned")]),
        told(stops=[told.stop("lindqvist", "Tallinn", "EST", "2024-05-15")]),
    ]
    rows = of("lindqvist", records)
    assert [row.kind for row in rows] == [ItineraryKind.STOP, ItineraryKind.GAP, ItineraryKind.STOP, ItineraryKind.STOP]
    assert rows[2].status is Status.PLANNED


def test_two_states_on_one_day_are_told(told: Told) -> None:
    records = [
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")]),
        told(stops=[told.stop("lindqvist", "Lisbon", "PRT", "2024-05-10")]),
        told(stops=[told.stop("lindqvist", "Lisbon", "PRT", "2024-05-20")]),
    ]
    assert [row.elsewhere_too for row in of("lindqvist", records, gap=100)] == [True, True, False]


def test_weeks_and_months_stand_among_days(told: Told) -> None:
    dates = ["2024-05-20", "2024-W19", "2024-06", "2024-05"]
    records = [told(stops=[told.stop("lindqvist", f"City {date}", "FRA", date)]) for date in dates]
    rows = of("lindqvist", records, gap=100)
    assert [row.first for row in rows] == ["2024-05", "2024-W19", "2024-05-20", "2024-06"]


def test_a_bare_visit_is_a_stop(told: Told) -> None:
    visit = told.meeting("lindqvist", kind="visit", place="Paris", country="FRA", date="2024-05-10")
    records = [told(visit), told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")])]
    (row,) = of("lindqvist", records)
    assert (row.kind, row.documents) == (ItineraryKind.STOP, 2)


@pytest.mark.parametrize(
    ("since", "until", "number"), [("2024-05-11", None, 1), (None, "2024-05-11", 1), (None, None, 2)]
)
def test_only_the_days_that_are_asked_for(told: Told, since: str | None, until: str | None, number: int) -> None:
    records = [
        told(stops=[told.stop("lindqvist", "Paris", "FRA", "2024-05-10")]),
        told(stops=[told.stop("lindqvist", "Lisbon", "PRT", "2024-05-12")]),
        told(stops=[told.stop("moreau", "Lisbon", "PRT", "2024-05-12")]),
    ]
    assert len(of("lindqvist", records, since=since, until=until)) == number
