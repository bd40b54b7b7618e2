"""What of a claim is nowhere in another account: the stretches of it that name only things which that account lacks.

A claim can vanish inside a matching sentence, and a sentence can carry five things of which the other side has three.
So silence is not claimed for a sentence but for a stretch of it: neighbouring elements that all pass the gate.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from communique.codebook.concepts import kin
from communique.codebook.place_names import named_by_state
from communique.codebook.topics import TOPIC, topics
from communique.compare.elements import ACTOR, NAMED_BY_ID, Element, ElementKind, by_id, sought_in
from communique.compare.nearness import closest, coverage
from communique.compare.points import BILATERAL, Claim, Reading, bare
from communique.compare.silence import standing
from communique.model import Mention, Span

MOSTLY = 0.6
"""Of all that a stretch tells, this share must be absent, not just near."""
ENOUGH = 6.0
"""A stretch must tell this much (minus the logs of its elements' shares of documents, added up) to be missed."""
ENOUGH_BEHIND = 10.0
"""... or this much behind something that is there, of which it is said ("the troops | leave by the timetable"), and in
the sentence that reports the meeting itself."""
TELLING = 2.5
"""One thing in it must be this rare."""
FAMILIAR = 0.4
"""No more than this share of what its words tell may be words that are there: shown in full, they would look denied."""

PART = 2.0
"""A thing this rare that is named by a part of another's words."""

WIDER = 0.5
"""Something wider that is there may stand for a thing only if it tells this share of what the thing tells: who names
the economy has not said "non-market practices"."""

RARE = 6.0
"""A word or an act this rare that is there ends a stretch; a commoner one does not."""

SHORT = 24
"""Characters up to which a stretch reads as a fragment: "the question of the times" of three in a row."""

TELLING_BESIDE = 1.5
"""A clause is missed as a whole beside a topic that is there, not beside anything else this telling that is: who speaks
of resolving disputes may mean those that the clause names."""

FAR = 0.5
"""What is missed as a whole is missed only if no sentence of the other account carries more than this share of it."""

EXPLAINED = 0.3
"""A claim can be missed in another language only if this share of its words is part of something with an id."""

_HESITANT = frozenset({"near", "opposite", "implied_by", "broader"})
"""Relations at which a careful reader would hesitate to call a thing absent."""

RELATIONS = frozenset({"relations", "relations_state", "strengthening_relations"})
"""Words that are said of the relations of any two states."""

_BREAKS = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.NUMBER})
THINGS = frozenset({ElementKind.THING, ElementKind.ACT, ElementKind.NUMBER})
_BY_ID = NAMED_BY_ID | {ElementKind.ACTOR}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a claim: its span, its elements, how likely it is to be missed where that was weighed (0 to 1)."""

    span: Span
    elements: tuple[Element, ...]
    likelihood: float | None = None


class Presence(Enum):
    """Whether accounts name a thing: it or a part of it, only something near or wider, or nothing of the kind."""

    THERE = "there"
    NEAR = "near"
    ABSENT = "absent"


class Offer:
    """All that the accounts of one side name, to look elements up in."""

    __slots__ = ("_ids", "_known", "_names", "_readings", "_within", "_words", "languages")

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self.languages = frozenset(reading.language for reading in readings)
        elements = [element for reading in readings for element in reading.inventory.elements]
        self._names = {element.id: element for element in elements if element.kind in _BY_ID}
        self._ids = frozenset(element.id for element in elements)
        self._within = frozenset(name for reading in readings for name in reading.inventory.named_within)
        self._words = frozenset(word.id for reading in readings for word in reading.inventory.words)
        self._words |= frozenset(element.id for element in elements if element.kind is ElementKind.NUMBER)
        self._known: dict[str, Presence] = {}

    def presence(self, element: Element, language: str) -> Presence:
        """Return whether the accounts name an element of a text in `language`, or anything that may stand for it.

        What cannot be looked for in their language may be there.
        """
        known = self._known.get(element.id)
        if known is None:
            known = self._known[element.id] = self._presence(element)
        if known is Presence.ABSENT and not sought_in(element, self.languages, language):
            return Presence.NEAR
        return known

    def _presence(self, element: Element) -> Presence:
        if element.id in self._names or element.id in self._words:
            return Presence.THERE
        if element.kind not in _BY_ID:
            return Presence.ABSENT
        if element.id in self._within or self._lies_in_what_is_named(element) or self._may_be_of_relations(element):
            return Presence.NEAR
        standings = {
            stated
            for name in kin(element.id).keys() & self._names.keys()
            if (stated := standing(element, self._names[name])) != "broader"
            or self._names[name].weight >= WIDER * element.weight
        }
        if "narrower" in standings:
            return Presence.THERE
        return Presence.NEAR if standings & _HESITANT else Presence.ABSENT

    def _may_be_of_relations(self, element: Element) -> bool:
        """Tell whether relations of two states may be what the accounts mean where they speak of relations at all."""
        topic = topics().get(element.id.removeprefix(TOPIC))
        return topic is not None and topic.category == BILATERAL and not RELATIONS.isdisjoint(self._names)

    def _lies_in_what_is_named(self, element: Element) -> bool:
        """Tell whether the accounts name what a third state stands for, or a region that it lies in."""
        if element.kind is not ElementKind.ACTOR:
            return False
        return not named_by_state(element.id.removeprefix(ACTOR)).isdisjoint(self._names)

    def names(self, element: Element) -> bool:
        """Tell whether the accounts name the very thing."""
        return element.id in self._names

    def names_anybody(self, people: Iterable[Mention], piece: Span) -> bool:
        """Tell whether the accounts, too, name somebody who is named in a piece: what it says of him may be there."""
        named = {one.actor for one in people if piece.start <= one.start and one.end <= piece.end}
        return any(one.actor in named for reading in self._readings for one in reading.bystanders)

    def nearest(self, elements: tuple[Element, ...], language: str) -> float:
        """Return the most that one sentence of the accounts carries of what is named in `language`, from 0 to 1."""
        return max(
            (one.similarity for one in closest(elements, self._readings, language=language, most=1)), default=0.0
        )

    def carries(self, elements: Sequence[Element], language: str) -> float:
        """Return the share of what is named in `language` that the accounts name anywhere, from 0 to 1."""
        return coverage(elements if language in self.languages else by_id(elements), self._ids)

    def has_word(self, word: Element) -> bool:
        """Tell whether the accounts use the word, in any form."""
        return word.id in self._words


def missing_stretches(claim: Claim, reading: Reading, offer: Offer) -> Iterator[Stretch]:
    """Yield the stretches of a claim that name only what the offer lacks, and tell enough to be missed.

    A stretch begins behind something telling that is there, or at a comma, and runs to the next comma; one that ends
    before something that is there is left out, for it may be said of that ("the return | to the ceasefire").
    """
    foreign = reading.language not in offer.languages
    for content in claim.content:
        for piece, elements in pieces_of(content, reading):
            if foreign and (reading.explained(piece) < EXPLAINED or offer.names_anybody(reading.bystanders, piece)):
                continue
            start = piece.start
            weighed: list[tuple[Element, Presence]] = []
            for element in elements:
                if element.kind is ElementKind.FRAME or (foreign and element.kind is ElementKind.WORD):
                    continue
                presence = offer.presence(element, reading.language)
                if presence is Presence.ABSENT and _in_other_words(element, reading, offer):
                    presence = Presence.NEAR
                if presence is Presence.THERE:
                    if _is_position(element, reading, offer) or _is_inside_another(element, elements, offer):
                        continue
                    if element.kind in _BREAKS or element.weight >= RARE:
                        start = max(start, element.end)
                weighed.append((element, presence))
            run = [one for one in weighed if one[1] is not Presence.THERE and one[0].start >= start]
            if _is_familiar(reading.words_in(start, piece.end), offer):
                continue
            found = tuple(_stretch(run, reading, start, piece))
            if not found and foreign and start > piece.start:
                found = tuple(_clause(weighed, reading, piece, offer))
            yield from found


def _clause(
    weighed: Sequence[tuple[Element, Presence]], reading: Reading, piece: Span, offer: Offer
) -> Iterator[Stretch]:
    """Yield a clause as a whole if most of what it names is absent, though it names something that is there.

    Only for another language: there nothing but ids tells, so that what stands behind a name seldom tells enough. What
    it names that is there, or near, may be no more than a topic.
    """
    if reading.opening is not None and reading.sentence_at(piece.start) <= reading.opening:
        return
    there = beside_topics([element for element, presence in weighed if presence is not Presence.ABSENT])
    if any(element.weight >= TELLING_BESIDE for element in there):
        return
    absent = tuple(element for element, presence in weighed if presence is Presence.ABSENT)
    said = {element.id: element.weight for element in beside_topics(absent) if element.kind in THINGS}
    if max(said.values(), default=0.0) < RARE or sum(said.values()) < ENOUGH:
        return
    things = _things(weighed)
    missed = sum(weight for weight, presence in things if presence is Presence.ABSENT)
    if missed < MOSTLY * sum(weight for weight, _ in things):
        return
    named = tuple(element for element, _ in weighed)
    if all(offer.nearest(elements, reading.language) <= FAR for elements in (named, absent)):
        yield Stretch(piece, absent)


def _things(weighed: Iterable[tuple[Element, Presence]]) -> list[tuple[float, Presence]]:
    """Return how much each thing tells, words that lie in each other being one, which is there if one of them is."""
    found: list[tuple[int, float, Presence]] = []
    for element, presence in sorted(weighed, key=lambda one: one[0].start):
        here = (element.end, element.weight, presence)
        if found and element.start < found[-1][0]:
            last = found.pop()
            _, weight, known = min(last, here, key=lambda one: (_SURER.index(one[2]), -one[1]))
            here = (max(last[0], element.end), weight, known)
        found.append(here)
    return [(weight, presence) for _, weight, presence in found]


_SURER = (Presence.THERE, Presence.NEAR, Presence.ABSENT)
"""What is known of words that are read as several things: the first of these that holds."""


def rejoined(stretches: Iterable[Stretch], text: str) -> Iterator[Stretch]:
    """Yield the stretches, those that only a comma parts as one where one of them is too short to stand alone."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is None:
            last = stretch
            continue
        gap = text[last.span.end : stretch.span.start]
        short = min(last.span.end - last.span.start, stretch.span.end - stretch.span.start) <= SHORT
        if short and last.span.end <= stretch.span.start and not any(char.isalnum() for char in gap):
            sure = [one for one in (last.likelihood, stretch.likelihood) if one is not None]
            span = Span(start=last.span.start, end=stretch.span.end)
            last = Stretch(span, (*last.elements, *stretch.elements), min(sure, default=None))
            continue
        yield last
        last = stretch
    if last is not None:
        yield last


