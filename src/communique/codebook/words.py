"""The words of a text as their stems, and which of them never tell one claim from another."""

import re
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

import snowballstemmer

from communique.codebook.han import simplified
from communique.codebook.matching import UNSPACED
from communique.codebook.tables import rows

_STEMMERS = {"en": "english", "ru": "russian"}
_USES = frozenset({"skipped", "joins", "function", "empty", "date"})
_GRAMMAR = frozenset({"skipped", "joins", "function"})
_AS_WRITTEN = "="
"""What ends the stem of a word of grammar: no stem of a word with content ends so."""
# A word, an abbreviation with dots (U.S.), or an amount (1.9, 225,000); an apostrophe may stand inside a word.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?[^\W_]*")
_ENDS = ("'s", "’s", "'t", "’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m")
_JOINS = re.compile(r"[\s\-‐‑–/'’\"“”«»]*")
_HAN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+|\d+(?:[.,]\d+)*")
_FOLDED = str.maketrans("ёЁ", "еЕ")


class Stem(NamedTuple):
    """Characters `start` to `end` (exclusive) are a word that is stemmed to `stem`."""

    start: int
    end: int
    stem: str


class Token(NamedTuple):
    """A word of a text, and what parts it from the word before.

    `parted` is 0 for space, a hyphen or a quotation mark, 1 for a comma, 2 for more (the end of a sentence, a bracket).
    """

    start: int
    end: int
    stem: str
    use: str
    parted: int


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the package's own name


@cache
def _stemmer(language: str) -> _Stemmer | None:
    name = _STEMMERS.get(language)
    return None if name is None else snowballstemmer.stemmer(name)


@cache
def _own_stems(language: str) -> dict[str, str]:
    """Return the words whose stem the table gives, because the algorithm would mix them up with others."""
    return {
        row["word"]: row["stem"]
        for row in rows("word_stems.csv", ("language", "word", "stem", "source"))
        if row["language"] == language
    }


@cache
def function_words(language: str) -> dict[str, str]:
    """Return the use of each word that carries no claim, by the word; raise BadCodebookRow on a bad row.

    `skipped` words (articles and other determiners) may stand inside a phrase without breaking it; `joins` words are
    and, or; other `function` words are grammar; `empty` ones are in nearly every account of a meeting; `date` words
    name months and days.
    """
    found: dict[str, str] = {}
    for row in rows("function_words.csv", ("language", "word", "use", "source")):
        if not row["word"].strip():
            raise row.bad("the word is empty")
        use = row.choice("use", _USES)
        if row["language"] == language:
            found[row["word"]] = use
    return found


@cache
def _empty_stems(language: str) -> dict[str, str]:
    # A grammar word is matched as it is written ("may"), an empty one in all its forms ("discussed").
    return {_stem(word, language): use for word, use in function_words(language).items() if use in {"empty", "date"}}


def _without_end(word: str) -> str:
    """Return the word without what follows its apostrophe, if that is one of the known ends."""
    return next((word.removesuffix(end) for end in _ENDS if word.endswith(end)), word)


def _stem(word: str, language: str) -> str:
    own = _own_stems(language)
    if word in own:  # "US" is a state, "us" is not
        return own[word]
    lowered = word.translate(_FOLDED).lower()
    if lowered in own:
        return own[lowered]
    if lowered.endswith(_ENDS):
        return _stem(_without_end(lowered), language)
    if "." in lowered and not lowered[0].isdigit():
        return lowered.replace(".", "")
    stemmer = _stemmer(language)
    return lowered if stemmer is None else stemmer.stemWord(lowered)


@lru_cache(maxsize=200_000)
def stem_and_use(word: str, language: str) -> tuple[str, str]:
    """Return the stem of a word and its use among the function words (empty for a word with content)."""
    stem = _stem(word, language)
    if word in _own_stems(language):
        return stem, _empty_stems(language).get(stem, "")
    lowered = word.translate(_FOLDED).lower()
    use = function_words(language).get(lowered)
    if use is None and lowered.endswith(_ENDS):
        use = function_words(language).get(_without_end(lowered))
    if use in _GRAMMAR:  # written like the stem of another word: со (with) like соя (soy), apart like apartment
        return f"{lowered}{_AS_WRITTEN}", use
    return stem, use or _empty_stems(language).get(stem, "")


@lru_cache(maxsize=1_000)
def _parted(gap: str) -> int:
    if _JOINS.fullmatch(gap):
        return 0
    return 1 if _JOINS.fullmatch(gap.replace(",", "", 1)) else 2


def tokens(text: str, language: str) -> list[Token]:
    """Return the words of a text in a language written with spaces."""
    found: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        stem, use = stem_and_use(match[0], language)
        gap = text[before:start]
        found.append(Token(start, end, stem, use, 0 if gap == " " else _parted(gap)))
        before = end
    return found


def first_word(text: str, language: str) -> tuple[str, str, int]:
    """Return stem and use of the first word of a text, both empty without one, and how many words it has.

    The others are not stemmed.
    """
    apart = text.replace("-", " ")
    # Words of letters alone, as in most forms of the codebook, need not be searched for.
    words = apart.split() if apart.replace(" ", "").isalpha() else [match[0] for match in _TOKEN.finditer(text)]
    return (*stem_and_use(words[0], language), len(words)) if words else ("", "", 0)


@cache
def _function_pattern(language: str) -> re.Pattern[str]:
    words = sorted(function_words(language), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def _unspaced(text: str, language: str) -> tuple[Stem, ...]:
    """Return pairs of neighbouring characters, as no list of words cuts such a text for certain."""
    text = simplified(text)
    blanked = _function_pattern(language).sub(lambda match: " " * len(match[0]), text)
    found: list[Stem] = []
    for match in _HAN.finditer(blanked):
        start, end = match.span()
        if match[0][0].isascii():
            found.append(Stem(start, end, match[0].lower()))
        else:
            found.extend(Stem(at, at + 2, text[at : at + 2]) for at in range(start, end - 1))
    return tuple(found)


def stems(text: str, language: str) -> tuple[Stem, ...]:
    """Return the stems of the words with content, in the order of the text.

    Words of grammar and those that stand in nearly every account (president, meeting, discuss, today) are left out;
    numbers are kept as they are written. Chinese gives pairs of neighbouring characters.
    """
    if language in UNSPACED:
        return _unspaced(text, language)
    return tuple(Stem(start, end, stem) for start, end, stem, use, _ in tokens(text, language) if not use)
