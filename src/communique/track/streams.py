"""Many texts as one stream of numbered words: what is to be known to find a phrase in all of them without opening one.

A text is cut into words, each with the gap after it; in a script without spaces every character is a word. Words and
gaps are numbered, the most frequent first, and each rarer word has the list of its places. Before a text stands an
empty word, so that nothing runs from one text into the next. `places.py` finds phrases in a stream.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from communique.codebook.matching import SENTENCE_ENDS, UNSPACED, levelled, lowered
from communique.codebook.tone import find_tone, tone_words, tone_words_near
from communique.track.wordings import LONGEST_SENTENCE

FREQUENT = 64
"""A word that is more than one in so many has no list of places: all words are looked through for it, as quickly."""
_WORD = re.compile(r"(\w+)")
_BLANK = re.compile(r"\s+")
_END = re.compile(r"[!?。！？；]|\.(?=\s)")
"""As `SENTENCE_ENDS`, but for the end of a line, which is a kind of gap of its own."""
_TOP = {"u1": 0xFF, "u2": 0xFFFF}
_MOST_OF_A_GAP = _TOP["u1"]


class Mark(NamedTuple):
    """Characters `start` to `end` (exclusive) may rate a talk: they do, they do not, or it depends on the sentence."""

    start: int
    end: int
    rates: int


RATES, RATES_NOT, IN_DOUBT = 1, 0, 2


class Span(NamedTuple):
    """A stretch of the stream: its first and last word, and how many characters of the gaps beside these belong to it.

    More of these than `_MOST_OF_A_GAP` are told as so many.
    """

    first: Any
    last: Any
    before: Any
    after: Any


def cut(text: str, language: str | None) -> list[str]:
    """Cut a text into gap, word, gap, word, ..., gap, all as phrases are compared; together they are as long as it.

    Only the ends of lines stay as they are, for they end sentences.
    """
    low = lowered("\n".join(map(levelled, text.split("\n"))))
    if (language or "") not in UNSPACED:
        return _WORD.split(low)
    pieces = [""] * (2 * len(low) + 1)
    pieces[1::2] = low
    return pieces


def marks_in(text: str, language: str | None) -> Iterator[Mark]:
    """Yield where words stand that rate a talk or may do so, in the order of the text."""
    near = tone_words_near(text, language or "")
    if not near:
        return
    ends = [0, *(match.end() for match in SENTENCE_ENDS.finditer(text)), len(text)]
    for number in sorted({bisect_right(ends, at, hi=len(ends) - 1) for at in near}):
        first, last = ends[number - 1], ends[number]
        # A place in a longer sentence is looked at with the words around it only.
        is_long = last - first >= LONGEST_SENTENCE - 1
        sentence = text[first:last].strip()
        first += len(text[first:last]) - len(text[first:last].lstrip())
        for start, end, rates in _marks(sentence, language or ""):
            yield Mark(first + start, first + end, IN_DOUBT if is_long else rates)


@lru_cache(maxsize=4096)
def _marks(sentence: str, language: str) -> tuple[Mark, ...]:
    """Return the marks of a sentence. Formulas come again and again, in the same sentence."""
    found = dict.fromkeys(tone_words(sentence, language), RATES_NOT)
    found |= {(match.start, match.end): RATES for match in find_tone(sentence, language)} if found else {}
    return tuple(Mark(start, end, rates) for (start, end), rates in sorted(found.items()))


class Writing:
    """A stream while it is written."""

    def __init__(self) -> None:
        self.characters = 0
        """How long all texts so far are."""
        self._words, self._gaps = _Numbering(), _Numbering()
        self._lengths = array("I")
        self._texts = array("I")

    def put(self, text: str, language: str | None) -> int:
        """Add a text, and return at which character of all it begins."""
        pieces = ["", *cut(text, language)]
        self._texts.append(len(self._lengths) // 2)
        self._words.number(pieces[::2])
        self._gaps.number(pieces[1::2])
        self._lengths.extend(map(len, pieces))
        begin = self.characters
        self.characters += len(text)
        return begin

    def within(self, characters: Sequence[tuple[int, int]]) -> Span:
        """Return the words that lie within stretches of characters, counted through all texts."""
        import numpy as np

        starts, ends = self._borders
        given = np.array(characters, dtype="u4").reshape(-1, 2)
        first = np.searchsorted(starts, given[:, 0], "left")
        last = np.searchsorted(ends, given[:, 1], "right") - 1
        before = starts[np.minimum(first, len(starts) - 1)].astype("i8") - given[:, 0]
        after = given[:, 1].astype("i8") - ends[np.maximum(last, 0)]
        return Span(
            np.maximum(first, 0).astype("u4"),
            np.maximum(last, 0).astype("u4"),
            np.clip(before, 0, _MOST_OF_A_GAP).astype("u1"),
            np.clip(after, 0, _MOST_OF_A_GAP).astype("u1"),
        )

    def touching(self, characters: Sequence[tuple[int, int]]) -> tuple[Any, Any, Any]:
        """Return the first and the last word that stretches touch, and whether these are whole in them."""
        import numpy as np

        starts, ends = self._borders
        given = np.array(characters, dtype="u4").reshape(-1, 2)
        first = np.searchsorted(ends, given[:, 0], "right")
        last = np.searchsorted(starts, given[:, 1], "left") - 1
        whole = (starts[first] == given[:, 0]) & (ends[last] == given[:, 1])
        return first.astype("u4"), last.astype("u4"), whole

    @cached_property
    def _borders(self) -> tuple[Any, Any]:
        """At which character of all each word starts and ends; once all texts are there."""
        import numpy as np

        ends = np.cumsum(np.frombuffer(self._lengths, dtype="u4"), dtype="u4")
        return np.concatenate([np.zeros(min(1, len(ends)), dtype="u4"), ends[1:-1:2]]), ends[::2]

    def arrays(self) -> dict[str, Any]:
        """Return the stream as arrays, by name; see `Stream`."""
        import numpy as np

        words, codes = self._words.by_frequency()
        gaps, gap_codes = self._gaps.by_frequency()
        counts = np.bincount(codes, minlength=len(words))
        listed = np.where(counts * FREQUENT > len(codes), 0, counts)
        order = np.argsort(codes, kind="stable").astype("u4")
        return {
            "texts": np.array([*self._texts, len(codes)], dtype="u4"),
            "counts": counts.astype("u4"),
            "listed": np.concatenate([[0], np.cumsum(listed)]).astype("u8"),
            "places": order[np.repeat(listed == counts, counts)],
            **_coded("words", codes, "u2"),
            **_coded("gaps", gap_codes, "u1"),
            **strings("word_forms", words),
            "alphabet": np.array(
                sorted(range(len(words)), key=[one.encode() for one in words].__getitem__), dtype="u4"
            ),
            **strings("gap_forms", gaps),
            "gap_kinds": np.array([kind_of_gap(one) for one in gaps], dtype="u1"),
        }


class _Numbering:
    """Words numbered in the order in which they come up."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._codes = array("I")

    def number(self, words: Iterable[str]) -> None:
        self._codes.extend(map(self._numbers.__getitem__, words))

    def by_frequency(self) -> tuple[list[str], Any]:
        """Return the words, the most frequent first, and the codes of all that was given."""
        import numpy as np

        codes = np.frombuffer(self._codes, dtype="u4")
        order = np.argsort(-np.bincount(codes, minlength=len(self._numbers)), kind="stable")
        new = np.empty(len(order), dtype="u4")
        new[order] = np.arange(len(order), dtype="u4")
        words = list(self._numbers)
        return [words[number] for number in order.tolist()], new[codes]


