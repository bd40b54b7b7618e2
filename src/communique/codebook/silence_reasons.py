"""What speaks for it that an account lacks a clause of another account, in points that add up to how likely it is.

The points are learned from meetings of which every clause was marked by hand (`training/silence_reasons.py`), and each
reason may only speak in the direction that a reader would expect: the less of a clause is named in the other account,
the likelier it is missed.
"""

from collections.abc import Mapping
from functools import cache
from math import exp
from typing import NamedTuple

from communique.codebook.tables import rows

BASE = "base"
BELOW, AT_LEAST = "below", "at_least"
_COLUMNS = ("reason", "sense", "bound", "points", "source")
_SENSES = frozenset({BELOW, AT_LEAST, ""})


class Step(NamedTuple):
    """Points for a reason whose value is `below` the bound, or `at_least` the bound."""

    reason: str
    sense: str
    bound: float
    points: float

    def holds(self, value: float) -> bool:
        """Tell whether the points count for a value."""
        return value < self.bound if self.sense == BELOW else value >= self.bound


class Scorecard(NamedTuple):
    """The points of a clause of which nothing is known, and what is added to them."""

    base: float
    steps: tuple[Step, ...]

    def likelihood(self, values: Mapping[str, float]) -> float:
        """Return how likely it is, from 0 to 1, that the clause is missed; KeyError for a reason without a value."""
        points = self.base + sum(step.points for step in self.steps if step.holds(values[step.reason]))
        return 1 / (1 + exp(-points))


@cache
def scorecard() -> Scorecard:
    """Return the scorecard of `silence_reasons.csv`; raises CodebookError for a row that cannot be read."""
    base, steps = 0.0, []
    for row in rows("silence_reasons.csv", _COLUMNS):
        sense = row.choice("sense", _SENSES)
        if row["reason"] == BASE:
            base += row.number("points")
        elif not sense:
            raise row.bad("sense is empty: below or at_least")
        else:
            steps.append(Step(row["reason"], sense, row.number("bound"), row.number("points")))
    return Scorecard(base, tuple(steps))
