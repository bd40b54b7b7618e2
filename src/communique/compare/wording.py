"""How two accounts word one point: the relation of their wordings, and the words that make it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from communique.codebook.concepts import kin
from communique.codebook.namings import NamingMatch, find_namings
from communique.codebook.topics import TOPIC, topics
from communique.codebook.wording import NounMatch, VerbCode, find_nouns, find_verbs
from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.marks import naming_differences
from communique.compare.nearness import coverage
from communique.model import Mark, MarkKind, Relation, Span, Wording

NEAR_COPY = 0.6
"""Two passages whose token ratio is this high or higher are near copies: single words can be set against each other."""
_SAME_SENSE = 0.85
"""Two claims of which the one carries this share of the other say the same ..."""
_SAME_ABROAD = 0.65
"""... or this share in another language, where what is left over has no words there ..."""
_MUTUAL = 0.4
"""... if the other carries this much of it; else it says more than that."""
_SAME_AMOUNT = 0.5
"""Where both name one number this share is enough: "another $1 billion" is a package "in the amount of $1 billion"."""
_ONE_MATTER = 0.3
"""Opposites ("support", "oppose") stand against each other only where each claim carries this share of the other."""

_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_COMPARED = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT, ElementKind.NUMBER})


@dataclass(frozen=True, slots=True)
class Worded:
    """One side's words for a point: where they stand, what they name, by which verb, and whether they deny.

    `named` are the words of the topic itself, where the point is one; `around` is all that the clause around it names.
    """

    account_id: str
    text: str
    language: str
    span: Span
    elements: tuple[Element, ...]
    cue: VerbCode | None
    negative: bool = False
    named: Span | None = None
    around: tuple[Element, ...] = ()


def of_pair(left: Worded, right: Worded, sides: tuple[str, str]) -> Wording:
    """Return how two claims that answer each other are worded; `relation` tells how the right stands to the left."""
    strengths = tuple(_strengths(left, right))
    relation = _relation(left, right, strengths)
    if left.language == right.language:
        matcher, ours, theirs = _tokens(left, right)
        if matcher.ratio() >= NEAR_COPY:
            marks = tuple(_edits(matcher, ours, theirs, left, right))
            return Wording(sides=sides, relation=relation if marks else Relation.SAME, near_copies=True, marks=marks)
    marks = (*_shared(left, right), *(mark for pair in strengths for mark in _strength_marks(pair, left, right)))
    return Wording(sides=sides, relation=relation, marks=marks)


def of_topic(left: Worded, right: Worded, sides: tuple[str, str]) -> Wording:
    """Return how two accounts word a topic that both name: the name they choose, the noun, the verb, an amount.

    The passages are the pieces of a sentence around the topic, which need not claim the same of it.
    """
    # Nouns beside the topic ("support for ...") belong to a claim; those in its own words ("the war in ...") to it.
    strengths = tuple(
        pair for pair in _strengths(left, right) if _overlaps(pair[0], left.named) and _overlaps(pair[1], right.named)
    )
    names = tuple(_names(left, right))
    steps = _steps(left, right, strengths)
    relation = Relation.SAME
    if _stand_apart(left, right):
        relation = Relation.OPPOSED
    elif not strengths and _is_bare(left) != _is_bare(right) and _says_what(right if _is_bare(left) else left):
        relation = Relation.SPECIFIC if _is_bare(left) else Relation.GENERIC
    elif _is_harder(steps):
        relation = Relation.HARDER if steps[0] > 0 else Relation.SOFTER
    elif names:
        relation = Relation.OTHER
    elif _amounts(left, right) != _amounts(right, left):
        relation = Relation.OTHER
        if not _amounts(left, right) or not _amounts(right, left):
            relation = Relation.SPECIFIC if _amounts(right, left) else Relation.GENERIC
    marks = (*names, *(mark for pair in strengths for mark in _strength_marks(pair, left, right)))
    return Wording(sides=sides, relation=relation, marks=marks)


def _says_what(worded: Worded) -> bool:
    """Tell whether a passage says what of its topic in an even voice: to bind oneself, or to warn, is a harder verb."""
    cue = worded.cue
    binds = cue is not None and _COMMITMENT in cue.ladders and cue.strength >= _BOUND
    even = cue is None or abs(cue.warmth) < _HOT
    return even and not binds and _says(worded, whole=True) >= _MUCH


_COMMITMENT, _BOUND, _HOT = "commitment", 6, 2


def _is_bare(worded: Worded) -> bool:
    """Tell whether a passage is the bare item of a list of what was discussed."""
    return worded.cue is not None and worded.cue.only_raises and not _says(worded)


def _says(worded: Worded, *, whole: bool = False) -> float:
    """Return how much a passage, or the `whole` clause around it, tells beside the words of its topic."""
    named = worded.named or worded.span
    beside = {
        element.id: element.weight
        for element in (worded.around if whole else worded.elements)
        if element.kind is not ElementKind.FRAME and (element.end <= named.start or named.end <= element.start)
    }
    return sum(beside.values())


_MUCH = 6.0
"""What a passage must tell beside its topic (minus the logs of shares of documents) to be more than a naming."""


def _overlaps(match: NounMatch, named: Span | None) -> bool:
    return named is not None and match.start < named.end and named.start < match.end


def _amounts(worded: Worded, other: Worded) -> frozenset[str]:
    """Return the numbers that stand by the words of the topic: how much is given, not what else the sentence counts.

    One that is written by the other passage, too, be it in a date ("55 years of ties"), is left out.
    """
    named = worded.named or worded.span
    written = set(_DIGITS.findall(other.text, max(0, other.span.start - _BY), other.span.end + _BY))
    return frozenset(
        element.id
        for element in worded.elements
        if element.kind is ElementKind.NUMBER
        and max(element.start - named.end, named.start - element.end) <= _BY
        and written.isdisjoint(_DIGITS.findall(worded.text, element.start, element.end))
    )


_BY = 30
"""Characters between a topic and a number that may be its amount ("$500 million in direct budgetary aid")."""


def _names(left: Worded, right: Worded) -> Iterator[Mark]:
    """Yield the names that the two choose for one thing, where neither uses the other's."""
    ours, theirs = find_namings(left.text, left.language), find_namings(right.text, right.language)
    ours, theirs = _in(ours, left.span), _in(theirs, right.span)
    for difference in naming_differences(ours, theirs):
        for worded, matches in ((left, difference.left), (right, difference.right)):
            for match in matches:
                yield Mark(
                    account_id=worded.account_id,
                    start=match.start,
                    end=match.end,
                    kind=MarkKind.STRENGTH,
                    note=f"{match.thing}: {match.choice}",
                )


