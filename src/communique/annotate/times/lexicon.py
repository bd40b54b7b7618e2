"""Cut a text into words that speak of time, and gather neighbours into islands.

Each known word gets one letter for its kind, so that the grammar (grammar.py) can be written as patterns over letters.
A word that is not in the codebook ends an island. One pass over the text, linear in its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from communique.codebook.times import TimeWord, holidays, time_words

LETTERS = {
    "weekday": "W",
    "weekdays": "w",
    "month": "M",
    "season": "Z",
    "unit": "U",
    "units": "V",
    "number": "N",
    "ordinal": "O",
    "part_of_day": "P",
    "hour_name": "C",
    "half_day": "A",
    "time_zone": "z",
    "day_word": "T",
    "reference": "R",
    "reference_noun": "F",
    "then": "p",
    "set": "S",
    "decade": "E",
    "amount_modifier": "m",
    "holiday": "X",
}
GRAMMAR_LETTERS = {
    "the": "t",
    "a": "a",
    "last": "l",
    "next": "n",
    "this": "h",
    "that": "q",
    "every": "e",
    "ago": "G",
    "later": "L",
    "after": ">",
    "earlier": "B",
    "before": "<",
    "early": "r",
    "border": "b",
    "of": "o",
    "fiscal": "f",
    "half": "H",
    "and": "c",
    "or": "k",
    "to": "k",
    "from": "j",
    "times": "g",
    "old": "v",
    "long": "x",
    "anniversary": "y",
    "other": "x",
    "in": "i",
    "ahead": "d",
    "whole": "u",
    "trading": "s",
    "clock": "@",
}
UNIT_LETTERS = {"Q": "4", "WE": "6"}
"""A quarter and a weekend stand in phrases of their own, so they have their own letters (singular only)."""

# A letter for what is written in digits: D a number up to 31, # another number, Y four digits that may be a year,
# K a clock time, I an ISO date, J a date in figures, E a decade, Q a quarter ("Q3"), % a fraction.
TRIGGERS = frozenset("WwMZUV46PCATRFSEYIJKQXyG@zlp")
"""An island without any of these holds no time expression."""

_TOKEN = re.compile(
    r"(?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<figures>(?<![\d/.])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?<!\d)(?:[12]\d|['’‘`])\d0['’]?s\b)"
    r"|(?P<fraction>1/2|[13]/4|[½¼¾])"
    r"|(?P<rank>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<quarter>\bQ[1-4]\b)"
    r"|(?P<number>\d(?:[\d,]*\d)?(?:\.\d+)?)"
    r"|(?P<half_day>(?i:[ap]\.?m\b\.?))"
    r"|(?P<possessive>['’]s\b|(?<=s)['’](?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
    r"|(?P<paragraph>\n[^\S\n]*\n)"
    r"|(?P<sign>[^\w\s])"
)
_SIGNS = {"-": "-", "‑": "-", "–": "-", ",": ",", "/": "/"}
_BEFORE_NUMBER = re.compile(r"\.?,?[^\S\n]{0,3}\d")
_BEFORE_DATE = re.compile(
    r"\.?,?[^\S\n]{0,3}(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|at\b|night|morning|evening|afternoon)"
)
_NEXT_IS_NUMBER = re.compile(r",?\s{1,3}(?:the )?\d")
_STRONG_LEADS = frozenset(
    "in since until till through during from between throughout early late mid last next this past every each each of "
    "coming following previous".split()
)
_WEAK_LEADS = frozenset("by the to for and or on before after".split())
_NAMED_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Minister|Secretary|PM|Mr\.?) (?:May|March|June|April|August)\b")


class Word(NamedTuple):
    """A word of an island: `letter` is its kind, `value` what the codebook says it means, `text` its letters."""

    letter: str
    value: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Island:
    """Neighbouring words that may hold time expressions; `letters` has one letter for each."""

    words: tuple[Word, ...]
    letters: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of the codebook with its letter."""

    letter: str
    value: str
    condition: str


