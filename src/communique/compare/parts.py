"""Parts of claims that answer each other where the claims as wholes do not: one sentence may answer three."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.compare.alignment import Pair, alike, shared_things
from communique.compare.elements import Element, ElementKind
from communique.compare.points import Claim, Reading

_ALIKE = 0.6
"""Parts of claims in one language are paired from this likeness on, if they share two things."""
_THINGS = 2

_NAMED = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT})


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a claim, as a claim of its own, and the claim that it is of."""

    whole: Claim
    claim: Claim


def paired_parts(one: Reading, other: Reading, paired: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return each part of the claims with the part of another's in its language that is most like it, if enough so.

    A part may answer several; parts of claims that are `paired` as wholes are left out. Turning the accounts around
    gives the same pairs.
    """
    known = {(id(pair.left), id(pair.right)) for pair in paired}
    left, right = _parts(one), _parts(other)
    places = {(row, column): likeness for row, column, likeness in _nearest(left, right)}
    places |= {(row, column): likeness for column, row, likeness in _nearest(right, left)}
    return tuple(
        Pair(left[row].claim, right[column].claim, likeness)
        for (row, column), likeness in sorted(places.items())
        if (id(left[row].whole), id(right[column].whole)) not in known
    )


def _nearest(parts: Sequence[_Part], others: Sequence[_Part]) -> Iterator[tuple[int, int, float]]:
    """Yield each part's number with that of the other that is most like it, the earlier of two, and how like it is."""
    for number, part in enumerate(parts):
        likeness = [alike(part.claim, other.claim) for other in others]
        best = max(likeness, default=0.0)
        nearest = likeness.index(best) if likeness else 0
        if best >= _ALIKE and len(shared_things(part.claim, others[nearest].claim)) >= _THINGS:
            yield number, nearest, best


def _parts(reading: Reading) -> list[_Part]:
    return [
        _Part(claim, replace(claim, span=piece, content=(piece,), elements=elements))
        for claim in reading.claims
        for piece in (piece for content in claim.content for piece in reading.pieces(content))
        if _says_something(elements := reading.inventory.within(piece))
    ]


def _says_something(elements: Sequence[Element]) -> bool:
    """Tell whether a part is more than the name of one thing: of what both name there is a finding already."""
    named = [element for element in elements if element.kind in _NAMED]
    return bool(named) and len({(element.start, element.end) for element in elements}) > 1
