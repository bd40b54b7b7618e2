"""Dates that keep their precision: a year, a month, a week or a day, never more than the text gives."""

import datetime as dt
import re
from functools import lru_cache

_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)))?", re.ASCII)


@lru_cache(maxsize=1 << 14)  # the same days come again and again
def check_partial_date(value: str) -> str:
    """Return `value` if it is `YYYY`, `YYYY-MM`, `YYYY-Www` or `YYYY-MM-DD` and exists in the calendar.

    Raises ValueError otherwise. ISO 8601:2019, reduced precision; week 53 is accepted only in years that have one.
    """
    first_day(value)
    return value


def first_day(value: str) -> dt.date:
    """Return the first calendar day that the partial date `value` covers; raise ValueError if there is none."""
    found = _PARTIAL.fullmatch(value)
    if not found:
        message = f"{value!r} is not a date: write YYYY, YYYY-MM, YYYY-Www or YYYY-MM-DD"
        raise ValueError(message)
    year = int(found["year"])
    try:
        if found["week"]:
            return dt.date.fromisocalendar(year, int(found["week"]), 1)
        return dt.date(year, int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        message = f"{value!r} is no date of the calendar"
        raise ValueError(message) from None


def last_day(value: str) -> dt.date:
    """Return the last calendar day (inclusive) that the partial date `value` covers; raise ValueError if none."""
    start = first_day(value)
    precision = precision_of(value)
    if precision == "day":
        return start
    if precision == "week":
        return start + dt.timedelta(days=6)
    if precision == "year":
        return dt.date(start.year, 12, 31)
    following = dt.date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def precision_of(value: str) -> str:
    """Return `year`, `month`, `week` or `day` for a partial date."""
    return {4: "year", 7: "month", 8: "week", 10: "day"}[len(value)]
