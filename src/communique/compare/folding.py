"""Which sentences are frame and ritual: who met, greetings, atmosphere, closing lines. Reports fold them away."""

from bisect import bisect_left, bisect_right

from communique.codebook.protocol import find_marks
from communique.compare.elements import ElementKind, Inventory

_SUBSTANCE = frozenset({ElementKind.TOPIC, ElementKind.NUMBER})
_MUCH = 5.0
"""Things that tell this much together (minus the logs of their shares of documents) are substance all the same."""


def ritual_sentences(inventory: Inventory) -> tuple[bool, ...]:
    """Tell of each sentence of an account whether it is mere protocol.

    A sentence is if it holds a mark of ritual, or opens the account and names its format, and names no topic, no
    number and nothing else of weight.
    """
    account = inventory.account
    language = account.language or "en"
    ritual = [mark.start for mark in find_marks(account.text, language, "frame")]
    formats = [mark.start for mark in find_marks(account.text, language, "format")]
    found = []
    for number, sentence in enumerate(account.record.sentences):
        marks = ritual if number else sorted((*ritual, *formats))
        marked = bisect_left(marks, sentence.start) < bisect_right(marks, sentence.end)
        elements = inventory.within(sentence)
        things = {element.id: element.weight for element in elements if element.kind is ElementKind.THING}
        substance = any(element.kind in _SUBSTANCE for element in elements) or sum(things.values()) >= _MUCH
        found.append(marked and not substance)
    return tuple(found)
