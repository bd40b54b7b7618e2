"""What a text names that can be compared by id: topics, concepts, actors, numbers, and the words that are left.

Ids are the codebook's, so that two languages can share them; only left-over words are bound to their language.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from communique.codebook.amounts import find_amounts
from communique.codebook.concepts import (
    concepts,
    concepts_within,
    find_concepts,
    is_named_in,
    rarity,
    stems,
    word_rarity,
)
from communique.codebook.place_names import find_places, named_by_state
from communique.codebook.topics import TOPIC, find_topics, topics_within
from communique.compare.sides import Sides
from communique.model import Account, ActorKind, AgendaStatus, Record, Span


class ElementKind(StrEnum):
    """What sort of thing is named. A `frame` concept (cooperation, relations) says too little to tell claims apart."""

    TOPIC = "topic"
    THING = "thing"
    ACT = "act"
    FRAME = "frame"
    ACTOR = "actor"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Element:
    """Something named at `start` to `end` (code points of the account's text, end exclusive).

    `weight` says how much it tells: the rarer, the more.
    """

    id: str
    kind: ElementKind
    start: int
    end: int
    weight: float


_NUMBER_WEIGHT = 4.0
_ACTOR_WEIGHT = 2.5


NAMED_BY_ID = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT, ElementKind.FRAME})
"""Kinds whose ids are the codebook's topics and concepts."""


def is_state(element: Element) -> bool:
    """Tell whether an element is a state, or a place that lies in it; ids of people are in lower case."""
    return element.kind is ElementKind.ACTOR and element.id.removeprefix(ACTOR).isupper()


def sought_in(element: Element, languages: frozenset[str], own: str) -> bool:
    """Tell whether texts in `languages` can be searched for an element of a text in the language `own`.

    Left-over words are bound to their language, and what the codebook has no words for is found nowhere.
    """
    if own in languages:
        return True
    if element.kind in NAMED_BY_ID:
        return any(is_named_in(element.id, language) for language in languages)
    return element.kind is not ElementKind.WORD


def by_id(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Return the elements that mean the same in every language."""
    return tuple(element for element in elements if element.kind is not ElementKind.WORD)


class Inventory:
    """The elements of one account, in the order of its text, and which of them lie where.

    `words` are all words with content, also those that are part of another element.
    """

    __slots__ = ("_starts", "_within", "account", "elements", "ids", "words")

    def __init__(self, account: Account, sides: Sides) -> None:
        self.account = account
        self.words = tuple(_words(account))
        self.elements = tuple(
            sorted(_elements(account, self.words, sides), key=lambda element: (element.start, -element.end))
        )
        self.ids = frozenset(element.id for element in self.elements)
        self._starts = [element.start for element in self.elements]
        self._within: frozenset[str] | None = None

    @property
    def named_within(self) -> frozenset[str]:
        """The ids of all that the text names, be it inside the words of something longer, or by a third state.

        Who speaks of a truce in Idlib is not said to leave out Syria, or the Middle East.
        """
        if self._within is None:
            language = self.account.language or "en"
            found: set[str] = set()
            for words in (span.of(self.account.text) for span in self.account.body):
                found |= concepts_within(words, language)
                found |= {f"{TOPIC}{topic}" for topic in topics_within(words, language)}
            states = [element.id for element in self.elements if element.kind is ElementKind.ACTOR]
            self._within = frozenset(found).union(*(named_by_state(state.removeprefix(ACTOR)) for state in states))
        return self._within

    def within(self, span: Span) -> tuple[Element, ...]:
        """Return the elements that lie wholly in `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        return tuple(element for element in self.elements[first:last] if element.end <= span.end)


def _words(account: Account) -> Iterator[Element]:
    body = account.body
    language = account.language or "en"
    for start, end, stem in stems(account.text, language):
        if _inside(start, end, body):
            yield Element(f"word:{stem}", ElementKind.WORD, start, end, word_rarity(stem, language))


def _elements(account: Account, words: Iterable[Element], sides: Sides) -> Iterator[Element]:
    text = account.text
    language = account.language or "en"
    taken: list[Element] = []
    body = account.body
    for match in find_topics(text, language):
        if _inside(match.start, match.end, body):
            name = f"{TOPIC}{match.topic}"
            taken.append(Element(name, ElementKind.TOPIC, match.start, match.end, rarity(name)))
    taken += _agenda_topics(account.record, taken)
    for start, end, concept in find_concepts(text, language):
        if _inside(start, end, body):
            kind = ElementKind(concepts()[concept].kind)
            taken.append(Element(concept, kind, start, end, rarity(concept)))
    yield from taken
    covered = bytearray(len(text))
    for element in taken:
        covered[element.start : element.end] = b"\x01" * (element.end - element.start)
    for element in (*_actors(account.record, sides), *_numbers(account.record, language)):
        if _inside(element.start, element.end, body):
            covered[element.start : element.end] = b"\x01" * (element.end - element.start)
            yield element
    yield from _places(account, sides, taken)
    for mention in account.record.mentions:  # names and titles of those who met tell no claim from another
        covered[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for word in words:
        if not covered[word.start] and not covered[word.end - 1]:
            yield word


def _agenda_topics(record: Record, known: Sequence[Element]) -> list[Element]:
    """Return the topics of agenda items that only the agenda tells: "the crisis in Venezuela", by the place alone."""
    return [
        Element(f"{TOPIC}{item.topic}", ElementKind.TOPIC, span.start, span.end, rarity(f"{TOPIC}{item.topic}"))
        for item in record.agenda
        if item.topic is not None and item.status is not AgendaStatus.SAID_NOT_MENTIONED
        for span in item.spans
        if not any(one.start < span.end and span.start < one.end for one in known)
    ]


def _inside(start: int, end: int, body: Iterable[Span]) -> bool:
    return any(passage.start <= start and end <= passage.end for passage in body)


_ACTS = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.MINISTRY, ActorKind.PERSON})
ACTOR = "actor:"
"""How the ids of elements begin that are actors; the state's code, for a state and all that stands for it, follows."""
UNLISTED = "text:"
"""How the ids of actors begin whom the codebook does not have."""


def _actors(record: Record, sides: Sides) -> Iterator[Element]:
    """Yield third states and organisations, and people who were not at the meeting ("the visit of Minister Haugen")."""
    met = {actor for meeting in record.meetings for actor in meeting.participants}
    for mention in record.mentions:
        if mention.actor is None:
            continue
        actor = record.actor(mention.actor)
        if actor.kind not in _ACTS:
            continue
        # A third state's government, capital and ministers are one to a careful reader: "Moscow" is "Russia".
        name = actor.country or actor.id
        if sides.of(record, actor.id) in sides.names:
            if actor.kind is not ActorKind.PERSON or actor.id in met or actor.id.startswith(UNLISTED):
                continue
            name = actor.id
        elif actor.id.startswith(UNLISTED):
            continue
        yield Element(f"{ACTOR}{name}", ElementKind.ACTOR, mention.start, mention.end, _ACTOR_WEIGHT)


def _places(account: Account, sides: Sides, named: Sequence[Element]) -> Iterator[Element]:
    """Yield cities and parts of third states as those states; their words stay words.

    A place in a longer name (the Minsk agreements) is none.
    """
    for start, end, state in find_places(account.text, account.language or "en"):
        if state in sides.names or not _inside(start, end, account.body):
            continue
        if not any(one.start <= start and end <= one.end and end - start < one.end - one.start for one in named):
            yield Element(f"{ACTOR}{state}", ElementKind.ACTOR, start, end, _ACTOR_WEIGHT)


def _numbers(record: Record, language: str) -> Iterator[Element]:
    dates = [(time.start, time.end) for time in record.times]
    for start, end, value in find_amounts(record.document.text, language):
        if not any(left <= start and end <= right for left, right in dates):
            yield Element(f"number:{value}", ElementKind.NUMBER, start, end, _NUMBER_WEIGHT)
