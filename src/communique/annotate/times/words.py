"""The words of one candidate, and the numbers, units and relations that they spell."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.annotate.times.calendar import Unit
from communique.annotate.times.context import follow, lead
from communique.annotate.times.lexicon import Word
from communique.annotate.times.meaning import Meaning, Relation, Year
from communique.codebook.times import context
from communique.model import TimeType

_NEARBY = 24
"""Characters of the text before and after a candidate that are looked at."""

_MOST = 1_000_000
_PHRASE_END = re.compile(r"\s*(?:[.,;:!?)\"”’]|$)")

Reading = tuple[int, int, TimeType, Meaning]
"""Index of the first and the last word of the expression, its type, and what it says."""

RELATIONS = {"l": Relation.LAST, "n": Relation.NEXT, "h": Relation.THIS, "q": Relation.THAT}
UNITS = {
    "D": Unit.DAY,
    "W": Unit.WEEK,
    "2W": Unit.WEEK,
    "WE": Unit.WEEKEND,
    "M": Unit.MONTH,
    "Q": Unit.QUARTER,
    "Y": Unit.YEAR,
    "DE": Unit.DECADE,
    "CE": Unit.CENTURY,
}
FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a candidate with their letters, and the text that they stand in."""

    words: tuple[Word, ...]
    letters: str
    text: str
    language: str = "en"

    def find(self, letter: str) -> Word | None:
        """Return the first word of a kind."""
        at = self.letters.find(letter)
        return self.words[at] if at >= 0 else None

    def all(self, letters: str) -> list[Word]:
        """Return the words of some kinds, in order."""
        return [word for word in self.words if word.letter in letters]

    @property
    def last(self) -> int:
        """Return the index of the last word."""
        return len(self.words) - 1

    @property
    def relation(self) -> Relation:
        """Return the relation that "last", "next", "this" or "that" names; the last such word counts."""
        found = [letter for letter in self.letters if letter in RELATIONS]
        return RELATIONS[found[-1]] if found else Relation.OPEN

    @property
    def before(self) -> str:
        """Return the text just before the candidate."""
        start = self.words[0].start
        return self.text[max(0, start - _NEARBY) : start]

    @property
    def after(self) -> str:
        """Return the text just after the candidate."""
        end = self.words[-1].end
        return self.text[end : end + _NEARBY]

    def led_by(self, kind: str) -> bool:
        """Tell whether a word of a kind (`times_context.csv`) stands before the candidate."""
        return bool(lead(kind, self.language).search(self.before))

    def followed_by(self, kind: str) -> bool:
        """Tell whether a word of a kind (`times_context.csv`) stands after the candidate."""
        return bool(follow(kind, self.language).match(self.after))

    def following(self, kind: str) -> str:
        """Return the value of the word of a kind that stands after the candidate; empty without one."""
        found = follow(kind, self.language).match(self.after)
        return context(kind, self.language)[found.group().strip().lower()] if found else ""

    @property
    def ends_phrase(self) -> bool:
        """Tell whether a mark or a word that opens another phrase stands after the candidate."""
        return bool(_PHRASE_END.match(self.after)) or self.followed_by("clause_start")

    @property
    def related_by(self) -> str:
        """Return what the last of "last", "next", "this", "that" and their like is; empty without one."""
        return next((word.value for word in reversed(self.words) if word.letter in RELATIONS), "")


Reader = Callable[[Words], Reading | None]


def number_of(words: list[Word]) -> float | None:
    """Return the number that number words and figures spell together; None for "a few", "several" and absurd ones.

    "twenty-five" is 25, "two hundred" 200, "2 1/2" 2.5.
    """
    total = 0.0
    for word in words:
        if word.letter == "%":
            total += FRACTIONS[word.value]
        elif word.value == "X":
            return None
        elif word.value == "X2":
            total += 2
        elif word.letter == "N":
            value = int(word.value)
            total = max(total, 1) * value if value >= 100 or (value == 12 and total) else total + value
        else:
            try:
                total += float(word.value.replace(",", ""))
            except ValueError:
                return None
    return total if total <= _MOST else None


def year_of(words: Words) -> Year:
    """Return the year that a candidate names: a number, or "last year", "next year", "this year"."""
    number = words.find("Y")
    if number is not None:
        return Year(number=int(number.value))
    for at, word in enumerate(words.words):
        if word.letter == "U" and word.value == "Y":
            before = words.letters[:at].rstrip("f")[-1:]
            match before:
                case "l":
                    return Year(shift=-1)
                case "n":
                    return Year(shift=1)
                case "h" | "t":
                    return Year(shift=0)
                case _:
                    return Year()
    return Year()


def whole(words: Words, kind: TimeType, meaning: Meaning) -> Reading:
    """Return the reading of all words together."""
    return 0, words.last, kind, meaning


def is_title(words: Words) -> bool:
    """Tell whether the words are a name in quotation marks, such as the broadcast "This Week"."""
    first, last = words.words[0], words.words[-1]
    return first.text[:1].isupper() and last.text[:1].isupper() and words.before[-1:] in ('"', "“", "‘", "'", "`")
