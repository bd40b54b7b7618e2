"""Findings: from namings and claims of the accounts to what each side does with each point."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from communique.codebook.topics import topics
from communique.compare.alignment import Pair, align
from communique.compare.claims import RARE, TELLING, Offer, Presence, beside_topics, missing_stretches
from communique.compare.confidence import of_likeness, of_naming, of_stretch
from communique.compare.elements import Element, ElementKind
from communique.compare.marks import FormatUse, format_of
from communique.compare.nearness import Passage, closest, coverage
from communique.compare.points import Claim, Naming, Reading
from communique.compare.sides import BOTH
from communique.compare.silence import Verdict, weigh
from communique.compare.wording import Worded, of_pair, of_topic
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

_TOPIC = "topic:"


@dataclass(slots=True)
class Draft:
    """A finding before it has its number."""

    kind: FindingKind
    level: Level
    topic: Topic
    sides: dict[str, Stand]
    evidence: dict[str, tuple[Evidence, ...]]
    confidence: float
    rule: str
    speaker: str | None = None
    searched: dict[str, tuple[Searched, ...]] = field(default_factory=dict)
    silence_against: SilenceAgainst | None = None
    wording: tuple[Wording, ...] = ()
    protocol: bool = False
    commitment: bool = False


class Meeting:
    """The readings of all accounts that the sides published themselves, by side, each side's versions in order."""

    __slots__ = ("_by_id", "offers", "readings", "sides", "whole")

    def __init__(self, readings: Mapping[str, Sequence[Reading]]) -> None:
        self.readings = readings
        self.sides = tuple(readings)
        self._by_id = {reading.account_id: reading for own in readings.values() for reading in own}
        self.offers = {side: Offer(own) for side, own in readings.items()}
        self.whole = {
            side: any(reading.inventory.account.is_whole for reading in own) for side, own in readings.items()
        }

    def others(self, side: str) -> tuple[str, ...]:
        """Return the other sides."""
        return tuple(other for other in self.sides if other != side)

    def reading(self, account_id: str) -> Reading:
        """Return the reading of an account."""
        return self._by_id[account_id]

    def text(self, account_id: str) -> str:
        """Return the text of an account."""
        return self._by_id[account_id].record.document.text

    def language(self, account_id: str) -> str:
        """Return the language of an account."""
        return self._by_id[account_id].inventory.account.language or "en"


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
        if first.kind is ElementKind.TOPIC or (len(by_side) > 1 and first.weight >= TELLING):
            yield _topic_finding(meeting, name, by_side)


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
        confidence=of_naming(first[0].element.kind, [verdicts[side].step for side in verdicts]),
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
    return Worded(
        account_id=naming.account_id,
        text=meeting.text(naming.account_id),
        language=meeting.language(naming.account_id),
        span=naming.span,
        elements=reading.inventory.within(naming.span),
        cue=naming.cue,
        named=Span(start=naming.element.start, end=naming.element.end),
    )


