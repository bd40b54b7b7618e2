"""Clauses that an account in another language most likely lacks: what speaks for it and against it, weighed together.

Each rule of the gate looks for one reason against a silence. Where several weak ones speak the same way, none of them
decides; the scorecard of the codebook adds them up. It may claim a clause that no rule claims, and forbid what a rule
claims though nearly everything speaks against it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.codebook.silence_reasons import scorecard
from communique.compare.claims import RELATIONS, Offer, Presence, Stretch, is_bare_act, is_ritual
from communique.compare.clauses import Answers, clauses_of
from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.points import Claim, Reading
from communique.model import Span

LIKELY = 0.82
"""From this likelihood on a clause is missed, whatever the rules say ..."""
UNLIKELY = 0.5
"""... and below this one it is not, whatever they say."""
_SAYS = 2.5
"""A clause is weighed only if all that has an id in it, general words too, tells this much ..."""
_EXPLAINED = 0.4
"""... and this share of its words is part of something with an id."""
_NEARER = 0.4
"""Something near may stand for a clause if nothing absent in it tells this share of what it tells."""
REASONS = (
    "clause_carried",
    "claim_carried",
    "telling_there",
    "telling_near",
    "things_absent",
    "frames_there",
    "answered",
    "own_words",
    "nobody_s_words",
)
"""The names of the reasons in the scorecard."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a claim: its span and its elements."""

    span: Span
    elements: tuple[Element, ...]


def weighable_clauses(claim: Claim, reading: Reading) -> Iterator[Clause]:
    """Yield the clauses of a claim of which something can be looked for in another language.

    The sentence that reports the meeting is left out, for that they met is in every account; and so is a clause most
    words of which are part of nothing with an id.
    """
    if reading.opening is not None and claim.sentence <= reading.opening:
        return
    for content in claim.content:
        for span in clauses_of(reading, content):
            elements = reading.inventory.within(span)
            if is_bare_act(elements, (span,)):
                continue
            if _says_enough(elements) and reading.explained(span) >= _EXPLAINED and not _is_of_relations(elements):
                yield Clause(span, elements)


def _says_enough(elements: Sequence[Element]) -> bool:
    """Tell whether a clause is more than a fragment: "three weeks ago", "our firm position"."""
    return sum({element.id: element.weight for element in by_id(elements)}.values()) >= _SAYS


def _is_of_relations(elements: Sequence[Element]) -> bool:
    """Tell whether a clause is no more than that the relations are good and should be better: all accounts say so."""
    return is_ritual(elements) and any(element.id in RELATIONS for element in elements)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A clause and how likely it is, from 0 to 1, that the accounts offered lack it."""

    clause: Clause
    likelihood: float
    may_be_there: bool
    """Whether something of the accounts offered may stand for it."""


class Scales:
    """What of an account is weighed against accounts of another side in another language.

    `answers` tell which of its clauses those of the others may answer; in one language nothing is weighed.
    """

    __slots__ = ("_answered", "_offer", "_reading", "_side")

    def __init__(self, reading: Reading, answers: Iterable[Answers], offer: Offer) -> None:
        self._reading = reading
        self._offer = offer
        self._side = reading.inventory.account.side
        self._answered: dict[tuple[int, int], float] = {}
        for one in answers:
            for place, chance in one.likely(reading.account_id).items():
                self._answered[place] = max(chance, self._answered.get(place, 0.0))

    def weighed(self, claim: Claim) -> tuple[Weighed, ...]:
        """Return the clauses of a claim with how likely they are to be missed; none against its own language."""
        if self._reading.language in self._offer.languages:
            return ()
        return tuple(
            Weighed(clause, scorecard().likelihood(self.reasons(clause, claim)), _may_be_there(self._looked_up(clause)))
            for clause in weighable_clauses(claim, self._reading)
        )

    def _looked_up(self, clause: Clause) -> list[tuple[Element, Presence]]:
        return [(element, self._offer.presence(element, self._reading.language)) for element in clause.elements]

    def reasons(self, clause: Clause, claim: Claim) -> dict[str, float]:
        """Return what speaks for it and against it that the other accounts lack a clause, by the scorecard's names.

        `clause_carried` and `claim_carried` are the shares, from 0 to 1, of what the clause and its claim name that the
        accounts name anywhere; `answered` is how likely one of their clauses makes the same point; the weights of what
        is named in the clause are minus the logs of the shares of documents that hold it: of the rarest thing that is
        there, and that is near, of all things that are absent, of the frames that are there. `own_words` is 1 where the
        side says it of itself, `nobody_s_words` where the text tells it in its own voice.
        """
        language = self._reading.language
        found = self._looked_up(clause)
        near = [element for element, presence in found if presence is Presence.NEAR]
        there = [element for element, presence in found if presence is Presence.THERE]
        absent = [element for element, presence in found if presence is Presence.ABSENT]
        return {
            "clause_carried": self._offer.carries(clause.elements, language),
            "claim_carried": self._offer.carries(claim.elements, language),
            "telling_there": max((one.weight for one in there if one.kind is not ElementKind.FRAME), default=0.0),
            "telling_near": max((one.weight for one in near if one.kind in _TELLING), default=0.0),
            "things_absent": _told(absent, ElementKind.THING),
            "frames_there": _told(there, ElementKind.FRAME),
            "answered": self._answered.get((clause.span.start, clause.span.end), 0.0),
            "own_words": float(claim.holder.side == self._side),
            "nobody_s_words": float(claim.holder.side is None),
        }


def _may_be_there(looked_up: Iterable[tuple[Element, Presence]]) -> bool:
    """Tell whether something of the accounts may stand for a clause of which this was looked up in them.

    What is near and tells much more than anything that is absent; several of its words where all are general.
    """
    found = [(element, presence) for element, presence in looked_up if element.kind is not ElementKind.WORD]
    if all(element.kind is ElementKind.FRAME for element, _ in found):
        return len({element.id for element, presence in found if presence is Presence.THERE}) > 1
    near = absent = 0.0
    for element, presence in found:
        if presence is Presence.NEAR and element.kind is ElementKind.THING:
            near = max(near, element.weight)
        elif presence is Presence.ABSENT and element.kind is not ElementKind.FRAME:
            absent = max(absent, element.weight)
    return absent < _NEARER * near


def likely_missed(clauses: Iterable[Weighed], told: Sequence[Span]) -> Iterator[Stretch]:
    """Yield the clauses that are missed most likely, and that overlap nothing that is told already."""
    for one in clauses:
        span = one.clause.span
        if one.likelihood >= LIKELY and not one.may_be_there and not any(map(span.overlaps, told)):
            yield Stretch(span, one.clause.elements, one.likelihood)


def forbids(clauses: Iterable[Weighed], span: Span) -> bool:
    """Tell whether nearly everything speaks against it that words are missed, in each clause that they touch."""
    touched = [one.likelihood for one in clauses if one.clause.span.overlaps(span)]
    return bool(touched) and max(touched) < UNLIKELY


_TELLING = frozenset({ElementKind.TOPIC, ElementKind.THING, ElementKind.ACT, ElementKind.NUMBER})


def _told(elements: Iterable[Element], kind: ElementKind) -> float:
    """Return how much the elements of a kind tell, each counted once."""
    return sum({element.id: element.weight for element in elements if element.kind is kind}.values())
