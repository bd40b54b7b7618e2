"""What each account names: topics and things, and what the others do with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from communique.codebook.aliases import entities
from communique.codebook.concepts import forms
from communique.codebook.topics import TOPIC, topics
from communique.compare.claims import TELLING
from communique.compare.confidence import of_naming
from communique.compare.drafts import Draft, Meeting, as_searched
from communique.compare.elements import ACTOR, Element, ElementKind
from communique.compare.nearness import closest, coverage
from communique.compare.points import Naming, Reading
from communique.compare.sides import BOTH
from communique.compare.silence import Verdict, weigh
from communique.compare.wording import Worded, of_topic
from communique.model import (
    Evidence,
    FindingKind,
    Level,
    Relation,
    Searched,
    SilenceAgainst,
    Span,
    Stand,
    Topic,
    Wording,
)


def topic_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield a finding for each topic that an account names, and for each thing that two name, in order of appearance.

    A thing that only one account names is part of a claim; `claim_findings` tells of it.
    """
    namings: dict[str, dict[str, list[Naming]]] = {}
    for side, own in meeting.readings.items():
        for reading in own:
            for naming in reading.namings:
                namings.setdefault(naming.element.id, {}).setdefault(side, []).append(naming)
    for name, by_side in namings.items():
        first = next(iter(by_side.values()))[0].element
        if first.kind is ElementKind.TOPIC or (first.weight >= TELLING and _in_several(meeting, name, by_side)):
            yield _topic_finding(meeting, name, by_side)


def actor_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield the third states, organisations and people that accounts in several languages name.

    Within a language the words around them pair the claims. What each says of an actor is told by the claims; an actor
    that every side names in no other words than those of topics and things is told by these. Who does not name one is
    not called silent.
    """
    if len({reading.language for own in meeting.readings.values() for reading in own[-1:]}) < 2:
        return
    named: dict[str, dict[str, list[Element]]] = {}
    for side, own in meeting.readings.items():
        for element in own[-1].inventory.elements:
            if element.kind is ElementKind.ACTOR:
                named.setdefault(element.id, {}).setdefault(side, []).append(element)
    for name, by_side in named.items():
        readings = {side: meeting.readings[side][-1] for side in by_side}
        alone = any(_stands_alone(one, readings[side]) for side, found in by_side.items() for one in found)
        if len(by_side) < 2 or not alone:
            continue
        yield Draft(
            kind=FindingKind.BOTH,
            level=Level.TOPIC,
            topic=Topic(label=_name_of(name.removeprefix(ACTOR), readings.values())),
            sides={side: Stand.MENTIONS if side in by_side else Stand.UNKNOWN for side in meeting.sides},
            evidence={
                side: tuple(_around(readings[side].account_id, element) for element in found)
                for side, found in by_side.items()
            },
            protocol=any(  # where they met
                all(readings[side].sentence_at(one.start) == readings[side].opening for one in found)
                for side, found in by_side.items()
            ),
            confidence=_ACTOR_CONFIDENCE,
            rule="topic: same actor",
        )


_ACTOR_CONFIDENCE = 0.9
"""As measured: of 33 actors that two accounts name 30 are in one point of both."""


def _stands_alone(actor: Element, reading: Reading) -> bool:
    """Tell whether an actor is named by words that are no part of those of a topic or a thing."""
    return not any(
        element.start <= actor.start and actor.end <= element.end
        for element in reading.elements_of(reading.sentence_at(actor.start))
        if element.kind in {ElementKind.TOPIC, ElementKind.THING}
    )


def _name_of(actor: str, readings: Iterable[Reading]) -> str:
    """Return the English name of an actor, where the codebook or a record has one."""
    if (entity := entities().get(actor)) is not None:
        return entity.name
    names = (one.name for reading in readings for one in reading.record.actors if one.id == actor)
    return next((name for name in names if name is not None), actor)


def _in_several(meeting: Meeting, name: str, by_side: Mapping[str, Sequence[Naming]]) -> bool:
    """Tell whether a thing that is named is in another side's account too, be it in the words of a topic there."""
    return len(by_side) > 1 or any(
        name in reading.inventory.ids
        for side, own in meeting.readings.items()
        if side not in by_side
        for reading in own
    )


