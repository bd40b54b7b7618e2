"""Learn what speaks for it that an account lacks a clause, and measure how well that tells on meetings held out.

    python training/silence_reasons.py --set ACCOUNTS POINTS [--set ...] [--write silence_reasons.csv]

The sets are those of `marked`. Clauses of two
accounts in different languages are labelled by the points whose words they overlap. The model is a sum of steps whose
direction is given, so that a reason never speaks against what a reader would expect. A set is held out in turn, and
what is learned from the others told of it, once as it is and once with a fifth of the Chinese and Russian codebook
hidden, which is how much of a text that nobody has read is not in it.
"""

import argparse
import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from unittest.mock import patch

import numpy as np
from marked import JsonObject, add_sets, meetings, touching
from numpy.typing import NDArray

from communique.codebook.concepts import find_concepts
from communique.codebook.silence_reasons import AT_LEAST, BASE, BELOW
from communique.codebook.topics import find_topics
from communique.compare import elements
from communique.compare.assemble import readings_of
from communique.compare.clauses import answers
from communique.compare.weighed import REASONS, Scales, weighable_clauses
from communique.model import Account

_FOR = {"things_absent", "own_words", "nobody_s_words"}
SENSES = {reason: AT_LEAST if reason in _FOR else BELOW for reason in REASONS}
"""In which direction each reason speaks for a silence."""
HIDDEN = 0.2
"""The share of the codebook's ids that is hidden, in a language that is not English, two fifths of it in English."""
SEEDS = (None, 1, 2, 3)
STEPS, RIDGE, ROUNDS = 16, 4.0, 3000
BOUNDS = (0.8, 0.82, 0.85, 0.9)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause: its set, whether the other side is silent on it (None if that is disputed), the points, the reasons."""

    group: str
    seed: int | None
    silent: bool | None
    missed: frozenset[str]
    values: tuple[float, ...]


def units(accounts: Sequence[Account], points: Sequence[JsonObject], group: str, seed: int | None) -> Iterator[Unit]:
    """Yield the clauses of a meeting that touch a point."""
    meeting = readings_of(accounts)
    for side, own in meeting.readings.items():
        reading = own[-1]
        for other in meeting.others(side):
            offer = meeting.offers[other]
            if not meeting.whole[other] or reading.language in offer.languages:
                continue
            scales = Scales(reading, [answers(reading, one) for one in meeting.readings[other]], offer)
            for claim in reading.claims:
                for clause in weighable_clauses(claim, reading):
                    met = touching(points, side, reading.account_id, clause.span)
                    if met:
                        told = scales.reasons(clause, claim)
                        missed = frozenset(point["point_id"] for point in met if _is_missed(point, other))
                        yield Unit(group, seed, _label(met, other), missed, tuple(told[name] for name in SENSES))


def _label(met: Sequence[JsonObject], other: str) -> bool | None:
    """Return whether the other side is silent on one of the points; None where a careful reader would abstain."""
    said = {point["sides"].get(other) for point in met}
    said |= {point["also_acceptable"][other] for point in met if other in (point.get("also_acceptable") or {})}
    if "silent" in said:
        return True
    disputed = all(point.get("disputable") or point["sides"].get(other) == "generic" for point in met)
    return None if disputed else False


def _is_missed(point: JsonObject, other: str) -> bool:
    is_sure = not point.get("disputable") and point.get("specificity") != "generic"
    return is_sure and point["sides"].get(other) == "silent"


class Model:
    """A sum of steps in given directions, fitted as a logistic regression with points that are never negative."""

    def __init__(self, rows: Sequence[Unit]) -> None:
        values = np.array([row.values for row in rows])
        self.bounds = [_bounds(values[:, number]) for number in range(values.shape[1])]
        design = self._design(values)
        truth = np.array([bool(row.silent) for row in rows], dtype=float)
        self.points, self.base = _fitted(design, truth)

    def _design(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        columns = []
        for number, sense in enumerate(SENSES.values()):
            column = values[:, number : number + 1]
            columns.append(column < self.bounds[number] if sense == BELOW else column >= self.bounds[number])
        design: NDArray[np.float64] = np.hstack(columns).astype(float)
        return design

    def likelihood(self, rows: Sequence[Unit]) -> NDArray[np.float64]:
        """Return for each clause how likely it is that it is missed, from 0 to 1."""
        design = self._design(np.array([row.values for row in rows]))
        told: NDArray[np.float64] = 1 / (1 + np.exp(-(design @ self.points + self.base)))
        return told

    def table(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield reason, sense, bound and points of each step that counts; the base first."""
        yield BASE, "", "", f"{self.base:.2f}"
        points = iter(self.points)
        for (name, sense), bounds in zip(SENSES.items(), self.bounds, strict=True):
            for bound in bounds:
                if (point := next(points)) >= _COUNTS:
                    yield name, sense, f"{bound:g}", f"{point:.2f}"


