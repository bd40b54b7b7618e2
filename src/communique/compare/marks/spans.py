"""Which marks of a text count: those in the passages that speak about the meeting."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Range = tuple[int, int]
"""Code points, the end exclusive."""


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
