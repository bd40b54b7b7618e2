"""How much of a point another passage carries: the share of its elements, weighted by how much each tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from communique.codebook.concepts import kin
from communique.compare.elements import Element, by_id
from communique.compare.points import Reading
from communique.model import Span

_SHARES = {
    "narrower": 1.0,  # the passage names a part of it
    "near": 0.6,
    "broader": 0.5,
    "opposite": 0.5,
    "implied_by": 0.3,
    "implies": 0.3,
}


@cache
def shares(wanted: str) -> dict[str, float]:
    """Return how far other ids cover one, from 0 (not at all, left out) to 1 (the same, or a part of it)."""
    return {other: share for other, stated in kin(wanted).items() if (share := _SHARES.get(stated, 0.0))}


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an account that was searched, and the share of the point that it carries."""

    account_id: str
    span: Span
    sentence: int
    similarity: float


def coverage(wanted: Iterable[Element], offered: Iterable[str]) -> float:
    """Return the share of the weight of `wanted` that the ids `offered` carry, from 0 to 1; 0 for no elements."""
    offered = frozenset(offered)
    total = carried = 0.0
    for name, weight in {element.id: element.weight for element in wanted}.items():
        total += weight
        if name in offered:
            carried += weight
        elif covering := shares(name).keys() & offered:
            carried += weight * max(shares(name)[other] for other in covering)
    return carried / total if total else 0.0


def closest(
    wanted: tuple[Element, ...], readings: Iterable[Reading], *, language: str, most: int = 3
) -> tuple[Passage, ...]:
    """Return the sentences that carry most of a point, the closest first; ties go to the earlier.

    `language` is that of the account which makes the point; in another one only what has an id is looked for.
    """
    found = []
    for reading in readings:
        sought = wanted if reading.language == language else by_id(wanted)
        found += [
            Passage(reading.inventory.account.account_id, sentence, number, coverage(sought, reading.named_in(number)))
            for number, sentence in enumerate(reading.sentences)
        ]
    found.sort(key=lambda passage: -passage.similarity)
    return tuple(found[:most])
