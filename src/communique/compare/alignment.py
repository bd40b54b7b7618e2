"""Which claim of one account answers which of another: an assignment over speaker, holder, target, act and topic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import lap
import numpy as np
from numpy.typing import NDArray

from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.nearness import coverage, shares
from communique.compare.points import Claim
from communique.compare.sides import BOTH

LEAST = 0.3
"""Claims less alike than this are never paired."""
_ENOUGH = 4.0
"""What two claims share must tell this much (minus the logs of its shares of documents, added up)."""
_TIE = 1e-4
_OTHER_HOLDER = 0.08
_OTHER_POLARITY = 0.15

_BESIDE = 1.5
"""Beside the one thing that tells most, two claims must share this much: a topic alone does not make them one claim."""
_TOGETHER = 4.0
"""... and this much with it."""
_SAY_THE_SAME = 0.5
"""Unless each carries this share of the other ..."""
_APART = 5.0
"""... and neither says more than this that the other does not: "they discussed the Sahel" is no more than its topic."""
_WORD = 2.5
"""No left-over word tells more than this here: chance puts a rare one into two sentences on different things."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that say the same thing, or speak to the same thing; `likeness` from 0 to 1."""

    left: Claim
    right: Claim
    likeness: float
    by_meaning: bool = False
    """Whether an engine of meaning proposed it; the words alone would not have."""


def align(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Pair, ...]:
    """Return the best pairing of two accounts' claims, each claim in one pair at most, in the order of `left`.

    Turning left and right around gives the same pairs.
    """
    if not left or not right:
        return ()
    if left[0].account_id > right[0].account_id:  # equally good assignments must not depend on which text comes first
        return tuple(replace(pair, left=pair.right, right=pair.left) for pair in align(right, left))
    likeness = np.array([[alike(one, other) for other in right] for one in left])
    return tuple(Pair(left[row], right[column], float(likeness[row, column])) for row, column in assign(likeness))


def assign(likeness: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Yield the rows with the columns that are theirs in the best assignment, none of which is less alike than LEAST.

    It is solved at once (Jonker-Volgenant), so that a vague claim does not take the partner of a closer one. Of equal
    assignments the one that keeps the order of the texts is taken, then the earlier one, so that turning both around
    changes nothing.
    """
    height, width = likeness.shape
    rows, columns = np.arange(height)[:, None] / height, np.arange(width)[None, :] / width
    cost = 1.0 - likeness + _TIE * (rows - columns) ** 2 + _TIE**2 * (rows**2 + columns**2)
    _, chosen, _ = lap.lapjv(cost, extend_cost=True, cost_limit=1.0 - LEAST + 2 * _TIE)
    yield from ((row, int(column)) for row, column in enumerate(chosen) if column >= 0)


def alike(one: Claim, other: Claim) -> float:
    """Return how alike two claims are, from 0 to 1; the order of the two does not matter.

    What the shorter says counts more: a claim may stand inside a longer sentence. Words that one side says itself and
    the other puts in another's mouth, and words affirmed here and denied there, are less alike.
    """
    ours, theirs = (
        claim.elements if one.language == other.language else by_id(claim.elements) for claim in (one, other)
    )
    offered = frozenset(element.id for element in theirs)
    shared = {
        element.id: element.weight
        for element in ours
        if element.kind is not ElementKind.FRAME and (element.id in offered or shares(element.id).keys() & offered)
    }
    if sum(shared.values()) < _ENOUGH:
        return 0.0
    there = coverage(ours, offered)
    back = coverage(theirs, (element.id for element in ours))
    if not (_is_one_matter(one, other) and _is_one_matter(other, one)) and not _gives_and_thanks(one, other):
        apart = max((1 - there) * _told(ours), (1 - back) * _told(theirs))
        if min(there, back) < _SAY_THE_SAME or apart > _APART:
            return 0.0
    value = 0.6 * max(there, back) + 0.4 * min(there, back)
    if one.holder.side != other.holder.side:
        value -= _OTHER_HOLDER
    if one.negative != other.negative:
        value -= _OTHER_POLARITY
    return max(0.0, value)


def _gives_and_thanks(one: Claim, other: Claim) -> bool:
    """Tell whether one side pledges or grants and the other thanks for it: one fact in two genres."""
    holders = {one.holder.side, other.holder.side}
    if one.cue is None or other.cue is None or len(holders) == 1 or holders & {None, BOTH}:
        return False
    return any(
        _THANKS in given.ladders and _GIVES in taken.ladders and taken.strength >= _BOUND
        for given, taken in ((one.cue, other.cue), (other.cue, one.cue))
    )


_THANKS, _GIVES = "approval", "commitment"
_BOUND = 6
"""From here on the ladder of commitments somebody is bound."""


def _told(elements: Sequence[Element]) -> float:
    """Return how much a claim tells."""
    return sum({element.id: element.weight for element in elements}.values())


def _is_one_matter(one: Claim, other: Claim) -> bool:
    """Tell whether a claim shares with another more than one topic: what it is about, and something said of that.

    Words that lie in each other ("NATO", "NATO's eastern flank") name one thing.
    """
    things = shared_things(one, other)
    heaviest = max(things, default=0.0)
    return sum(things) >= _TOGETHER and sum(things) - heaviest >= _BESIDE


@dataclass(slots=True)
class _Thing:
    """One thing that two claims share: where its words end, how much it tells, its ids."""

    end: int
    weight: float
    ids: frozenset[str]


def shared_things(one: Claim, other: Claim) -> list[float]:
    """Return how much each thing tells that the first claim shares with the second."""
    offered = frozenset(element.id for element in other.elements)
    things: list[_Thing] = []
    for element in one.elements:
        weight = _shared_weight(element, offered)
        if not weight:
            continue
        is_amount = element.kind is ElementKind.NUMBER  # a thing of its own, whatever its words lie in
        here = [thing for thing in things if element.id in thing.ids or (element.start < thing.end and not is_amount)]
        things = [thing for thing in things if thing not in here]
        things.append(
            _Thing(
                end=max([element.start if is_amount else element.end, *(thing.end for thing in here)]),
                weight=max([weight, *(thing.weight for thing in here)]),
                ids=frozenset({element.id}).union(*(thing.ids for thing in here)),
            )
        )
    return [thing.weight for thing in things]


def _shared_weight(element: Element, offered: frozenset[str]) -> float:
    """Return how much of what an element tells is among the ids offered; a frame tells nothing."""
    if element.kind is ElementKind.FRAME:
        return 0.0
    weight = min(element.weight, _WORD) if element.kind is ElementKind.WORD else element.weight
    if element.id in offered:
        return weight
    near = shares(element.id)
    return weight * max((near[name] for name in near.keys() & offered), default=0.0)
