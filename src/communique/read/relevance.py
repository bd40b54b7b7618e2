"""The first pass: is a text about dealings between states? Cheap enough to be asked of every page of a crawl.

Two different actors (states, organisations, or people who stand for a state) and words of diplomacy close to them: one
strong word, or several weak ones. It is meant to let through what may be of interest, and to spare the rest an
extraction that costs a hundred times as much; what it refuses is set aside and kept.
"""

import re
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from communique.codebook.han import simplified
from communique.codebook.matching import UNSPACED
from communique.codebook.relevance import Form, actor_names, diplomatic_words, titled_names
from communique.read.characters import without_surrogates

NEAR = 600
"""Characters within which two actors and a strong word must stand: a paragraph or two."""
CLOSE = 250
"""Characters within which two actors and the weak words must stand; in a short text they may stand anywhere."""
SHORT = 1500
HEADLINE = 400
"""In a text as short as a headline or a summary one word of any kind is enough."""
WEAK_WORDS = 3
"""So many different weak words are as good as a strong one."""

_STRONG, _WEAK = -1, -2
"""What a word means; each weak word has a number of its own, from -2 down. Actors have numbers from 0 up."""
_TITLED = 1 << 20
"""From here up the numbers are of family names, which count behind a title alone."""
_LONGEST_TITLE = 20
_SAMPLE = 7
"""One character in so many is looked at to tell whether a text has other letters than Latin ones."""
_OTHER_SCRIPTS = re.compile("[\u0400-\u04ff\u4e00-\u9fff]")


class _Finder:
    """Finds forms on the borders of words, and gives what they mean."""

    __slots__ = ("_automaton", "_meanings")

    def __init__(self, forms: Iterable[tuple[Form, int]], *, are_names: bool, is_fast: bool) -> None:
        meanings: dict[str, tuple[int, bool, bool]] = {}
        for form, meaning in forms:
            is_spaced = form.language not in UNSPACED
            for written in _written(form, is_name=are_names):
                meanings.setdefault(written, (meaning, is_spaced, is_spaced and not form.is_stem))
        self._meanings = list(meanings.values())
        # A DFA is twice as fast; for Latin letters it takes some tens of megabytes, for all scripts hundreds.
        kind = Implementation.DFA if is_fast else Implementation.ContiguousNFA
        self._automaton = AhoCorasick(list(meanings), matchkind=MatchKind.LeftmostLongest, implementation=kind)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Return where each form ends, what it means, and where it starts, in the order of the text."""
        meanings, length = self._meanings, len(text)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            meaning, left, right = meanings[index]
            if (left and start and text[start - 1].isalnum()) or (right and end < length and text[end].isalnum()):
                continue
            found.append((end, meaning, start))
        return found


class FirstPass:
    """Looks for actors, and for words of diplomacy only where there are two. Safe to use from several threads."""

    def __init__(self) -> None:
        numbers: dict[str, int] = {}
        names = [(name, numbers.setdefault(name.key, len(numbers))) for name in actor_names()]
        self._titled: list[dict[str, int]] = []
        for family, titles in titled_names().items():
            names.append((Form(family, "en", family, is_person=True), _TITLED + len(self._titled)))
            self._titled.append({title: numbers.setdefault(state, len(numbers)) for title, state in titles.items()})
        words = [
            (word, _STRONG if is_strong else _WEAK - at) for at, (word, is_strong) in enumerate(diplomatic_words())
        ]
        self._finders = tuple(
            (
                _Finder((one for one in names if _is_latin(one[0]) is is_latin), are_names=True, is_fast=is_latin),
                _Finder((one for one in words if _is_latin(one[0]) is is_latin), are_names=False, is_fast=is_latin),
            )
            for is_latin in (True, False)
        )

    def __call__(self, text: str) -> bool:
        """Tell whether `text` is worth reading."""
        try:
            return self._asked(text)
        except UnicodeEncodeError:  # half a surrogate pair: JSON can hold one
            return self._asked(without_surrogates(text)[0])

    def _asked(self, text: str) -> bool:
        is_latin = text.isascii() or not _OTHER_SCRIPTS.search(text[::_SAMPLE])
        text = text if is_latin else simplified(text)
        return any(self._passes(text, *finders) for finders in (self._finders[:1] if is_latin else self._finders))

    def _passes(self, text: str, names: _Finder, words: _Finder) -> bool:
        actors = [
            (end, actor)
            for end, meaning, start in names.find(text)
            if (actor := meaning if meaning < _TITLED else self._with_title(text, start, meaning)) is not None
        ]
        if len({actor for _, actor in actors}) < 2:
            return False
        close = CLOSE if len(text) > SHORT else SHORT
        least = WEAK_WORDS if len(text) > HEADLINE else 1
        return _are_close(actors, [(end, meaning) for end, meaning, _ in words.find(text)], close, least)

    def _with_title(self, text: str, start: int, meaning: int) -> int | None:
        """Return whom a family name stands for by the title before it."""
        before = text[max(0, start - _LONGEST_TITLE) : start]
        return self._titled[meaning - _TITLED].get(before[:-1].rsplit(" ", 1)[-1]) if before[-1:] == " " else None


def _are_close(actors: list[tuple[int, int]], words: list[tuple[int, int]], close: int, least: int) -> bool:
    """Tell whether two actors and enough words stand close together."""
    first = second = -1
    first_at = second_at = strong_at = -max(NEAR, close) - 1
    weak: dict[int, int] = {}
    for end, meaning in sorted(actors + words):
        if meaning >= 0:
            if meaning != first:
                second, second_at, first = first, first_at, meaning
            first_at = end
        elif meaning == _STRONG:
            strong_at = end
        else:
            weak[meaning] = end
        if second >= 0 and second_at >= end - close and sum(at >= end - close for at in weak.values()) >= least:
            return True
        if second >= 0 and second_at >= end - NEAR and strong_at >= end - NEAR:
            return True
    return False


def _is_latin(form: Form) -> bool:
    return form.language == "en"


def _written(form: Form, *, is_name: bool) -> set[str]:
    """Return how a form is written: as it is, and as it is in headlines or at the beginning of a sentence."""
    words = form.form
    if is_name:
        capitals = {words.upper()} if len(words) > 3 and not form.is_person else set()
        return {words, *capitals, *({words.lower()} if form.is_stem else set())}
    return {words, words[:1].upper() + words[1:], words.upper(), words.title()} if len(words) > 2 else {words}


@cache
def first_pass() -> FirstPass:
    """Return the first pass of this process; it takes a second to build and 120 MB."""
    return FirstPass()


def is_about_diplomacy(text: str) -> bool:
    """Tell whether a text, or the words of a page, may be about dealings between states: a `wanted` of `read_any`."""
    return first_pass()(text)