def _in(matches: tuple[NamingMatch, ...], span: Span) -> tuple[NamingMatch, ...]:
    return tuple(match for match in matches if span.start <= match.start and match.end <= span.end)


def _tokens(left: Worded, right: Worded) -> tuple[SequenceMatcher[str], list[re.Match[str]], list[re.Match[str]]]:
    ours = list(_TOKEN.finditer(left.text, left.span.start, left.span.end))
    theirs = list(_TOKEN.finditer(right.text, right.span.start, right.span.end))
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
    left: Worded,
    right: Worded,
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


def _shared(left: Worded, right: Worded) -> Iterator[Mark]:
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


def _strengths(left: Worded, right: Worded) -> Iterator[tuple[NounMatch, NounMatch]]:
    """Yield the strongest nouns of one family that the two use, where their strength differs."""
    ours, theirs = (
        [
            match._replace(start=match.start + worded.span.start, end=match.end + worded.span.start)
            for match in find_nouns(worded.span.of(worded.text), worded.language)
        ]
        for worded in (left, right)
    )
    for group in dict.fromkeys(match.group for match in ours):
        if group == _TIES and left.language != right.language:
            continue
        one = max((match for match in ours if match.group == group), key=lambda match: match.strength)
        other = max((match for match in theirs if match.group == group), key=lambda match: match.strength, default=None)
        if other is not None and one.strength != other.strength:
            yield one, other


_TIES = "ties"
"""Nouns that languages use at different heights: what one calls a partnership is cooperation (合作) in another."""


def _strength_marks(pair: tuple[NounMatch, NounMatch], left: Worded, right: Worded) -> Iterator[Mark]:
    for match, worded in zip(pair, (left, right), strict=True):
        yield Mark(
            account_id=worded.account_id,
            start=match.start,
            end=match.end,
            kind=MarkKind.STRENGTH,
            note=f"{match.group} {match.strength}",
        )


def _relation(left: Worded, right: Worded, strengths: tuple[tuple[NounMatch, NounMatch], ...]) -> Relation:
    # Left-over words are bound to their language: across languages they tell nothing of what is said there.
    ours, theirs = (
        worded.elements if left.language == right.language else by_id(worded.elements) for worded in (left, right)
    )
    there = coverage(ours, (element.id for element in theirs))
    back = coverage(theirs, (element.id for element in ours))
    if left.negative != right.negative or _feel_apart(left, right) or _stand_apart(left, right):
        return Relation.OPPOSED
    if min(there, back) >= _ONE_MATTER and _has_opposites(left.elements, right.elements):
        return Relation.OPPOSED
    steps = _steps(left, right, strengths)
    if _is_harder(steps):
        return Relation.HARDER if steps[0] > 0 else Relation.SOFTER
    if _counts(left) & _counts(right) and max(there, back) >= _SAME_AMOUNT:
        return Relation.SAME
    if left.language != right.language and _attitudes(left) != _attitudes(right):
        return Relation.OTHER
    if max(there, back) < (_SAME_SENSE if left.language == right.language else _SAME_ABROAD):
        return Relation.OTHER
    if min(there, back) >= _MUTUAL:
        return Relation.SAME
    return Relation.SPECIFIC if there > back else Relation.GENERIC


