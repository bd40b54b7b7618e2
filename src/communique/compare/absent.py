"""Somebody beside the meeting whom one account names, and an account in another language does not."""

from collections.abc import Iterator, Sequence
from functools import cache

from communique.codebook.offices import terms
from communique.codebook.people import names_in, people
from communique.compare.claims import Stretch
from communique.compare.nearness import closest
from communique.compare.points import Claim, Reading
from communique.model import ActorKind, Mention, Span

_ENGLISH = "en"
_NEAR = 0.4
"""A sentence that carries more than this share of the claim may be of him, whomever it names."""
_STEM = 5
"""Letters of a name by which it is known in any case of a language that declines it."""


def absent_people(claim: Claim, reading: Reading, others: Sequence[Reading]) -> Iterator[Stretch]:
    """Yield where a claim names somebody whom the other accounts, in another language, do not name.

    Only whom the codebook can name in their language, and not where they speak of an office-holder of his state who
    may be he, or have a sentence near to the claim. Leaders, who may be "the two heads of state", are left out, and so
    is the sentence that reports the meeting.
    """
    if claim.sentence == reading.opening or any(reading.language == other.language for other in others):
        return
    near = closest(claim.elements, others, language=claim.language, most=1)
    if near and near[0].similarity > _NEAR:
        return
    for content in claim.content:
        for person in reading.bystanders:
            inside = content.start <= person.start and person.end <= content.end
            if inside and not any(_may_be_in(person, reading, other) for other in others):
                span = Span(start=person.start, end=person.end)
                yield Stretch(span, tuple(reading.inventory.within(span)))


def _may_be_in(person: Mention, reading: Reading, other: Reading) -> bool:
    """Tell whether an account names a person, or may do so in words that the codebook does not have."""
    name = person.actor or ""
    known = people().get(name)
    names = names_in(other.language).get(name, ()) if other.language != _ENGLISH else ()
    if known is not None and other.language == _ENGLISH:
        names = (known.family_name,)
    if (
        not names
        or name in _leaders()
        or any(word[:_STEM] in other.record.document.text for one in names for word in one.split())
    ):
        return True
    country = reading.record.actor(name).country
    actors = [other.record.actor(one.actor) for one in other.record.mentions if one.actor is not None]
    return any(
        name in {actor.id, *actor.members} or (actor.kind is ActorKind.OFFICE and actor.country == country)
        for actor in actors
    )


@cache
def _leaders() -> frozenset[str]:
    return frozenset(term.person for term in terms() if term.office in _LEADING)


_LEADING = frozenset({"head_of_state", "head_of_government"})
