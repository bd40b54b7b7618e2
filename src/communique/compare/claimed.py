"""What each account claims: which claims answer each other, and what of a claim is nowhere else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from communique.codebook.concepts import forms
from communique.codebook.topics import TOPIC, topics
from communique.compare.absent import absent_people
from communique.compare.alignment import Pair, align
from communique.compare.ascribed import SAYS, ascribed_findings, said, unanswered_parts
from communique.compare.claims import (
    EXPLAINED,
    RARE,
    TELLING,
    Offer,
    Presence,
    Stretch,
    is_bare_act,
    is_ritual,
    missing_stretches,
    rejoined,
)
from communique.compare.clauses import Answers, answers
from communique.compare.confidence import NEAR_IN_MEANING, of_likeness, of_stretch
from communique.compare.drafts import (
    Draft,
    Meeting,
    as_searched,
    commits,
    topic_of_stretch,
    words_of,
    words_of_claim,
)
from communique.compare.elements import Element, ElementKind, is_state
from communique.compare.nearness import closest
from communique.compare.nowhere import stretches_nowhere
from communique.compare.parts import paired_parts
from communique.compare.points import Claim, Reading
from communique.compare.proposals import proposed_pairs
from communique.compare.raised import only_raised
from communique.compare.sides import BOTH
from communique.compare.weighed import Scales, Weighed, forbids, likely_missed
from communique.compare.wording import Worded, of_pair
from communique.model import (
    Evidence,
    FindingKind,
    Level,
    Relation,
    SilenceAgainst,
    Span,
    Stand,
    Topic,
)


def claim_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield a finding for each pair of claims that answer each other, then for what of any claim is nowhere else."""
    answered: set[tuple[int, str]] = set()
    in_part: list[Draft] = []
    abroad: dict[tuple[str, str], Answers] = {}
    for left, right in combinations(meeting.sides, 2):
        for one in meeting.readings[left][-1:]:
            for other in meeting.readings[right][-1:]:
                paired = align(one.claims, other.claims)
                clauses = Answers(one, other, paired) if one.language != other.language else None
                if clauses is not None:
                    abroad[one.account_id, other.account_id] = abroad[other.account_id, one.account_id] = clauses
                for pair in (*paired, *proposed_pairs(meeting, one, other, paired)):
                    answered |= {(id(pair.left), right), (id(pair.right), left)}
                    whole = _pair_finding(meeting, pair, left, right)
                    yield whole
                    if whole.kind is FindingKind.WORDED_DIFFERENTLY and clauses is not None:
                        within = clauses.within(pair)
                        parts = [replace(_pair_finding(meeting, part, left, right), rule=PARTS) for part in within]
                        yield from (part for part in parts if part.kind is FindingKind.BOTH)
                in_part += (
                    replace(_pair_finding(meeting, pair, left, right), rule=PARTS)
                    for pair in (paired_parts(one, other, paired) if clauses is None else clauses.pairs())
                )
    yield from in_part
    for side, own in meeting.readings.items():
        for reading in own:
            scales = {
                other: Scales(reading, _answers_of(reading, meeting.readings[other], abroad), meeting.offers[other])
                for other in meeting.others(side)
                if meeting.whole[other]
            }
            for claim in reading.claims:
                weighed = {other: scale.weighed(claim) for other, scale in scales.items()}
                told = list(_missing_findings(meeting, reading, claim, side, weighed))
                for silent in meeting.others(side):
                    if not meeting.whole[silent]:
                        continue
                    if (id(claim), silent) not in answered:
                        told += ascribed_findings(meeting, claim, (side, silent), told)
                        continue
                    known = [draft for draft in in_part if side in draft.evidence]
                    told += unanswered_parts(meeting, claim, (side, silent), [*told, *known])
                yield from told


def _answers_of(
    reading: Reading, others: Sequence[Reading], known: Mapping[tuple[str, str], Answers]
) -> Iterator[Answers]:
    """Yield how an account and those of another side in other languages answer each other; earlier versions, too."""
    for other in others:
        if other.language != reading.language:
            found = known.get((reading.account_id, other.account_id))
            yield answers(reading, other) if found is None else found


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


