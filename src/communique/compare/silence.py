"""The gate before silence: what one side's accounts do with a topic or thing that another account names.

A false silence is the worst error, so every step before the last looks for a reason not to claim one: the same id, a
narrower one, a near or implied one, a telling word or a third actor of the naming itself, a wider id. Only what passes
all of them, against an account that was read whole, is `silent`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.codebook.concepts import kin
from communique.codebook.topics import TOPIC, is_general, topics
from communique.compare.elements import NAMED_BY_ID, Element, sought_in
from communique.compare.nearness import closest
from communique.compare.points import Naming, Reading
from communique.model import Stand

_TELLING = 2.5
"""A word this rare or rarer (minus the log of its share of documents) in both accounts forbids silence."""

_REWORDED = 0.6
"""So does this share of what the words of a naming tell, in one sentence: "defense cooperation" is not absent where a
text has "cooperation, defense and security", however common the words are."""

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
    related = {hit.element.id: standing(wanted, hit.element) for hit in offered if hit.element.kind in NAMED_BY_ID}
    for step, stand in _STEPS:
        if step == "broader" and (shared := _shared(namings, searched) or _reworded(namings, searched)):
            return Verdict(Stand.UNKNOWN, shared, "shared word")
        hits = [hit for hit in offered if related.get(hit.element.id) == step]
        if hits:
            return Verdict(stand, tuple(hits), step)
    if not whole:
        return Verdict(Stand.UNKNOWN, (), "not read whole")
    asked = frozenset({name}).union(*(naming.actors for naming in namings))
    if any(asked & reading.inventory.named_within for reading in searched):
        return Verdict(Stand.UNKNOWN, (), "near")
    if any(_is_beside(naming, searched) for naming in namings):
        return Verdict(Stand.UNKNOWN, (), "near")
    if not sought_in(wanted, frozenset(reading.language for reading in searched), namings[0].language):
        return Verdict(Stand.UNKNOWN, (), "no words for it")
    if all(naming.own_relations for naming in namings):
        return Verdict(Stand.UNKNOWN, (), "own relations")
    if is_general(name):
        return Verdict(Stand.UNKNOWN, (), "general")
    if umbrella := _umbrella(namings, searched):
        return Verdict(Stand.GENERIC, umbrella, "umbrella")
    return Verdict(Stand.SILENT, (), "nothing found")


def _umbrella(namings: Sequence[Naming], searched: Sequence[Reading]) -> tuple[Hit, ...]:
    """Return where the accounts searched say that issues were discussed, if no more is said of what is wanted.

    "Exchanged views on regional issues" may have been on Yemen, too.
    """
    topic = topics().get(namings[0].element.id.removeprefix(TOPIC))
    if topic is None or topic.category not in _OF_THE_WORLD or not all(map(_only_raised, namings)):
        return ()
    return tuple(
        Hit(reading.account_id, naming.element)
        for reading in searched
        for naming in reading.namings
        if naming.element.id == _ISSUES and _only_raised(naming)
    )


def _only_raised(naming: Naming) -> bool:
    return naming.cue is not None and naming.cue.only_raises


_ISSUES = "topic:international_situation"
_OF_THE_WORLD = frozenset({"conflict", "region", "territory", "nuclear"})
"""Categories of the topics that are regional and international issues; trade is none."""


def _is_beside(naming: Naming, searched: Sequence[Reading]) -> bool:
    """Tell whether a sentence of the accounts searched has so much of what stands beside a name that it may mean it.

    "The safety of shipping in the Black Sea" may be what a text calls the maritime ceasefire in the Black Sea.
    """
    return any(
        near[0].similarity >= (_BESIDE if reading.language != naming.language else _BESIDE_WORDS)
        for reading in searched
        if (near := closest(naming.around, [reading], language=naming.language, most=1))
    )


_BESIDE = 0.4
"""A sentence that carries this share of the piece of a sentence around a name forbids silence ..."""
_BESIDE_WORDS = 0.5
"""... within a language, where the words of the name are sought themselves, this share."""


def _shared(namings: Sequence[Naming], searched: Sequence[Reading]) -> tuple[Hit, ...]:
    """Return where a telling word of the namings, or a third actor named in them, is in the accounts searched.

    Who names Ukraine is not said to be silent on the war there. In another language the concepts that lie within the
    words of the namings stand for the words.
    """
    telling = {word.id for naming in namings for word in naming.words if word.weight >= _TELLING}
    telling = telling.union(*(naming.actors for naming in namings))
    if any(reading.language != namings[0].language for reading in searched):
        telling = telling.union(*(naming.parts for naming in namings))
    return tuple(
        Hit(reading.account_id, element)
        for reading in searched
        for element in (*reading.inventory.words, *reading.inventory.elements)
        if element.id in telling
    )


def _reworded(namings: Sequence[Naming], searched: Sequence[Reading]) -> tuple[Hit, ...]:
    """Return the words of a naming that one sentence of the accounts searched has, if these are most of it."""
    for naming in namings:
        weights = {word.id: word.weight for word in naming.words}
        if len(weights) < 2:
            continue
        for reading in searched:
            for sentence in reading.sentences:
                found = {word.id: word for word in reading.words_in(sentence.start, sentence.end) if word.id in weights}
                if sum(weights[name] for name in found) >= _REWORDED * sum(weights.values()):
                    return tuple(Hit(reading.account_id, word) for word in found.values())
    return ()


def standing(wanted: Element, offered: Element) -> str | None:
    """Return how something that an account names stands to what is looked for: a relation of the codebook, or None.

    What is near counts only if it tells enough for a careful reader to hesitate.
    """
    stated = "same" if wanted.id == offered.id else kin(wanted.id).get(offered.id)
    if stated in _HESITANT and offered.weight < _HALF * wanted.weight:
        return None
    return stated
