"""What every finding is made from: the readings of the sides, and findings before they have their numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.codebook.topics import TOPIC
from communique.compare.claims import Offer
from communique.compare.elements import Element, ElementKind
from communique.compare.meaning import Bounds, Engine
from communique.compare.nearness import Passage
from communique.compare.points import Claim, Reading
from communique.model import (
    Evidence,
    FindingKind,
    Level,
    Searched,
    SilenceAgainst,
    Span,
    Stand,
    Topic,
    Wording,
)
from communique.model.account import WEAK_GROUND


@dataclass(slots=True)
class Draft:
    """A finding before it has its number."""

    kind: FindingKind
    level: Level
    topic: Topic
    sides: dict[str, Stand]
    evidence: dict[str, tuple[Evidence, ...]]
    confidence: float
    rule: str
    speaker: str | None = None
    searched: dict[str, tuple[Searched, ...]] = field(default_factory=dict)
    silence_against: SilenceAgainst | None = None
    wording: tuple[Wording, ...] = ()
    protocol: bool = False
    commitment: bool = False


_WEAK = 0.85


class Meeting:
    """The readings of all accounts that the sides published themselves, by side, each side's versions in order."""

    __slots__ = ("_by_id", "engine", "offers", "readings", "sides", "whole")

    def __init__(self, readings: Mapping[str, Sequence[Reading]], *, engine: Engine | None = None) -> None:
        self.readings = readings
        self.engine = engine
        self.sides = tuple(readings)
        self._by_id = {reading.account_id: reading for own in readings.values() for reading in own}
        self.offers = {side: Offer(own) for side, own in readings.items()}
        self.whole = {
            side: any(reading.inventory.account.is_whole for reading in own) for side, own in readings.items()
        }

    def others(self, side: str) -> tuple[str, ...]:
        """Return the other sides."""
        return tuple(other for other in self.sides if other != side)

    def ground(self, silent: Iterable[str]) -> float:
        """Return by what the confidence in a silence is multiplied for the genres of the accounts that are silent."""
        weak = any(
            all(reading.inventory.account.genre in WEAK_GROUND for reading in self.readings[side]) for side in silent
        )
        return _WEAK if weak else 1.0

    def bounds(self, left: str, right: str) -> Bounds | None:
        """Return from where on similarities of texts in two languages count; None where no engine says anything."""
        return None if self.engine is None else self.engine.bounds(left, right)

    def reading(self, account_id: str) -> Reading:
        """Return the reading of an account."""
        return self._by_id[account_id]

    def text(self, account_id: str) -> str:
        """Return the text of an account."""
        return self._by_id[account_id].record.document.text

    def language(self, account_id: str) -> str:
        """Return the language of an account."""
        return self._by_id[account_id].inventory.account.language or "en"


def as_searched(passages: Iterable[Passage]) -> tuple[Searched, ...]:
    """Return the passages that were searched as the comparison shows them."""
    return tuple(
        Searched(
            account_id=passage.account_id,
            start=passage.span.start,
            end=passage.span.end,
            similarity=round(passage.similarity, 3),
        )
        for passage in passages
    )


def words_of(text: str, span: Span) -> str:
    """Return the words at `span` on one line, cut to the length of a label."""
    words = " ".join(span.of(text).split())
    return words if len(words) <= _LABEL else words[:_LABEL].rsplit(" ", 1)[0] + " …"


def topic_of_stretch(elements: Iterable[Element], text: str, span: Span) -> Topic:
    """Return the rarest topic of a stretch with its words, so that a reader sees which claim about it is meant."""
    named = [element for element in elements if element.kind is ElementKind.TOPIC]
    rarest = max(named, key=lambda element: element.weight).id.removeprefix(TOPIC) if named else None
    return Topic(id=rarest, label=words_of(text, span))


def words_of_claim(claim: Claim) -> Evidence:
    """Return the excerpt of a claim as evidence."""
    return Evidence(account_id=claim.account_id, start=claim.span.start, end=claim.span.end)


def commits(claim: Claim) -> bool:
    """Tell whether somebody binds himself by a claim."""
    cue = claim.cue
    return cue is not None and _COMMITMENT in cue.ladders and cue.strength >= _AGREED


_COMMITMENT = "commitment"
_AGREED = 6
"""From here on the ladder of commitments somebody is bound: agreed, pledged, decided, tasked."""
_LABEL = 60
