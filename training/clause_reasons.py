"""Learn which clauses of accounts in two languages make one point, and measure it on meetings held out.

    python training/clause_reasons.py --set ACCOUNTS POINTS [--set ...]

The sets are those of `marked`. Two clauses that share anything make one
point if the words of one point overlap both. It is a logistic regression; a set is held out in turn, and what is
learned from the others told of it. Printed are the weights of `communique.compare.clauses`, to be rounded there by
hand, and for some bounds how many of the pairs from there on are right.
"""

import argparse
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
from marked import add_sets, meetings, touching
from numpy.typing import NDArray

from communique.compare.assemble import readings_of
from communique.compare.clauses import WEIGHTS, answers

Values = NDArray[np.float64]
RIDGE, ROUNDS = 1.0, 30
BOUNDS = (0.3, 0.4, 0.5, 0.6)


def pairs(accounts_file: Path, points_file: Path) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Yield the reasons of each two clauses that both touch points of one set, and whether they touch the same."""
    for own, points in meetings(accounts_file, points_file):
        meeting = readings_of(own)
        for left, right in combinations(meeting.sides, 2):
            one, other = meeting.readings[left][-1], meeting.readings[right][-1]
            if one.language == other.language:
                continue
            for mine, yours, values in answers(one, other).reasons():
                here = touching(points, left, one.account_id, mine)
                there = touching(points, right, other.account_id, yours)
                if here and there:
                    yield values, any(point in there for point in here)


def fitted(values: Values, truth: Values) -> Values:
    """Return base and weights by Newton's method; the ridge spares the base."""
    design = np.hstack([np.ones((len(values), 1)), values])
    ridge = RIDGE * np.eye(design.shape[1])
    ridge[0, 0] = 0.0
    weights: Values = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        told = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (told - truth) + ridge @ weights
        weights = weights - np.linalg.solve(design.T @ (design * (told * (1 - told))[:, None]) + ridge, slope)
    return weights


def measured(sets: Mapping[str, tuple[Values, Values]]) -> Iterator[str]:
    """Yield for each bound how many pairs of clauses of sets held out are told, and how many rightly."""
    told: list[float] = []
    truths: list[float] = []
    for name, (values, truth) in sets.items():
        others = [one for key, one in sets.items() if key != name]
        weights = fitted(np.vstack([one for one, _ in others]), np.concatenate([one for _, one in others]))
        told += list(1 / (1 + np.exp(-(values @ weights[1:] + weights[0]))))
        truths += list(truth)
    for bound in BOUNDS:
        found = [truth for likely, truth in zip(told, truths, strict=True) if likely >= bound]
        right = int(sum(found))
        share = right / max(1, len(found))
        yield f"from {bound}: {len(found)} pairs, {right} right ({share:.2f}), of {int(sum(truths))}"


def main() -> None:
    """Learn and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    add_sets(parser)
    sets: dict[str, tuple[Values, Values]] = {}
    for accounts, points in parser.parse_args().set:
        found = list(pairs(accounts, points))
        sets[str(points)] = np.array([values for values, _ in found]), np.array([float(truth) for _, truth in found])
    print(*measured(sets), sep="\n")
    weights = fitted(np.vstack([one for one, _ in sets.values()]), np.concatenate([one for _, one in sets.values()]))
    print(*(f"{name}: {weight:.2f}" for name, weight in zip(("base", *WEIGHTS), weights, strict=True)), sep="\n")


if __name__ == "__main__":
    main()
