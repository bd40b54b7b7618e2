"""Patterns over the text for many words at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

_SHORT = 3
_ENDINGS = ("", "s", "es", "n", "d", "ed", "ing")
_HEAD = 3
"""Letters that a word is first judged by."""


class Beginnings:
    """Words, or several in a row, by their first letters; `pattern` finds them in a text, small or with a capital.

    A stem of three letters or fewer stands alone or with an ending.
    """

    __slots__ = ("_heads", "pattern")

    def __init__(self, stems: Iterable[str]) -> None:
        known = frozenset(stems)
        self.pattern: re.Pattern[str] = _pattern(known)
        # A word may be shorter than a head: the first of several in a row is.
        forms = [stem.lower() + ending for stem in known for ending in _ENDINGS]
        self._heads = frozenset(form[:letters] for form in forms for letters in range(1, _HEAD + 1))

    def places(self, text: str, words: Iterable[str], starts: Sequence[int]) -> Iterator[int]:
        """Yield the index of each word at which a stem stands; `words` are those of `text` in lower case.

        Looking at the first letters of each word costs half of a search through the text.
        """
        heads, reached = self._heads, 0
        for at in [at for at, word in enumerate(words) if word[:_HEAD] in heads]:
            hit = self.pattern.match(text, starts[at]) if starts[at] >= reached else None
            if hit is not None:
                reached = hit.end()
                yield at


def _pattern(stems: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern in which the stems are grouped by their first letter: one test a word, not one a stem."""
    endings = rf"(?:{'|'.join(filter(None, _ENDINGS))})?\b"
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for stem in stems:
        rest = re.escape(stem[1:])
        grouped[stem[0].lower()].add(rest if len(stem) > _SHORT else rest + endings)
    parts = []
    for first in sorted(grouped):
        rests = "|".join(sorted(grouped[first], key=lambda rest: (-len(rest), rest)))
        letters = f"[{first.upper()}{first}]" if first.isalpha() else re.escape(first)
        parts.append(f"{letters}(?:{rests})")
    return re.compile(r"\b(?:" + "|".join(parts) + ")")
