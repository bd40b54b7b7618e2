"""What news pages print around a story: phrases of appeals, newsletters, links and legal lines; the words of credits.

`passages.csv` (form, kind, where, weight, opens, language, source): a phrase in lower case with straight quotes; ` … `
stands for any words between two parts on one line. `where`: `whole` (the line is nothing else), `starts`, `ends` or
`any`. `weight` 1 to 5 says how surely the phrase is page furniture. `opens` is `yes` if the lines after it usually
belong to it too. `page_words.csv` (word, role, language, source) lists single words by what they are for.
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from communique.codebook.tables import Row, rows
from communique.model.document import PassageKind

GAP = "…"
"""Stands in a form for any words between its parts."""


class Where(StrEnum):
    """Where on a line a phrase must stand to count."""

    WHOLE = "whole"
    STARTS = "starts"
    ENDS = "ends"
    ANY = "any"


class PageForm(NamedTuple):
    """A phrase that pages print around a story. `parts` follow each other on one line."""

    parts: tuple[str, ...]
    kind: PassageKind
    where: Where
    weight: float
    opens: bool


_FORM_COLUMNS = ("form", "kind", "where", "weight", "opens", "language", "source")
_WORD_COLUMNS = ("word", "role", "language", "source")
_KINDS = frozenset(PassageKind)
_PLACES = frozenset(Where)
_ANSWERS = frozenset({"yes", "no"})


@cache
def page_forms(language: str = "en") -> tuple[PageForm, ...]:
    """Return the phrases of one language; raise BadCodebookRow on a bad row."""
    return tuple(_form(row) for row in rows("passages.csv", _FORM_COLUMNS) if row["language"] == language)


def _form(row: Row) -> PageForm:
    form = row["form"]
    parts = tuple(part.strip() for part in form.split(GAP)) if GAP in form else (form.strip(),)
    if not all(parts) or form != form.lower():
        raise row.bad(f"the form {form!r} is empty or not in lower case")
    return PageForm(
        parts=parts,
        kind=PassageKind(row.choice("kind", _KINDS)),
        where=Where(row.choice("where", _PLACES)),
        weight=row.number("weight"),
        opens=row.choice("opens", _ANSWERS) == "yes",
    )


@cache
def page_words(role: str, language: str = "en") -> frozenset[str]:
    """Return the words of one role (`month`, `zone`, `agency` ...) in lower case, none for an unknown role."""
    return _words_by_role(language).get(role, frozenset())


@cache
def _words_by_role(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("page_words.csv", _WORD_COLUMNS):
        if not row["word"] or row["word"] != row["word"].lower():
            raise row.bad("the word is empty or not in lower case")
        if row["language"] == language:
            found.setdefault(row["role"], set()).add(row["word"])
    return {role: frozenset(words) for role, words in found.items()}
