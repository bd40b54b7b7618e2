"""Clauses of accounts in two languages that answer each other where their claims as wholes do not.

Across languages only ids tell, and of many clauses no more than one or two. What tells two clauses apart is how seldom
the two accounts name what they share: a responsibility that each names once is one matter, a friendship that each names
five times is not.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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


class Answers:
    """Which clauses of two accounts in different languages make one point, worked out once for both of them.

    `paired` are the claims of the two that answer each other as wholes.
    """

    __slots__ = ("_chances", "_left", "_one", "_other", "_paired", "_reasons", "_right")

    def __init__(self, one: Reading, other: Reading, paired: Sequence[Pair]) -> None:
        self._one, self._other, self._paired = one, other, paired
        self._left, self._right = list(_clauses(one)), list(_clauses(other))
        self._reasons = self._reasons_of(self._left, self._right)
        self._chances = _chances(self._reasons)

    def pairs(self) -> Iterator[Pair]:
        """Yield the clauses that answer each other, in the order of the first account.

        Each is the likeliest answer to the other, or the other to it. Clauses of claims that are paired as wholes are
        left out. Turning the accounts around gives the same pairs.
        """
        likely = {place: chance for place, chance in self._chances.items() if not self._is_known(*place)}
        rows, columns = _most(likely)
        for (row, column), chance in likely.items():
            best = (chance >= rows[row]) + (chance >= columns[column])
            if best and chance >= (_MUTUAL if best > 1 else _ONE_WAY):
                yield Pair(self._left[row].part, self._right[column].part, chance)

    def within(self, pair: Pair) -> Iterator[Pair]:
        """Yield which clauses of two claims that answer each other as wholes are each other's likeliest answers.

        Where both claims are no more than a clause, there are none.
        """
        left = [clause for clause in self._left if clause.whole is pair.left]
        right = [clause for clause in self._right if clause.whole is pair.right]
        if len(left) == len(right) == 1:
            return
        likely = _chances(self._reasons_of(left, right))
        rows, columns = _most(likely)
        for (row, column), chance in likely.items():
            if chance >= max(_MUTUAL, rows[row], columns[column]):
                yield Pair(left[row].part, right[column].part, chance)

    def likely(self, account_id: str) -> dict[tuple[int, int], float]:
        """Return how likely any clause of the other account makes the point of each clause of this one.

        By the clause's start and end, from 0 to 1; a clause that shares nothing with any other is left out.
        """
        is_left = account_id == self._one.account_id
        clauses = self._left if is_left else self._right
        most = _most(self._chances)[0 if is_left else 1]
        return {(clauses[row].part.span.start, clauses[row].part.span.end): chance for row, chance in most.items()}

    def reasons(self) -> Iterator[tuple[Span, Span, tuple[float, ...]]]:
        """Yield each two clauses that share anything, of claims that are not paired, with what WEIGHTS weighs."""
        for (row, column), values in self._reasons.items():
            if not self._is_known(row, column):
                yield self._left[row].part.span, self._right[column].part.span, values

    def _is_known(self, row: int, column: int) -> bool:
        one, other = self._left[row].whole, self._right[column].whole
        return any(pair.left is one and pair.right is other for pair in self._paired)

    def _reasons_of(
        self, left: Sequence[_Clause], right: Sequence[_Clause]
    ) -> dict[tuple[int, int], tuple[float, ...]]:
        """Return of each two clauses that share anything what is weighed, in the order of WEIGHTS."""
        ours, theirs = (
            Counter(element.id for element in reading.inventory.elements) for reading in (self._one, self._other)
        )
        carried: dict[tuple[int, int], float] = {}
        shared: dict[tuple[int, int], float] = {}
        for row, mine in enumerate(left):
            for column, yours in enumerate(right):
                if told := _shared(mine, yours, ours, theirs):
                    shared[row, column] = told
                    there, back = coverage(mine.elements, yours.names), coverage(yours.elements, mine.names)
                    carried[row, column] = (there + back) / 2
        rows, columns = _most(carried)
        wholes = {
            (id(one), id(other)): (alike(one, other), self._answered_elsewhere(one, other), self._crossed(one, other))
            for one, other in ((left[row].whole, right[column].whole) for row, column in shared)
        }
        found: dict[tuple[int, int], tuple[float, ...]] = {}
        for (row, column), told in shared.items():
            mine, yours = left[row], right[column]
            likeness, elsewhere, crossed = wholes[id(mine.whole), id(yours.whole)]
            found[row, column] = (
                math.log1p(told),
                likeness,
                elsewhere,
                float(len(mine.places & yours.places)),
                float(mine.is_last and yours.is_last),
                float(not _shares_a_thing(mine, yours)),
                crossed,
                max(rows[row], columns[column]) - carried[row, column],
            )
        return found

    def _answered_elsewhere(self, one: Claim, other: Claim) -> float:
        """Return how like the claim is that answers one of two claims, if it is not the other of them."""
        return max((pair.likeness for pair in self._paired if (pair.left is one) != (pair.right is other)), default=0.0)

    def _crossed(self, one: Claim, other: Claim) -> float:
        """Return the share of the pairs of claims of which one stands before, one behind two claims."""
        crossed = [
            pair
            for pair in self._paired
            if (pair.left.sentence - one.sentence) * (pair.right.sentence - other.sentence) < 0
        ]
        return len(crossed) / len(self._paired) if self._paired else 0.0


def answers(one: Reading, other: Reading) -> Answers:
    """Return which clauses of two accounts in different languages make one point."""
    return Answers(one, other, align(one.claims, other.claims))


def _chances(reasons: Mapping[tuple[int, int], Sequence[float]]) -> dict[tuple[int, int], float]:
    """Return how likely each two clauses make one point, from 0 to 1."""
    weights = tuple(WEIGHTS.values())
    return {place: 1 / (1 + math.exp(-BASE - sum(map(mul, weights, values)))) for place, values in reasons.items()}


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


def _clauses(reading: Reading) -> Iterator[_Clause]:
    text = reading.record.document.text
    places = find_places(text, reading.language)
    for claim in reading.claims:
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
