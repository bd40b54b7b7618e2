"""Which marks of a text count: those in the passages that speak about the meeting."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from communique.codebook.matching import SENTENCE_ENDS

Range = tuple[int, int]
"""Code points, the end exclusive."""


# How far back the start of a sentence is looked for, so that the cost of a long line stays in proportion.
_LONGEST = 1000


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=_Placed)


def within(found: Iterable[Found], body: Sequence[Range]) -> Iterator[Found]:
    """Yield what lies whole inside one of the ranges of the body."""
    for one in found:
        if any(start <= one.start and one.end <= end for start, end in body):
            yield one


def sentence_around(text: str, start: int, end: int) -> Range:
    """Return the sentence that holds `start` to `end`, cut at stops and line ends; an abbreviation may cut it short."""
    from_here = max(0, start - _LONGEST)
    before = [match.end() for match in SENTENCE_ENDS.finditer(text, from_here, start)]
    after = SENTENCE_ENDS.search(text, end)
    return (before[-1] if before else from_here), (after.start() if after else len(text))
