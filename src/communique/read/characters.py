"""Characters that no text can hold: lone surrogates, replaced one for one so that offsets stay true."""

import re

from communique.errors import BadEncoding
from communique.model import Failure

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
PLACES_NAMED = 20
"""At most so many places are reported one by one; a broken download can have thousands."""

_SURROGATE = re.compile("[\ud800-\udfff]+")


def without_surrogates(text: str) -> tuple[str, tuple[Failure, ...]]:
    """Replace every lone surrogate by U+FFFD and name the places. All other characters stay, NUL included."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, ()
    places = [found.span() for found in _SURROGATE.finditer(text)]
    clean = _SURROGATE.sub(lambda found: REPLACEMENT * len(found[0]), text)
    return clean, replaced(places, what="is half of a surrogate pair, not a character")


def replaced(places: list[tuple[int, int]], *, what: str) -> tuple[Failure, ...]:
    """Return one failure a place that was replaced by U+FFFD, and one more for those past the first twenty."""
    failures = [
        Failure.of(BadEncoding(f"what stood at characters {start} to {end} {what}"), start=start, end=end)
        for start, end in places[:PLACES_NAMED]
    ]
    if len(places) > PLACES_NAMED:
        start, end = places[PLACES_NAMED][0], places[-1][1]
        rest = BadEncoding(f"{len(places) - PLACES_NAMED} more such places between characters {start} and {end}")
        failures.append(Failure.of(rest, start=start, end=end))
    return tuple(failures)
