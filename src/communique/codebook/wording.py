"""How strong a word is: verbs that carry a claim, on ladders, and nouns that name one thing more or less harshly.

Meanings are of the genre, not of the dictionary: "took note of" is heard without being endorsed, "exchanged views on"
names a topic and holds the position back.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communique.codebook.matching import LANGUAGES, PhraseMatcher
from communique.codebook.reporting import inflections
from communique.codebook.tables import Row, rows

LADDERS = frozenset({"speech", "commitment", "approval", "request"})
TOP = 10
_INFO = frozenset({"H", "M", "L"})
_VERB_COLUMNS = ("code", "language", "form", "strength", "ladder", "info", "warmth", "source")
_NOUN_COLUMNS = ("group", "language", "form", "strength", "source")


class VerbCode(NamedTuple):
    """What a verb of an account claims.

    `strength` runs from 0 to 10 on each of its `ladders`: `speech` (noted < raised < stressed < warned < condemned),
    `commitment` (discussed < reviewed < welcomed < agreed < tasked), `approval`, `request`; two codes can be compared
    if they share a ladder. `info` tells how much is said: H an outcome, M a position, L ritual. `warmth` runs from -3
    (break) to 3 (alignment).
    """

    code: str
    strength: int
    ladders: tuple[str, ...]
    info: str
    warmth: int

    @property
    def only_raises(self) -> bool:
        """Whether it says that a topic was raised and keeps the position back: discussed, exchanged views on."""
        return self.info == "L" and _RAISES.issubset(self.ladders)


_RAISES = frozenset({"speech", "commitment"})


class NounCode(NamedTuple):
    """A family of nouns for one thing, and how harsh (or, for agreements and support, how binding) one of them is."""

    group: str
    strength: int


class NounMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) name something with a noun of this group and strength."""

    start: int
    end: int
    group: str
    strength: int


def whole_number(row: Row, column: str, low: int, high: int) -> int:
    """Return a whole number of a row; raise BadCodebookRow if it is none or lies outside `low` to `high`."""
    value = row.number(column, default=float(low) - 1)
    if not value.is_integer() or not low <= value <= high:
        raise row.bad(f"{column} is {row[column]!r}, not a whole number from {low} to {high}")
    return int(value)


@cache
def _verbs(language: str) -> PhraseMatcher[VerbCode]:
    return PhraseMatcher(_verb_forms(language), language)


def _verb_forms(language: str) -> Iterator[tuple[str, VerbCode]]:
    for row in rows("wording_verbs.csv", _VERB_COLUMNS):
        ladders = row.list_of("ladder")
        if not ladders or not LADDERS.issuperset(ladders):
            raise row.bad(f"ladder is {row['ladder']!r}, not one or several of {', '.join(sorted(LADDERS))}")
        code = VerbCode(
            code=row["code"],
            strength=whole_number(row, "strength", 0, TOP),
            ladders=ladders,
            info=row.choice("info", _INFO),
            warmth=whole_number(row, "warmth", -3, 3),
        )
        if not code.code or not row["form"]:
            raise row.bad("the code or the form is empty")
        if row.choice("language", LANGUAGES) == language:
            for form in _inflected(row["form"]) if language == "en" else (row["form"],):
                yield form, code


def _inflected(form: str) -> Iterator[str]:
    """Yield an English form with its first word in every regular form: it is the verb."""
    verb, blank, rest = form.partition(" ")
    for inflected in sorted(inflections(verb)):
        yield inflected + blank + rest


def verb_code(cue_words: str, language: str) -> VerbCode | None:
    """Return what the words of a cue claim ("has underscored"), None if no form of the table is among them.

    Of several verbs the first counts, in its longest form; negation is not looked at.
    """
    found = _verbs(language).find(cue_words)
    return found[0].value if found else None


class VerbMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) are a verb of an account."""

    start: int
    end: int
    code: VerbCode


def find_verbs(text: str, language: str) -> tuple[VerbMatch, ...]:
    """Return every verb of the table in the order of the text, each in its longest form; negation is not looked at."""
    return tuple(VerbMatch(match.start, match.end, match.value) for match in _verbs(language).find(text))


@cache
def _nouns(language: str) -> PhraseMatcher[NounCode]:
    return PhraseMatcher(_noun_forms(language), language)


def _noun_forms(language: str) -> Iterator[tuple[str, NounCode]]:
    for row in rows("wording_nouns.csv", _NOUN_COLUMNS):
        code = NounCode(row["group"], whole_number(row, "strength", 0, TOP))
        if not code.group or not row["form"]:
            raise row.bad("the group or the form is empty")
        if row.choice("language", LANGUAGES) == language:
            yield row["form"], code
            if language == "en":
                yield _plural(row["form"]), code


def _plural(form: str) -> str:
    """Return the regular plural of an English noun; what ends in s stays as it is, for it mostly is one."""
    if form.endswith("s"):
        return form
    if form.endswith("y") and form[-2:-1] not in set("aeiou"):
        return form[:-1] + "ies"
    return form + ("es" if form.endswith(("x", "z", "ch", "sh")) else "s")


@cache
def noun_gloss(group: str, strength: int) -> str | None:
    """Return the first English noun of a family at one strength: what a noun of another language stands for."""
    return next(
        (
            row["form"]
            for row in rows("wording_nouns.csv", _NOUN_COLUMNS)
            if row["group"] == group and row["language"] == "en" and whole_number(row, "strength", 0, TOP) == strength
        ),
        None,
    )


def find_nouns(text: str, language: str) -> tuple[NounMatch, ...]:
    """Return every noun of the table in the order of the text; one form may belong to several families."""
    return tuple(NounMatch(match.start, match.end, *match.value) for match in _nouns(language).find(text))
