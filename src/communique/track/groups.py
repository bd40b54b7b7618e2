"""Tellings that are taken for one meeting, and how much stands behind its day."""

from collections.abc import Iterable

from communique.model import Status
from communique.track.days import Window
from communique.track.parties import Party, united
from communique.track.shelf import Shelf
from communique.track.tellings import Telling

SURE = 0.95
"""How sure it is that a telling belongs to the meeting that it is the first to tell."""


class Group:
    """Tellings of one meeting, by their numbers on a shelf, each with how sure it is that it belongs here."""

    __slots__ = ("members", "number", "parties", "published", "shelf", "sure", "window")

    def __init__(self, number: int, shelf: Shelf, first: int, window: Window | None, *, sure: float = SURE) -> None:
        self.number = number
        self.shelf = shelf
        self.window = window
        self.members: list[int] = []
        self.sure: list[float] = []
        self.parties: tuple[Party, ...] = ()
        self.published: int | None = None
        """The first day on which a telling was published."""
        self.take(first, sure)

    @property
    def day(self) -> int | None:
        """The day of a meeting whose day is known."""
        return self.window.first if self.window is not None and self.window.is_day else None

    @property
    def tellings(self) -> list[Telling]:
        """The tellings."""
        return [self.shelf[member] for member in self.members]

    @property
    def documents(self) -> list[str]:
        """The documents that tell of it, each once."""
        return list(dict.fromkeys(telling.document for telling in self.tellings))

    def take(self, member: int, sure: float) -> None:
        """Add a telling, by its number."""
        telling = self.shelf[member]
        self.members.append(member)
        self.sure.append(sure)
        published = telling.published
        if published is not None and (self.published is None or published < self.published):
            self.published = published
        if telling.parties != self.parties:
            self.parties = united((*self.parties, *telling.parties))

    def absorb(self, other: "Group", sure: float) -> None:
        """Add the tellings of another group."""
        for member, before in zip(other.members, other.sure, strict=True):
            self.take(member, before * sure)


def day_weight(tellings: Iterable[Telling]) -> float:
    """Return how much stands behind a day: three for a side's own text, one for another, half for a plan."""
    return sum(
        (0.5 if telling.status is not Status.HAPPENED else 3.0 if telling.source.is_own else 1.0)
        for telling in tellings
    )