def _is_position(element: Element, reading: Reading, offer: Offer) -> bool:
    """Tell whether the words of a topic that is there name something of it that is not.

    Who names Taiwan need not name "Taiwan independence".
    """
    if element.kind is not ElementKind.TOPIC:
        return False
    inside = reading.inventory.within(Span(start=element.start, end=element.end))
    return any(
        part.kind is ElementKind.THING
        and part.weight >= RARE
        and offer.presence(part, reading.language) is Presence.ABSENT
        for part in inside
    )


def _is_inside_another(element: Element, elements: Iterable[Element], offer: Offer) -> bool:
    """Tell whether something that is there is named by no more than a part of the words of a thing that is not.

    Who names trade need not name "unfair trade".
    """
    return any(
        other.kind is ElementKind.THING
        and other.weight >= TELLING
        and (other.start, other.end) != (element.start, element.end)
        and other.start <= element.start
        and element.end <= other.end
        and not offer.names(other)
        for other in elements
    )


def pieces_of(content: Span, reading: Reading) -> Iterator[tuple[Span, list[Element]]]:
    """Cut a claim's content at its commas, and yield each piece with its elements."""
    elements = reading.inventory.within(content)
    for piece in reading.pieces(content):
        inside = [element for element in elements if piece.start <= element.start and element.end <= piece.end]
        if inside:
            yield piece, inside


