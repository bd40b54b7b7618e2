"""Tellings that are taken for one meeting, and how much stands behind its day."""

from collections.abc import Iterable

from communique.model import Status
from communique.track.days import Window
from communique.track.parties import Party, united
from communique.track.tellings import Telling

SURE = 0.95
"""How sure it is that a telling belongs to the meeting that it is the first to tell."""


class Group:
    """Tellings of one meeting, each with how sure it is that it belongs here."""

    __slots__ = ("day", "documents", "number", "parties", "published", "sure", "tellings", "window")

    def __init__(self, number: int, telling: Telling, window: Window | None) -> None:
        self.number = number
        self.day = window.first if window is not None and window.is_day else None
        self.window = window
        self.tellings: list[Telling] = []
        self.sure: list[float] = []
        self.parties: tuple[Party, ...] = ()
        self.documents: dict[str, list[Telling]] = {}
        self.published: int | None = None
        """The first day on which a telling was published."""
        self.take(telling, SURE)

    def take(self, telling: Telling, sure: float) -> None:
        """Add a telling."""
        self.tellings.append(telling)
        self.sure.append(sure)
        self.documents.setdefault(telling.document, []).append(telling)
        published = telling.published
        if published is not None and (self.published is None or published < self.published):
            self.published = published
        if telling.parties != self.parties:
            self.parties = united((*self.parties, *telling.parties))

    def absorb(self, other: "Group", sure: float) -> None:
        """Add the tellings of another group."""
        for telling, before in zip(other.tellings, other.sure, strict=True):
            self.take(telling, before * sure)


def day_weight(tellings: Iterable[Telling]) -> float:
    """Return how much stands behind a day: three for a side's own text, one for another, half for a plan."""
    return sum(
        (0.5 if telling.status is not Status.HAPPENED else 3.0 if telling.source.is_own else 1.0)
        for telling in tellings
    )
