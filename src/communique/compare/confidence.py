"""How likely a finding is to be right, by its rule.

For silences the numbers are shares measured on 23 meetings whose accounts were judged point by point
(`evaluation/accounts.py --calibrate`): topics, nothing found 33 of 36; claims, nothing found 95 of 102; claims, nothing
near 42 of 43. What tells more is a little surer. The other numbers are estimates, and said to be so.
"""

from collections.abc import Iterable

from communique.compare.claims import Stretch
from communique.compare.elements import ElementKind

_STEPS = {
    "same": 0.95,
    "narrower": 0.85,
    "broader": 0.7,
    "umbrella": 0.7,
    "nothing found": 0.9,
    "shared word": 0.5,
    "near": 0.5,
    "opposite": 0.5,
    "implied_by": 0.5,
    "sibling": 0.5,
    "not read whole": 0.5,
    "no words for it": 0.5,
    "own relations": 0.5,
    "general": 0.5,
}
NEAR_IN_MEANING = 0.6
"""Of the pairs that an engine of meaning proposes this share is about one claim (decision 12)."""
ONLY_RAISED = 0.8
"""That a claim is not made by an account which only says that its topic was raised; an estimate."""
UNANSWERED_CLAIM = 0.7
"""That what the other side is made to say is not in its own account where nothing answers it: 103 of 144 were marked
so, on 64 meetings; 29 were in both accounts, 12 were of what the other account lacks or only names in general."""
DOUBTED = 0.5
"""A silence that an engine of meaning forbids."""
_THING = 0.95
"""A concept of the lexicon is a little less sure than a topic of the codebook."""


def of_naming(kind: ElementKind, steps: Iterable[str]) -> float:
    """Return the confidence in a finding about a topic or thing, from the steps of the gate that decided."""
    sure = min((_STEPS[step] for step in steps), default=_STEPS["same"])
    return round(sure if kind is ElementKind.TOPIC else sure * _THING, 2)


def of_likeness(likeness: float) -> float:
    """Return the confidence that two claims paired at this likeness answer each other."""
    return round(min(0.95, 0.4 + 0.6 * likeness), 2)


def of_stretch(stretch: Stretch) -> float:
    """Return the confidence that the silent accounts lack a stretch of a claim: as it was weighed, if it was."""
    if stretch.likelihood is not None:
        return round(stretch.likelihood, 2)
    return round(min(0.96, 0.88 + sum(element.weight for element in stretch.elements) / 250), 2)
