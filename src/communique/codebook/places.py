"""Places of diplomacy and the state each lies in: capitals, cities, venues, regions."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from communique.codebook.aliases import GOVERNMENTS, aliases_by_form, entities
from communique.codebook.tables import rows
from communique.model.dates import first_day, last_day

TABLE = "places.csv"
_COLUMNS = ("name", "country", "kind", "valid_from", "valid_to", "source")
_KINDS = frozenset({"capital", "city", "venue", "region"})


class KnownPlace(NamedTuple):
    """A place, the state (alpha-3) it lies in, and when it bore the name or lay there."""

    name: str
    country: str
    kind: str
    valid_from: str
    valid_to: str


@cache
def places() -> dict[str, tuple[KnownPlace, ...]]:
    """Return the places by name (states are not in it); raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[KnownPlace]] = defaultdict(list)
    for row in rows(TABLE, _COLUMNS):
        row.choice("kind", _KINDS)
        place = KnownPlace(*(row[column] for column in _COLUMNS[:5]))
        if not place.name:
            raise row.bad("a place needs a name")
        found[place.name].append(place)
    return {name: tuple(items) for name, items in found.items()}


def country_of(name: str, on: str | None = None) -> str | None:
    """Return the state that a place lies in, or that a name of a state means, on the partial date `on`.

    A leading "the" is ignored. None where the name is unknown, or means several states and `on` does not decide.
    """
    bare = name.removeprefix("the ").removeprefix("The ").replace("’", "'")
    found = {place.country for place in places().get(bare, ()) if _holds(place.valid_from, place.valid_to, on)}
    if not found:
        known = entities()
        found = {
            known[alias.entity].country
            for alias in aliases_by_form().get(bare, ())
            if alias.is_valid(on)
            and known[alias.entity].kind == "state"
            and alias.kind not in GOVERNMENTS | {"adjective"}
        }
    return found.pop() if len(found) == 1 else None


@cache
def is_state(name: str) -> bool:
    """Tell whether the name is that of a whole state."""
    bare = name.removeprefix("the ").removeprefix("The ").replace("’", "'")
    known = entities()
    return bare not in places() and any(
        known[alias.entity].kind == "state" and alias.kind not in GOVERNMENTS
        for alias in aliases_by_form().get(bare, ())
    )


@cache
def capital_of(country: str) -> str | None:
    """Return the name of the capital of a state (alpha-3) today, None where the table has none or several."""
    found = [
        name
        for name, items in places().items()
        if any(place.country == country and place.kind == "capital" and not place.valid_to for place in items)
    ]
    return found[0] if len(found) == 1 else None


def _holds(valid_from: str, valid_to: str, on: str | None) -> bool:
    if on is None:
        return not valid_to
    if valid_from and first_day(valid_from) > last_day(on):
        return False
    return not (valid_to and last_day(valid_to) < first_day(on))
