"""Clauses of accounts in two languages that answer each other where their claims as wholes do not.

Across languages only ids tell, and of many clauses no more than one or two. What tells two clauses apart is how seldom
the two accounts name what they share: a responsibility that each names once is one matter, a friendship that each names
five times is not.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul

from communique.codebook.place_names import find_places
from communique.compare.alignment import Pair, align, alike
from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.nearness import coverage
from communique.compare.points import Claim, Reading
from communique.model import Span

BASE = -1.2
WEIGHTS = {
    # what they share, weighed by how seldom it is named, for each step (factor e)
    "shared": 1.3,
    # the claims around them are alike: wholly 1
    "alike": 2.6,
    # another claim answers that of one of them: wholly 1
    "elsewhere": -1.0,
    # cities that both name, be it in one of the two states; where they met is none
    "places": 1.9,
    # both are in the last sentences of their accounts
    "last": 1.0,
    # they share nothing but acts, states and general words
    "only general": -0.6,
    # the claims that answer each other stand in another order: all of them 1
    "crossed": -0.8,
    # the share that they carry of each other falls behind the most that any clause carries of either by this
    "behind": -3.0,
}
"""What each reason adds to the odds (their logarithm) that two clauses make one point.

A logistic regression on the clauses of 40 meetings in two languages whose points were marked by hand, tried on each of
ten sets of them with the others (`training/clause_reasons.py`), with a fifth of the Chinese and Russian codebook hidden
now and then; rounded.
"""

_MUTUAL = 0.4
"""How likely it must be where each is the likeliest answer to the other ..."""
_ONE_WAY = 0.55
"""... and where only one is to the other: of the pairs two in three are right from here on."""

_LIST = "、"
"""What parts the items of a list in a clause: they stay together."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a claim, as a claim of its own, and the claim that it is of."""

    whole: Claim
    part: Claim
    elements: tuple[Element, ...]
    names: frozenset[str]
    places: frozenset[str]
    is_last: bool


