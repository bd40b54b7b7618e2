"""States, organisations and media, and every form under which English texts name them."""

import datetime as dt
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from communique.codebook.tables import rows
from communique.model.dates import first_day, last_day

ENTITIES = "entities.csv"
ALIASES = "aliases.csv"
_ENTITY_COLUMNS = ("id", "kind", "name", "country", "adjective", "source")
_ALIAS_COLUMNS = ("entity", "form", "kind", "language", "valid_from", "valid_to", "ambiguous", "source")
_ENTITY_KINDS = frozenset({"state", "organisation", "media"})
ADJECTIVES = frozenset({"adjective", "demonym"})
GOVERNMENTS = frozenset({"capital", "seat", "seat_of_power"})


class Entity(NamedTuple):
    """A state, an organisation or a publication. `country` is empty for what belongs to no single state."""

    id: str
    kind: str
    name: str
    country: str
    adjective: str


class Alias(NamedTuple):
    """A form that names an entity, what kind of form it is, and when it does.

    `ambiguous` says what else the form can be; an ambiguous form needs context.
    """

    entity: str
    form: str
    kind: str
    valid_from: str
    valid_to: str
    ambiguous: str

    def is_valid(self, on: str | None) -> bool:
        """Tell whether the form could name the entity on the partial date `on`; an unknown date excludes nothing new.

        Without a date a form that is no longer in use does not count where another entity now bears it.
        """
        if on is None:
            return True
        if self.valid_from and _day(self.valid_from) > _last(on):
            return False
        return not (self.valid_to and _last(self.valid_to) < _day(on))


@cache
def _day(value: str) -> dt.date:
    return first_day(value)


@cache
def _last(value: str) -> dt.date:
    return last_day(value)


@cache
def entities() -> dict[str, Entity]:
    """Return the entities by id; raise BadCodebookRow on a bad row."""
    found: dict[str, Entity] = {}
    for row in rows(ENTITIES, _ENTITY_COLUMNS):
        row.choice("kind", _ENTITY_KINDS)
        entity = Entity(*(row[column] for column in _ENTITY_COLUMNS[:5]))
        if not entity.id or not entity.name:
            raise row.bad("an entity needs an id and a name")
        found[entity.id] = entity
    return found


def aliases(language: str = "en") -> tuple[Alias, ...]:
    """Return the forms of one language; raise BadCodebookRow on a bad row."""
    return _aliases(language)


@cache
def _aliases(language: str) -> tuple[Alias, ...]:
    # (A cache holds a call with a default and one without it apart.)
    known = entities()
    found: list[Alias] = []
    for row in rows(ALIASES, _ALIAS_COLUMNS):
        if row["entity"] not in known or not row["form"]:
            raise row.bad(f"there is no form, or no entity {row['entity']!r} in {ENTITIES}")
        if row["language"] == language:
            found.append(
                Alias(row["entity"], row["form"], row["kind"], row["valid_from"], row["valid_to"], row["ambiguous"])
            )
    return tuple(found)


@cache
def aliases_by_form(language: str = "en") -> dict[str, tuple[Alias, ...]]:
    """Return the aliases of one language by their form."""
    found: defaultdict[str, list[Alias]] = defaultdict(list)
    for alias in aliases(language):
        found[alias.form].append(alias)
    return {form: tuple(items) for form, items in found.items()}