def _worded_claim(meeting: Meeting, claim: Claim) -> Worded:
    return Worded(
        account_id=claim.account_id,
        text=meeting.text(claim.account_id),
        language=meeting.language(claim.account_id),
        span=claim.span,
        elements=claim.elements,
        cue=claim.cue,
        negative=claim.negative,
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
    """Return the topic in the words that all its namings share, else in the codebook's, else in the first one's."""
    found = [naming for namings in by_side.values() for naming in namings]
    words = [
        " ".join(meeting.text(naming.account_id)[naming.element.start : naming.element.end].split()) for naming in found
    ]
    same = len({one.casefold() for one in words}) == 1
    if name.startswith(_TOPIC):
        topic = topics()[name.removeprefix(_TOPIC)]
        return Topic(id=topic.id, label=words[0] if same or len(by_side) == 1 else topic.label)
    return Topic(label=words[0])


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
    return as_searched(closest(reading.inventory.within(naming.span), meeting.readings[side]))


def as_searched(passages: Iterable[Passage]) -> tuple[Searched, ...]:
    """Return the passages that were searched as the comparison shows them."""
    return tuple(
        Searched(
            account_id=passage.account_id,
            start=passage.span.start,
            end=passage.span.end,
            similarity=round(passage.similarity, 3),
        )
        for passage in passages
    )


def meeting_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield that the accounts report the meeting itself, each by the sentence that first names its format."""
    openings = {
        side: opening for side, own in meeting.readings.items() if (opening := _opening_of(own[-1])) is not None
    }
    if len(openings) < 2:
        return
    formats = {side: form.format for side, (_, form) in openings.items()}
    yield Draft(
        kind=FindingKind.BOTH if len(set(formats.values())) == 1 else FindingKind.WORDED_DIFFERENTLY,
        level=Level.TOPIC,
        topic=Topic(label="the meeting itself"),
        sides={side: Stand.MENTIONS if side in openings else Stand.UNKNOWN for side in meeting.sides},
        evidence={side: (evidence,) for side, (evidence, _) in openings.items()},
        protocol=True,
        confidence=0.95,
        rule="protocol: the meeting",
    )


def _opening_of(reading: Reading) -> tuple[Evidence, FormatUse] | None:
    account = reading.inventory.account
    form = format_of(account.text, account.language or "en", [(span.start, span.end) for span in account.body])
    if form is None:
        return None
    sentence = reading.sentences[reading.sentence_at(form.start)]
    return Evidence(account_id=reading.account_id, start=sentence.start, end=sentence.end), form


def claim_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield a finding for each pair of claims that answer each other, then for what of any claim is nowhere else."""
    for left, right in combinations(meeting.sides, 2):
        for one in meeting.readings[left][-1:]:
            for other in meeting.readings[right][-1:]:
                for pair in align(one.claims, other.claims):
                    yield _pair_finding(meeting, pair, left, right)
    for side, own in meeting.readings.items():
        for reading in own:
            for claim in reading.claims:
                yield from _missing_findings(meeting, reading, claim, side)


def _pair_finding(meeting: Meeting, pair: Pair, left: str, right: str) -> Draft:
    wording = of_pair(_worded_claim(meeting, pair.left), _worded_claim(meeting, pair.right), (left, right))
    same = wording.relation is Relation.SAME
    sides = dict.fromkeys(meeting.sides, Stand.UNKNOWN) | {left: Stand.MENTIONS, right: Stand.MENTIONS}
    return Draft(
        kind=FindingKind.BOTH if same else FindingKind.WORDED_DIFFERENTLY,
        level=Level.CLAIM,
        topic=_topic_of_claim(pair.left, meeting),
        speaker=pair.left.holder.actor if pair.left.holder.actor == pair.right.holder.actor else None,
        sides=sides,
        evidence={left: (_claimed(pair.left),), right: (_claimed(pair.right),)},
        wording=(wording,),
        protocol=pair.left.protocol and pair.right.protocol,
        commitment=_commits(pair.left) or _commits(pair.right),
        confidence=of_likeness(pair.likeness),
        rule="claim: aligned",
    )


def _missing_findings(meeting: Meeting, reading: Reading, claim: Claim, side: str) -> Iterator[Draft]:
    """Yield a finding for each stretch of a claim that another side's accounts, read whole, do not carry."""
    stretches: dict[Span, list[str]] = {}
    elements: dict[Span, tuple[Element, ...]] = {}
    for other in meeting.others(side):
        if not meeting.whole[other]:
            continue
        for stretch in missing_stretches(claim, reading, meeting.offers[other]):
            stretches.setdefault(stretch.span, []).append(other)
            elements[stretch.span] = stretch.elements
    if not stretches:
        yield from _far_findings(meeting, claim, side)
    for span, silent in stretches.items():
        in_mouth = claim.holder.side == BOTH or claim.holder.side in silent
        stands = {other: Stand.SILENT if other in silent else Stand.UNKNOWN for other in meeting.others(side)}
        yield Draft(
            kind=FindingKind.PUT_IN_MOUTH if in_mouth else FindingKind.ONLY_IN,
            level=Level.CLAIM,
            topic=_topic_of_stretch(elements[span], meeting.text(claim.account_id), span),
            speaker=claim.holder.actor,
            sides={name: Stand.MENTIONS if name == side else stands[name] for name in meeting.sides},
            evidence={side: (Evidence(account_id=claim.account_id, start=span.start, end=span.end),)},
            searched={
                other: as_searched(closest(elements[span] or claim.elements, meeting.readings[other]))
                for other in silent
            },
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            protocol=claim.protocol,
            commitment=_commits(claim),
            confidence=of_stretch(sum(element.weight for element in elements[span])),
            rule="claim: nothing found",
        )


FAR = 0.5
"""A claim is missed if no sentence of the other account carries more than this share of it."""
SAYS = 4.0
"""What it says beside its topics must tell this much (minus the logs of the shares of documents, added up)."""


def _far_findings(meeting: Meeting, claim: Claim, side: str) -> Iterator[Draft]:
    """Yield a finding if another side's own account has nothing near a claim, though it names this or that of it.

    What two sides agreed, or one of them said, should stand in both accounts, be it in other words.
    """
    said = sum({element.id: element.weight for element in beside_topics(claim.elements)}.values())
    if said < SAYS:
        return
    for other in meeting.others(side):
        in_mouth = claim.holder.side in {BOTH, other}
        if not meeting.whole[other] or _names_any(claim, meeting.offers[other]):
            continue
        near = closest(claim.elements, meeting.readings[other])
        if not near or near[0].similarity > FAR:
            continue
        yield Draft(
            kind=FindingKind.PUT_IN_MOUTH if in_mouth else FindingKind.ONLY_IN,
            level=Level.CLAIM,
            topic=_topic_of_stretch(claim.elements, meeting.text(claim.account_id), claim.span),
            speaker=claim.holder.actor,
            sides={
                name: Stand.MENTIONS if name == side else Stand.SILENT if name == other else Stand.UNKNOWN
                for name in meeting.sides
            },
            evidence={side: (_claimed(claim),)},
            searched={other: as_searched(near)},
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            protocol=claim.protocol,
            commitment=_commits(claim),
            confidence=of_likeness(1 - near[0].similarity),
            rule="claim: nothing near",
        )


def _names_any(claim: Claim, offer: Offer) -> bool:
    """Tell whether the other account names a telling part of the claim, or what is near it: then it may be in it."""
    for element in claim.elements:
        presence = offer.presence(element)
        if element.kind in _TELLING_KINDS:
            told = element.kind is ElementKind.TOPIC or element.weight >= TELLING
            if told and presence is not Presence.ABSENT:
                return True
        elif presence is Presence.THERE and (element.kind is ElementKind.NUMBER or element.weight >= RARE):
            return True
    return False


_TELLING_KINDS = frozenset({ElementKind.TOPIC, ElementKind.THING})


def _topic_of_stretch(elements: Sequence[Element], text: str, span: Span) -> Topic:
    """Return the rarest topic of a stretch with its words, so that a reader sees which claim about it is meant."""
    named = [element for element in elements if element.kind is ElementKind.TOPIC]
    rarest = max(named, key=lambda element: element.weight).id.removeprefix(_TOPIC) if named else None
    return Topic(id=rarest, label=words_of(text, span))


def words_of(text: str, span: Span) -> str:
    """Return the words at `span` on one line, cut to the length of a label."""
    words = " ".join(span.of(text).split())
    return words if len(words) <= _LABEL else words[:_LABEL].rsplit(" ", 1)[0] + " …"


_COMMITMENT = "commitment"
_AGREED = 6
"""From here on the ladder of commitments somebody is bound: agreed, pledged, decided, tasked."""


def _commits(claim: Claim) -> bool:
    cue = claim.cue
    return cue is not None and _COMMITMENT in cue.ladders and cue.strength >= _AGREED


def _claimed(claim: Claim) -> Evidence:
    return Evidence(account_id=claim.account_id, start=claim.span.start, end=claim.span.end)


_LABELS = (ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT)


def _topic_of_claim(claim: Claim, meeting: Meeting) -> Topic:
    """Return the rarest topic that a claim names, else its rarest thing, in the words of the text."""
    for kind in _LABELS:
        named = [element for element in claim.elements if element.kind is kind]
        if named:
            rarest = max(named, key=lambda element: element.weight)
            if kind is ElementKind.TOPIC:
                topic = topics()[rarest.id.removeprefix(_TOPIC)]
                return Topic(id=topic.id, label=topic.label)
            words = meeting.text(claim.account_id)[rarest.start : rarest.end]
            return Topic(label=" ".join(words.split()))
    return Topic(label=words_of(meeting.text(claim.account_id), claim.content[0]))


_LABEL = 60
