"""Where in a text a decision holds: the text by its hash, and a stretch of it.

Everything may have been read anew since somebody decided, and stretches may have moved by a word. A decision holds for
what has most of its characters in common with it, and for nothing if that is less than half: it is never guessed what
somebody would have said of something else.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from communique.model import Span

T = TypeVar("T")
ALIKE = 0.5
"""The share of all characters, of both stretches, that they must have in common."""


def stretch_of(spans: Iterable[Span]) -> tuple[int, int]:
    """Return the stretch from the first character of the spans to the last (exclusive)."""
    spans = list(spans)
    return min(span.start for span in spans), max(span.end for span in spans)


def in_common(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the share of all characters of two stretches that are in both."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared / max(1, max(one[1], other[1]) - min(one[0], other[0])))


def likest(stretch: tuple[int, int], found: Iterable[tuple[T, tuple[int, int]]]) -> T | None:
    """Return what lies most at the stretch; None if nothing is alike."""
    best, share = None, ALIKE
    for one, place in found:
        common = in_common(stretch, place)
        if common >= share and (best is None or common > share):
            best, share = one, common
    return best


def stretch_in(place: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the stretch that a decision names; None if the log holds something else there."""
    start, end = place.get("start"), place.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        return start, end
    return None
