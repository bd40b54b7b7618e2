"""Stretches of the calendar: their names, their ends, moving between them, movable feasts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.times import calendar
from communique.annotate.times.anchor import anchor_of
from communique.annotate.times.calendar import Period, Unit

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
UNITS = st.sampled_from(list(Unit))


@given(unit=UNITS, day=DAYS)
def test_a_stretch_holds_the_day_it_was_asked_for(unit: Unit, day: dt.date) -> None:
    period = calendar.containing(unit, day)
    if unit is Unit.WEEKEND:
        week = calendar.containing(Unit.WEEK, day)
        assert week.first <= period.first <= calendar.last_day(week)
    elif unit is not Unit.SEASON:
        assert period.first <= day <= calendar.last_day(period)


@given(unit=UNITS, day=DAYS, amount=st.integers(-200_000, 200_000))
def test_moving_never_fails_and_moving_back_returns(unit: Unit, day: dt.date, amount: int) -> None:
    moved = calendar.move(day, unit, amount)
    if moved is not None and unit <= Unit.WEEK:
        assert calendar.move(moved, unit, -amount) == day


@pytest.mark.parametrize(
    ("unit", "day", "value"),
    [
        (Unit.DAY, "2025-07-13", "2025-07-13"),
        (Unit.WEEK, "2025-07-13", "2025-W28"),
        (Unit.WEEK, "2024-12-31", "2025-W01"),
        (Unit.WEEKEND, "2025-07-13", "2025-W28-WE"),
        (Unit.MONTH, "2025-07-13", "2025-07"),
        (Unit.QUARTER, "2025-07-13", "2025-Q3"),
        (Unit.HALF, "2025-07-13", "2025-H2"),
        (Unit.SEASON, "2025-07-13", "2025-SU"),
        (Unit.YEAR, "2025-07-13", "2025"),
        (Unit.DECADE, "2025-07-13", "202"),
        (Unit.CENTURY, "2025-07-13", "20"),
    ],
)
def test_values(unit: Unit, day: str, value: str) -> None:
    assert str(calendar.containing(unit, dt.date.fromisoformat(day))) == value


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2025, "2025-12-25"),
        ("11#4@4", 2025, "2025-11-27"),
        ("5#-1@1", 2025, "2025-05-26"),
        ("11#1@1+1", 2022, "2022-11-08"),
        ("11#1@1+1", 2024, "2024-11-05"),
        ("easter", 2024, "2024-03-31"),
        ("easter", 2025, "2025-04-20"),
        ("easter-2", 2025, "2025-04-18"),
    ],
)
def test_holidays(rule: str, year: int, day: str) -> None:
    assert calendar.on_holiday(rule, year).isoformat() == day


def test_the_end_of_a_month_is_kept_in_a_shorter_one() -> None:
    assert calendar.move(dt.date(2025, 3, 31), Unit.MONTH, -1) == dt.date(2025, 2, 28)
    assert calendar.calendar_day(2025, 2, 31) is None


@pytest.mark.parametrize(
    ("published_on", "unit"),
    [("2025", Unit.YEAR), ("2025-07", Unit.MONTH), ("2025-W28", Unit.WEEK), ("2025-07-14", Unit.DAY)],
)
def test_an_anchor_keeps_its_precision(published_on: str, unit: Unit) -> None:
    anchor = anchor_of(published_on)
    assert anchor is not None
    assert (anchor.period.unit, anchor.partial_date, anchor.knows_day) == (unit, published_on, unit is Unit.DAY)


@pytest.mark.parametrize("published_on", [None, "", "yesterday", "2025-13", "2025-W60", "2025-02-31"])
def test_what_is_no_date_is_no_anchor(published_on: str | None) -> None:
    assert anchor_of(published_on) is None


def test_a_stretch_beyond_the_calendar_is_none() -> None:
    assert Period(Unit.YEAR, dt.date(9999, 1, 1)).shift(1) is None
    assert calendar.year_of(10_000) is None
