"""A part of a list, and how long the whole is: nothing is ever cut off without being said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """Items `offset` to `offset + limit` of a list of `total` items."""

    items: tuple[T, ...]
    total: int
    offset: int = 0
    limit: int = 50

    @classmethod
    def cut(cls, items: Sequence[T], *, offset: int, limit: int) -> "Listed[T]":
        """Return a part of what is all here."""
        return cls(tuple(items[offset : offset + limit]), len(items), offset, limit)

    @property
    def next_offset(self) -> int | None:
        """Return where the next part begins, None at the end."""
        following = self.offset + self.limit
        return following if following < self.total else None

    @property
    def previous_offset(self) -> int | None:
        """Return where the part before begins, None at the beginning."""
        return max(0, self.offset - self.limit) if self.offset > 0 else None
