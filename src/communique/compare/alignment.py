"""Which claim of one account answers which of another: an assignment over speaker, holder, target, act and topic."""

from collections.abc import Sequence
from dataclasses import dataclass

import lap
import numpy as np

from communique.compare.elements import ElementKind
from communique.compare.nearness import coverage, shares
from communique.compare.points import Claim

LEAST = 0.3
"""Claims less alike than this are never paired."""
_ENOUGH = 4.0
"""What two claims share must tell this much (minus the logs of its shares of documents, added up)."""
_TIE = 1e-4
_OTHER_HOLDER = 0.08
_OTHER_POLARITY = 0.15


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that say the same thing, or speak to the same thing; `likeness` from 0 to 1."""

    left: Claim
    right: Claim
    likeness: float


def align(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Pair, ...]:
    """Return the best pairing of two accounts' claims, each claim in one pair at most, in the order of `left`.

    The whole assignment is solved at once (Jonker-Volgenant), so that a vague claim does not take the partner of a
    closer one. Turning left and right around gives the same pairs.
    """
    if not left or not right:
        return ()
    if left[0].account_id > right[0].account_id:  # equally good assignments must not depend on which text comes first
        return tuple(Pair(pair.right, pair.left, pair.likeness) for pair in align(right, left))
    likeness = np.array([[alike(one, other) for other in right] for one in left])
    # Of equal pairings the one that keeps the order of the texts is taken, then the earlier one, so that turning both
    # around changes nothing.
    rows, columns = np.arange(len(left))[:, None] / len(left), np.arange(len(right))[None, :] / len(right)
    cost = 1.0 - likeness + _TIE * (rows - columns) ** 2 + _TIE**2 * (rows**2 + columns**2)
    _, chosen, _ = lap.lapjv(cost, extend_cost=True, cost_limit=1.0 - LEAST + 2 * _TIE)
    return tuple(
        Pair(left[row], right[column], float(likeness[row, column]))
        for row, column in enumerate(int(number) for number in chosen)
        if column >= 0
    )


def alike(one: Claim, other: Claim) -> float:
    """Return how alike two claims are, from 0 to 1; the order of the two does not matter.

    What the shorter says counts more: a claim may stand inside a longer sentence. Words that one side says itself and
    the other puts in another's mouth, and words affirmed here and denied there, are less alike.
    """
    offered = frozenset(element.id for element in other.elements)
    shared = {
        element.id: element.weight
        for element in one.elements
        if element.kind is not ElementKind.FRAME and (element.id in offered or shares(element.id).keys() & offered)
    }
    if sum(shared.values()) < _ENOUGH:
        return 0.0
    there = coverage(one.elements, (element.id for element in other.elements))
    back = coverage(other.elements, (element.id for element in one.elements))
    value = 0.6 * max(there, back) + 0.4 * min(there, back)
    if one.holder.side != other.holder.side:
        value -= _OTHER_HOLDER
    if one.negative != other.negative:
        value -= _OTHER_POLARITY
    return max(0.0, value)
