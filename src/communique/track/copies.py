"""Near copies: syndicated stories, edited and shortened versions, found by the runs of words that they share."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from communique.codebook.matching import UNSPACED, levelled

RUN = 5
"""Words of a run; in scripts without spaces twice as many characters."""
ALIKE = 0.6
"""Share of all runs that two versions have in common."""
CONTAINED = 0.8
"""Share of the shorter one's runs that a longer version has: a story cut for length, or one with a paragraph more."""
FEWEST = 25
"""Runs of the shorter text below which nothing is said: formulas alone make short texts alike."""
_SIGNS = 32
_SHARED_SIGNS = 3
_COMMON_SIGN = 200
"""Documents that a sign may point to before it says nothing: boilerplate that a whole site shares."""
_WORD = re.compile(r"\w+")


def near_copies(documents: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """Return for each near copy the id of the first document that it copies; what has no copy is left out.

    `documents` are (id, text, language), the original before its copies: order by date of publication. The id that
    copies share is that of the first. Each text costs a pass over its words, and nothing is compared that shares no
    signs (the least hash of each of 32 parts of its runs, as in one-permutation MinHash; Li, Owen, Zhang 2012).
    """
    runs: dict[str, frozenset[int]] = {}
    by_sign: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    verbatim: dict[str, str] = {}
    for name, text, language in documents:
        same = verbatim.setdefault(text, name)
        if same in runs:  # long enough to be compared, and word for word the same
            if same != name:
                first.setdefault(same, same)
                first[name] = first[same]
            continue
        own = runs_of(text, language)
        if len(own) < FEWEST:
            continue
        signs = _signs(own)
        seen = Counter(
            other for sign in signs if len(by_sign[sign]) <= _COMMON_SIGN for other in dict.fromkeys(by_sign[sign])
        )
        original = next(
            (other for other, shared in seen.most_common() if shared >= _SHARED_SIGNS and are_copies(own, runs[other])),
            None,
        )
        if original is not None:
            first.setdefault(original, original)
            first[name] = first[original]
        runs[name] = own
        for sign in signs:
            by_sign[sign].append(name)
    return first


def runs_of(text: str, language: str | None) -> frozenset[int]:
    """Return what stands for the runs of words of a text, without regard to case, punctuation and layout."""
    words = _WORD.findall(levelled(text).casefold())
    length = RUN
    if language in UNSPACED:
        words, length = list("".join(words)), 2 * RUN
    # The same on every machine and in every process, which hash() of a string is not.
    return frozenset(
        zlib.crc32(" ".join(words[at : at + length]).encode("utf-8", "surrogatepass"))
        for at in range(max(len(words) - length + 1, 0))
    )


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether two texts, given by their runs, are versions of one."""
    shared = len(one & other)
    fewer = min(len(one), len(other))
    return fewer >= FEWEST and (shared >= CONTAINED * fewer or shared >= ALIKE * (len(one) + len(other) - shared))


def _signs(runs: frozenset[int]) -> list[tuple[int, int]]:
    least: dict[int, int] = {}
    for run in runs:
        part = run % _SIGNS
        if run < least.get(part, 1 << 32):
            least[part] = run
    return list(least.items())
