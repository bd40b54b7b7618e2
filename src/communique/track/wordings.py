"""Finding a phrase in a text: as it is written, and in other forms with other words between."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from communique.codebook.matching import SENTENCE_ENDS, UNSPACED, levelled, lowered
from communique.codebook.tone import find_tone
from communique.codebook.words import stem_and_use, tokens

BETWEEN = 3
"""Words that may stand between two words of a phrase; in scripts without spaces as many characters, at one place."""
_SHORTEST_PREFIX = 2
_WORD = re.compile(r"\w+")
_GRAMMAR = frozenset({"skipped", "joins", "function"})
LONGEST_SENTENCE = 400
"""Characters on either side of a place at which its sentence is cut."""


class Place(NamedTuple):
    """Characters `start` to `end` (exclusive) are the phrase, `exact` if as it was asked for."""

    start: int
    end: int
    exact: bool


class Asked(NamedTuple):
    """A phrase as it is looked for: `bare` with case, hyphens, blanks levelled, the stems that other forms must have.

    `stems` says how often each is needed; a form of one begins with one of `prefixes`.
    """

    bare: str
    exact: re.Pattern[str]
    stems: Mapping[str, int]
    prefixes: tuple[str, ...]
    any_stem: re.Pattern[str] | None


@lru_cache(maxsize=256)
def asked(words: str, language: str) -> Asked:
    """Return how a phrase is looked for in texts of a language."""
    bare = " ".join(lowered(levelled(words)).split())
    if language in UNSPACED:
        squeezed = "".join(bare.split())
        apart = [
            f"{re.escape(squeezed[:at])}[^。！？；\\n]{{0,{BETWEEN}}}?{re.escape(squeezed[at:])}"
            for at in range(1, len(squeezed))
        ]
        return Asked(bare, re.compile(re.escape(squeezed)), {}, (), re.compile("|".join(apart)) if apart else None)
    # No word runs over either end; told to the search, or it would pass over a place that begins within a wrong one.
    opens, closes = (r"(?<!\w)" if _WORD.match(bare[:1]) else ""), (r"(?!\w)" if _WORD.match(bare[-1:]) else "")
    exact = re.compile(opens + r"\s+".join(re.escape(word) for word in bare.split()) + closes)
    found = tokens(bare, language)
    telling = [token for token in found if token.use not in _GRAMMAR] or found
    prefixes = sorted({_prefix(token.stem, bare[token.start : token.end]) for token in telling})
    any_stem = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, prefixes))})\w*") if prefixes else None
    return Asked(bare, exact, Counter(token.stem for token in telling), tuple(prefixes), any_stem)


def as_written(words: str, language: str) -> str:
    """Return a phrase as a text of a language has it that has it as it was asked for, as `written_alike` gives it."""
    bare = asked(words, language).bare
    return "".join(bare.split()) if language in UNSPACED else bare


def _prefix(stem: str, word: str) -> str:
    """Return what all forms of a word begin with; the word itself where the stem is written otherwise."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stem, word, strict=False)))
    return word[:same] if same >= _SHORTEST_PREFIX else word


def find_phrase(text: str, words: str, language: str | None, *, variants: bool = True) -> list[Place]:
    """Return where a text has a phrase, in order; case and kinds of quotation marks, hyphens and blanks do not count.

    A variant has the same stems, in any order, each other at most `BETWEEN` words apart and within a sentence: "candid
    and constructive", "constructive, candid", "candidly and constructively". A language without a stemmer gives only
    the same words apart.
    """
    language = language or ""
    query = asked(words, language)
    low = lowered(levelled(text))
    spaced = language not in UNSPACED
    found = [Place(match.start(), match.end(), exact=True) for match in query.exact.finditer(low)]
    if variants and query.any_stem is not None:
        others = _apart(low, query, language) if spaced else _split(low, query)
        found.extend(place for place in others if not any(_overlap(place, known) for known in found))
    return sorted(found)


def _split(low: str, query: Asked) -> list[Place]:
    assert query.any_stem is not None
    return [Place(match.start(), match.end(), exact=False) for match in query.any_stem.finditer(low)]


def _apart(low: str, query: Asked, language: str) -> Iterator[Place]:
    assert query.any_stem is not None
    hits = [
        (match.start(), match.end(), stem)
        for match in query.any_stem.finditer(low)
        if (stem := stem_and_use(match[0], language)[0]) in query.stems
    ]
    at = 0
    while at < len(hits):
        missing = Counter(query.stems)
        last = at
        missing[hits[at][2]] -= 1
        while missing.total() and last + 1 < len(hits) and _is_near(low, hits[last][1], hits[last + 1][0]):
            if not missing[hits[last + 1][2]]:
                break  # begun anew: "candid ... candid and constructive"
            last += 1
            missing[hits[last][2]] -= 1
        if missing.total():
            at += 1
        else:
            yield Place(hits[at][0], hits[last][1], exact=False)
            at = last + 1


def _is_near(low: str, start: int, end: int) -> bool:
    gap = low[start:end]
    return not SENTENCE_ENDS.search(gap) and len(_WORD.findall(gap)) <= BETWEEN


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def wording_around(text: str, place: Place, language: str | None) -> tuple[int, int]:
    """Return the wording that a phrase is a part of: the whole rating of a talk ("candid, in-depth and constructive").

    Where nothing rates a talk it is the phrase itself.
    """
    start, end = sentence_around(text, place.start, place.end)
    for first, last in _ratings(text[start:end], language or ""):
        if start + first < place.end and place.start < start + last:
            return min(start + first, place.start), max(start + last, place.end)
    return place.start, place.end


@lru_cache(maxsize=4096)
def _ratings(sentence: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where a sentence rates a talk. Formulas come again and again, in the same sentence."""
    return tuple((match.start, match.end) for match in find_tone(sentence, language))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return roughly the sentence around a place, without blanks at its ends."""
    from_here = max(0, start - LONGEST_SENTENCE)
    first = max((match.end() for match in SENTENCE_ENDS.finditer(text, from_here, start)), default=from_here)
    after = SENTENCE_ENDS.search(text, end, end + LONGEST_SENTENCE)
    last = after.end() if after is not None else min(len(text), end + LONGEST_SENTENCE)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def written_alike(words: str) -> str:
    """Return what two ways of writing one wording have in common."""
    return " ".join(lowered(levelled(words)).split())
