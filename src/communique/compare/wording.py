"""How two accounts word one point: the relation of their wordings, and the words that make it."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from communique.codebook.concepts import relation as related
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


def of_pair(left: Claim, right: Claim, texts: tuple[str, str], sides: tuple[str, str]) -> Wording:
    """Return how two claims that answer each other are worded; `relation` tells how the right stands to the left."""
    matcher, ours, theirs = _tokens(left.span, right.span, texts)
    if matcher.ratio() >= NEAR_COPY:
        marks = tuple(_edits(matcher, ours, theirs, left, right))
        relation = _relation(left, right) if marks else Relation.SAME
        return Wording(sides=sides, relation=relation, near_copies=True, marks=marks)
    return Wording(sides=sides, relation=_relation(left, right), marks=tuple(_shared(left, right)))


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


def _relation(left: Claim, right: Claim) -> Relation:
    if left.negative != right.negative or _has_opposites(left.elements, right.elements):
        return Relation.OPPOSED
    there = coverage(left.elements, (element.id for element in right.elements))
    back = coverage(right.elements, (element.id for element in left.elements))
    if left.cue is not None and right.cue is not None and left.cue.code != right.cue.code:
        difference = right.cue.strength - left.cue.strength
        if abs(difference) >= _STRONGER:
            return Relation.HARDER if difference > 0 else Relation.SOFTER
    if max(there, back) >= _SAME_SENSE:
        return Relation.SAME
    return Relation.OTHER


_STRONGER = 2
"""Verbs this many steps apart on the ladder differ in strength."""


def _has_opposites(left: tuple[Element, ...], right: tuple[Element, ...]) -> bool:
    return any(
        related(one.id, other.id) == "opposite"
        for one in left
        for other in right
        if one.kind in _COMPARED and other.kind in _COMPARED
    )
