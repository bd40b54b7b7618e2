"""What an account has the other side hold, where that side's own account neither answers it nor is silent."""

from collections.abc import Iterator, Sequence

from communique.compare.claims import TELLING, Offer, Presence, beside_topics
from communique.compare.confidence import ONLY_RAISED, UNANSWERED_CLAIM
from communique.compare.drafts import Draft, Meeting, as_searched, commits, topic_of_stretch, words_of_claim
from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.nearness import Passage, closest
from communique.compare.points import Claim, Reading
from communique.compare.raised import only_listed, only_raised
from communique.compare.sides import BOTH
from communique.model import Evidence, FindingKind, Level, Stand

RAISED = "claim: only raised"
LISTED = "claim: only listed"
"""The rules of a position whose matter the other account only says was raised, or only lists as a field ..."""
UNANSWERED = "claim: nothing answers it"
"""... and of one that nothing in it answers, though it may be there in other words."""
SAYS = 4.0
"""What is said beside topics must tell this much (minus the logs of the shares of documents, added up)."""
ANSWERS = 0.85
"""A sentence that carries more than this share of what is ascribed may be what the side says itself."""
_FAR = 0.5
"""What tells little (thanks, the importance of relations) is put in a mouth as well if no sentence of that side's
account has more than this share of it."""
_SURE = 0.8
"""Parts that are paired less surely than this, and differ, may share no more than a topic: none answers the other."""
_SHOWN = 3
"""Places that are shown where an account only raises what another side has it say."""


def ascribed_findings(meeting: Meeting, claim: Claim, sides: tuple[str, str], told: Sequence[Draft]) -> Iterator[Draft]:
    """Yield findings for what a claim of the first side has the second hold; `told` is what was found of it before."""
    if not _is_ascribed(claim, sides[1]):
        return
    reading = meeting.reading(claim.account_id)
    raised = list(_raised_findings(meeting, reading, claim, sides))
    yield from raised
    opening = reading.opening
    if opening is None or claim.sentence > opening:  # that they met is in both, in whatever words
        yield from _unanswered_findings(meeting, reading, claim, sides, [*told, *raised])


