"""Which sentences are frame and ritual: who met, greetings, atmosphere, closing lines. Reports fold them away."""

from communique.codebook.protocol import find_marks
from communique.codebook.tone import find_tone
from communique.compare.elements import Element, ElementKind, Inventory
from communique.compare.marks import format_of
from communique.model import Account, ActorKind, Span

_SUBSTANCE = frozenset({ElementKind.TOPIC, ElementKind.NUMBER})
_MUCH = 5.0
"""Things that tell this much together (minus the logs of their shares of documents) are substance all the same."""


def ritual_sentences(inventory: Inventory) -> tuple[bool, ...]:
    """Tell of each sentence of an account whether it is mere protocol.

    A sentence is if it holds a mark of ritual, rates the talk, or is the first to name its format, and names no topic,
    no number and nothing else of weight.
    """
    account = inventory.account
    language = account.language or "en"
    ritual = [
        *((mark.start, mark.end) for mark in find_marks(account.text, language, "frame")),
        *((tone.start, tone.end) for tone in find_tone(account.text, language)),
    ]
    formats = [
        (mark.start, mark.end) for kind in ("format", "request") for mark in find_marks(account.text, language, kind)
    ]
    opening = opening_sentence(inventory)
    found = []
    for number, sentence in enumerate(account.record.sentences):
        marks = sorted((*ritual, *formats) if opening is None or number <= opening else ritual)
        here = [mark for mark in marks if sentence.start <= mark[0] and mark[1] <= sentence.end]
        elements = inventory.within(sentence)
        things = {
            element.id: element.weight
            for element in elements
            if element.kind is ElementKind.THING
            and not any(start < element.end and element.start < end for start, end in here)
        }
        # "A 21-gun salute" has a number that is part of the ritual.
        counted = any(
            element.kind in _SUBSTANCE
            and not (element.kind is ElementKind.NUMBER and any(_touch(element, mark) for mark in here))
            for element in elements
        )
        substance = counted or sum(things.values()) >= _MUCH
        found.append(bool(here) and not substance)
    return tuple(found)


def _touch(element: Element, mark: tuple[int, int]) -> bool:
    return mark[0] <= element.end and element.start <= mark[1]


def opening_sentence(inventory: Inventory) -> int | None:
    """Return the number of the sentence that reports the meeting itself, None if there is none.

    It is the first that names its format, or the head of the text if that names people of two states without one ("A
    and B discussed ...").
    """
    account = inventory.account
    form = format_of(account.text, account.language or "en", [(span.start, span.end) for span in account.body])
    sentences = account.record.sentences
    named = (number for number, sentence in enumerate(sentences) if form is not None and form.start < sentence.end)
    heads = (number for number, one in enumerate(sentences[:_HEAD]) if len(_states_of_people(account, one)) > 1)
    found = [number for number in (next(named, None), next(heads, None)) if number is not None]
    return min(found, default=None)


_HEAD = 2
"""Sentences of the head of a text, be the first a heading."""


def _states_of_people(account: Account, sentence: Span) -> set[str]:
    """Return the states whose people a sentence names."""
    record = account.record
    named = [one.actor for one in record.mentions if sentence.start <= one.start and one.end <= sentence.end]
    people = [record.actor(name) for name in named if name is not None]
    return {one.country for one in people if one.kind is ActorKind.PERSON and one.country is not None}