BLANK, ENDS, ENDS_WITH_DOT, BREAKS = 1, 2, 4, 8
"""Kinds of a gap: nothing but blanks; a sentence ends in it; its last character is a full stop; a line ends in it."""


def kind_of_gap(gap: str) -> int:
    """Return which of these a gap is. A full stop before a blank ends a sentence, one right before a word does not."""
    kinds = (_BLANK.fullmatch(gap), _END.search(gap), gap.endswith("."), "\n" in gap)
    return sum(kind for kind, holds in zip((BLANK, ENDS, ENDS_WITH_DOT, BREAKS), kinds, strict=True) if holds)


def _coded(name: str, codes: Any, kind: str) -> dict[str, Any]:
    import numpy as np

    top = _TOP[kind]
    rare = np.flatnonzero(codes >= top)
    return {
        name: np.minimum(codes, top).astype(kind),
        f"{name}_rare_at": rare.astype("u4"),
        f"{name}_rare": codes[rare].astype("u4"),
    }


def strings(name: str, values: Iterable[str]) -> dict[str, Any]:
    """Return words as arrays; see `Strings`."""
    import numpy as np

    written = [one.encode("utf-8", "surrogatepass") for one in values]
    return {
        name: np.frombuffer(b"".join(written), dtype="u1"),
        f"{name}_ends": np.cumsum([0, *map(len, written)]).astype("u8"),
    }


