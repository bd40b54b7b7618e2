"""The date in the address of a page: /2025/07/14/, 2025-07-14, 20250714, /2025/jul/14/, /202507/, /2025/07/."""

import re
from urllib.parse import urlsplit

from communique.codebook.date_headers import date_headers
from communique.read.published.written_dates import FIRST_YEAR, LAST_YEAR, day

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAYS = (
    re.compile(rf"(?<!\d){_YEAR}/(?P<month>\d\d?|[a-z]{{3,9}})/(?P<day>\d\d?)(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_YEAR}([-_])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}(?P<month>\d\d)/(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}/(?P<month>\d\d)-?(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<![\d]){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d\d?)-(?P<month>[a-z]{{3,9}}|\d\d)-{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<![a-z])(?P<month>[a-z]{{3,9}})-(?P<day>\d\d?)-{_YEAR}(?!\d)", re.IGNORECASE),
)
_MONTHS = (
    re.compile(rf"/{_YEAR}[/-]?(?P<month>\d\d)(?=/|$)"),
    re.compile(rf"/{_YEAR}/(?P<month>[a-z]{{3,9}})(?=/|$)", re.IGNORECASE),
)
_YEAR_ALONE = re.compile(rf"/{_YEAR}(?=/|$)")
_LONGEST = 2000


def date_in_address(url: str) -> str | None:
    """Return the day that the path of `url` carries, or the month if it gives no day; a year alone is none.

    Figures that could belong to the subject ("/agenda-2030/", "/budget-2025-26/") do not match: a year needs a month.
    """
    path = _path(url)
    for pattern in _DAYS:
        for found in pattern.finditer(path):
            month = _month(found["month"])
            value = day(int(found["year"]), month, int(found["day"])) if month else None
            if value:
                return value
    for pattern in _MONTHS:
        for found in pattern.finditer(path):
            month = _month(found["month"])
            if month and FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
                return f"{found['year']}-{month:02d}"
    return None


def year_in_address(url: str) -> int | None:
    """Return the year that stands alone in the path, such as /2025/ in /news/2025/story-17."""
    found = _YEAR_ALONE.search(_path(url))
    return int(found["year"]) if found else None


def _path(url: str) -> str:
    try:
        parts = urlsplit(url[:_LONGEST])
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _month(written: str) -> int | None:
    if written.isdigit():
        number = int(written)
        return number if 1 <= number <= 12 else None
    return date_headers().months.get(written.lower())
