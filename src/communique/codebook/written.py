"""Ids of the codebook in words, with capitals where its forms have them: `ukraine_war` is the Ukraine war."""

import re
from collections.abc import Iterable
from functools import cache

from communique.codebook import formulas, namings


def formula_in_words(formula: str) -> str:
    """Return the id of a formula in words: `one_china_policy` as "one China policy"."""
    return _written(formula, _capitals("formulas"))


def thing_in_words(thing: str) -> str:
    """Return the id of a thing that has several names in words: `sea_of_japan` as "sea of Japan"."""
    return _written(thing, _capitals("namings"))


@cache
def _capitals(table: str) -> dict[str, str]:
    """Return the words that English forms of a table write with capitals only, by themselves in lower case."""
    forms = formulas.english_forms() if table == "formulas" else namings.english_forms()
    return _always_capital(forms)


def _always_capital(forms: Iterable[str]) -> dict[str, str]:
    written: dict[str, set[str]] = {}
    for word in (word for form in forms for word in re.findall(r"[^\W_]+", form)):
        written.setdefault(word.casefold(), set()).add(word)
    return {word: min(ways) for word, ways in written.items() if word not in ways}


def _written(code: str, capitals: dict[str, str]) -> str:
    return " ".join(capitals.get(word, word) for word in code.split("_"))
