"""The formulas and names that an account chooses, and how two accounts differ in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.codebook.formulas import find_formulas, formulas
from communique.codebook.namings import NamingMatch, find_namings
from communique.compare.marks.spans import Range, within


@dataclass(frozen=True, slots=True)
class FormulaUse:
    """A formula in an account; `side` is the state whose own it is (alpha-3), None if many use it."""

    start: int
    end: int
    formula: str
    side: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class NamingDifference:
    """One thing that two accounts name differently; the choices of each that the other does not use."""

    thing: str
    left: tuple[NamingMatch, ...]
    right: tuple[NamingMatch, ...]


def formulas_in(text: str, language: str, body: Sequence[Range]) -> tuple[FormulaUse, ...]:
    """Return the formulas of an account in the order of the text."""
    known = formulas()
    return tuple(
        FormulaUse(match.start, match.end, match.formula, known[match.formula].side, known[match.formula].meaning)
        for match in within(find_formulas(text, language), body)
    )


def names_in(text: str, language: str, body: Sequence[Range]) -> tuple[NamingMatch, ...]:
    """Return the names of an account in the order of the text."""
    return tuple(within(find_namings(text, language), body))


def naming_differences(left: Iterable[NamingMatch], right: Iterable[NamingMatch]) -> tuple[NamingDifference, ...]:
    """Return the things that both accounts name, each by at least one choice that the other does not use.

    A thing that one account does not name is no difference of names.
    """
    ours, theirs = _by_thing(left), _by_thing(right)
    found: list[NamingDifference] = []
    for thing, uses in ours.items():
        others = theirs.get(thing, [])
        own = tuple(use for use in uses if use.choice not in {other.choice for other in others})
        their_own = tuple(other for other in others if other.choice not in {use.choice for use in uses})
        if own and their_own:
            found.append(NamingDifference(thing, own, their_own))
    return tuple(found)


def _by_thing(uses: Iterable[NamingMatch]) -> dict[str, list[NamingMatch]]:
    found: dict[str, list[NamingMatch]] = {}
    for use in uses:
        found.setdefault(use.thing, []).append(use)
    return found
