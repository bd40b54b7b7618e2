"""What third parties report of the sides' accounts: topics they carry, silences, denials."""

from collections.abc import Iterator, Mapping, Sequence

from communique.codebook.topics import TOPIC, topics
from communique.compare.drafts import Draft, Meeting
from communique.compare.elements import Element, by_id
from communique.compare.nearness import coverage
from communique.compare.points import Claim, Reading
from communique.compare.sides import BOTH, Sides
from communique.model import (
    AgendaItem,
    AgendaStatus,
    Evidence,
    FindingKind,
    Level,
    SilenceAgainst,
    Stand,
    Topic,
)

REPORTED = "press: "
"""How the rules of findings begin that rest on a third party's word."""
_REPORTED = 0.7
"""Confidence in what a story says of an account that cannot be looked into."""
_LOOKED_INTO = 0.9
"""... and where the account itself agrees."""
_DENIES = 0.5
"""A denial answers a claim if the claim carries this share of what is denied."""


def press_findings(press: Sequence[Reading], meeting: Meeting, sides: Sides, found: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what news stories report of the sides' accounts; `found` are the findings from the sides' own texts."""
    items: dict[str, list[tuple[Reading, AgendaItem]]] = {}
    for reading in press:
        for item in reading.record.agenda:
            items.setdefault(item.topic or item.label.casefold(), []).append((reading, item))
    by_topic = {draft.topic.id: draft for draft in found if draft.topic.id and draft.level is Level.TOPIC}
    for reported in items.values():
        yield from _reported_finding(reported, sides, by_topic)
    yield from _denials(press, meeting, sides)


def _reported_finding(
    reported: Sequence[tuple[Reading, AgendaItem]],
    sides: Sides,
    by_topic: Mapping[str, Draft],
) -> Iterator[Draft]:
    first = reported[0][1]
    stands: dict[str, Stand] = {}
    evidence: dict[str, list[Evidence]] = {}
    for reading, item in reported:
        carrying = item.status is not AgendaStatus.SAID_NOT_MENTIONED
        for actor in item.accounts:
            side = sides.of(reading.record, actor)
            if side is None or side not in sides.names:
                continue
            stand = Stand.MENTIONS if carrying else Stand.SILENT
            if stands.get(side, stand) is not stand:
                stand = Stand.UNKNOWN  # the stories contradict each other
            stands[side] = stand
            evidence.setdefault(side, []).extend(_words(reading, item))
    if not stands:
        return
    missing = [side for side, stand in stands.items() if stand is Stand.SILENT]
    own = by_topic.get(first.topic or "")
    contradicted = [side for side in missing if own is not None and own.sides.get(side) is Stand.MENTIONS]
    confirmed = [side for side in missing if own is not None and own.sides.get(side) is Stand.SILENT]
    for side in contradicted:
        stands[side] = Stand.MENTIONS
    for side, stand in (own.sides if own is not None else {}).items():
        if side not in stands:
            stands[side] = stand
            evidence.setdefault(side, []).extend(own.evidence.get(side, ()) if own is not None else ())
    told = [side for side in stands if stands[side] is Stand.MENTIONS]
    if not missing and own is not None and all(own.sides.get(side) is stands[side] for side in stands):
        return  # the sides' own texts say as much
    kind = FindingKind.UNKNOWN
    if missing:
        kind = FindingKind.SAID_NOT_MENTIONED
    elif len(told) > 1:
        kind = FindingKind.BOTH
    yield Draft(
        kind=kind,
        level=Level.TOPIC,
        topic=Topic(id=first.topic, label=topics()[first.topic].label if first.topic in topics() else first.label),
        sides={side: stands.get(side, Stand.UNKNOWN) for side in sides.names},
        evidence={side: tuple(dict.fromkeys(words)) for side, words in evidence.items() if words},
        silence_against=SilenceAgainst.PRESS if missing else None,
        confidence=_LOOKED_INTO if confirmed else 0.5 if contradicted else _REPORTED,
        rule=REPORTED
        + ("contradicted by the text" if contradicted else "the text agrees" if confirmed else "as reported"),
    )


def _words(reading: Reading, item: AgendaItem) -> list[Evidence]:
    return [Evidence(account_id=reading.account_id, start=span.start, end=span.end) for span in item.spans]


def _denials(press: Sequence[Reading], meeting: Meeting, sides: Sides) -> Iterator[Draft]:
    """Yield the claims of one side's account that the side they are ascribed to is reported to deny."""
    own = [reading for readings in meeting.readings.values() for reading in readings]
    for reading in (*press, *own):
        for denial in reading.claims:
            denier = denial.holder.side
            if not denial.negative or denier is None or denier == BOTH or denier not in sides.names:
                continue
            for side, readings in meeting.readings.items():
                if side == denier:
                    continue
                claim = _answered(denial, readings, denier)
                if claim is not None:
                    yield _denied(denial, claim, side, denier, sides)


def _answered(denial: Claim, readings: Sequence[Reading], denier: str) -> Claim | None:
    ascribed = [
        (coverage(_sought(denial, claim), (element.id for element in claim.elements)), claim)
        for reading in readings
        for claim in reading.claims
        if claim.holder.side in {denier, BOTH}
    ]
    best = max(ascribed, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _DENIES else None


def _sought(denial: Claim, claim: Claim) -> tuple[Element, ...]:
    return denial.elements if denial.language == claim.language else by_id(denial.elements)


def _denied(denial: Claim, claim: Claim, side: str, denier: str, sides: Sides) -> Draft:
    return Draft(
        kind=FindingKind.DENIED,
        level=Level.CLAIM,
        topic=_topic(claim),
        speaker=denial.holder.actor,
        sides={name: Stand.MENTIONS if name in {side, denier} else Stand.UNKNOWN for name in sides.names},
        evidence={
            side: (Evidence(account_id=claim.account_id, start=claim.span.start, end=claim.span.end),),
            denier: (Evidence(account_id=denial.account_id, start=denial.span.start, end=denial.span.end),),
        },
        confidence=0.7,
        rule="claim: denied",
    )


def _topic(claim: Claim) -> Topic:
    named = [element for element in claim.elements if element.id.startswith(TOPIC)]
    if named:
        topic = topics()[named[0].id.removeprefix(TOPIC)]
        return Topic(id=topic.id, label=topic.label)
    return Topic(label="what was said")
