"""Names that somebody chose: one place, state or event under names that take sides, alike in every language."""

from functools import cache
from typing import NamedTuple

from communique.codebook.matching import LANGUAGES, PhraseMatcher
from communique.codebook.tables import rows

_COLUMNS = ("thing", "choice", "language", "form", "chosen_by", "source")


class Naming(NamedTuple):
    """One of the names of a thing.

    `choice` is the same in every language ("PRC" and 中华人民共和国); `chosen_by` is the state whose choice it is (ISO
    3166 alpha-3), None if many use it.
    """

    thing: str
    choice: str
    chosen_by: str | None


class NamingMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) name the thing by this choice."""

    start: int
    end: int
    thing: str
    choice: str
    chosen_by: str | None


@cache
def _table() -> tuple[tuple[str, str, Naming | None], ...]:
    """Return (language, form, naming) of every row, None for words that only hide others."""
    found: list[tuple[str, str, Naming | None]] = []
    sides: dict[tuple[str, str], str] = {}
    for row in rows("namings.csv", _COLUMNS):
        thing, choice = row["thing"], row["choice"]
        if not row["form"] or bool(thing) != bool(choice):
            raise row.bad("the form is empty, or one of thing and choice is")
        if sides.setdefault((thing, choice), row["chosen_by"]) != row["chosen_by"]:
            raise row.bad(f"{choice!r} is chosen by {row['chosen_by']!r} here, by {sides[thing, choice]!r} above")
        naming = Naming(thing, choice, row["chosen_by"] or None) if thing else None
        found.append((row.choice("language", LANGUAGES), row["form"], naming))
    return tuple(found)


def namings() -> dict[str, tuple[Naming, ...]]:
    """Return the choices for every thing, in the order of the file; raise BadCodebookRow on a bad row."""
    found: dict[str, dict[Naming, None]] = {}
    for _, _, naming in _table():
        if naming is not None:
            found.setdefault(naming.thing, {})[naming] = None
    return {thing: tuple(choices) for thing, choices in found.items()}


def english_forms() -> tuple[str, ...]:
    """Return all English names of the table."""
    return tuple(form for language, form, _ in _table() if language == "en")


@cache
def _matcher(language: str) -> PhraseMatcher[Naming]:
    return PhraseMatcher(((form, naming) for written, form, naming in _table() if written == language), language)


def find_namings(text: str, language: str) -> tuple[NamingMatch, ...]:
    """Return every name of the table in the order of the text, the longest only ("China" not within "South China Sea").

    A form that names two things ("East Sea") is found for both.
    """
    return tuple(
        NamingMatch(match.start, match.end, match.value.thing, match.value.choice, match.value.chosen_by)
        for match in _matcher(language).find(text)
    )
