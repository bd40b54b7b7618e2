"""A place where a Chinese text speaks of somebody, while it is being worked on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from communique.annotate.roster import Player
from communique.model import ActorKind


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Characters `start` to `end` (exclusive) speak of `player`, or of somebody who stays open, and `why`.

    `name` is the place of the name alone where a title stands with it. `form` is what a plural stands for (`states`,
    `people`).
    """

    start: int
    end: int
    player: Player | None
    why: str | None = None
    name: tuple[int, int] | None = None
    form: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, or an office, that can meet and speak."""
        return self.player is not None and self.player.kind in {ActorKind.PERSON, ActorKind.OFFICE}


class Places:
    """The mentions of one text by place, those within others left out."""

    __slots__ = ("_starts", "every", "outer")

    def __init__(self, every: Iterable[Found]) -> None:
        self.every = tuple(sorted(every, key=lambda one: (one.start, -one.end)))
        outer: list[Found] = []
        for one in self.every:
            if not outer or one.start >= outer[-1].end:
                outer.append(one)
        self.outer = tuple(outer)
        self._starts = [one.start for one in outer]

    def within(self, start: int, end: int) -> tuple[Found, ...]:
        """Return the outer mentions that lie wholly between two places."""
        found = self.outer[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return tuple(one for one in found if one.end <= end)

    def ending_at(self, end: int) -> Found | None:
        """Return the outer mention that ends exactly there."""
        at = bisect_right(self._starts, end - 1) - 1
        return self.outer[at] if at >= 0 and self.outer[at].end == end else None

    def starting_at(self, start: int) -> Found | None:
        """Return the outer mention that starts exactly there."""
        at = bisect_left(self._starts, start)
        return self.outer[at] if at < len(self.outer) and self.outer[at].start == start else None

    def covering(self, at: int) -> Found | None:
        """Return the outer mention that holds the character at `at`."""
        number = bisect_right(self._starts, at) - 1
        return self.outer[number] if number >= 0 and at < self.outer[number].end else None