class Lexicon:
    """The time words of one language, ready for look-up."""

    __slots__ = ("_phrases", "_words")

    def __init__(self, language: str = "en") -> None:
        self._words: dict[str, Entry] = {}
        phrases: dict[str, list[tuple[str, Entry]]] = {}
        for word in time_words(language):
            letter = _letter(word)
            if not letter:
                continue
            entry = Entry(letter, word.value, word.condition)
            if " " in word.form:
                phrases.setdefault(re.split(r"\W", word.form)[0], []).append((word.form, entry))
            else:
                self._words.setdefault(word.form, entry)
        for holiday in holidays(language):
            first = re.split(r"\W", holiday.form)[0]
            phrases.setdefault(first, []).append((holiday.form, Entry("X", holiday.rule, "capital")))
        self._phrases = {
            first: tuple(sorted(forms, key=lambda pair: -len(pair[0]))) for first, forms in phrases.items()
        }

    def islands(self, text: str) -> Iterator[Island]:
        """Yield the islands of `text` that may hold a time expression, in order."""
        island: list[Word] = []
        words, phrases = self._words, self._phrases
        skip, hit = 0, False
        for found in _TOKEN.finditer(text):
            start = found.start()
            if start < skip:
                continue
            group = found.lastgroup
            if group == "word" or group == "half_day":
                form = found.group()
                low = form.lower()
                word: Word | None = None
                if low in phrases:
                    word = _phrase(text, start, phrases[low])
                if word is None:
                    entry = words.get(low)
                    if entry is not None:
                        word = _word(text, start, found.end(), form, entry, island)
            else:
                word = _figure(group or "", found.group(), start, found.end())
            if word is None:
                if hit:
                    yield Island(tuple(island), "".join(w.letter for w in island))
                    hit = False
                if island:
                    island = []
                continue
            skip = word.end
            island.append(word)
            if word.letter in TRIGGERS:
                hit = True
        if hit:
            yield Island(tuple(island), "".join(w.letter for w in island))


def _letter(word: TimeWord) -> str:
    if word.kind == "grammar":
        return GRAMMAR_LETTERS.get(word.value, "")
    if word.kind == "unit" and word.value in UNIT_LETTERS:
        return UNIT_LETTERS[word.value]
    return LETTERS.get(word.kind, "")


def _phrase(text: str, start: int, forms: tuple[tuple[str, Entry], ...]) -> Word | None:
    """Return the longest form of several words that stands at `start`."""
    for form, entry in forms:
        end = start + len(form)
        piece = text[start:end]
        if piece.replace("’", "'").replace("\n", " ").lower() != form or text[end : end + 1].isalnum():
            continue
        if entry.condition == "capital" and not piece[0].isupper():
            continue
        return Word(entry.letter, entry.value, start, end, piece)
    return None


def _word(text: str, start: int, end: int, form: str, entry: Entry, island: list[Word]) -> Word | None:
    """Return the word if its condition holds here (codebook.times.CONDITIONS)."""
    condition = entry.condition
    if condition:
        if condition == "noun":
            if not _after_determiner(island) and not _NEXT_IS_NUMBER.match(text, end):
                return None
        elif condition == "upper":
            if not form.isupper():
                return None
        elif not form[0].isupper():
            return None
        elif condition == "abbreviation":
            after = _BEFORE_DATE if entry.letter == "W" else _BEFORE_NUMBER
            if not after.match(text, end) and not (entry.letter == "M" and text[end : end + 1] == "."):
                return None
            if text[end : end + 1] == ".":
                end += 1
        elif condition == "doubtful" and not _leads(text, start, end, island):
            return None
    return Word(entry.letter, entry.value, start, end, form)


def _after_determiner(island: list[Word]) -> bool:
    return (
        bool(island) and island[-1].letter in "tlnhqerb-i" and island[-1].text.lower() not in ("to", "at", "on", "by")
    )


def _leads(text: str, start: int, end: int, island: list[Word]) -> bool:
    """Tell whether what stands around a doubtful month name shows that it is the month."""
    if _NEXT_IS_NUMBER.match(text, end):
        return True
    if not island or text[island[-1].end : start].strip():
        return False
    before = island[-1]
    if before.letter == "," and len(island) > 1 and island[-2].letter == "W":
        return True
    if before.letter in "DOW-lnhqer":
        return before.letter != "-" or len(island) > 1
    low = before.text.lower()
    return low in _STRONG_LEADS or (low in _WEAK_LEADS and not _NAMED_MAY.search(text))


def _figure(group: str, form: str, start: int, end: int) -> Word | None:
    """Return the word for what is written in figures or signs; None for what ends an island."""
    match group:
        case "number":
            if form.isdecimal() and form.isascii():
                if len(form) <= 2 and 1 <= int(form) <= 31:
                    return Word("D", form, start, end, form)
                if len(form) == 4 and "1000" <= form <= "2999":
                    return Word("Y", form, start, end, form)
            return Word("#", form, start, end, form)
        case "iso":
            return Word("I", form, start, end, form)
        case "figures" | "mark":
            return Word("J", form, start, end, form)
        case "clock":
            return Word("K", form.replace(".", ":"), start, end, form)
        case "decade":
            digits = re.sub(r"\D", "", form)
            return Word("E", digits[:3] if len(digits) == 4 else f"19{digits[0]}", start, end, form)
        case "fraction":
            return Word("%", form, start, end, form)
        case "rank":
            return Word("O", re.sub(r"\D", "", form), start, end, form)
        case "quarter":
            return Word("Q", form[1], start, end, form)
        case "possessive":
            return Word("'", form, start, end, form)
        case "sign" if form in _SIGNS:
            return Word(_SIGNS[form], form, start, end, form)
        case _:
            return None


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language; one without time words finds nothing."""
    return Lexicon(language)