def unanswered_parts(meeting: Meeting, claim: Claim, sides: tuple[str, str], told: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what a claim of the first side has the second hold beside what the second answers of it.

    `told` is what was found of the claim before, the part that is answered included.
    """
    reading = meeting.reading(claim.account_id)
    if _is_ascribed(claim, sides[1]) and (reading.opening is None or claim.sentence > reading.opening):
        told = [
            draft for draft in told if draft.kind is not FindingKind.WORDED_DIFFERENTLY or draft.confidence >= _SURE
        ]
        yield from _unanswered_findings(meeting, reading, claim, sides, told, is_answered=True)


def _is_ascribed(claim: Claim, other: str) -> bool:
    return claim.holder.side in {BOTH, other} and not (claim.cue is not None and claim.cue.only_raises)


def _raised_findings(meeting: Meeting, reading: Reading, claim: Claim, sides: tuple[str, str]) -> Iterator[Draft]:
    """Yield a finding for each position put in the mouth of a side whose own account only raises or lists it.

    "Exchanged views on the Middle East" is no word of what "both leaders agreed" on Iran, and no silence either.
    """
    side, other = sides
    offer = meeting.offers[other]
    for piece in (piece for content in claim.content for piece in reading.pieces(content)):
        elements = reading.inventory.within(piece)
        told = said(elements, foreign=claim.language not in offer.languages)
        namings, rule = tuple(only_raised(elements, meeting.readings[other])) if told >= TELLING else (), RAISED
        if not namings and _unsaid(elements, offer, claim.language) >= SAYS:
            namings, rule = tuple(only_listed(elements, meeting.readings[other])), LISTED
        if not namings:
            continue
        yield Draft(
            kind=FindingKind.PUT_IN_MOUTH,
            level=Level.CLAIM,
            topic=topic_of_stretch(elements, reading.record.document.text, piece),
            speaker=claim.holder.actor,
            sides=dict.fromkeys(meeting.sides, Stand.UNKNOWN) | {side: Stand.MENTIONS, other: Stand.GENERIC},
            evidence={
                side: (Evidence(account_id=claim.account_id, start=piece.start, end=piece.end),),
                other: tuple(
                    Evidence(account_id=naming.account_id, start=naming.element.start, end=naming.element.end)
                    for naming in namings[:_SHOWN]
                ),
            },
            protocol=claim.protocol,
            commitment=commits(claim),
            confidence=ONLY_RAISED,
            rule=rule,
        )


def _unanswered_findings(
    meeting: Meeting,
    reading: Reading,
    claim: Claim,
    sides: tuple[str, str],
    told: Sequence[Draft],
    *,
    is_answered: bool = False,
) -> Iterator[Draft]:
    """Yield a finding for what is left of a claim if no sentence of the other side's account has most of it.

    Whether that account carries it in other words cannot be told: no silence is claimed. Of a claim that is answered
    only the pieces are left of which no sentence has most.
    """
    side, other = sides
    shown = [place for draft in told for place in draft.evidence[side]]
    left = [
        piece
        for content in claim.content
        for piece in reading.pieces(content)
        if not any(place.start < piece.end and piece.start < place.end for place in shown)
        if not (is_answered and _has_most(_nearest(reading.inventory.within(piece), meeting, claim, other)))
    ]
    elements = tuple(element for piece in left for element in reading.inventory.within(piece))
    foreign = claim.language not in meeting.offers[other].languages
    weights = {one.id: one.weight for one in elements if one.kind is not ElementKind.WORD or not foreign}
    near = _nearest(elements, meeting, claim, other)
    if not weights or _has_most(near) or (near[0].similarity > _FAR and sum(weights.values()) < TELLING):
        return
    places = [Evidence(account_id=claim.account_id, start=piece.start, end=piece.end) for piece in left]
    parts = bool(shown) or is_answered
    yield Draft(
        kind=FindingKind.PUT_IN_MOUTH,
        level=Level.CLAIM,
        topic=topic_of_stretch(elements, reading.record.document.text, left[0] if parts else claim.span),
        speaker=claim.holder.actor,
        sides=dict.fromkeys(meeting.sides, Stand.UNKNOWN) | {side: Stand.MENTIONS},
        evidence={side: tuple(places) if parts else (words_of_claim(claim),)},
        searched={other: as_searched(near)},
        protocol=claim.protocol,
        commitment=commits(claim),
        confidence=UNANSWERED_CLAIM,
        rule=UNANSWERED,
    )


def _nearest(elements: Sequence[Element], meeting: Meeting, claim: Claim, other: str) -> tuple[Passage, ...]:
    """Return the sentences of the other side's account that have most of what a part of a claim names.

    Words of ritual are looked for where it names nothing else.
    """
    substance = tuple(element for element in elements if element.kind is not ElementKind.FRAME)
    return closest(substance or tuple(elements), meeting.readings[other], language=claim.language)


def _has_most(near: Sequence[Passage]) -> bool:
    """Tell whether the nearest sentence has most of what is sought; none is told where there is nothing to seek."""
    return not near or near[0].similarity > ANSWERS


def said(elements: Sequence[Element], *, foreign: bool) -> float:
    """Return how much is told beside topics; in another language only what can be sought there counts."""
    elements = by_id(elements) if foreign else elements
    return sum({element.id: element.weight for element in beside_topics(elements)}.values())


def _unsaid(elements: Sequence[Element], offer: Offer, language: str) -> float:
    """Return how much is told beside topics that the other account does not name, in its language or by ids."""
    foreign = language not in offer.languages
    return said(
        [element for element in elements if offer.presence(element, language) is not Presence.THERE], foreign=foreign
    )
