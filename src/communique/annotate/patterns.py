"""Patterns over the text for many words at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_SHORT = 3
_ENDINGS = r"(?:s|es|n|d|ed|ing)?\b"
_REMEMBERED = 20_000
"""Words of which it is remembered whether a stem may begin there: a long run meets new names without end."""


class Beginnings:
    """Words, or several in a row, by their first letters; `pattern` finds them in a text, small or with a capital.

    A stem of three letters or fewer stands alone or with an ending.
    """

    __slots__ = ("_may_begin", "pattern")

    def __init__(self, stems: Iterable[str]) -> None:
        known = frozenset(stems)
        lowered = tuple(stem.lower() for stem in known)
        self.pattern: re.Pattern[str] = _pattern(known)

        @lru_cache(maxsize=_REMEMBERED)
        def may_begin(word: str) -> bool:
            return word.startswith(lowered) or any(stem.startswith(word) for stem in lowered)

        self._may_begin = may_begin

    def places(self, text: str, words: Iterable[str], starts: Sequence[int]) -> Iterator[int]:
        """Yield the index of each word at which a stem stands; `words` are those of `text` in lower case.

        Asking each word first whether it can be the one costs a fifth of a search through the text.
        """
        may_begin, reached = self._may_begin, 0
        for at in [at for at, word in enumerate(words) if may_begin(word)]:
            hit = self.pattern.match(text, starts[at]) if starts[at] >= reached else None
            if hit is not None:
                reached = hit.end()
                yield at


def _pattern(stems: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern in which the stems are grouped by their first letter: one test a word, not one a stem."""
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for stem in stems:
        rest = re.escape(stem[1:])
        grouped[stem[0].lower()].add(rest if len(stem) > _SHORT else rest + _ENDINGS)
    parts = []
    for first in sorted(grouped):
        rests = "|".join(sorted(grouped[first], key=lambda rest: (-len(rest), rest)))
        letters = f"[{first.upper()}{first}]" if first.isalpha() else re.escape(first)
        parts.append(f"{letters}(?:{rests})")
    return re.compile(r"\b(?:" + "|".join(parts) + ")")