def _pair_finding(meeting: Meeting, pair: Pair, left: str, right: str) -> Draft:
    wording = of_pair(_worded_claim(meeting, pair.left), _worded_claim(meeting, pair.right), (left, right))
    same = wording.relation is Relation.SAME
    sides = dict.fromkeys(meeting.sides, Stand.UNKNOWN) | {left: Stand.MENTIONS, right: Stand.MENTIONS}
    return Draft(
        kind=FindingKind.BOTH if same else FindingKind.WORDED_DIFFERENTLY,
        level=Level.CLAIM,
        topic=_topic_of_pair(pair, meeting),
        speaker=pair.left.holder.actor if pair.left.holder.actor == pair.right.holder.actor else None,
        sides=sides,
        evidence={left: (words_of_claim(pair.left),), right: (words_of_claim(pair.right),)},
        wording=(wording,),
        protocol=pair.left.protocol and pair.right.protocol,
        commitment=commits(pair.left) or commits(pair.right),
        confidence=NEAR_IN_MEANING if pair.by_meaning else of_likeness(pair.likeness),
        rule="claim: near in meaning" if pair.by_meaning else "claim: aligned",
    )


def _missing_findings(
    meeting: Meeting, reading: Reading, claim: Claim, side: str, weighed: Mapping[str, Sequence[Weighed]]
) -> Iterator[Draft]:
    """Yield a finding for each stretch of a claim that another side's accounts, read whole, do not carry.

    Where they raise what the claim is about and hold the position back, the claim may have been made: no silence.
    """
    silent_on: dict[Span, list[str]] = {}
    stretches: dict[Span, Stretch] = {}
    far = [draft for draft in _far_findings(meeting, claim, side) if not _is_forbidden(draft, weighed)]
    if any(draft.kind is FindingKind.PUT_IN_MOUTH for draft in far):
        yield from far  # what the other side is made to say is shown as it was put, where all of it is missed
        return
    for other in meeting.others(side):
        if not meeting.whole[other]:
            continue
        offer = meeting.offers[other]
        missing = list(missing_stretches(claim, reading, offer))
        if missing or not far:
            missing += stretches_nowhere(claim, reading, offer, missing)
            missing += (
                one
                for one in absent_people(claim, reading, meeting.readings[other])
                if not any(stretch.span.overlaps(one.span) for stretch in missing)
            )
            missing = [stretch for stretch in missing if not forbids(weighed[other], stretch.span)]
            missing += likely_missed(weighed[other], [stretch.span for stretch in missing])
        missing = [
            stretch
            for stretch in sorted(missing, key=lambda stretch: stretch.span.start)
            if not any(only_raised(reading.inventory.within(stretch.span), meeting.readings[other]))
        ]
        for stretch in rejoined(missing, reading.record.document.text):
            silent_on.setdefault(stretch.span, []).append(other)
            stretches[stretch.span] = stretch
    if not stretches:
        yield from far
    for span, silent in silent_on.items():
        elements = stretches[span].elements
        in_mouth = claim.holder.side == BOTH or claim.holder.side in silent
        stands = {other: Stand.SILENT if other in silent else Stand.UNKNOWN for other in meeting.others(side)}
        yield Draft(
            kind=FindingKind.PUT_IN_MOUTH if in_mouth else FindingKind.ONLY_IN,
            level=Level.CLAIM,
            topic=topic_of_stretch(elements, meeting.text(claim.account_id), span),
            speaker=claim.holder.actor,
            sides={name: Stand.MENTIONS if name == side else stands[name] for name in meeting.sides},
            evidence={side: (Evidence(account_id=claim.account_id, start=span.start, end=span.end),)},
            searched={
                other: as_searched(
                    closest(elements or claim.elements, meeting.readings[other], language=claim.language)
                )
                for other in silent
            },
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            protocol=claim.protocol,
            commitment=commits(claim),
            confidence=round(of_stretch(stretches[span]) * meeting.ground(silent), 2),
            rule="claim: nothing found" if stretches[span].likelihood is None else WEIGHED,
        )


