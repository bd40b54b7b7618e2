"""Full dates as people write them: "14 July 2025", "July 14, 2025", "14.07.2025", "07/14/25", "2025年7月14日"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.codebook.date_headers import date_headers

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are no publication dates of the texts that this program is for."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date and where it stands. `other` is the second reading of figures that allow two, such as 05/06/2024.

    `value` then is the reading with the day first. `value` is a day, or a month where no day is written.
    """

    start: int
    end: int
    value: str
    other: str | None = None

    @property
    def has_day(self) -> bool:
        """Tell whether the date is a day, not a month."""
        return len(self.value) == 10


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates of `text` in order; figures that are no day of the calendar are passed over."""
    for found in pattern().finditer(text):
        date = _read(found)
        if date:
            yield date


@cache
def month_names() -> str:
    """Return all names of months as one alternation, longest first; an abbreviation may have its full stop."""
    return "|".join(re.escape(form) for form in sorted(date_headers().months, key=len, reverse=True))


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of all forms. Every repetition is bounded, so its time is linear in the text."""
    month = rf"(?:{month_names()})\b\.?"
    after_day = r"(?:st|nd|rd|th|er|º|\.)?[\s-]{1,3}(?:of\s|de\s)?"
    return re.compile(
        rf"""
        (?<![\w/.-])(?:
            (?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)(?=T\d\d|(?![\w-]))                     # 2025-07-14
          | (?P<y2>\d{{4}})[/.](?P<m2>\d\d?)[/.](?P<d2>\d\d?)(?![\w/-]|\.\d)                  # 2025/07/14, 2025.07.14
          | (?P<y3>\d{{4}})\s?年\s?(?P<m3>\d\d?)\s?月\s?(?P<d3>\d\d?)\s?日
          | (?P<y8>\d{{4}})(?P<m8>\d\d)(?P<d8>\d\d)(?!\w)                                     # 20250714
          | (?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>\d{{4}}|\d\d)(?![\w/-]|\.\d)                 # 14.07.2025
          | (?P<a>\d\d?)(?P<sep>[/-])(?P<b>\d\d?)(?P=sep)(?P<y5>\d{{4}}|\d\d)(?![\w/-])       # 14/07/2025, 07/14/25
          | (?P<d6>\d\d?){after_day}(?P<m6>{month}),?[\s-]{{1,3}}(?:de\s|del\s)?(?P<y6>\d{{4}})(?!\w)
          | (?P<m7>{month})[\s-]{{1,3}}(?P<d7>\d\d?)(?:st|nd|rd|th)?(?:\s?,\s{{0,3}}|[\s-]{{1,3}})(?P<y7>\d{{4}})(?!\w)
          | (?P<m9>{month}),?\s{{1,3}}(?P<y9>\d{{4}})(?!\w)                              # July 2025
        )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _read(found: re.Match[str]) -> WrittenDate | None:
    part = found.groupdict()
    for number in "12348":
        if part[f"y{number}"]:
            value = day(_year(part[f"y{number}"]), int(part[f"m{number}"]), int(part[f"d{number}"]))
            return WrittenDate(*found.span(), value) if value else None
    for number in "67":
        if part[f"y{number}"]:
            value = day(int(part[f"y{number}"]), month_number(part[f"m{number}"]), int(part[f"d{number}"]))
            return WrittenDate(*found.span(), value) if value else None
    if part["y9"]:
        year = int(part["y9"])
        month = month_number(part["m9"])
        return WrittenDate(*found.span(), f"{year:04d}-{month:02d}") if FIRST_YEAR <= year <= LAST_YEAR else None
    year, first, second = _year(part["y5"]), int(part["a"]), int(part["b"])
    day_first, month_first = day(year, second, first), day(year, first, second)
    value = day_first or month_first
    if value is None:
        return None
    other = month_first if day_first and month_first != day_first else None
    return WrittenDate(*found.span(), value, other)


def month_number(form: str) -> int:
    """Return 1..12 for a name of a month in any of the known languages."""
    return date_headers().months[form.lower().rstrip(".")]


def day(year: int, month: int, number: int) -> str | None:
    """Return the ISO day, or None if the calendar has none such or the year is out of reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, number).isoformat()
    except ValueError:
        return None


def _year(figures: str) -> int:
    """Two figures mean 1970 to 2069, as in POSIX strptime."""
    year = int(figures)
    if len(figures) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year
