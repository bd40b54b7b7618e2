"""What pages call sides, dates, languages, and which of two colours a side has."""

from collections.abc import Sequence

from communique.asked import side_code
from communique.codebook.languages import language_and_script
from communique.errors import UnknownSide
from communique.model import PRESS
from communique.model.dates import first_day, precision_of
from communique.report.comparison import phrases
from communique.report.dates import in_words
from communique.report.visible import visible
from communique.web.words import words

_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
"""Seasons as TIMEX3 writes them."""


def side(code: str) -> str:
    """Return a side as a label."""
    return phrases.upper_first(phrases.side_name(code))


def typed(given: str) -> str:
    """Return a side, given as a code or a name, as a form has it: its name, which leads back to it, else as given."""
    try:
        code = side_code(given)
        name = side(code)
        return name if side_code(name) == code else given
    except UnknownSide:
        return given


def mark(code: str, sides: Sequence[str]) -> str:
    """Return the class of a side among the sides of a page: the first, the second, the press, or none.

    The order of the letters decides, so that two sides have the same colours on every page that shows them.
    """
    if code == PRESS:
        return "press"
    own = sorted({one for one in sides if one != PRESS})
    at = own.index(code) if code in own else len(own)
    return ("one", "other")[at] if at < 2 else ""


def opened(message: str) -> str:
    """Return a message with a capital first letter, but for one that begins with a file's name or an id."""
    first = message.partition(" ")[0]
    return phrases.upper_first(message) if first.isalpha() else message


def date(value: str | None) -> str:
    """Return a partial date in words."""
    return in_words(value) if value else ""


def short_date(value: str | None) -> str:
    """Return a partial date in few letters: `8 Mar 2026`, `Mar 2026`, `2026`."""
    if not value:
        return ""
    day = first_day(value)
    match precision_of(value):
        case "day":
            return f"{day.day} {day:%b} {day.year}"
        case "month":
            return f"{day:%b} {day.year}"
        case _:
            return in_words(value)


def any_date(value: str) -> str:
    """Return what a text says of time in words: a partial date or a season of a year, else nothing."""
    year, _, season = value.partition("-")
    if season in _SEASONS:
        return f"{words()(f'season.{_SEASONS[season]}')} {year}"
    try:
        return in_words(value)
    except ValueError:
        return ""


def language(code: str | None) -> str:
    """Return the name of a language, else its code."""
    return visible(language_and_script(code or ""))
