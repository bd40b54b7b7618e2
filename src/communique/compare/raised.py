"""What an account only raises: topics whose names it lists as discussed, the position on them held back."""

from collections.abc import Iterator, Sequence

from communique.codebook.concepts import kin
from communique.compare.elements import Element, ElementKind
from communique.compare.points import Naming, Reading

_ABOUT = frozenset({ElementKind.TOPIC, ElementKind.THING})
_TELLING = 2.5
"""A thing this rare is what a claim is about."""
_MUCH = 2.5
"""An item of a list that tells this much beside its topic is more than a naming."""
_RELATED = frozenset({"same", "broader", "narrower", "near"})


def only_raised(elements: Sequence[Element], readings: Sequence[Reading]) -> Iterator[Naming]:
    """Yield where accounts name what a claim is about; nothing if one of these places says more than that."""
    about = [
        element
        for element in elements
        if element.kind is ElementKind.TOPIC or (element.kind is ElementKind.THING and element.weight >= _TELLING)
    ]
    namings = [
        (reading, naming)
        for reading in readings
        for naming in reading.namings
        if any(_is_of(naming.element, element) for element in about)
    ]
    if all(_is_bare(naming, reading) for reading, naming in namings):
        yield from (naming for _, naming in namings)


def _is_of(named: Element, element: Element) -> bool:
    return named.id == element.id or kin(element.id).get(named.id) in _RELATED


def _is_bare(naming: Naming, reading: Reading) -> bool:
    """Tell whether a naming is the bare item of a list of what was raised."""
    if naming.cue is None or not naming.cue.only_raises:
        return False
    place = naming.element
    beside = {
        element.id: element.weight
        for element in reading.inventory.within(naming.span)
        if element.kind in _ABOUT and (element.end <= place.start or place.end <= element.start)
        if not _is_of(element, place)
    }
    return sum(beside.values()) < _MUCH
