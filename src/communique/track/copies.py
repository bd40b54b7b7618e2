"""Near copies: syndicated stories, edited and shortened versions, found by the runs of words that they share.

A text is signed by the least hash of each of 32 parts of its runs (one-permutation MinHash; Li, Owen, Zhang 2012).
Signs are small and last as long as the text; only texts that share some are compared run by run.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
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
_AT_ONCE = 10_000
"""Texts of which candidates are looked for at a time, so that memory stays bounded."""
_WORD = re.compile(r"\w+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, with bits all over: 2^64 / golden ratio

Runs = Mapping[int, Any]
"""The runs of texts, by the number of the text; see `runs_of`."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Texts in the order of their publication: `names`, what stands for the text itself, and their signs (numpy)."""

    names: Sequence[str]
    texts: Sequence[str]
    signs: Any
    """A row of `SIGNS` unsigned numbers of 32 bits for each; see `signs_of`."""


def near_copies(documents: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """Return for each near copy the id of the first document that it copies; what has no copy is left out.

    `documents` are (id, text, language), the original before its copies: order by date of publication. The id that
    copies share is that of the first.
    """
    import numpy as np

    given = list(documents)
    signs = np.full((len(given), SIGNS), NO_SIGN, dtype="u4")
    for at, (_, text, language) in enumerate(given):
        signs[at] = signs_of(runs_of(text, language))
    signed = Signed([name for name, _, _ in given], [text for _, text, _ in given], signs)
    return copies_of(signed, lambda numbers: {at: runs_of(given[at][1], given[at][2]) for at in numbers})


def copies_of(
    signed: Signed,
    runs: Callable[[Sequence[int]], Runs],
    *,
    known: MutableMapping[tuple[str, str], bool] | None = None,
) -> dict[str, str]:
    """Return what `near_copies` does, from signs; `runs` gives the runs of some of the texts, by their numbers.

    `known` holds for pairs (the later, the earlier) whether they are copies, and takes what is found out.
    """
    known = {} if known is None else known
    names = signed.names
    first: dict[str, str] = {}
    verbatim: dict[str, int] = {}
    signs = signed.signs.copy()
    same_text: dict[int, int] = {}
    for at, text in enumerate(signed.texts):
        original = verbatim.setdefault(text, at)
        if original != at and (signs[at] != NO_SIGN).any():  # word for word the same, and long enough to say so
            same_text[at] = original
            signs[at] = NO_SIGN
    candidates = list(_candidates(signs))
    new = [(late, other) for late, others in candidates for other in others if (names[late], names[other]) not in known]
    texts = runs(sorted({at for pair in new for at in pair})) if new else {}
    found = dict(candidates)
    for late in sorted({*found, *same_text}):
        earlier = [same_text[late]] if late in same_text else found[late]
        for other in earlier:
            if late in same_text or _are_known(late, other, names, known, texts):
                first.setdefault(names[other], names[other])
                first[names[late]] = first[names[other]]
                break
    return first


def _are_known(
    late: int, other: int, names: Sequence[str], known: MutableMapping[tuple[str, str], bool], texts: Runs
) -> bool:
    pair = names[late], names[other]
    if pair not in known:
        known[pair] = are_copies(texts[late], texts[other])
    return known[pair]


def _candidates(signs: Any) -> Iterator[tuple[int, list[int]]]:
    """Yield each text that shares signs with earlier ones, with these, those that share most first."""
    import numpy as np

    parts = [_SortedSigns(signs[:, part]) for part in range(SIGNS)]
    for begin in range(0, len(signs), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(signs))
        pairs = [pair for part in parts for pair in part.pairs(begin, end)]
        if not pairs:
            continue
        codes, shared = np.unique(np.concatenate(pairs), return_counts=True)
        codes, shared = codes[shared >= _SHARED_SIGNS], shared[shared >= _SHARED_SIGNS]
        late, early = codes >> np.uint64(32), codes & np.uint64(NO_SIGN)
        order = np.lexsort((early, -shared, late))
        rows = zip(late[order].tolist(), early[order].tolist(), strict=True)
        for name, others in groupby(rows, key=itemgetter(0)):
            yield name, [other for _, other in others]


class _SortedSigns:
    """One part's signs of all texts, sorted, so that those who share one stand together."""

    def __init__(self, column: Any) -> None:
        import numpy as np

        order = np.argsort(column, kind="stable")
        self._order = order[column[order] != NO_SIGN].astype("u4")
        values = column[self._order]
        self._at = np.full(len(column), -1, dtype="i4")
        self._at[self._order] = np.arange(len(values), dtype="i4")
        begins = np.flatnonzero(np.concatenate([[len(values) > 0], values[1:] != values[:-1]]))
        before = np.arange(len(values)) - np.repeat(begins, np.diff([*begins, len(values)]))
        # How many earlier texts have the sign; none count where there are too many.
        self._before = np.where(before <= _COMMON_SIGN, before, 0).astype("u1")

    def pairs(self, begin: int, end: int) -> Iterator[Any]:
        """Yield pairs of a text from `begin` to `end` (exclusive) and an earlier one of its sign, each as a number."""
        import numpy as np

        at = self._at[begin:end]
        late = np.flatnonzero(at >= 0)
        at = at[late]
        before = self._before[at]
        codes = (late + begin).astype("u8") << np.uint64(32)
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