def _attitudes(worded: Worded) -> tuple[bool, bool]:
    """Tell whether a claim voices concern or blame, and whether it is one of the positions of its side.

    Who sets out a position on a matter does not say what the other, who is concerned about it, says.
    """
    named = {element.id for element in worded.elements}
    blames = worded.cue is not None and worded.cue.warmth < 0
    sets_out = worded.cue is not None and worded.cue.code == _SETS_OUT
    return blames or not named.isdisjoint(_BLAME), sets_out or _POSITION in named


_BLAME, _POSITION = frozenset({"concern_expressed", "condemnation", "oppose"}), "position_explained"
_SETS_OUT = "set_out_position"


def _counts(worded: Worded) -> frozenset[str]:
    """Return the numbers that a claim names."""
    return frozenset(element.id for element in worded.elements if element.kind is ElementKind.NUMBER)


def _steps(left: Worded, right: Worded, strengths: tuple[tuple[NounMatch, NounMatch], ...]) -> list[int]:
    """Return by how much the right is stronger than the left, for each family of nouns, and for the verbs."""
    steps = [other.strength - one.strength for one, other in strengths]
    if left.cue is None or right.cue is None:
        return steps
    difference = right.cue.strength - left.cue.strength
    if left.cue.only_raises != right.cue.only_raises:
        # "discussed X" keeps the position back; to hold one, or to bind oneself, says more, on whatever ladder
        stance = left.cue if right.cue.only_raises else right.cue
        if stance.info != "L":
            steps.append(-1 if stance is left.cue else 1)
    elif _SAID in {left.cue.code, right.cue.code} and left.language != right.language:
        pass  # the verb that a language puts before anything ("表示") may stand for any of another's
    elif set(left.cue.ladders) & set(right.cue.ladders) and abs(difference) >= _STRONGER:
        steps.append(difference)
    return steps


def _is_harder(steps: list[int]) -> bool:
    return bool(steps) and (all(step > 0 for step in steps) or all(step < 0 for step in steps))


_SAID = "said"
_STRONGER = 3
"""Verbs this many steps apart on one ladder differ in strength."""


def _feel_apart(left: Worded, right: Worded) -> bool:
    """Tell whether one side approves of what the other blames: welcomed against condemned."""
    if left.cue is None or right.cue is None:
        return False
    low, high = sorted((left.cue.warmth, right.cue.warmth))
    return low <= _BLAMES and high >= _APPROVES


_BLAMES, _APPROVES = -2, 1


def _stand_apart(left: Worded, right: Worded) -> bool:
    """Tell whether a verb of one side approves of a thing that one of the other blames: "... opposes the tariffs"."""
    ours, theirs = _stances(left), _stances(right)
    return any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys())


def _stances(worded: Worded) -> dict[str, bool]:
    """Return the topics and things that a verb right before them approves of (True) or blames (False).

    A denied verb ("does not support") says neither.
    """
    found: dict[str, bool] = {}
    things = [element for element in worded.elements if element.kind in _OBJECTS and not _is_conflict(element)]
    for start, end, code in find_verbs(worded.span.of(worded.text), worded.language):
        approves = _APPROVAL in code.ladders and code.warmth >= _APPROVES
        if not approves and (code.warmth > _BLAMES or _REQUEST in code.ladders):
            continue
        start, end = start + worded.span.start, end + worded.span.start  # noqa: PLW2901
        if _DENIES.search(worded.text, max(worded.span.start, start - _BEFORE), start):
            continue
        behind = [element for element in things if end <= element.start <= end + _REACH]
        nearest = min(behind, key=lambda element: element.start, default=None)
        if nearest is None or _STOP.search(worded.text, end, nearest.start):
            continue
        found |= {element.id: approves for element in behind if element.start < nearest.end and element.id not in found}
    return found


def _is_conflict(element: Element) -> bool:
    """Tell whether a topic is a war: who supports a people in it and who rejects the aggression do not disagree."""
    topic = topics().get(element.id.removeprefix(TOPIC)) if element.kind is ElementKind.TOPIC else None
    return topic is not None and topic.category == _CONFLICT


_CONFLICT = "conflict"
_OBJECTS = frozenset({ElementKind.TOPIC, ElementKind.THING})
_APPROVAL, _REQUEST = "approval", "request"
_REACH = 30
"""Characters behind a verb in which its object begins."""
_BEFORE = 12
_DENIES = re.compile(r"\b(?:not|never|no longer|не)\s+(?:\w+\s+)?$|n[’']t\s+$|[不未没无]$")
"""What stands before a verb that is denied."""
_STOP = re.compile(r"[,;:.，；：。、]")


def _has_opposites(left: tuple[Element, ...], right: tuple[Element, ...]) -> bool:
    there = {element.id for element in right if element.kind in _COMPARED}
    return any(
        kin(element.id)[other] == "opposite"
        for element in left
        if element.kind in _COMPARED
        for other in kin(element.id).keys() & there
    )
