"""Partial dates keep their precision and must exist."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.dates import check_partial_date, first_day, last_day, precision_of


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2025", "year", "2025-01-01", "2025-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2025-12", "month", "2025-12-01", "2025-12-31"),
        ("2025-W28", "week", "2025-07-07", "2025-07-13"),
        ("2025-07-13", "day", "2025-07-13", "2025-07-13"),
    ],
)
def test_a_partial_date_covers_its_days(value: str, precision: str, first: str, last: str) -> None:
    assert check_partial_date(value) == value
    assert precision_of(value) == precision
    assert first_day(value).isoformat() == first
    assert last_day(value).isoformat() == last


@pytest.mark.parametrize(
    "value", ["", "25", "2025-13", "2025-02-30", "2025-W54", "2023-W53", "2025/07/13", "٢٠٢٥", "2025-7-1"]
)
def test_what_is_not_a_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|is no date of the calendar"):
        check_partial_date(value)


@given(st.dates(dt.date(1000, 1, 1)))
def test_a_day_is_its_own_first_and_last_day(day: dt.date) -> None:
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day