def paired_clauses(one: Reading, other: Reading, paired: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the clauses of two accounts in different languages that answer each other, in the order of `one`.

    Each is the likeliest answer to the other, or the other to it. Clauses of claims that are `paired` as wholes are
    left out. Turning the accounts around gives the same pairs.
    """
    known = {(id(pair.left), id(pair.right)) for pair in paired}
    left, right = list(_clauses(one)), list(_clauses(other))
    likely = {
        (row, column): chance
        for (row, column), chance in _chances(left, right, (one, other), paired).items()
        if (id(left[row].whole), id(right[column].whole)) not in known
    }
    rows, columns = _most(likely)
    for (row, column), chance in likely.items():
        best = (chance >= rows[row]) + (chance >= columns[column])
        if best and chance >= (_MUTUAL if best > 1 else _ONE_WAY):
            yield Pair(left[row].part, right[column].part, chance)


def clauses_within(pair: Pair, one: Reading, other: Reading, paired: Sequence[Pair]) -> Iterator[Pair]:
    """Yield which clauses of two claims that answer each other as wholes are each other's likeliest answers.

    Where both claims are no more than a clause, there are none.
    """
    left, right = list(_clauses(one, [pair.left])), list(_clauses(other, [pair.right]))
    if len(left) == len(right) == 1:
        return
    likely = _chances(left, right, (one, other), paired)
    rows, columns = _most(likely)
    for (row, column), chance in likely.items():
        if chance >= max(_MUTUAL, rows[row], columns[column]):
            yield Pair(left[row].part, right[column].part, chance)


def answered(one: Reading, others: Sequence[Reading]) -> dict[tuple[int, int], float]:
    """Return how likely any clause of other accounts makes the point of each clause of one, by its start and end.

    From 0 to 1; a clause that shares nothing with any other is left out.
    """
    mine = list(_clauses(one))
    found: dict[tuple[int, int], float] = {}
    for other in others:
        paired = align(one.claims, other.claims)
        for (row, _), chance in _chances(mine, list(_clauses(other)), (one, other), paired).items():
            span = mine[row].part.span
            found[span.start, span.end] = max(found.get((span.start, span.end), 0.0), chance)
    return found


def reasons(one: Reading, other: Reading) -> Iterator[tuple[Span, Span, tuple[float, ...]]]:
    """Yield each two clauses that share anything, of claims that do not answer each other, with what WEIGHTS weighs."""
    paired = align(one.claims, other.claims)
    known = {(id(pair.left), id(pair.right)) for pair in paired}
    left, right = list(_clauses(one)), list(_clauses(other))
    for (row, column), values in _reasons(left, right, (one, other), paired).items():
        if (id(left[row].whole), id(right[column].whole)) not in known:
            yield left[row].part.span, right[column].part.span, values


def _chances(
    left: Sequence[_Clause], right: Sequence[_Clause], readings: tuple[Reading, Reading], paired: Sequence[Pair]
) -> dict[tuple[int, int], float]:
    """Return how likely each two clauses that share anything make one point, from 0 to 1."""
    weights = tuple(WEIGHTS.values())
    return {
        place: 1 / (1 + math.exp(-BASE - sum(map(mul, weights, values))))
        for place, values in _reasons(left, right, readings, paired).items()
    }


def _reasons(
    left: Sequence[_Clause], right: Sequence[_Clause], readings: tuple[Reading, Reading], paired: Sequence[Pair]
) -> dict[tuple[int, int], tuple[float, ...]]:
    """Return of each two clauses that share anything what is weighed, in the order of WEIGHTS."""
    ours, theirs = (Counter(element.id for element in reading.inventory.elements) for reading in readings)
    carried: dict[tuple[int, int], float] = {}
    shared: dict[tuple[int, int], float] = {}
    for row, mine in enumerate(left):
        for column, yours in enumerate(right):
            if told := _shared(mine, yours, ours, theirs):
                shared[row, column] = told
                there, back = coverage(mine.elements, yours.names), coverage(yours.elements, mine.names)
                carried[row, column] = (there + back) / 2
    rows, columns = _most(carried)
    return {
        (row, column): (
            math.log1p(told),
            alike(left[row].whole, right[column].whole),
            _answered_elsewhere(left[row], right[column], paired),
            float(len(left[row].places & right[column].places)),
            float(left[row].is_last and right[column].is_last),
            float(not _shares_a_thing(left[row], right[column])),
            _crossed(left[row], right[column], paired),
            max(rows[row], columns[column]) - carried[row, column],
        )
        for (row, column), told in shared.items()
    }


def _most(values: dict[tuple[int, int], float]) -> tuple[dict[int, float], dict[int, float]]:
    """Return the highest value of each row and of each column."""
    rows: dict[int, float] = {}
    columns: dict[int, float] = {}
    for (row, column), value in values.items():
        rows[row] = max(rows.get(row, 0.0), value)
        columns[column] = max(columns.get(column, 0.0), value)
    return rows, columns


def _shared(one: _Clause, other: _Clause, ours: Counter[str], theirs: Counter[str]) -> float:
    """Return how much that tells which two clauses share: the more, the less often their accounts name it."""
    weights = {element.id: element.weight for element in one.elements if element.id in other.names}
    return sum(weight / math.sqrt(ours[name] * theirs[name]) for name, weight in weights.items())


def _shares_a_thing(one: _Clause, other: _Clause) -> bool:
    return any(element.id in other.names and element.kind in _THINGS for element in one.elements)


_THINGS = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.NUMBER})


def _answered_elsewhere(one: _Clause, other: _Clause, paired: Sequence[Pair]) -> float:
    """Return how like the claim is that answers the claim of one of two clauses, if it is not that of the other."""
    return max(
        (pair.likeness for pair in paired if (pair.left is one.whole) != (pair.right is other.whole)),
        default=0.0,
    )


def _crossed(one: _Clause, other: _Clause, paired: Sequence[Pair]) -> float:
    """Return the share of the claims that answer each other of which one stands before, one behind the two clauses."""
    crossed = [
        pair
        for pair in paired
        if (pair.left.sentence - one.whole.sentence) * (pair.right.sentence - other.whole.sentence) < 0
    ]
    return len(crossed) / len(paired) if paired else 0.0


def _clauses(reading: Reading, claims: Iterable[Claim] | None = None) -> Iterator[_Clause]:
    text = reading.record.document.text
    places = find_places(text, reading.language)
    for claim in reading.claims if claims is None else claims:
        for span in (span for content in claim.content for span in clauses_of(reading, content)):
            elements = reading.inventory.within(span)
            named = by_id(elements)
            is_opening = claim.sentence == reading.opening
            yield _Clause(
                whole=claim,
                part=replace(claim, span=span, content=(span,), elements=elements),
                elements=named,
                names=frozenset(element.id for element in named),
                places=frozenset(
                    place.value for place in places if span.start <= place.start < span.end and not is_opening
                ),
                is_last=claim.sentence == len(reading.sentences) - 1,
            )


def clauses_of(reading: Reading, span: Span) -> Iterator[Span]:
    """Yield the clauses of a stretch of an account: its pieces, those as one that only the comma of a list parts."""
    text = reading.record.document.text
    last: Span | None = None
    for piece in reading.pieces(span):
        if last is not None and _LIST in text[last.end : piece.start]:
            last = Span(start=last.start, end=piece.end)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
