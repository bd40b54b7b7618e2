"""Small words and letters by which the language of a text is told (`data/languages.toml`)."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from communique.codebook.tables import rows
from communique.errors import BadCodebookRow

FILE = "languages.toml"
SCRIPTS = frozenset({"latin", "cyrillic", "arabic", "han"})


class LanguageSigns(NamedTuple):
    """The signs of one language: frequent small words, letters its neighbours do not have, and those it lacks itself.

    `code` is ISO 639-1, with the script where a language is written in two (`zh-Hant`).
    """

    code: str
    script: str
    words: frozenset[str]
    letters: frozenset[str]
    without: frozenset[str] = frozenset()


def language_name(code: str) -> str:
    """Return the English name of a language, whatever its script; the code of one that has none here."""
    return _names().get(code.partition("-")[0], code)


def language_and_script(code: str) -> str:
    """Return the English name of a language, with its script where it is written in two."""
    return _names().get(code) or language_name(code)


@cache
def _names() -> dict[str, str]:
    return {row["language"]: row["name"] for row in rows("language_names.csv", ("language", "name", "source"))}


@cache
def language_signs() -> tuple[LanguageSigns, ...]:
    """Return the signs of all languages in the order of the file; raise BadCodebookRow naming a bad table."""
    return read_language_signs((resources.files("communique.codebook") / "data" / FILE).read_text(encoding="utf-8"))


def read_language_signs(toml: str) -> tuple[LanguageSigns, ...]:
    """Read the file's text; raise BadCodebookRow naming a bad table."""
    try:
        tables = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise BadCodebookRow(f"{FILE}: {error}") from None
    signs = []
    for code, table in tables.items():
        if not isinstance(table, dict) or set(table) - {"without"} != {"script", "words", "letters"}:
            raise BadCodebookRow(f"{FILE}, [{code}]: there must be script, words and letters")
        words, letters, without = table["words"], table["letters"], table.get("without", "")
        if table["script"] not in SCRIPTS or not isinstance(words, list) or not isinstance(letters, str):
            raise BadCodebookRow(
                f"{FILE}, [{code}]: script is one of {sorted(SCRIPTS)}, words a list, letters a string"
            )
        if not all(isinstance(word, str) and word == word.lower() for word in words):
            raise BadCodebookRow(f"{FILE}, [{code}] words: written in lower case")
        signs.append(LanguageSigns(code, table["script"], frozenset(words), frozenset(letters), frozenset(without)))
    return tuple(signs)
