"""Patterns over the text for many words at once."""

import re
from collections import defaultdict
from collections.abc import Iterable

_SHORT = 3
_ENDINGS = r"(?:s|es|n|d|ed|ing)?\b"


def words_beginning(stems: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for every word that begins with one of `stems`, small or with a capital.

    A stem of three letters or fewer stands alone or with an ending. The stems are grouped by their first letter and no
    flag is set: one test a word, not one a stem (measured: four times as fast as an alternation that ignores case).
    """
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
