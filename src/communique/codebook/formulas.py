"""Fixed formulas of diplomacy: words that return unchanged from text to text and mean more than they say."""

from functools import cache
from typing import NamedTuple

from communique.codebook.matching import LANGUAGES, PhraseMatcher
from communique.codebook.tables import rows

_COLUMNS = ("formula", "side", "language", "form", "meaning", "source")


class Formula(NamedTuple):
    """A formula and what it stands for; `side` is the state whose own formula it is (ISO 3166 alpha-3), if any.

    `name` is its first form, by which a reader knows it.
    """

    id: str
    name: str
    side: str | None
    meaning: str


class FormulaMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) are this formula."""

    start: int
    end: int
    formula: str


@cache
def _table() -> tuple[dict[str, Formula], tuple[tuple[str, str, str | None], ...]]:
    """Return the formulas by id, and (language, form, id) of every form, without an id for what hides others.

    Raises BadCodebookRow on a bad row.
    """
    known: dict[str, Formula] = {}
    forms: list[tuple[str, str, str | None]] = []
    for row in rows("formulas.csv", _COLUMNS):
        name, side = row["formula"], row["side"] or None
        if not row["form"]:
            raise row.bad("the form is empty")
        if name and name not in known:
            if not row["meaning"]:
                raise row.bad(f"the first row of {name!r} has no meaning")
            known[name] = Formula(name, row["form"], side, row["meaning"])
        elif name and known[name].side != side:
            raise row.bad(f"the side of {name!r} is {side!r} here, {known[name].side!r} above")
        forms.append((row.choice("language", LANGUAGES), row["form"], name or None))
    return known, tuple(forms)


def formulas() -> dict[str, Formula]:
    """Return every formula by its id, in the order of the file; raise BadCodebookRow on a bad row."""
    return _table()[0]


@cache
def _matcher(language: str) -> PhraseMatcher[str]:
    return PhraseMatcher(((form, name) for written, form, name in _table()[1] if written == language), language)


def find_formulas(text: str, language: str) -> tuple[FormulaMatch, ...]:
    """Return every formula in the order of the text; a formula within a longer one is found too."""
    return tuple(FormulaMatch(*match) for match in _matcher(language).find(text, nested=True))