def _is_forbidden(draft: Draft, weighed: Mapping[str, Sequence[Weighed]]) -> bool:
    """Tell whether nearly everything speaks against it that the words of a silence are missed."""
    words = next(iter(draft.evidence.values()))[0]
    silent = [name for name, stand in draft.sides.items() if stand is Stand.SILENT]
    return all(forbids(weighed[name], Span(start=words.start, end=words.end)) for name in silent)


TELLING_ABROAD = 2.0
"""In another language a thing this rare that is there is a reason to think that a claim may be there, too ..."""
RITUAL = 3.0
"""... and so is something general of this weight: a responsibility, common interests."""
NEAREST = 0.4
"""A claim is missed as a whole only if no sentence of the other account carries more than this share of it: of those
between this share and half, every second was there in other words."""
NEAREST_ABROAD = 0.35
"""... and this share in another language, where less of it can be sought."""
MOSTLY_THERE = 0.6
"""A claim of whose things the other account names more than this share, if in several sentences, is not missed."""
PARTS = "claim: parts aligned"
"""The rule of two claims of which only parts answer each other."""
WEIGHED = "claim: weighed"
"""The rule of a clause that no rule alone misses, but all reasons together do."""
WHOLE_CLAIM = "claim: nothing near"
"""The rule of a claim that is missed as a whole."""
SOMETHING = 1.0
"""So must the things that it names, unless it is somebody's words: "it is true" is talk that nobody would miss."""


def _far_findings(meeting: Meeting, claim: Claim, side: str) -> Iterator[Draft]:
    """Yield a finding if another side's own account has nothing near a claim, though it names this or that of it.

    What two sides agreed, or one of them said, should stand in both accounts, be it in other words.
    """
    opening = meeting.reading(claim.account_id).opening
    if opening is not None and claim.sentence <= opening:
        return  # that they met is in both, in whatever words
    for other in meeting.others(side):
        in_mouth = claim.holder.side in {BOTH, other}
        offer = meeting.offers[other]
        foreign = claim.language not in offer.languages
        if not meeting.whole[other] or said(claim.elements, foreign=foreign) < SAYS or _names_any(claim, offer):
            continue
        if foreign and _is_field(claim) and any(map(_has_fields, meeting.readings[other])):
            continue
        if is_ritual(claim.elements) or is_bare_act(claim.elements, claim.content):
            continue
        if claim.cue is None and not in_mouth and _substance(claim) < SOMETHING:
            continue
        if _there(claim, offer) > MOSTLY_THERE or any(only_raised(claim.elements, meeting.readings[other])):
            continue
        reading = meeting.reading(claim.account_id)
        if foreign and (not _is_explained(claim, reading) or _names_a_bystander(claim, reading, offer)):
            continue
        near = closest(claim.elements, meeting.readings[other], language=claim.language)
        if not near or near[0].similarity > (NEAREST_ABROAD if foreign else NEAREST):
            continue
        yield Draft(
            kind=FindingKind.PUT_IN_MOUTH if in_mouth else FindingKind.ONLY_IN,
            level=Level.CLAIM,
            topic=topic_of_stretch(claim.elements, meeting.text(claim.account_id), claim.span),
            speaker=claim.holder.actor,
            sides={
                name: Stand.MENTIONS if name == side else Stand.SILENT if name == other else Stand.UNKNOWN
                for name in meeting.sides
            },
            evidence={side: (words_of_claim(claim),)},
            searched={other: as_searched(near)},
            silence_against=SilenceAgainst.OTHER_ACCOUNT,
            protocol=claim.protocol,
            commitment=commits(claim),
            confidence=round(of_likeness(1 - near[0].similarity) * meeting.ground([other]), 2),
            rule=WHOLE_CLAIM,
        )


def _there(claim: Claim, offer: Offer) -> float:
    """Return the share of what the things of a claim tell that the other account names, wherever, from 0 to 1."""
    things = {
        element.id: element for element in claim.elements if element.kind not in {ElementKind.WORD, ElementKind.FRAME}
    }
    there = sum(one.weight for one in things.values() if offer.presence(one, claim.language) is Presence.THERE)
    return there / total if (total := sum(one.weight for one in things.values())) else 0.0