def _is_familiar(words: Sequence[Element], offer: Offer) -> bool:
    """Tell whether too much of a stretch's words is in the accounts for the stretch to be called absent."""
    weights = {word.id: (word.weight, offer.has_word(word)) for word in words}
    there = sum(weight for weight, is_there in weights.values() if is_there)
    return there > FAMILIAR * sum(weight for weight, _ in weights.values())


def _in_other_words(element: Element, reading: Reading, offer: Offer) -> bool:
    """Tell whether a telling word of a thing's own words is in the accounts, whatever it was read as there.

    In another language the other things that its words name stand for the words.
    """
    if element.kind not in _BY_ID:
        return False
    if reading.language in offer.languages:
        words = reading.words_in(element.start, element.end)
        return any(word.weight >= TELLING and offer.has_word(word) for word in words)
    return any(
        part.weight >= PART and part.kind is not ElementKind.FRAME and offer.names(part)
        for part in reading.inventory.within(Span(start=element.start, end=element.end))
        if not _is_only_wider(part, element)
    )


def _is_only_wider(part: Element, element: Element) -> bool:
    """Tell whether a part is all of a thing's words, read as something wider: 台独 is Taiwan, and its independence."""
    return (part.start, part.end) == (element.start, element.end) and kin(element.id).get(part.id) == "broader"


