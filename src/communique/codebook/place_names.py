"""Cities and states as what they lie in: a text that names Idlib speaks of Syria, and of the Middle East."""

from collections.abc import Iterator
from functools import cache

from communique.codebook import chinese, russian
from communique.codebook.aliases import entities
from communique.codebook.concepts import broader, concepts_within
from communique.codebook.matching import PhraseMatch, PhraseMatcher
from communique.codebook.places import places
from communique.codebook.tables import rows
from communique.codebook.topics import TOPIC, topics, topics_within

_VENUE = "venue"
_VOWELS = "аяеийоуыьэю"
_ENDINGS = ("", "а", "у", "е", "ом", "ой", "ы", "и", "ю", "ей", "ем", "я", "ью", "ам", "ями", "ами", "ах")
_SHORT = 4


def find_places(text: str, language: str) -> tuple[PhraseMatch[str], ...]:
    """Return where a text names cities and parts of states, with the state (alpha-3) that each lies in.

    A name that several states have gives all of them. Venues are left out: where one met is no matter of the talks.
    """
    return _matcher(language).find(text)


@cache
def _matcher(language: str) -> PhraseMatcher[str]:
    return PhraseMatcher(_forms(language), language)


def _forms(language: str) -> Iterator[tuple[str, str]]:
    if language == "en":
        for name, known in places().items():
            yield from ((name, one.country) for one in known if one.kind != _VENUE and not one.valid_to)
    elif language == "ru":
        for name, one in russian.places().items():
            yield from ((form, one.country) for form in _cases(name) if one.kind != _VENUE)
    elif language == "zh":
        yield from ((name, one.country) for name, one in chinese.places().items() if one.kind != _VENUE)


def _cases(name: str) -> Iterator[str]:
    """Yield a Russian name with every ending that a noun may have; a short one as it is."""
    yield name
    bare = name.rstrip(_VOWELS)
    if len(bare) >= _SHORT:
        yield from (bare + ending for ending in _ENDINGS)


@cache
def _regions() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("region_states.csv", ("topic", "state", "source")):
        if row["topic"] not in topics() or row["state"] not in entities():
            raise row.bad(f"there is no topic {row['topic']!r}, or no state {row['state']!r}")
        found.setdefault(row["state"], set()).add(TOPIC + row["topic"])
    return {state: frozenset(named) for state, named in found.items()}


def regions_of(state: str) -> frozenset[str]:
    """Return the topics (`topic:middle_east`) that are regions in which a state (alpha-3) lies."""
    return _regions().get(state, frozenset())


@cache
def named_by_state(state: str) -> frozenset[str]:
    """Return the topics (`topic:syria_war`) and concepts that a state (alpha-3) stands for.

    They are what its name is read as with all that is wider, and the regions that it lies in.
    """
    entity = entities().get(state)
    if entity is None:
        return frozenset()
    named = concepts_within(entity.name, "en") | {TOPIC + topic for topic in topics_within(entity.name, "en")}
    return named.union(regions_of(state), *(broader(name) for name in named))
