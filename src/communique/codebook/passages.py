"""What news pages print around a story: phrases of appeals, newsletters, links and legal lines, and the small words of dates and credits.

`passages.csv` (form, kind, where, weight, opens, language, source): a phrase in lower case with straight quotes; ` … `
stands for any words between two parts on one line. `where`: `whole` (the line is nothing else), `starts`, `ends` or
`any`. `weight` 1 to 5 says how surely the phrase is page furniture. `opens` is `yes` if the lines after it usually
belong to it too. `page_words.csv` (word, role, language, source) lists single words by what they are for.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from communique.errors import BadCodebookRow
from communique.model.document import PassageKind

GAP = "…"
"""Stands in a form for any words between its parts."""


class Where(StrEnum):
    """Where on a line a phrase must stand to count."""

    WHOLE = "whole"
    STARTS = "starts"
    ENDS = "ends"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class PageForm:
    """A phrase that pages print around a story. `parts` follow each other on one line."""

    parts: tuple[str, ...]
    kind: PassageKind
    where: Where
    weight: float
    opens: bool


_FORM_COLUMNS = ("form", "kind", "where", "weight", "opens", "language", "source")
_WORD_COLUMNS = ("word", "role", "language", "source")


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    text = (resources.files("communique.codebook") / "data" / name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise BadCodebookRow(f"{name}: the columns must be {', '.join(columns)}")
    for row in reader:
        if None in row or None in row.values():
            raise BadCodebookRow(f"{name}, line {reader.line_num}: the row has not {len(columns)} fields")
        yield reader.line_num, row


def _form(line: int, row: dict[str, str]) -> PageForm:
    parts = tuple(part.strip() for part in row["form"].split(GAP))
    if not all(parts) or row["form"] != row["form"].lower() or row["opens"] not in {"yes", "no"}:
        raise BadCodebookRow(f"passages.csv, line {line}: bad form or `opens` in {row}")
    try:
        return PageForm(
            parts=parts,
            kind=PassageKind(row["kind"]),
            where=Where(row["where"]),
            weight=float(row["weight"]),
            opens=row["opens"] == "yes",
        )
    except ValueError as error:
        raise BadCodebookRow(f"passages.csv, line {line}: {error}") from None


@cache
def page_forms(language: str = "en") -> tuple[PageForm, ...]:
    """Return the phrases of one language; raise BadCodebookRow on a bad row."""
    return tuple(_form(line, row) for line, row in _rows("passages.csv", _FORM_COLUMNS) if row["language"] == language)


@cache
def page_words(role: str, language: str = "en") -> frozenset[str]:
    """Return the words of one role (`month`, `zone`, `agency` ...), in lower case; raise BadCodebookRow on a bad row."""
    found: set[str] = set()
    for line, row in _rows("page_words.csv", _WORD_COLUMNS):
        if not row["word"] or row["word"] != row["word"].lower():
            raise BadCodebookRow(f"page_words.csv, line {line}: the word is empty or not in lower case")
        if row["role"] == role and row["language"] == language:
            found.add(row["word"])
    return frozenset(found)
