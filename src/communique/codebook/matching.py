"""Finding the phrases of a table in a text: on the borders of words, the longest first, with true offsets.

How a form is written in a table:
- a capital letter must be a capital in the text ("PRC", "China"); a small letter matches either case;
- `*` stands for the rest of a word ("первопричин*", "denucleari*");
- `…` stands for a gap of at most three words, `……` of eight, in Chinese of at most 25 characters, that stays within
  the sentence ("express … concern", "welcomed …… to the White House", "就…交换意见").
"""

import re
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.codebook.han import simplified

LANGUAGES = frozenset({"en", "ru", "zh"})
UNSPACED = frozenset({"zh"})
"""Languages that are written without spaces between words."""
SENTENCE_ENDS = re.compile(r"[!?\n。！？；]|\.(?=\s|$)")
"""Rough ends of sentences for looking around a phrase; an abbreviation may end one too early."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CHARACTERS_PER_WORD = 1.6
"""What a word is counted as where no spaces part them."""
_GAP, _REST = "…", "*"
_SPACED_GAP = r"(?:[^\S\n]+[\w'-]+){0,%d}?[^\S\n]+"
_GAP_WORDS = {1: 3, 2: 8}
_UNSPACED_GAP = r"[^。！？；\n]{0,25}?"
# One character for one character, so that offsets stay true.
_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–", "-"),
        **dict.fromkeys("\t\r\n\v\f\u00a0\u2007\u2009\u200a\u202f\u3000", " "),
        "ё": "е",
        "Ё": "Е",
    }
)

Value = TypeVar("Value", bound=Hashable)


class PhraseMatch(NamedTuple, Generic[Value]):
    """Characters `start` to `end` (code points, exclusive) are a form that stands for `value`."""

    start: int
    end: int
    value: Value


def between_ends(
    text: str, start: int, end: int, ends: re.Pattern[str] = SENTENCE_ENDS, *, reach: int = 1000
) -> tuple[int, int]:
    """Return the stretch between two `ends`, its sentence by default, in which a place stands; without those ends.

    They are looked for at most `reach` characters away, so that a line without any costs no more than it is long.
    """
    from_here, to_there = max(0, start - reach), min(len(text), end + reach)
    first = max((match.end() for match in ends.finditer(text, from_here, start)), default=from_here)
    last = ends.search(text, end, to_there)
    return first, last.start() if last is not None else to_there


def count_words(texts: Iterable[str], language: str | None) -> int:
    """Return the length of texts in words, so that lengths can be set beside each other in all languages."""
    if language is not None and language.removesuffix("-Hant") in UNSPACED:
        characters = sum(1 for text in texts for character in text if not character.isspace())
        return round(characters / _CHARACTERS_PER_WORD)
    return sum(len(_WORD.findall(text)) for text in texts)


def levelled(text: str) -> str:
    """Return `text` with one kind of quotation mark, hyphen, blank and letter е; the length stays the same."""
    return text.translate(_SAME)


def lowered(text: str) -> str:
    """Return `text` in lower case without changing the length, so that offsets stay true."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def on_borders(text: str, start: int, end: int) -> bool:
    """Tell whether no word runs over either end."""
    return not (_runs_over(text, start) or _runs_over(text, end))


def _runs_over(text: str, at: int) -> bool:
    """Tell whether a word goes on over the place before the character `at`."""
    return 0 < at < len(text) and all(char.isalnum() or char == "_" for char in text[at - 1 : at + 1])


@cache
def _pattern(form: str, *, spaced: bool) -> re.Pattern[str]:
    """Return the pattern of a whole form, to be tried where its first words were found."""
    written = ""
    for part in re.split(r"(\s*…+\s*|\*|\s+)", form):
        if part.strip().startswith(_GAP):
            written += _SPACED_GAP % _GAP_WORDS[len(part.strip())] if spaced else _UNSPACED_GAP
        elif part == _REST:
            written += r"\w*"
        elif part.isspace():
            written += r"[^\S\n]"
        else:
            written += "".join(re.escape(char) if char.isupper() else f"(?i:{re.escape(char)})" for char in part)
    return re.compile(written)


def _is_plain(form: str) -> bool:
    """Tell whether a form has neither gaps nor open ends."""
    return _GAP not in form and _REST not in form


def _head(form: str) -> str:
    return form.rstrip() if _is_plain(form) else re.split(r"[*…]", form, maxsplit=1)[0].rstrip()


