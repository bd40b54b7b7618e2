"""Places where diplomacy happens, and the state that each lies in."""

from functools import cache

from communique.codebook.tables import rows

_COLUMNS = ("name", "country", "kind", "source")
_KINDS = frozenset({"state", "capital", "city", "seat"})
_ARTICLES = ("the ", "The ")


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("places.csv", _COLUMNS):
        row.choice("kind", _KINDS)
        country = row["country"]
        if not row["name"] or len(country) != 3 or not country.isupper():
            raise row.bad("there is no name, or the country is no ISO 3166 alpha-3 code")
        found.setdefault(row["name"], country)
    return found


def country_of(name: str) -> str | None:
    """Return the state (ISO 3166 alpha-3) that a place is or lies in, None if the codebook does not know the name.

    An article before the name does not matter; case does, because "nice" and "turkey" are words.
    """
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return _countries().get(name.replace("’", "'"))