def beside_topics(elements: Sequence[Element]) -> list[Element]:
    """Return the elements without the topics and what is inside their words: a topic is a finding of its own."""
    topics = [element for element in elements if element.kind is ElementKind.TOPIC]
    return [
        element
        for element in elements
        if not any(topic.start <= element.start and element.end <= topic.end for topic in topics)
    ]


SOMETHING = 1.0
"""What names less than this beside its topics and frames is talk that nobody would miss."""


def is_ritual(elements: Sequence[Element]) -> bool:
    """Tell whether nothing but general words and topics is named: "to move the relations forward steadily"."""
    said = [element for element in beside_topics(elements) if element.kind is not ElementKind.FRAME]
    return sum({element.id: element.weight for element in said}.values()) < SOMETHING


def is_bare_act(elements: Sequence[Element], content: Sequence[Span]) -> bool:
    """Tell whether words are no more than an act of which the rest of the sentence tells: "with satisfaction"."""
    places = {(element.start, element.end) for element in elements}
    return places == {(span.start, span.end) for span in content} and all(
        element.kind in {ElementKind.ACT, ElementKind.FRAME} for element in elements
    )


def _stretch(run: Sequence[tuple[Element, Presence]], reading: Reading, start: int, piece: Span) -> Iterator[Stretch]:
    within = [(element, presence) for element, presence in run if start <= element.start]
    inside = [element for element, presence in within if presence is Presence.ABSENT]
    beside = beside_topics(inside)
    things = [element for element in beside if element.kind in THINGS and element.weight >= TELLING]
    absent = sum({element.id: element.weight for element in beside}.values())
    # "unfair trade" may lie behind another text's "trade", "non-market practices" beside it may not: it is absent
    near = {element.id: element.weight for element, presence in within if presence is Presence.NEAR}
    near = {name: weight for name, weight in near.items() if name not in {element.id for element in beside}}
    opening = reading.opening is not None and reading.sentence_at(piece.start) <= reading.opening
    enough = ENOUGH if start == piece.start and not opening else ENOUGH_BEHIND
    if not things or absent < enough or absent < MOSTLY * (absent + sum(near.values())):
        return
    # Words of grammar behind a cut ("of the Minsk Agreements") belong to what was cut off.
    words = (*reading.words_in(start, piece.end), *inside)
    first = start if start == piece.start else min(word.start for word in words)
    for span in bare(reading.record.document.text, first, piece.end):
        yield Stretch(span, tuple(inside))
