"""Words with which the head of a page or of an agency text tells when it was published (`data/date_headers.toml`).

The words of all languages are one set: the date of a text is looked for before its language is known.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from communique.errors import BadCodebookRow

FILE = "date_headers.toml"
_LISTS = ("weekdays", "published", "updated", "today", "beside", "byline", "sentence_openers")


class DateHeaders(NamedTuple):
    """`months` maps a lower-case form to 1..12; the sets hold lower-case words; phrases are longest first."""

    months: dict[str, int]
    weekdays: frozenset[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    today: tuple[str, ...]
    beside: tuple[str, ...]
    byline: tuple[str, ...]
    sentence_openers: tuple[str, ...]
    zones: frozenset[str]
    american_zones: frozenset[str]
    month_first_countries: frozenset[str]
    mixed_countries: frozenset[str]


@cache
def date_headers() -> DateHeaders:
    """Return the words of all languages; raise BadCodebookRow naming the table that has another shape."""
    return read_date_headers((resources.files("communique.codebook") / "data" / FILE).read_text(encoding="utf-8"))


def read_date_headers(toml: str) -> DateHeaders:
    """Read the file's text; raise BadCodebookRow naming the table that has another shape."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise BadCodebookRow(f"{FILE}: {error}") from None
    months: dict[str, int] = {}
    words: dict[str, set[str]] = {name: set() for name in _LISTS}
    for language, table in data.items():
        if not isinstance(table, dict):
            continue
        for number, forms in enumerate(_months(language, table), start=1):
            months |= dict.fromkeys(forms, number)
        for name in _LISTS:
            words[name].update(_words(table.get(name), f"[{language}] {name}"))
    return DateHeaders(
        months=months,
        weekdays=frozenset(words["weekdays"]),
        published=_longest_first(words["published"]),
        updated=_longest_first(words["updated"]),
        today=_longest_first(words["today"]),
        beside=_longest_first(words["beside"]),
        byline=_longest_first(words["byline"]),
        sentence_openers=_longest_first(words["sentence_openers"]),
        zones=frozenset(_words(data.get("zones"), "zones")),
        american_zones=frozenset(_words(data.get("american_zones"), "american_zones")),
        month_first_countries=frozenset(
            _words(data.get("month_first_countries"), "month_first_countries", lower=False)
        ),
        mixed_countries=frozenset(_words(data.get("mixed_countries"), "mixed_countries", lower=False)),
    )


def _months(language: str, table: dict[str, Any]) -> list[list[str]]:
    months = table.get("months")
    if not isinstance(months, list) or len(months) != 12:
        raise BadCodebookRow(f"{FILE}, [{language}] months: there must be twelve lists")
    return [_words(forms, f"[{language}] months") for forms in months]


def _words(value: Any, where: str, *, lower: bool = True) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise BadCodebookRow(f"{FILE}, {where}: there must be a list of words")
    if lower and any(word != word.lower() for word in value):
        raise BadCodebookRow(f"{FILE}, {where}: words are written in lower case")
    return value


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
