"""The gate before silence: what one side's accounts do with a topic or thing that another account names.

A false silence is the worst error, so every step before the last looks for a reason not to claim one: the same id, a
narrower one, a near or implied one, a telling word of the naming itself, a wider id. Only what passes all of them,
against an account that was read whole, is `silent`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.codebook.concepts import kin
from communique.compare.elements import Element, ElementKind
from communique.compare.points import Naming, Reading
from communique.model import Stand

_TELLING = 2.5
"""A word this rare or rarer (minus the log of its share of documents) in both accounts forbids silence."""

_STEPS = (
    ("narrower", Stand.MENTIONS),
    ("near", Stand.UNKNOWN),
    ("opposite", Stand.UNKNOWN),
    ("implied_by", Stand.UNKNOWN),
    ("broader", Stand.GENERIC),
)
_HESITANT = frozenset({"near", "opposite", "implied_by"})
_HALF = 0.5
"""Something near forbids silence only if it tells at least this share of what the point tells: that a text says
"support" is no reason to think that it names the guarantees."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An element of an account that answers a point."""

    account_id: str
    element: Element


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an account does with a naming, the elements that say so, and the step of the gate that decided."""

    stand: Stand
    hits: tuple[Hit, ...]
    step: str


def weigh(namings: Sequence[Naming], searched: Sequence[Reading], *, whole: bool) -> Verdict:
    """Return what the accounts `searched` (the versions of one side) do with a topic or thing that another names.

    `namings` are the places where it is named, all of one id. `whole` tells whether one of the accounts searched was
    read whole; without one there is no silence.
    """
    name = namings[0].element.id
    offered = [Hit(reading.account_id, element) for reading in searched for element in reading.inventory.elements]
    same = [hit for hit in offered if hit.element.id == name]
    if same:
        return Verdict(Stand.MENTIONS, tuple(same), "same")
    wanted = namings[0].element
    related = {hit.element.id: standing(wanted, hit.element) for hit in offered if hit.element.kind in _BY_ID}
    for step, stand in _STEPS:
        if step == "broader":
            telling = {word.id for naming in namings for word in naming.words if word.weight >= _TELLING}
            shared = [
                Hit(reading.account_id, word)
                for reading in searched
                for word in reading.inventory.words
                if word.id in telling
            ]
            if shared:
                return Verdict(Stand.UNKNOWN, tuple(shared), "shared word")
        hits = [hit for hit in offered if related.get(hit.element.id) == step]
        if hits:
            return Verdict(stand, tuple(hits), step)
    if not whole:
        return Verdict(Stand.UNKNOWN, (), "not read whole")
    if all(naming.own_relations for naming in namings):
        return Verdict(Stand.UNKNOWN, (), "own relations")
    return Verdict(Stand.SILENT, (), "nothing found")


def standing(wanted: Element, offered: Element) -> str | None:
    """Return how something that an account names stands to what is looked for: a relation of the codebook, or None.

    What is near counts only if it tells enough for a careful reader to hesitate.
    """
    stated = "same" if wanted.id == offered.id else kin(wanted.id).get(offered.id)
    if stated in _HESITANT and offered.weight < _HALF * wanted.weight:
        return None
    return stated


_BY_ID = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT, ElementKind.FRAME})
