"""Marks of protocol: who asked for a meeting, its format, joint speakers, open lists, and sentences of mere ritual."""

from functools import cache
from typing import NamedTuple

from communique.codebook.matching import LANGUAGES, PhraseMatcher
from communique.codebook.tables import rows

KINDS = frozenset({"request", "format", "joint", "open_list", "frame"})
_COLUMNS = ("kind", "mark", "language", "form", "source")


class ProtocolMark(NamedTuple):
    """Characters `start` to `end` (exclusive) are a mark of this kind.

    Marks of a `request`: `asked_by` (who asked follows or stands within), `asked_by_named` (the words name the side),
    `asked_own` (who asked stands before), `asked_by_other` (the other side, unnamed: 应约), `prearranged` and
    `invited_by`.
    Marks of a `format`: `received`, `met`, `talks`, `call`, `video`, `pull_aside` and others, ranked by custom, not
    here. Kind `frame` holds ritual: greetings, thanks, atmosphere, duration, attendance, closing, ceremony, press.
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
