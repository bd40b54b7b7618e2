"""Clauses that an account in another language most likely lacks: what speaks for it and against it, weighed together.

Each rule of the gate looks for one reason against a silence. Where several weak ones speak the same way, none of them
decides; the scorecard of the codebook adds them up. It may claim a clause that no rule claims, and forbid what a rule
claims though nearly everything speaks against it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.codebook.silence_reasons import scorecard
from communique.compare.claims import Offer, Presence, Stretch, is_ritual
from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.points import Claim, Reading
from communique.model import Span

LIKELY = 0.88
"""From this likelihood on a clause is missed, whatever the rules say ..."""
UNLIKELY = 0.5
"""... and below this one it is not, whatever they say."""
_EXPLAINED = 0.4
"""A clause is weighed only if this share of its words is part of something with an id."""
REASONS = (
    "clause_carried",
    "claim_carried",
    "telling_there",
    "telling_near",
    "things_absent",
    "frames_there",
    "own_words",
)
"""The names of the reasons in the scorecard."""
_LIST = "、"
"""What parts the items of a list in Chinese, where a comma parts clauses."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a claim: its span and its elements."""

    span: Span
    elements: tuple[Element, ...]


def clauses_of(claim: Claim, reading: Reading) -> Iterator[Clause]:
    """Yield the clauses of a claim of which something can be looked for in another language.

    The sentence that reports the meeting is left out, for that they met is in every account; and so is a clause most
    words of which are part of nothing with an id.
    """
    if reading.opening is not None and claim.sentence <= reading.opening:
        return
    for content in claim.content:
        for span in _cut(content, reading):
            elements = reading.inventory.within(span)
            if by_id(elements) and reading.explained(span) >= _EXPLAINED and not _is_of_relations(elements):
                yield Clause(span, elements)


def _cut(content: Span, reading: Reading) -> Iterator[Span]:
    """Cut at commas, and leave the items of a list together."""
    last: Span | None = None
    for piece in reading.pieces(content):
        if last is not None and _LIST in reading.record.document.text[last.end : piece.start]:
            last = Span(start=last.start, end=piece.end)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _is_of_relations(elements: Sequence[Element]) -> bool:
    """Tell whether a clause is no more than that the relations are good and should be better: all accounts say so."""
    return is_ritual(elements) and any(element.id in _RELATIONS for element in elements)


_RELATIONS = frozenset({"relations", "relations_state", "strengthening_relations"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A clause and how likely it is, from 0 to 1, that the accounts offered lack it."""

    clause: Clause
    likelihood: float


def weighed(claim: Claim, reading: Reading, offer: Offer, *, is_own: bool) -> tuple[Weighed, ...]:
    """Return the clauses of a claim with how likely they are to be missed; none against accounts in its language."""
    if reading.language in offer.languages:
        return ()
    return tuple(
        Weighed(clause, scorecard().likelihood(reasons(clause, claim, reading, offer, is_own=is_own)))
        for clause in clauses_of(claim, reading)
    )


def likely_missed(clauses: Iterable[Weighed], told: Sequence[Span]) -> Iterator[Stretch]:
    """Yield the clauses that are missed most likely, and that overlap nothing that is told already."""
    for one in clauses:
        span = one.clause.span
        if one.likelihood >= LIKELY and not any(other.start < span.end and span.start < other.end for other in told):
            yield Stretch(span, one.clause.elements, one.likelihood)


def forbids(clauses: Iterable[Weighed], span: Span) -> bool:
    """Tell whether nearly everything speaks against it that words are missed, in each clause that they touch."""
    touched = [
        one.likelihood for one in clauses if one.clause.span.start < span.end and span.start < one.clause.span.end
    ]
    return bool(touched) and max(touched) < UNLIKELY


def reasons(clause: Clause, claim: Claim, reading: Reading, offer: Offer, *, is_own: bool) -> dict[str, float]:
    """Return what speaks for it and against it that the accounts offered lack a clause, by the scorecard's names.

    `clause_carried` and `claim_carried` are the shares, from 0 to 1, of what the clause and its claim name that the
    accounts name anywhere; the weights of what is named in the clause are minus the logs of the shares of documents
    that hold it: of the rarest thing that is there, of all things that are absent, of the frames that are there.
    `own_words` is 1 where the side says it of itself (`is_own`).
    """
    weighed = [(element, offer.presence(element, reading.language)) for element in clause.elements]
    near = [element for element, presence in weighed if presence is Presence.NEAR]
    there = [element for element, presence in weighed if presence is Presence.THERE]
    absent = [element for element, presence in weighed if presence is Presence.ABSENT]
    return {
        "clause_carried": offer.carries(clause.elements, reading.language),
        "claim_carried": offer.carries(claim.elements, reading.language),
        "telling_there": max((one.weight for one in there if one.kind is not ElementKind.FRAME), default=0.0),
        "telling_near": max((one.weight for one in near if one.kind in _TELLING), default=0.0),
        "things_absent": _told(absent, ElementKind.THING),
        "frames_there": _told(there, ElementKind.FRAME),
        "own_words": float(is_own),
    }


_TELLING = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT, ElementKind.NUMBER})


def _told(elements: Iterable[Element], kind: ElementKind) -> float:
    """Return how much the elements of a kind tell, each counted once."""
    return sum({element.id: element.weight for element in elements if element.kind is kind}.values())
