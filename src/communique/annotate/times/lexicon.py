"""Cut a text into words that speak of time, and gather neighbours into islands.

Each known word gets one letter for its kind, so that the grammar (grammar.py) can be written as patterns over letters.
A word that is not in the codebook ends an island. One pass over the text, linear in its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from communique.annotate.times.context import follow
from communique.annotate.times.letters import TRIGGERS, letter_of
from communique.codebook.times import context, holidays, time_words

# What is written in figures stands behind one look at the next character: most words are no figures.
_TOKEN = re.compile(
    r"(?=[\d'’‘`½¼¾])(?:"
    r"(?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<figures>(?<![\d/.])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?<!\d)(?:[12]\d|['’‘`])\d0['’]?s\b)"
    r"|(?P<fraction>1/2|[13]/4|[½¼¾])"
    r"|(?P<rank>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<number>(?<!\w)\d(?:[\d,]*\d)?(?:\.\d+)?)"
    r")"
    r"|(?P<quarter>\bQ[1-4]\b)"
    r"|(?P<half_day>(?i:[ap]\.?m\b\.?))"
    r"|(?P<possessive>['’]s\b|(?<=s)['’](?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
    r"|(?P<paragraph>\n[^\S\n]*\n)"
    r"|(?P<sign>[^\w\s])"
)
_SIGNS = {"-": "-", "‑": "-", "–": "-", ",": ",", "/": "/"}
_BEFORE_NUMBER = re.compile(r"\.?,?[^\S\n]{0,3}\d")
_NEXT_IS_NUMBER = re.compile(r",?\s{1,3}(?:the )?\d")
_LONGEST = 64
"""Most words of an island: no expression is as long, and the grammar stays linear on a text of numbers alone."""

_BEFORE_MONTH = "DOW-lnhqer"
"""Letters of the words that show a doubtful month name after them to be the month."""


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


class _Text:
    """A text that is cut into words; whether it names a person like a month is looked up once, when it matters."""

    __slots__ = ("_names_person", "_persons", "text")

    def __init__(self, text: str, persons: re.Pattern[str]) -> None:
        self.text = text
        self._persons = persons
        self._names_person: bool | None = None

    @property
    def names_person(self) -> bool:
        if self._names_person is None:
            self._names_person = bool(self._persons.search(self.text))
        return self._names_person


class Lexicon:
    """The time words of one language, ready for look-up."""

    __slots__ = ("_before_date", "_forms", "_language", "_persons", "_phrases", "_words")

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._words: dict[str, Entry] = {}
        phrases: dict[str, list[tuple[str, Entry]]] = {}
        months: list[str] = []
        parts: list[str] = []
        for word in time_words(language):
            letter = letter_of(word.kind, word.value)
            if not letter:
                continue
            entry = Entry(letter, word.value, word.condition)
            if " " in word.form:
                phrases.setdefault(re.split(r"\W", word.form)[0], []).append((word.form, entry))
            else:
                self._words.setdefault(word.form, entry)
            if word.kind == "month":
                months.append(word.form)
            elif word.kind == "part_of_day":
                parts.append(word.form)
        for holiday in holidays(language):
            first = re.split(r"\W", holiday.form)[0]
            phrases.setdefault(first, []).append((holiday.form, Entry("X", holiday.rule, "capital")))
        self._phrases = {
            first: tuple(sorted(forms, key=lambda pair: -len(pair[0]))) for first, forms in phrases.items()
        }
        self._forms = frozenset(self._words) | frozenset(self._phrases)
        names = "|".join(map(re.escape, [*months, *parts])) or "(?!)"
        self._before_date = re.compile(rf"\.?,?[^\S\n]{{0,3}}(?:\d|(?:{names})\b)", re.IGNORECASE)
        titles = "|".join(map(re.escape, context("person_lead", language))) or "(?!)"
        self._persons = re.compile(rf"(?<!\w)(?:{titles})\s(?:{names})\b", re.IGNORECASE)

    def islands(self, text: str) -> Iterator[Island]:
        """Yield the islands of `text` that may hold a time expression, in order."""
        island: list[Word] = []
        whole = _Text(text, self._persons)
        skip, hit = 0, False
        for found in _TOKEN.finditer(text):
            if found.start() < skip:
                continue
            if found.lastgroup in ("word", "half_day"):
                low = found[0].lower()
                word = self._known(whole, found, low, island) if low in self._forms else None
            else:
                word = _figure(found.lastgroup or "", found.group(), found.start(), found.end())
            if word is None or len(island) == _LONGEST:
                if hit:
                    yield Island(tuple(island), "".join(w.letter for w in island))
                    hit = False
                if island:
                    island = []
                if word is None:
                    continue
            skip = word.end
            island.append(word)
            if word.letter in TRIGGERS:
                hit = True
        if hit:
            yield Island(tuple(island), "".join(w.letter for w in island))

    def _known(self, whole: _Text, found: re.Match[str], low: str, island: list[Word]) -> Word | None:
        """Return the word of the codebook that stands here, the longest phrase first; None if there is none."""
        text = whole.text
        if low in self._phrases:
            word = _phrase(text, found.start(), self._phrases[low])
            if word is not None:
                return word
        entry = self._words.get(low)
        if entry is None or not self._holds(entry, whole, found, island):
            return None
        end = found.end()
        if entry.condition == "abbreviation" and text[end : end + 1] == ".":
            end += 1
        return Word(entry.letter, entry.value, found.start(), end, found[0])

    def _holds(self, entry: Entry, whole: _Text, found: re.Match[str], island: list[Word]) -> bool:
        """Tell whether the condition of a word (codebook.times.CONDITIONS) holds here."""
        text, form, end = whole.text, found.group(), found.end()
        match entry.condition:
            case "":
                return True
            case "noun":
                return _after_determiner(island) or bool(_NEXT_IS_NUMBER.match(text, end))
            case "upper":
                return form.isupper()
            case "abbreviation":
                if not form[0].isupper():
                    return False
                if entry.letter == "W":
                    return bool(self._before_date.match(text, end))
                return bool(_BEFORE_NUMBER.match(text, end)) or text[end : end + 1] == "."
            case "doubtful":
                return form[0].isupper() and self._is_month(whole, found, island)
            case _:
                return form[0].isupper()

    def _is_month(self, whole: _Text, found: re.Match[str], island: list[Word]) -> bool:
        """Tell whether what stands around a doubtful month name shows that it is the month."""
        if _NEXT_IS_NUMBER.match(whole.text, found.end()):
            return True
        if not island or whole.text[island[-1].end : found.start()].strip():
            return False
        before = island[-1]
        if before.letter == "," and len(island) > 1 and island[-2].letter == "W":
            return True
        if before.letter in _BEFORE_MONTH:
            return before.letter != "-" or len(island) > 1
        if before.letter == "t" and follow("march_follow", self._language).match(whole.text, found.end()):
            return False  # "the March on the capital"
        low = before.text.lower()
        if low in context("month_lead", self._language):
            return True
        return low in context("month_weak_lead", self._language) and not whole.names_person


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


def _after_determiner(island: list[Word]) -> bool:
    if not island:
        return False
    return island[-1].letter in "tlnhqerb-i" and island[-1].value not in ("at", "on", "by")


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
