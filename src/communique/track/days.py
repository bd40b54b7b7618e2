"""Dates as numbers of days, so that many can be compared quickly: 1 is 1 January of the year 1."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from communique.model.dates import first_day, last_day, precision_of


class Window(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def is_day(self) -> bool:
        """Tell whether it is one day."""
        return self.first == self.last

    def overlaps(self, other: "Window") -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=1 << 16)
def window_of(date: str) -> Window:
    """Return the days that a partial date covers; raise ValueError if it is none."""
    return Window(first_day(date).toordinal(), last_day(date).toordinal())


def day_of(date: str | None) -> int | None:
    """Return the last day that a partial date covers, None for no date: what came out in May did so by its end."""
    return window_of(date).last if date is not None else None


def as_date(day: int) -> str:
    """Return a day as `YYYY-MM-DD`."""
    return dt.date.fromordinal(day).isoformat()


def in_order(date: str | None) -> tuple[int, int]:
    """Return what sorts partial dates: by their first day, the widest first; what has no date comes last."""
    if date is None:
        return 10_000_000, 0
    window = window_of(date)
    return window.first, window.first - window.last


UNDATED = (1 << 24) - 1
"""The number of no date: after all others."""
_WIDEST_FIRST = ("year", "month", "week", "day")


@lru_cache(maxsize=1 << 16)
def numbered_date(date: str | None) -> int:
    """Return a partial date as a number of 24 bits; numbers are in the order of `in_order`. Raises ValueError."""
    if date is None:
        return UNDATED
    return window_of(date).first * len(_WIDEST_FIRST) + _WIDEST_FIRST.index(precision_of(date))


@lru_cache(maxsize=1 << 16)
def date_numbered(number: int) -> str | None:
    """Return the partial date with a number."""
    if number == UNDATED:
        return None
    ordinal, precision = divmod(number, len(_WIDEST_FIRST))
    day = dt.date.fromordinal(ordinal)
    year, week, _ = day.isocalendar()
    forms = (f"{day.year:04}", f"{day.year:04}-{day.month:02}", f"{year:04}-W{week:02}", day.isoformat())
    return forms[precision]
