"""How two accounts word one point: the relation of their wordings, and the words that make it."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from communique.codebook.concepts import relation as related
from communique.codebook.wording import NounMatch, find_nouns
from communique.compare.elements import Element, ElementKind
from communique.compare.nearness import coverage
from communique.compare.points import Claim
from communique.model import Mark, MarkKind, Relation, Span, Wording

NEAR_COPY = 0.6
"""Two passages whose token ratio is this high or higher are near copies: single words can be set against each other."""
_SAME_SENSE = 0.7
"""Two claims of which the one carries this share of the other say the same."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_COMPARED = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT, ElementKind.NUMBER})


def of_pair(
    left: Claim, right: Claim, texts: tuple[str, str], languages: tuple[str, str], sides: tuple[str, str]
) -> Wording:
    """Return how two claims that answer each other are worded; `relation` tells how the right stands to the left."""
    strengths = tuple(_strengths(left, right, texts, languages))
    relation = _relation(left, right, strengths)
    if languages[0] == languages[1]:
        matcher, ours, theirs = _tokens(left.span, right.span, texts)
        if matcher.ratio() >= NEAR_COPY:
            marks = tuple(_edits(matcher, ours, theirs, left, right))
            return Wording(sides=sides, relation=relation if marks else Relation.SAME, near_copies=True, marks=marks)
    marks = (*_shared(left, right), *(mark for pair in strengths for mark in _strength_marks(pair, left, right)))
    return Wording(sides=sides, relation=relation, marks=marks)


def _tokens(
    left: Span, right: Span, texts: tuple[str, str]
) -> tuple[SequenceMatcher[str], list[re.Match[str]], list[re.Match[str]]]:
    ours = list(_TOKEN.finditer(texts[0], left.start, left.end))
    theirs = list(_TOKEN.finditer(texts[1], right.start, right.end))
    matcher = SequenceMatcher(
        None,
        [token.group().casefold() for token in ours],
        [token.group().casefold() for token in theirs],
        autojunk=False,
    )
    return matcher, ours, theirs


def _edits(
    matcher: SequenceMatcher[str],
    ours: list[re.Match[str]],
    theirs: list[re.Match[str]],
    left: Claim,
    right: Claim,
) -> Iterator[Mark]:
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "equal":
            continue
        if end > start:
            yield Mark(
                account_id=left.account_id,
                start=ours[start].start(),
                end=ours[end - 1].end(),
                kind=MarkKind.DELETED,
            )
        if other_end > other_start:
            yield Mark(
                account_id=right.account_id,
                start=theirs[other_start].start(),
                end=theirs[other_end - 1].end(),
                kind=MarkKind.INSERTED,
            )


def _shared(left: Claim, right: Claim) -> Iterator[Mark]:
    for one, other in ((left, right), (right, left)):
        there = {element.id for element in other.elements}
        for element in one.elements:
            if element.kind in _COMPARED and element.id in there:
                yield Mark(
                    account_id=one.account_id,
                    start=element.start,
                    end=element.end,
                    kind=MarkKind.SHARED,
                    note=element.id,
                )


def _strengths(
    left: Claim, right: Claim, texts: tuple[str, str], languages: tuple[str, str]
) -> Iterator[tuple[NounMatch, NounMatch]]:
    """Yield the nouns of one family that the two use at different strengths, where neither uses the other's."""
    ours, theirs = (
        [
            match._replace(start=match.start + claim.span.start, end=match.end + claim.span.start)
            for match in find_nouns(claim.span.of(text), language)
        ]
        for claim, text, language in zip((left, right), texts, languages, strict=True)
    )
    for group in dict.fromkeys(match.group for match in ours):
        one = max((match for match in ours if match.group == group), key=lambda match: match.strength)
        other = max((match for match in theirs if match.group == group), key=lambda match: match.strength, default=None)
        if other is not None and one.strength != other.strength:
            yield one, other


def _strength_marks(pair: tuple[NounMatch, NounMatch], left: Claim, right: Claim) -> Iterator[Mark]:
    for match, claim in zip(pair, (left, right), strict=True):
        yield Mark(
            account_id=claim.account_id,
            start=match.start,
            end=match.end,
            kind=MarkKind.STRENGTH,
            note=f"{match.group} {match.strength}",
        )


def _relation(left: Claim, right: Claim, strengths: tuple[tuple[NounMatch, NounMatch], ...]) -> Relation:
    if left.negative != right.negative or _has_opposites(left.elements, right.elements):
        return Relation.OPPOSED
    steps = [other.strength - one.strength for one, other in strengths]
    if left.cue is not None and right.cue is not None and set(left.cue.ladders) & set(right.cue.ladders):
        difference = right.cue.strength - left.cue.strength
        if abs(difference) >= _STRONGER:
            steps.append(difference)
    if steps and (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        return Relation.HARDER if steps[0] > 0 else Relation.SOFTER
    there = coverage(left.elements, (element.id for element in right.elements))
    back = coverage(right.elements, (element.id for element in left.elements))
    if max(there, back) >= _SAME_SENSE:
        return Relation.SAME
    return Relation.OTHER


_STRONGER = 3
"""Verbs this many steps apart on one ladder differ in strength."""


def _has_opposites(left: tuple[Element, ...], right: tuple[Element, ...]) -> bool:
    return any(
        related(one.id, other.id) == "opposite"
        for one in left
        for other in right
        if one.kind in _COMPARED and other.kind in _COMPARED
    )
