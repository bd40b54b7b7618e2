"""The event types of PLOVER and how warm or hostile each is."""

from functools import cache
from typing import NamedTuple

from communique.codebook.tables import rows

_COLUMNS = ("type", "mode", "quad", "intensity", "meaning", "source")


class EventType(NamedTuple):
    """A type, or one mode of a type (`mode` empty for the type itself).

    `intensity` runs from -10 (violence) to +10 (material help), after PLOVER 0.8 (Open Event Data Alliance).
    """

    type: str
    mode: str
    quad: str
    intensity: float
    meaning: str


@cache
def event_types() -> dict[tuple[str, str], EventType]:
    """Return the types by (type, mode); raise BadCodebookRow on a bad row of `plover.csv`."""
    return {
        (row["type"], row["mode"]): EventType(
            row["type"], row["mode"], row["quad"], row.number("intensity"), row["meaning"]
        )
        for row in rows("plover.csv", _COLUMNS)
    }


def intensity(event_type: str, modes: tuple[str, ...] = ()) -> float:
    """Return the intensity of the first mode that has its own, else that of the type; raise KeyError if unknown."""
    types = event_types()
    for mode in modes:
        if (event_type, mode) in types:
            return types[event_type, mode].intensity
    return types[event_type, ""].intensity
