"""Dates as numbers of days, so that many can be compared quickly: 1 is 1 January of the year 1."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from communique.model.dates import first_day, last_day


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
