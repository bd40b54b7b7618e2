"""What an account only raises or lists: topics that it names as discussed, or as a field, and says no more of."""

from collections.abc import Iterator, Sequence

from communique.codebook.concepts import broader, kin
from communique.codebook.place_names import named_by_state, regions_of
from communique.codebook.topics import TOPIC
from communique.compare.elements import ACTOR, Element, ElementKind
from communique.compare.points import Naming, Reading

_ABOUT = frozenset({ElementKind.TOPIC, ElementKind.THING})
_TELLING = 2.5
"""A thing this rare is what a claim is about."""
_MUCH = 2.5
"""An item of a list that tells this much beside its topic is more than a naming."""
_RELATED = frozenset({"same", "broader", "narrower", "near"})


def only_raised(elements: Sequence[Element], readings: Sequence[Reading]) -> Iterator[Naming]:
    """Yield where accounts name what a claim is about; nothing if one of these places says more than that."""
    about = [*_about(elements), *(element for element in elements if element.kind is ElementKind.ACTOR)]
    rarest = max((element.weight for element in about), default=0.0)
    namings = [
        (reading, naming)
        for reading in readings
        for naming in reading.namings
        if any(_is_of(naming.element, element, rarest) for element in about)
    ]
    if all(_is_bare(naming, reading) for reading, naming in namings):
        yield from (naming for _, naming in namings)


def only_listed(elements: Sequence[Element], readings: Sequence[Reading]) -> Iterator[Naming]:
    """Yield where accounts name what a claim is most about, or a field it is of, as a bare item of a list.

    "Trade, health and agriculture" is no word of the beef that is to be bought. Yields nothing if one of these places
    says more than that, or where a narrower or another thing is all that is named.
    """
    about = _about(elements)
    rarest = max((element.weight for element in about), default=0.0)
    namings = [
        (_width(naming.element.id, element.id), reading, naming)
        for reading in readings
        for naming in reading.namings
        for element in about
        if element.weight >= _MAIN * rarest
    ]
    for width in (0, 1):
        found = [(reading, naming) for one, reading, naming in namings if one == width]
        if found:
            if all(_is_item(naming) or _is_bare(naming, reading) for reading, naming in found):
                yield from dict.fromkeys(naming for _, naming in found)
            return


_HALF = 0.5
"""A third state is what a claim is about if nothing in it tells more than twice as much."""
_MAIN = 0.8
"""A claim is most about its rarest thing, and those of at least this share of what it tells."""


def _width(named: str, wanted: str) -> int | None:
    """Return 0 for the thing itself, 1 for a field that it is of, None for what is neither."""
    if named == wanted:
        return 0
    if kin(wanted).get(named) == "broader":
        return 1
    # A field is a topic, whose concept is what the codebook has above the thing: soybeans, farm goods, agriculture.
    is_field = named.startswith(TOPIC) and any(kin(wider).get(named) == "near" for wider in broader(wanted))
    return 1 if is_field else None


def _is_item(naming: Naming) -> bool:
    """Tell whether a naming is all that its item of a list says."""
    place = naming.element
    return (naming.span.end - naming.span.start) - (place.end - place.start) <= _BESIDE


_BESIDE = 4
"""Characters beside its naming up to which an item says no more ("and")."""


def _about(elements: Sequence[Element]) -> list[Element]:
    return [
        element
        for element in elements
        if element.kind is ElementKind.TOPIC or (element.kind is ElementKind.THING and element.weight >= _TELLING)
    ]


def _is_of(named: Element, element: Element, rarest: float = 0.0) -> bool:
    """Tell whether a naming is of what a claim is about, or of a region or a crisis that a third state lies in."""
    if element.kind is not ElementKind.ACTOR:
        return named.id == element.id or kin(element.id).get(named.id) in _RELATED
    state = element.id.removeprefix(ACTOR)
    return named.id in (named_by_state(state) if element.weight >= _HALF * rarest else regions_of(state))


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
