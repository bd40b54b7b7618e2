"""Words of a text and of a search, cut and folded by the same rule, so that what is found can be shown.

Letters and digits make words; case and accents do not count (Erdoğan, erdogan); each Chinese, Japanese or Korean
character is a word, so that words in these scripts are found as phrases. No language is assumed, and no stem is cut:
`sanction*` finds what begins so.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from communique.errors import BadSearch

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+")
_CHARACTER = re.compile(f"[{_CJK}]")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_ASCII_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
_PART = re.compile(r'(?P<minus>-?)(?:["“„«](?P<phrase>[^"“”»]*)["”“»]?|(?P<word>\S+))')
LONGEST = 80
"""Characters of the longest word: what is longer is data, not a word, and would only swell the index."""


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in order.

    Most texts hold no character that is a word by itself, and many are ASCII: these are cut in two thirds and in a
    seventh of the time that the rule takes in its general form.
    """
    if text.isascii():
        return [word for word in text.lower().translate(_ASCII_SPACES).split() if len(word) <= LONGEST]
    form = _WORD if _CHARACTER.search(text) else _PLAIN_WORD
    return [fold(word) for word in form.findall(text) if len(word) <= LONGEST]


def words_at(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the folded words of a text, each with its start and end (exclusive) in code points."""
    for found in _WORD.finditer(text):
        if found.end() - found.start() <= LONGEST:
            yield fold(found[0]), found.start(), found.end()


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return a word without case and accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold() or word


def folded(text: str) -> str:
    """Return the folded words of a name, joined by single spaces: how names of people and places are compared."""
    return " ".join(words_of(text))


class PartKind(StrEnum):
    """A word, words that follow each other, or the beginning of a word."""

    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a search asks for, in folded words; `excluded` asks for its absence."""

    kind: PartKind
    words: tuple[str, ...]
    excluded: bool = False


def parts_of(search: str) -> tuple[Part, ...]:
    """Cut a search into its parts: words, "phrases in quotation marks", beginnings*, and -what must not be there.

    A word that is several by the rule above (deep-sea) is a phrase. Raises BadSearch where nothing remains to be found
    of a search that is not empty.
    """
    found = []
    for part in _PART.finditer(search):
        raw = part["phrase"] if part["phrase"] is not None else part["word"]
        words = tuple(words_of(raw))
        if not words:
            continue
        kind = PartKind.PHRASE if len(words) > 1 else PartKind.WORD
        if part["phrase"] is None and raw.endswith("*") and len(words) == 1:
            kind = PartKind.BEGINNING
        found.append(Part(kind, words, excluded=bool(part["minus"])))
    if search.strip() and not found:
        raise BadSearch(f"{search!r} holds no word that could be looked for")
    return tuple(found)


def places_of(parts: tuple[Part, ...], text: str) -> list[tuple[int, int]]:
    """Return where a text has what the parts ask for: starts and ends (exclusive) in code points, in order."""
    words = list(words_at(text))
    found: set[tuple[int, int]] = set()
    for part in parts:
        if part.excluded:
            continue
        first, length = part.words[0], len(part.words)
        for at, (word, start, _) in enumerate(words):
            if part.kind is PartKind.BEGINNING:
                if word.startswith(first):
                    found.add((start, words[at][2]))
            elif word == first and tuple(one for one, _, _ in words[at : at + length]) == part.words:
                found.add((start, words[at + length - 1][2]))
    return sorted(found)
