"""Pairs of claims that an engine of meaning proposes: claims in other words, of those that the words left alone."""

from collections.abc import Sequence

import numpy as np

from communique.compare.alignment import LEAST, Pair, assign, shared_things
from communique.compare.drafts import Meeting
from communique.compare.elements import ElementKind
from communique.compare.meaning import Bounds, Similarities
from communique.compare.points import Claim, Reading

_TOLD = frozenset({ElementKind.TOPIC, ElementKind.THING})
_A_THING = 1.5
"""What two claims share must tell this much to bring them nearer."""


def proposed_pairs(meeting: Meeting, one: Reading, other: Reading, paired: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the pairs of claims of two accounts that are near in meaning and not paired by their words."""
    bounds = meeting.bounds(one.language, other.language)
    if meeting.engine is None or bounds is None:
        return ()
    taken = {id(claim) for pair in paired for claim in (pair.left, pair.right)}
    left, right = (
        [claim for claim in reading.claims if id(claim) not in taken and _is_told(claim)] for reading in (one, other)
    )
    words, others = ([claim.span.of(meeting.text(claim.account_id)) for claim in claims] for claims in (left, right))
    near = meeting.engine.similarities(words, others)
    if one.account_id <= other.account_id:  # equally good assignments must not depend on which text comes first
        return tuple(_propose(left, right, near, bounds))
    turned = _propose(right, left, near.T, bounds)
    return tuple(Pair(pair.right, pair.left, pair.likeness, by_meaning=True) for pair in turned)


def _propose(left: Sequence[Claim], right: Sequence[Claim], near: Similarities, bounds: Bounds) -> list[Pair]:
    if not left or not right:
        return []
    likeness = np.zeros(near.shape)
    for row, column in zip(*np.nonzero(near >= bounds.pair), strict=True):
        share = near[row, column] < bounds.alone and max(shared_things(left[row], right[column]), default=0.0)
        if near[row, column] >= bounds.alone or share >= _A_THING:
            likeness[row, column] = max(LEAST, near[row, column])
    return [
        Pair(left[row], right[column], float(likeness[row, column]), by_meaning=True)
        for row, column in assign(likeness)
    ]


def _is_told(claim: Claim) -> bool:
    """Tell whether a claim is more than a phrase: thanks are near to thanks, whatever for."""
    return not claim.protocol and any(element.kind in _TOLD for element in claim.elements)
