"""When a text was published, and how that is known: given, metadata, header, dateline, address, in this order.

Never a guess: what does not settle the date is reported as `UnsureDate` and leaves it null, with two exceptions that
are used and reported: a day that only the page's loose markup gives, and a "last updated" where nothing else is known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.codebook.date_headers import date_headers
from communique.errors import UnsureDate
from communique.model import Failure, KnownBy, PublishedOn
from communique.model.dates import check_partial_date
from communique.read.published.address import date_in_address, year_in_address
from communique.read.published.dateline import Dateline, dateline_of
from communique.read.published.header import HeaderDate, Strength, header_dates
from communique.read.published.written_dates import FIRST_YEAR, LAST_YEAR, WrittenDate, day, written_dates

_STAMP = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[T ]\d\d?:?\d\d")
_ISO = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{2,6}Z?)?")


@dataclass(frozen=True, slots=True)
class DatedBy:
    """The publication date, or None, and what was noticed on the way."""

    published_on: PublishedOn | None
    failures: tuple[Failure, ...] = ()


def published_on(
    text: str,
    *,
    given: str | None = None,
    declared: Iterable[str] = (),
    hinted: Iterable[str] = (),
    url: str | None = None,
    country: str | None = None,
) -> DatedBy:
    """Find out when `text` was published.

    `declared` are values of a page's metadata that mean publication, in order of trust; `hinted` those of its loose
    markup. `country` (alpha-3) is the publisher's: it decides about 05/06/2024. `given` must be a partial date.
    """
    if given:
        return DatedBy(PublishedOn(value=check_partial_date(given), known_by=KnownBy.GIVEN))
    in_address = date_in_address(url) if url else None
    for value in declared:
        day_declared = date_of_stamp(value, month_first=_month_first(country))
        if day_declared:
            return DatedBy(PublishedOn(value=day_declared, known_by=KnownBy.METADATA))
    header, notices = _from_header(header_dates(text), country=country, in_address=in_address)
    if header:
        return DatedBy(PublishedOn(value=header, known_by=KnownBy.HEADER), notices)
    line = dateline_of(text)
    dated = _from_dateline(line, url=url, in_address=in_address) if line else None
    if dated:
        return DatedBy(PublishedOn(value=dated, known_by=KnownBy.DATELINE), notices)
    if in_address:
        return DatedBy(PublishedOn(value=in_address, known_by=KnownBy.URL), notices)
    return _last_resort(text, hinted, line, notices)


def date_of_stamp(value: str, *, month_first: bool | None = None) -> str | None:
    """Return the partial date of a time stamp or a written date, as printed: no time zone is applied.

    Figures that allow two readings give None unless `month_first` tells which is meant.
    """
    value = value.strip()[:80]
    stamp = _STAMP.match(value)
    if stamp:
        value = stamp["date"]
    if _ISO.fullmatch(value):
        try:
            check_partial_date(value)
        except ValueError:
            return None
        return value if FIRST_YEAR <= int(value[:4]) <= LAST_YEAR else None
    compact = _COMPACT.fullmatch(value)
    if compact:
        return day(int(compact[1]), int(compact[2]), int(compact[3]))
    found = list(written_dates(value))
    if len({date.value for date in found}) != 1:
        return None
    return _settled(found[0], month_first=month_first)


def _settled(date: WrittenDate, *, month_first: bool | None) -> str | None:
    if date.other is None:
        return date.value
    if month_first is None:
        return None
    return date.other if month_first else date.value


def _month_first(country: str | None) -> bool | None:
    words = date_headers()
    if country is None or country in words.mixed_countries:
        return None
    return country in words.month_first_countries


def _from_header(
    found: list[HeaderDate], *, country: str | None, in_address: str | None
) -> tuple[str | None, tuple[Failure, ...]]:
    """Return the day of the strongest lines; two days of the same strength settle nothing."""
    notices: list[Failure] = []
    for strength in (Strength.LABELLED, Strength.ALONE, Strength.BESIDE):
        lines = [header for header in found if header.strength is strength]
        if not lines:
            continue
        days = {_settled_header(header, country=country, in_address=in_address) for header in lines}
        if strength is Strength.LABELLED:
            days = {_settled_header(lines[0], country=country, in_address=in_address)}
        if len(days) == 1 and (only := days.pop()):
            return only, tuple(notices)
        if in_address in days:
            return in_address, tuple(notices)
        dates = ", ".join(sorted({header.date.value for header in lines}))
        notices.append(_unsure(f"the head of the text allows more than one publication date ({dates})", lines[0].date))
    return None, tuple(notices)


def _settled_header(header: HeaderDate, *, country: str | None, in_address: str | None) -> str | None:
    date = header.date
    if date.other and in_address in {date.value, date.other}:
        return in_address
    month_first = True if header.american else _month_first(country)
    return _settled(date, month_first=month_first)


def _from_dateline(line: Dateline, *, url: str | None, in_address: str | None) -> str | None:
    """Give the dateline its year: its own, or that of the address."""
    if line.year:
        return line.in_year(line.year)
    if in_address:
        return _nearest(line, in_address)
    year = year_in_address(url) if url else None
    # A story filed in the last days of December is often printed in January: a bare year does not settle that.
    return line.in_year(year) if year and (line.month, line.day) < (12, 29) else None


def _nearest(line: Dateline, in_address: str) -> str | None:
    """Return the dateline's day in the year in which it stands at most two months from the address's date."""
    year, month = int(in_address[:4]), int(in_address[5:7])
    for candidate in (year, year - 1, year + 1):
        if abs((candidate * 12 + line.month) - (year * 12 + month)) <= 2:
            return line.in_year(candidate)
    return None


def _last_resort(text: str, hinted: Iterable[str], line: Dateline | None, notices: tuple[Failure, ...]) -> DatedBy:
    days = {value for value in map(date_of_stamp, hinted) if value}
    if len(days) == 1:
        only = days.pop()
        mark = UnsureDate(
            f"the publication date {only} was taken from a time mark in the page, not from a declared date"
        )
        return DatedBy(PublishedOn(value=only, known_by=KnownBy.METADATA), (*notices, Failure.of(mark)))
    updated = [
        header.date for header in header_dates(text) if header.strength is Strength.UPDATED and not header.date.other
    ]
    if updated:
        unsure = _unsure(
            f"only the day of an update is known; {updated[0].value} was taken for the publication date", updated[0]
        )
        return DatedBy(PublishedOn(value=updated[0].value, known_by=KnownBy.HEADER), (*notices, unsure))
    if line:
        open_year = UnsureDate(f"the dateline gives month {line.month}, day {line.day}, but nothing gives the year")
        return DatedBy(None, (*notices, Failure.of(open_year, start=line.start, end=line.end)))
    return DatedBy(None, notices)


def _unsure(message: str, date: WrittenDate) -> Failure:
    return Failure.of(UnsureDate(message), start=date.start, end=date.end)
