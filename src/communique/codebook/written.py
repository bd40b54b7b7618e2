"""Ids of the codebook as a reader would write them: `ukraine_war` is the Ukraine war."""

import re
from functools import cache

from communique.codebook import formulas, namings


def formula_in_words(formula: str) -> str:
    """Return a formula as it is worded: `free_open_indo_pacific` is "free and open Indo-Pacific"."""
    known = formulas.formulas().get(formula)
    return known.name if known is not None else _spaced(formula)


def thing_in_words(thing: str) -> str:
    """Return the id of a thing that has several names in words: `sea_of_japan` as "sea of Japan"."""
    capitals = _capitals()
    return " ".join(capitals.get(word, word) for word in _spaced(thing).split())


@cache
def _capitals() -> dict[str, str]:
    """Return the words that English names write with capitals only, by themselves in lower case."""
    written: dict[str, set[str]] = {}
    for word in (word for form in namings.english_forms() for word in re.findall(r"[^\W_]+", form)):
        written.setdefault(word.casefold(), set()).add(word)
    return {word: min(ways) for word, ways in written.items() if word not in ways}


def _spaced(code: str) -> str:
    return code.replace("_", " ")