def _substance(claim: Claim) -> float:
    """Return how much the things tell that a claim names, words of no concept left out."""
    things = [element for element in claim.elements if element.kind not in {ElementKind.WORD, ElementKind.FRAME}]
    return sum({element.id: element.weight for element in things}.values())


def _is_field(claim: Claim) -> bool:
    """Tell whether a claim says no more than that cooperation in this and that was discussed."""
    return _only_raises(claim) and any(element.id in _COOPERATION for element in claim.elements)


def _has_fields(reading: Reading) -> bool:
    """Tell whether an account speaks of "cooperation in all fields", in which any of them may lie."""
    return any(
        _COOPERATION & names and _FIELDS in names
        for names in (reading.named_in(number) for number in range(len(reading.sentences)))
    )


_COOPERATION, _FIELDS = frozenset({"cooperation", "win_win", "mutual_benefit"}), "sector_field"


def _is_explained(claim: Claim, reading: Reading) -> bool:
    """Tell whether all that a claim says can be looked for in another language."""
    return all(reading.explained(content) >= EXPLAINED for content in claim.content)


def _names_a_bystander(claim: Claim, reading: Reading, offer: Offer) -> bool:
    """Tell whether a claim is of somebody beside the meeting whom the other account names, too."""
    return any(offer.names_anybody(reading.bystanders, content) for content in claim.content)


def _names_any(claim: Claim, offer: Offer) -> bool:
    """Tell whether the other account names a telling part of the claim, or what is near it: then it may be in it.

    In another language, where left-over words tell nothing, less is enough.
    """
    foreign = claim.language not in offer.languages
    telling = TELLING_ABROAD if foreign else TELLING
    for element in claim.elements:
        presence = offer.presence(element, claim.language)
        if element.kind in _TELLING_KINDS:
            told = element.kind is ElementKind.TOPIC or element.weight >= telling
            if told and presence is not Presence.ABSENT:
                return True
        elif presence is Presence.THERE and (element.kind is ElementKind.NUMBER or element.weight >= RARE):
            return True
        elif presence is Presence.THERE and element.kind is ElementKind.ACTOR:
            # "they discussed the strikes on Tehran" may be what "views on Iran" were exchanged about
            if _only_raises(claim) or (foreign and is_state(element)):
                return True
        elif presence is Presence.THERE and element.kind is ElementKind.FRAME and foreign and element.weight >= RITUAL:
            return True
    return False


def _only_raises(claim: Claim) -> bool:
    return claim.cue is not None and claim.cue.only_raises


_TELLING_KINDS = frozenset({ElementKind.TOPIC, ElementKind.THING})


_LABELS = (ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT)


def _topic_of_pair(pair: Pair, meeting: Meeting) -> Topic:
    """Return the rarest topic of two claims that answer each other, else their rarest thing, in the words of the left.

    What both name comes first: of what only one of them adds the pair is not.
    """
    claim = pair.left
    shared = {element.id for element in pair.right.elements}
    for elements in ([element for element in claim.elements if element.id in shared], claim.elements):
        for kind in _LABELS:
            named = [element for element in elements if element.kind is kind]
            if named:
                return _topic_of(max(named, key=lambda element: element.weight), claim, meeting)
    return Topic(label=words_of(meeting.text(claim.account_id), claim.content[0]))


def _topic_of(element: Element, claim: Claim, meeting: Meeting) -> Topic:
    """Return something that a claim names as a topic, in words of the reports' language where there are any."""
    if element.kind is ElementKind.TOPIC:
        topic = topics()[element.id.removeprefix(TOPIC)]
        return Topic(id=topic.id, label=topic.label)
    words = meeting.text(claim.account_id)[element.start : element.end]
    if claim.language != "en" and forms(element.id, "en"):
        words = forms(element.id, "en")[0]
    return Topic(label=" ".join(words.split()))