class Strings:
    """Words in arrays."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        self._data, self._ends = arrays[name], arrays[f"{name}_ends"]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def raw(self, number: int) -> bytes:
        """Return one as UTF-8."""
        return bytes(self._data[int(self._ends[number]) : int(self._ends[number + 1])])

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))


class Codes:
    """Numbers in an array whose greatest value stands for all that are greater."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        self.short = arrays[name]
        self._top = _TOP[self.short.dtype.str.lstrip("<|")]
        self._rare_at, self._rare = arrays[f"{name}_rare_at"], arrays[f"{name}_rare"]

    def at(self, places: Any) -> Any:
        """Return the numbers at some places."""
        import numpy as np

        found = self.short[places].astype("u4")
        rare = np.flatnonzero(found == self._top)
        if len(rare):
            found[rare] = self._rare[np.searchsorted(self._rare_at, places[rare])]
        return found


class Stream:
    """A stream of words, read. Places are numbers of words."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self.texts = arrays["texts"]
        """Where each text begins, and where the last one ends."""
        self.words, self.gaps = Codes(arrays, "words"), Codes(arrays, "gaps")
        self.counts, self._listed, self._places = arrays["counts"], arrays["listed"], arrays["places"]
        self.forms, self.gap_forms = Strings(arrays, "word_forms"), Strings(arrays, "gap_forms")
        self._alphabet = arrays["alphabet"]
        self.gap_kinds = arrays["gap_kinds"]

    def text_of(self, places: Any) -> Any:
        """Return the number of the text in which each place is."""
        import numpy as np

        return np.searchsorted(self.texts, places, "right") - 1

    def number_of(self, word: str) -> int | None:
        """Return the number of a word, None if no text has it."""
        at = self._first_from(word.encode("utf-8", "surrogatepass"))
        if at < len(self._alphabet) and self.forms[number := int(self._alphabet[at])] == word:
            return number
        return None

    def beginning_with(self, start: str) -> Iterator[tuple[int, str]]:
        """Yield the words that begin so, with their numbers."""
        begin = start.encode("utf-8", "surrogatepass")
        for at in range(self._first_from(begin), len(self._alphabet)):
            number = int(self._alphabet[at])
            if not self.forms.raw(number).startswith(begin):
                return
            yield number, self.forms[number]

    def _first_from(self, word: bytes) -> int:
        return bisect_left(self._alphabet, word, key=lambda number: self.forms.raw(int(number)))

    def __len__(self) -> int:
        return len(self.words.short)

    def places_of(self, number: int) -> Any:
        """Return where a word stands, in order."""
        import numpy as np

        first, last = int(self._listed[number]), int(self._listed[number + 1])
        if first == last and self.counts[number]:
            return np.flatnonzero(self.words.short == number)
        return self._places[first:last]

    def written(self, first: Any, last: Any) -> list[str]:
        """Return the words from each of some places to another, with the gaps between them, blanks alike."""
        import numpy as np

        sizes = last - first + 1
        ends = np.cumsum(sizes)
        places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(first - ends + sizes, sizes)
        words, gaps = self.words.at(places).tolist(), self.gaps.at(places).tolist()
        forms = {number: self.forms[number] for number in set(words)}
        between = {number: self.gap_forms[number] for number in set(gaps)}
        pieces = [part for word, gap in zip(words, gaps, strict=True) for part in (forms[word], between[gap])]
        return [
            " ".join("".join(pieces[2 * (end - size) : 2 * end - 1]).split())
            for end, size in zip(ends.tolist(), sizes.tolist(), strict=True)
        ]
