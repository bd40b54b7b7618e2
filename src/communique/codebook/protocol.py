"""Marks of protocol: who asked for a meeting, its format, joint speakers, open lists, and sentences of mere ritual."""

from functools import cache
from typing import NamedTuple

from communique.codebook.matching import LANGUAGES, PhraseMatcher
from communique.codebook.tables import rows
from communique.codebook.wording import whole_number

TOP_RANK = 9
KINDS = frozenset({"request", "format", "joint", "open_list", "frame"})
_COLUMNS = ("kind", "mark", "language", "form", "source")
_FORMAT_COLUMNS = ("mark", "rank", "role", "source")
_ROLES = frozenset({"act", "manner", "setting"})


class Format(NamedTuple):
    """A format and its rank, 1 (a letter) to 9 (a state visit); one rank tells nothing between two formats.

    `role`: an `act` (received, met, called), a `manner` that says more than the act beside it (by video, in passing),
    or the `setting` of an act (a visit, the margins of a summit).
    """

    mark: str
    rank: int
    role: str


class ProtocolMark(NamedTuple):
    """Characters `start` to `end` (exclusive) are a mark of this kind.

    Marks of a `request`: `asked_by` (who asked follows or stands within), `asked_by_named` (the words name the side),
    `asked_own` (who asked stands before), `asked_by_other` (the other side, unnamed: 应约), `prearranged` and
    `invited_by`.
    Marks of `joint` speakers: `joint` names both sides, `pronoun` (they) does so only where nobody else is meant.
    Marks of a `format` are those of `formats()`. Kind `frame` holds ritual: greetings, thanks, atmosphere,
    duration, attendance, closing, ceremony, press.
    """

    start: int
    end: int
    kind: str
    mark: str


@cache
def _table() -> tuple[tuple[str, str, str, str | None], ...]:
    """Return (kind, language, form, mark) of every row; without a mark the words only hide others."""
    found: list[tuple[str, str, str, str | None]] = []
    for row in rows("protocol_marks.csv", _COLUMNS):
        if not row["form"]:
            raise row.bad("the form is empty")
        kind, language = row.choice("kind", KINDS), row.choice("language", LANGUAGES)
        found.append((kind, language, row["form"], row["mark"] or None))
    return tuple(found)


@cache
def formats() -> dict[str, Format]:
    """Return the formats by their mark; raise BadCodebookRow on a bad row."""
    return {
        row["mark"]: Format(row["mark"], whole_number(row, "rank", 1, TOP_RANK), row.choice("role", _ROLES))
        for row in rows("protocol_formats.csv", _FORMAT_COLUMNS)
    }


@cache
def _matcher(kind: str, language: str) -> PhraseMatcher[str]:
    table = _table()
    return PhraseMatcher(
        ((form, mark) for of, written, form, mark in table if (of, written) == (kind, language)), language
    )


def find_marks(text: str, language: str, kind: str) -> tuple[ProtocolMark, ...]:
    """Return the marks of one kind in the order of the text; of those that overlap the longest."""
    return tuple(
        ProtocolMark(match.start, match.end, kind, match.value) for match in _matcher(kind, language).find(text)
    )
