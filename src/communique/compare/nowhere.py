"""Common things that are missed all the same: clauses of which an account in another language has nothing at all."""

from collections.abc import Iterable, Iterator, Sequence

from communique.compare.claims import THINGS, Offer, Presence, Stretch, beside_topics, pieces_of
from communique.compare.elements import Element, ElementKind, by_id
from communique.compare.points import Claim, Reading
from communique.model import Span

_NOWHERE = 0.1
"""What tells little is missed in another language only if no sentence there carries more than this share of it ..."""
_SAYS = 2.7
"""... its things and acts tell this much ..."""
_EXPLAINED = 0.5
"""... and this share of its words is part of something with an id: then hardly a word of it can be there."""


def stretches_nowhere(claim: Claim, reading: Reading, offer: Offer, told: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield neighbouring pieces of a claim of which another language's account has nothing at all, be they common.

    What is told already is left out, and so is what names only frames and topics.
    """
    if reading.language in offer.languages or (reading.opening is not None and claim.sentence <= reading.opening):
        return
    for content in claim.content:
        run: list[tuple[Span, tuple[Element, ...]]] = []
        for piece, elements in pieces_of(content, reading):
            named = by_id(elements)
            if named and not _names_any(named, reading, offer) and not _overlaps(piece, told):
                run.append((piece, named))
                continue
            yield from _missed_run(run, reading, offer)
            run = []
        yield from _missed_run(run, reading, offer)


def _names_any(named: Iterable[Element], reading: Reading, offer: Offer) -> bool:
    """Tell whether the accounts name any of these, frames aside, or what may stand for it."""
    return any(
        element.kind is not ElementKind.FRAME and offer.presence(element, reading.language) is not Presence.ABSENT
        for element in named
    )


def _overlaps(piece: Span, told: Iterable[Stretch]) -> bool:
    return any(stretch.span.overlaps(piece) for stretch in told)


def _missed_run(run: Sequence[tuple[Span, tuple[Element, ...]]], reading: Reading, offer: Offer) -> Iterator[Stretch]:
    """Yield neighbouring pieces as one stretch if enough is said in them, and nothing of it is near.

    A bare item of a list is left out: it may lie in what the other account calls a field.
    """
    if not run:
        return
    span = Span(start=run[0][0].start, end=run[-1][0].end)
    elements = tuple(element for _, named in run for element in named)
    said = {element.id: element.weight for element in beside_topics(elements) if element.kind in THINGS}
    if len({(element.start, element.end) for element in elements}) == 1 and (elements[0].start, elements[0].end) == (
        span.start,
        span.end,
    ):
        return
    if sum(said.values()) < _SAYS or reading.explained(span) < _EXPLAINED:
        return
    if offer.nearest(elements, reading.language) <= _NOWHERE:
        yield Stretch(span, elements)
