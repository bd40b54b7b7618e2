"""How collections of other programs name what a line states: "headline" is a title (`data/field_names.csv`)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from communique.codebook.tables import rows

FILE = "field_names.csv"
COLUMNS = ("field", "name", "source")
FIELDS = frozenset({"id", "text", "html", "published_on", "title", "url", "publisher", "language"})
_EMPTY: tuple[Any, ...] = (None, "")
_APART = re.compile(r"[^a-z0-9]+")


@cache
def field_names() -> dict[str, str]:
    """Return the field that each name, folded, stands for, the preferred names first; raise BadCodebookRow."""
    names: dict[str, str] = {}
    for row in rows(FILE, COLUMNS):
        field, name = row.choice("field", FIELDS), folded(row["name"])
        if not name or names.setdefault(name, field) != field:
            raise row.bad(f"{row['name']!r} is empty or stands for {names.get(name)!r} already")
    return names


@cache
def _ranks() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(field_names())}


def folded(name: str) -> str:
    """Return a name without case and signs: `pubDate`, `Pub Date` and `pub_date` are one."""
    return _APART.sub("", name.lower())


def with_known_names(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return `fields` by the names that are known here; names without a meaning, and second bests, stay as they are."""
    best: dict[str, tuple[bool, int, str]] = {}
    for name, value in fields.items():
        field = field_names().get(folded(name))
        if field is None or name in FIELDS or fields.get(field) not in _EMPTY:
            continue
        # A name with a value before one without, then the name that stands first in the table.
        candidate = (value in _EMPTY, _ranks()[folded(name)], name)
        best[field] = min(best.get(field, candidate), candidate)
    if not best:
        return dict(fields)
    renamed = {name: field for field, (_, _, name) in best.items()}
    return {renamed.get(name, name): value for name, value in fields.items() if name in renamed or name not in best}