def _topic_finding(meeting: Meeting, name: str, by_side: dict[str, list[Naming]]) -> Draft:
    first = next(iter(by_side.values()))
    verdicts = {
        side: weigh(first, meeting.readings[side], whole=meeting.whole[side])
        for side in meeting.sides
        if side not in by_side
    }
    sides = {side: Stand.MENTIONS if side in by_side else verdicts[side].stand for side in meeting.sides}
    evidence = {side: _evidence_of(found) for side, found in by_side.items()}
    evidence |= {
        side: tuple(_around(hit.account_id, hit.element) for hit in verdict.hits[:3])
        for side, verdict in verdicts.items()
        if verdict.stand in {Stand.MENTIONS, Stand.GENERIC}
    }
    silent = [side for side, stand in sides.items() if stand is Stand.SILENT]
    searched = {side: _searched(meeting, first, side) for side in silent}
    holders = {naming.holder.actor for found in by_side.values() for naming in found}
    kind = _kind_of(sides)
    if kind is FindingKind.ONLY_IN and all(
        naming.holder.side == BOTH or naming.holder.side in silent for found in by_side.values() for naming in found
    ):
        kind = FindingKind.PUT_IN_MOUTH
    steps = [verdict.step for verdict in verdicts.values()]
    wording = tuple(_topic_wordings(meeting, by_side))
    if kind is FindingKind.BOTH and any(one.relation is not Relation.SAME for one in wording):
        kind = FindingKind.WORDED_DIFFERENTLY
    return Draft(
        kind=kind,
        level=Level.TOPIC,
        topic=_topic_of(name, meeting, by_side),
        speaker=holders.pop() if len(holders) == 1 else None,
        sides={side: sides[side] for side in meeting.sides},
        evidence={side: evidence[side] for side in meeting.sides if side in evidence},
        searched=searched,
        silence_against=SilenceAgainst.OTHER_ACCOUNT if silent else None,
        wording=wording,
        protocol=all(naming.protocol for found in by_side.values() for naming in found),
        confidence=round(of_naming(first[0].element.kind, steps) * meeting.ground(silent), 2),
        rule=_rule_of(verdicts),
    )


def _topic_wordings(meeting: Meeting, by_side: Mapping[str, Sequence[Naming]]) -> Iterator[Wording]:
    """Yield how each two sides word a topic, at the two places where their words are closest."""
    for left, right in combinations(by_side, 2):
        pairs = [
            (_worded_naming(meeting, one), _worded_naming(meeting, other))
            for one in by_side[left][:_PLACES]
            for other in by_side[right][:_PLACES]
        ]
        ours, theirs = max(pairs, key=_closeness)
        yield of_topic(ours, theirs, (left, right))


def _closeness(pair: tuple[Worded, Worded]) -> tuple[float, bool, float]:
    """Return how close two passages are, then how early they stand; the same when they are turned around."""
    one, other = pair
    there = coverage(one.elements, (element.id for element in other.elements))
    back = coverage(other.elements, (element.id for element in one.elements))
    same = one.span.of(one.text).casefold() == other.span.of(other.text).casefold()
    return round(there + back, 6), same, -(one.span.start / len(one.text) + other.span.start / len(other.text))


_PLACES = 6
"""Places of one topic that are set against the other side's."""


def _worded_naming(meeting: Meeting, naming: Naming) -> Worded:
    reading = meeting.reading(naming.account_id)
    place = Span(start=naming.element.start, end=naming.element.end)
    pieces = reading.pieces(reading.sentences[naming.sentence])
    clause = next((one for one in pieces if one.start <= place.start and place.end <= one.end), place)
    return Worded(
        account_id=naming.account_id,
        text=meeting.text(naming.account_id),
        language=meeting.language(naming.account_id),
        span=naming.span,
        elements=reading.inventory.within(naming.span),
        cue=naming.cue,
        named=place,
        around=reading.inventory.within(clause),
    )


def _kind_of(sides: Mapping[str, Stand]) -> FindingKind:
    stands = list(sides.values())
    speaking = stands.count(Stand.MENTIONS)
    if Stand.SILENT in stands:
        return FindingKind.ONLY_IN if speaking == 1 else FindingKind.BOTH
    if speaking > 1:
        return FindingKind.BOTH
    return FindingKind.WORDED_DIFFERENTLY if Stand.GENERIC in stands else FindingKind.UNKNOWN


def _rule_of(verdicts: Mapping[str, Verdict]) -> str:
    steps = dict.fromkeys(verdict.step for verdict in verdicts.values())
    return "topic: " + ", ".join(steps) if steps else "topic: same"


def _topic_of(name: str, meeting: Meeting, by_side: Mapping[str, Sequence[Naming]]) -> Topic:
    """Return the topic in the words that all its namings share, else in the codebook's, else in the first one's.

    Where the accounts are in several languages a topic is in the codebook's words, a thing in English ones if any are.
    """
    found = [naming for namings in by_side.values() for naming in namings]
    several = len({reading.language for own in meeting.readings.values() for reading in own}) > 1
    found.sort(key=lambda naming: naming.language != "en")
    words = [
        " ".join(meeting.text(naming.account_id)[naming.element.start : naming.element.end].split()) for naming in found
    ]
    same = len({one.casefold() for one in words}) == 1
    if name.startswith(TOPIC):
        topic = topics()[name.removeprefix(TOPIC)]
        return Topic(id=topic.id, label=words[0] if (same or len(by_side) == 1) and not several else topic.label)
    english = forms(name, "en") if several and not same else ()
    return Topic(label=english[0] if english else words[0])


def _evidence_of(namings: Iterable[Naming]) -> tuple[Evidence, ...]:
    found = {
        (naming.account_id, naming.element.start, naming.element.end): Evidence(
            account_id=naming.account_id, start=naming.element.start, end=naming.element.end
        )
        for naming in namings
    }
    return tuple(found.values())


def _around(account_id: str, element: Element) -> Evidence:
    return Evidence(account_id=account_id, start=element.start, end=element.end)


def _searched(meeting: Meeting, namings: Sequence[Naming], side: str) -> tuple[Searched, ...]:
    naming = namings[0]
    reading = meeting.reading(naming.account_id)
    return as_searched(closest(reading.inventory.within(naming.span), meeting.readings[side], language=naming.language))
