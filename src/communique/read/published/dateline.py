"""The dateline of an agency: "BEIJING, July 13 (Xinhua) --", "MOSCOW, July 14. /TASS/.", "Geneva, 14 July 2025 –"."""

import re
from dataclasses import dataclass
from functools import cache

from communique.codebook.date_headers import date_headers
from communique.read.published.written_dates import day, month_names, month_number

HEAD = 4000
LINES = 12


@dataclass(frozen=True, slots=True)
class Dateline:
    """Month and day of a dateline, its year where the dateline gives one, and its place in the text."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> str | None:
        """Return the ISO day in `year`, or None if that year has no such day."""
        return day(year, self.month, self.day)


def dateline_of(text: str) -> Dateline | None:
    """Return the first dateline with a date at the start of one of the first lines of `text`."""
    start = lines = 0
    for line in text[:HEAD].splitlines(keepends=True):
        if line.strip():
            lines += 1
            if lines > LINES:
                break
            found = pattern().match(line)
            if found:
                return _read(found, start)
        start += len(line)
    return None


def _read(found: re.Match[str], offset: int) -> Dateline | None:
    month = month_number(found["m1"] or found["m2"])
    number = int(found["d1"] or found["d2"])
    figures = found["y1"] or found["y2"]
    year = int(figures) if figures else None
    if day(year or 2024, month, number) is None or not _is_dateline(found):
        return None
    return Dateline(offset + found.start("date"), offset + found.end("date"), month, number, year)


def _is_dateline(found: re.Match[str]) -> bool:
    """Tell a dateline from a sentence or a list that happens to open with a date."""
    place, agency = found["place"], found["agency"] or found["slashed"]
    words = date_headers()
    if agency and (agency.lower().strip(" .") in words.weekdays or (not agency[0].isupper() and agency[0].isascii())):
        return False
    if not place:
        return bool(agency)
    if place.split()[0].lower() in words.sentence_openers:
        return False
    return place.isupper() or bool(found["stop"]) or bool(agency)


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a dateline at the start of a line; every repetition is bounded.

    After the date an agency must follow in brackets or slashes, or a dash or colon with a space; a sentence such as
    "On July 13 the minister" is none.
    """
    month = rf"(?i:{month_names()})"
    date = rf"""(?P<date>
        (?P<m1>{month})\b\.?\s{{1,2}}(?P<d1>\d\d?)(?:st|nd|rd|th)?(?!\d)(?:\s?,?\s{{0,2}}(?P<y1>\d{{4}}))?
      | (?P<d2>\d\d?)(?:st|nd|rd|th)?\s{{1,2}}(?:of\s)?(?P<m2>{month})\b\.?(?:,?\s(?P<y2>\d{{4}})(?:\s(?:года|г\.))?)?
    )"""
    return re.compile(
        rf"""\s{{0,20}}
        (?:(?P<place>[^\W\d_a-zа-яё][^\n();"“”]{{1,60}}?)(?P<stop>[,.:]?)[ \t]{{1,3}})??
        {date}[.,]?[ \t]{{0,3}}
        (?:\((?P<agency>[^()\n]{{2,60}})\)|/(?P<slashed>[^/\n]{{2,40}})/|[-–—]{{1,3}}(?=\s|\w)|_\s|:\s|/\s)
        """,
        re.VERBOSE,
    )