_COUNTS = 0.01


def _bounds(column: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where the steps of a reason lie: at its quantiles."""
    quantiles = np.quantile(column, np.linspace(0, 1, STEPS + 2)[1:-1])
    found: NDArray[np.float64] = np.unique(np.append(np.round(quantiles, 2), np.round(column.max(), 2)))
    above: NDArray[np.float64] = found[found > column.min()]
    return above


def _fitted(design: NDArray[np.float64], truth: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return points and base by accelerated projected gradient descent."""
    count = len(truth)
    rate = 0.25 * (np.linalg.norm(design, 2) ** 2 + count) / count + RIDGE / count
    points = ahead = np.zeros(design.shape[1])
    base = base_ahead = 0.0
    pace = 1.0
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-(design @ ahead + base_ahead))) - truth
        stepped = np.maximum(0, ahead - (design.T @ error / count + RIDGE * ahead / count) / rate)
        base_stepped = base_ahead - error.mean() / rate
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = stepped + (pace - 1) / faster * (stepped - points)
        base_ahead = base_stepped + (pace - 1) / faster * (base_stepped - base)
        points, base, pace = stepped, base_stepped, faster
    return points, float(base)


def hidden(seed: int | None) -> Callable[[str, str], bool]:
    """Return what tells whether an id is hidden in a language: none for no seed, else the same ones every time."""

    def is_hidden(name: str, language: str) -> bool:
        if seed is None:
            return False
        share = HIDDEN if language != "en" else HIDDEN * 0.4
        digest = md5(f"{seed}{name}{language}".encode(), usedforsecurity=False).hexdigest()
        return int(digest, 16) % 1000 < share * 1000

    return is_hidden


def collected(sets: Sequence[tuple[Path, Path]]) -> list[Unit]:
    """Return the clauses of all sets, as they are and with parts of the codebook hidden."""
    found: list[Unit] = []
    for accounts_file, points_file in sets:
        marked = list(meetings(accounts_file, points_file))
        for seed in SEEDS:
            is_hidden = hidden(seed)
            with (
                patch.object(
                    elements,
                    "find_concepts",
                    lambda text, language, hide=is_hidden: [
                        one for one in find_concepts(text, language) if not hide(one[2], language)
                    ],
                ),
                patch.object(
                    elements,
                    "find_topics",
                    lambda text, language, hide=is_hidden: [
                        one for one in find_topics(text, language) if not hide(one.topic, language)
                    ],
                ),
            ):
                for accounts, points in marked:
                    found += units(accounts, points, str(points_file), seed)
    return found


def measured(found: Sequence[Unit]) -> Iterator[str]:
    """Yield a line for each bound: how many clauses are told as missed on sets held out, and how many rightly."""
    told: list[tuple[Unit, float]] = []
    for group in dict.fromkeys(unit.group for unit in found):
        model = Model([unit for unit in found if unit.group != group and unit.silent is not None])
        own = [unit for unit in found if unit.group == group]
        told += zip(own, model.likelihood(own), strict=True)
    for title, seeds in (("as it is", (None,)), ("with parts of the codebook hidden", SEEDS[1:])):
        rows = [(unit, likely) for unit, likely in told if unit.seed in seeds]
        wanted = {(seed, point) for unit, _ in told if unit.seed is None for point in unit.missed for seed in seeds}
        for bound in BOUNDS:
            claimed = [unit for unit, likely in rows if likely >= bound]
            right, wrong = (sum(unit.silent is truth for unit in claimed) for truth in (True, False))
            found_points = {(unit.seed, point) for unit in claimed for point in unit.missed}
            yield (
                f"{title}, from {bound}: {len(claimed)} clauses, {right} right, {wrong} wrong, "
                f"{len(claimed) - right - wrong} disputed; precision {right / max(1, right + wrong):.3f}, "
                f"of the missed points {len(found_points) / max(1, len(wanted)):.3f}"
            )


def main() -> None:
    """Learn, measure, and write the table where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    add_sets(parser)
    parser.add_argument("--write", type=Path, help="write the table of the codebook here")
    parser.add_argument("--source", default="authors", help="what stands in its column `source`")
    arguments = parser.parse_args()
    found = collected([(accounts, points) for accounts, points in arguments.set])
    print(*measured(found), sep="\n")
    if arguments.write:
        model = Model([unit for unit in found if unit.silent is not None])
        with arguments.write.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("reason", "sense", "bound", "points", "source"))
            writer.writerows((*row, arguments.source) for row in model.table())


if __name__ == "__main__":
    main()
