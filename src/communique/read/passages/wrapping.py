"""Paragraphs of a text whose lines were broken in the middle of sentences, by a mailer or in the source of a page."""

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOPS = tuple(".!?:;…|*")
_ENDS = (*_STOPS, *"\"”’'»)]")
_GOES_ON = tuple(",;)")
SHORTEST = 40
"""A line that was broken because it was full has at least so many characters."""
SLACK = 16
"""A full line ends at most so many characters before the margin."""
WIDEST = 110
WRAPPED = 0.3
"""Share of full lines that must visibly run on before a line that goes on with a capital is joined, too."""


def paragraphs(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield start and end (exclusive) of every paragraph from `start` on: a line, or the lines that run on from it."""
    lines = [found.span() for found in _LINE.finditer(text, start)]
    margin = _margin(text, lines)
    at = 0
    while at < len(lines):
        first = last = lines[at]
        at += 1
        while at < len(lines) and _runs_on(text, last, lines[at], margin):
            last = lines[at]
            at += 1
        yield first[0], last[1]


def _margin(text: str, lines: list[tuple[int, int]]) -> int | None:
    """Return the width at which a text is wrapped throughout, or None."""
    widths = sorted(end - start for start, end in lines)
    if len(widths) < 8 or not SHORTEST < (width := widths[len(widths) * 19 // 20]) <= WIDEST:
        return None
    full = [(one, other) for one, other in pairwise(lines) if one[1] - one[0] >= width - SLACK]
    joined = sum(_runs_on(text, one, other, None) for one, other in full)
    return width if len(full) >= 4 and joined >= WRAPPED * len(full) else None


def _runs_on(text: str, one: tuple[int, int], other: tuple[int, int], margin: int | None) -> bool:
    length = one[1] - one[0]
    if length < SHORTEST or not _is_one_break(text[one[1] : other[0]]):
        return False
    after = text[other[0] : other[0] + 2].lstrip()[:1]
    before = text[max(one[0], one[1] - 3) : one[1]].rstrip()
    if after.islower() or (after and after in _GOES_ON):
        return not before.endswith(_STOPS)
    if margin is None or not margin - SLACK <= length <= WIDEST:
        return False
    return not before.endswith(_ENDS) and not text[other[0]].isspace()


def _is_one_break(between: str) -> bool:
    return between in {"\n", "\r\n", "\r"}
