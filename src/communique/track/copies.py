"""Near copies: syndicated stories, edited and shortened versions, found by the runs of words that they share.

A text is signed by the least hash of each of 32 parts of its runs (one-permutation MinHash; Li, Owen, Zhang 2012).
Signs are small and last as long as the text; only texts that share some are compared run by run.
"""

import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from communique.codebook.matching import UNSPACED, levelled

RUN = 5
"""Words of a run; in scripts without spaces twice as many characters."""
ALIKE = 0.6
"""Share of all runs that two versions have in common."""
CONTAINED = 0.8
"""Share of the shorter one's runs that a longer version has: a story cut for length, or one with a paragraph more."""
FEWEST = 25
"""Runs of the shorter text below which nothing is said: formulas alone make short texts alike."""
SIGNS = 32
"""Parts of the runs, each of which gives a sign."""
NO_SIGN = (1 << 32) - 1
"""Stands where a part has no run."""
_SHARED_SIGNS = 3
_COMMON_SIGN = 200
"""Documents that a sign may point to before it says nothing: boilerplate that a whole site shares."""
_AT_ONCE = 2_500
"""Texts of which candidates are looked for at a time, so that memory stays bounded."""
_WORD = re.compile(r"\w+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, with bits all over: 2^64 / golden ratio


class Pairs:
    """Pairs of texts of which it is known whether they are copies, and what is found out about others.

    A pair is one number: that of the later text, and in the lower half that of the earlier one. `pairs` (numpy, sorted)
    are known, and `same` says of each whether the two are copies.
    """

    def __init__(self, pairs: Any = (), same: Any = ()) -> None:
        import numpy as np

        self._pairs = np.asarray(pairs, dtype="u8")
        self._same = np.asarray(same, dtype=bool)
        self._new = array("Q")
        self._new_same = array("B")

    def of(self, pairs: Any) -> Any:
        """Return of each pair (numpy) 1 if the two are copies, 0 if not, -1 where it is not known."""
        import numpy as np

        at = np.searchsorted(self._pairs, pairs)
        at[at == len(self._pairs)] = 0
        if not len(self._pairs):
            return np.full(len(pairs), -1)
        return np.where(self._pairs[at] == pairs, self._same[at].astype("i8"), -1)

    def note(self, pair: int, *, same: bool) -> None:
        """Keep what was found out about a pair."""
        self._new.append(pair)
        self._new_same.append(same)

    @property
    def has_new(self) -> bool:
        """Tell whether anything was found out."""
        return len(self._new) > 0

    def all_of_them(self) -> tuple[Any, Any]:
        """Return all pairs, as they are given."""
        import numpy as np

        pairs = np.concatenate([self._pairs, np.array(self._new, dtype="u8")])
        order = np.argsort(pairs)
        return pairs[order], np.concatenate([self._same, np.array(self._new_same, dtype=bool)])[order]


def near_copies(documents: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """Return for each near copy the id of the first document that it copies; what has no copy is left out.

    `documents` are (id, text, language), the original before its copies: order by date of publication. The id that
    copies share is that of the first.
    """
    import numpy as np

    given = list(documents)
    runs = [runs_of(text, language) for _, text, language in given]
    signs = np.full((len(given), SIGNS), NO_SIGN, dtype="u4")
    for at, one in enumerate(runs):
        signs[at] = signs_of(one)
    codes: dict[str, int] = {}
    texts = np.array([codes.setdefault(text, len(codes)) for _, text, _ in given], dtype="i8")
    found = copies_of(texts, signs, Pairs(), lambda _: runs.__getitem__)
    return {given[late][0]: given[first][0] for late, first in found.items()}


def copies_of(texts: Any, signs: Any, known: Pairs, runs: Callable[[Any], Callable[[int], Any]]) -> dict[int, int]:
    """Return what `near_copies` does for texts by their numbers in the order of their publication.

    `texts` has for each a number that is the same for the same text, `signs` a row of `SIGNS` unsigned numbers of 32
    bits, which are changed; see `signs_of`. `runs` is asked once, by the numbers of some texts (numpy), for what gives
    the runs of each of these. `known` takes what is found out.
    """
    import numpy as np

    _, first_with, with_text = np.unique(texts, return_index=True, return_inverse=True)
    originals = first_with[with_text]
    # Word for word the same, and long enough to say so.
    repeated = np.flatnonzero((originals != np.arange(len(texts))) & (signs != NO_SIGN).any(axis=1))
    same_text = dict(zip(repeated.tolist(), originals[repeated].tolist(), strict=True))
    signs[repeated] = NO_SIGN
    parts = [_SortedSigns(signs[:, part]) for part in range(SIGNS)]
    wanted = np.zeros(len(texts), dtype=bool)
    for pairs in _candidates(parts, len(texts)):
        new = pairs[known.of(pairs) < 0]
        wanted[new >> np.uint64(32)] = wanted[new & np.uint64(NO_SIGN)] = True
    runs_at = runs(np.flatnonzero(wanted))
    first: dict[int, int] = {}
    repeats = iter([*same_text.items(), (len(texts), 0)])
    late_again, original = next(repeats)
    for late, others in _with_earlier(_candidates(parts, len(texts)), known):
        while late_again < late:
            first[late_again] = first.setdefault(original, original)
            late_again, original = next(repeats)
        for other, is_same in others:
            if is_same < 0:
                is_same = are_copies(runs_at(late), runs_at(other))  # noqa: PLW2901 — now it is known
                known.note(late << 32 | other, same=bool(is_same))
            if is_same:
                first[late] = first.setdefault(other, other)
                break
    while late_again < len(texts):
        first[late_again] = first.setdefault(original, original)
        late_again, original = next(repeats)
    return first


def _with_earlier(candidates: Iterable[Any], known: Pairs) -> Iterator[tuple[int, Iterator[tuple[int, int]]]]:
    """Yield each text that shares signs with earlier ones, with these and what is known of the two."""
    import numpy as np

    for pairs in candidates:
        late, early = (pairs >> np.uint64(32)).tolist(), (pairs & np.uint64(NO_SIGN)).tolist()
        rows = zip(late, early, known.of(pairs).tolist(), strict=True)
        for name, own in groupby(rows, key=itemgetter(0)):
            yield name, ((other, is_same) for _, other, is_same in own)


def _candidates(parts: "list[_SortedSigns]", size: int) -> Iterator[Any]:
    """Yield the pairs of texts that share signs, many at a time: in order, of one text those first that share most."""
    import numpy as np

    for begin in range(0, size, _AT_ONCE):
        end = min(begin + _AT_ONCE, size)
        pairs = [pair for part in parts for pair in part.pairs(begin, end)]
        if not pairs:
            continue
        codes, shared = np.unique(np.concatenate(pairs), return_counts=True)
        codes, shared = codes[shared >= _SHARED_SIGNS], shared[shared >= _SHARED_SIGNS]
        yield codes[np.lexsort((codes, -shared, codes >> np.uint64(32)))]


class _SortedSigns:
    """One part's signs of all texts, sorted, so that those who share one stand together; what is alone is left out."""

    def __init__(self, column: Any) -> None:
        import numpy as np

        order = np.argsort(column, kind="stable").astype("u4")
        values = column[order]
        there = values != NO_SIGN
        order, values = order[there], values[there]
        begins = np.flatnonzero(np.concatenate([[len(values) > 0], values[1:] != values[:-1]]))
        sizes = np.diff([*begins, len(values)])
        shared = np.repeat(sizes > 1, sizes)
        before = np.arange(len(values)) - np.repeat(begins, sizes)
        self._order = order[shared]
        # How many earlier texts have the sign; none count where there are too many.
        self._before = np.where(before <= _COMMON_SIGN, before, 0).astype("u1")[shared]

    def pairs(self, begin: int, end: int) -> Iterator[Any]:
        """Yield pairs of a text from `begin` to `end` (exclusive) and an earlier one of its sign, each as a number."""
        import numpy as np

        at = np.flatnonzero((self._order >= begin) & (self._order < end))
        before = self._before[at]
        codes = self._order[at].astype("u8") << np.uint64(32)
        for back in range(1, _COMMON_SIGN + 1):
            left = before >= back
            at, before, codes = at[left], before[left], codes[left]
            if not len(at):
                return
            yield codes | self._order[at - back].astype("u8")


def runs_of(text: str, language: str | None) -> Any:
    """Return what stands for the runs of words of a text, without regard to case, punctuation and layout.

    That is a sorted array (numpy) of different numbers of 32 bits.
    """
    import numpy as np

    words = _WORD.findall(levelled(text).casefold())
    length = RUN
    if language in UNSPACED:
        words, length = list("".join(words)), 2 * RUN
    runs = len(words) - length + 1
    if runs < 1:
        return np.array([], dtype="u4")
    hashes = np.fromiter(map(_hash, words), dtype="u8", count=len(words))
    found = np.zeros(runs, dtype="u8")
    for at in range(length):  # a polynomial of the words of each run, all runs at once; what overflows is dropped
        found = found * _FACTOR + hashes[at : at + runs]
    sorted_ = np.sort(((found * _FACTOR) >> np.uint64(32)).astype("u4"))
    return sorted_[np.concatenate([[True], sorted_[1:] != sorted_[:-1]])]


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    # The same on every machine and in every process, which hash() of a string is not.
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def signs_of(runs: Any) -> Any:
    """Return the signs of a text by its runs; none of a text that is too short to be compared."""
    import numpy as np

    signs = np.full(SIGNS, NO_SIGN, dtype="u4")
    if len(runs) >= FEWEST:
        np.minimum.at(signs, runs % SIGNS, runs)
    return signs


def are_copies(one: Any, other: Any) -> bool:
    """Tell whether two texts, given by their runs, are versions of one."""
    import numpy as np

    fewer = min(len(one), len(other))
    if fewer < FEWEST:
        return False
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return bool(shared >= CONTAINED * fewer or shared >= ALIKE * (len(one) + len(other) - shared))