class _Kept(NamedTuple, Generic[Value]):
    """A match that counts, with all the values that its words stand for."""

    start: int
    end: int
    exactness: tuple[int, int]
    values: set[Value | None]


def _exactness(form: str) -> tuple[int, int]:
    """Return how many letters of a form are written out, then how few gaps it has: the more exact, the greater."""
    if _is_plain(form):
        return len("".join(form.split())), 0
    return len(re.sub(r"[\s*…]", "", form)), -len(re.findall(r"[*…]+", form))


class PhraseMatcher(Generic[Value]):
    """Finds forms of one language; the same words may stand for several values, and all of them are returned.

    A value of None masks: its words are found and left out, and nothing shorter within them is found.
    """

    __slots__ = ("_automaton", "_forms", "_spaced")

    def __init__(self, forms: Iterable[tuple[str, Value | None]], language: str) -> None:
        self._spaced = language not in UNSPACED
        grouped: dict[str, dict[tuple[str, Value | None], None]] = {}
        for form, value in forms:
            words = levelled(form)
            grouped.setdefault(lowered(_head(words)), {})[words, value] = None
        self._forms = tuple(
            tuple((_end_finder(words, spaced=self._spaced), _exactness(words), value) for words, value in group)
            for group in grouped.values()
        )
        self._automaton = AhoCorasick(list(grouped), matchkind=MatchKind.Standard) if grouped else None

    def find(self, text: str, *, nested: bool = False) -> tuple[PhraseMatch[Value], ...]:
        """Return the matches in the order of the text; of those that overlap the longest, then the first.

        Of forms that match the same characters the one with more letters written out counts ("deep concern", not
        "… concern"). With `nested`, what stands for another value than the longer match is returned too, unless that
        masks.
        """
        found = self._everything(text)
        # Which match covers a character, by its place in `kept`, plus one.
        covered = [0] * len(text)
        kept: list[_Kept[Value]] = []
        by_span: dict[tuple[int, int], _Kept[Value]] = {}
        for start, end, exactness, value in found:
            # A longer match never lies inside a shorter one, so the two ends tell whether anything is covered.
            around = [kept[at - 1] for at in {covered[start], covered[end - 1]} if at]
            same = by_span.get((start, end))
            if same is not None:
                if same.exactness == exactness:
                    same.values.add(value)
            elif not around or (nested and not any(one.values & {value, None} for one in around)):
                kept.append(_Kept(start, end, exactness, {value}))
                by_span[start, end] = kept[-1]
                if not around:
                    covered[start:end] = [len(kept)] * (end - start)
        matches = [
            PhraseMatch(one.start, one.end, value)
            for one in kept
            for value in one.values
            if value is not None and None not in one.values
        ]
        return tuple(sorted(matches, key=lambda match: (match.start, -match.end, str(match.value))))

    def beginnings(self, low: str) -> list[int]:
        """Return where forms may begin in a text that is levelled and in lower case: quickly, with some too many."""
        if self._automaton is None:
            return []
        return [start for _, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True)]

    def _everything(self, text: str) -> list[tuple[int, int, tuple[int, int], Value | None]]:
        """Return every form that stands in the text, the longest first, then the most exact."""
        if self._automaton is None:
            return []
        flat = levelled(text if self._spaced else simplified(text))
        found: list[tuple[int, int, tuple[int, int], Value | None]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(lowered(flat), overlapping=True):
            if self._spaced and _runs_over(flat, start):
                continue
            for end_of, exactness, value in self._forms[index]:
                stop = end_of(flat, start, end)
                if stop is not None and (not self._spaced or on_borders(flat, start, stop)):
                    found.append((start, stop, exactness, value))
        found.sort(key=lambda match: (match[0] - match[1], match[0], (-match[2][0], -match[2][1])))
        return found


def _in_any_case(_text: str, _start: int, end: int) -> int:
    return end


def _end_finder(form: str, *, spaced: bool) -> Callable[[str, int, int], int | None]:
    """Return the function that tells where the form ends that begins at `start`, None if it does not stand there."""
    if _is_plain(form):
        if form.islower():
            return _in_any_case
        capitals = tuple((at, char) for at, char in enumerate(form) if char.isupper())

        def plain(text: str, start: int, end: int) -> int | None:
            return end if all(text[start + at] == char for at, char in capitals) else None

        return plain

    def bent(text: str, start: int, _end: int) -> int | None:
        # Compiled where its first words are first found: most forms never are, and there are hundreds.
        match = _pattern(form, spaced=spaced).match(text, start)
        return match.end() if match else None

    return bent
