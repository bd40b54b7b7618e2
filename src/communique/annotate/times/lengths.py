"""Reading lengths of time: "three days", "a 16-hour flight", "for weeks", "three weeks later".

Each function reads the words of one rule of grammar.py. It returns None where the words turn out to be no time.
"""

import re

from communique.annotate.times.lexicon import Word
from communique.annotate.times.meaning import Complete
from communique.annotate.times.words import Reading, Words, number_of, whole
from communique.model import TimeType

DURATION = TimeType.DURATION
_COLLECTIVE = frozenset({"12", "100", "1000", "X", "X2"})
"""Values of the numbers that need an article of their own: "a dozen", "a hundred", "a few"."""

_SMALLER = {"Y": (12, "M"), "H": (60, "M"), "D": (24, "H"), "W": (7, "D")}
_LARGE = 10_000
"""Above it a length has no fraction."""

_FIGURE_BEFORE = re.compile(r"[\d%]\s*$")
_MID_SENTENCE = re.compile(r"[a-z,]\s*$")
_PLURAL_BEFORE = re.compile(r"\b[a-z]{3,}s\s*$")


def iso_length(amount: float | None, unit: str) -> str:
    """Return P3D, PT2H, PXM; a fraction is spelled in the next smaller unit (P2Y6M, PT1M30S)."""
    time = "T" if unit.startswith("T") else ""
    if unit == "2W":
        unit, amount = "W", None if amount is None else amount * 2
    letter = unit if unit in ("DE", "CE", "WE") else unit[-1]
    if amount is None:
        return f"P{time}X{letter}"
    if unit in ("DE", "CE"):
        amount, letter = amount * (10 if unit == "DE" else 100), "Y"
    count = int(amount)
    rest = amount - count
    if not rest or amount > _LARGE:
        return f"P{time}{count}{letter}"
    smaller = (60, "S") if unit == "TM" else _SMALLER.get(letter)
    if smaller is None or unit == "TS":
        return f"P{time}{amount:g}{letter}"
    head = f"{count}{letter}" if count else ""
    return f"P{time}{head}{'T' if letter == 'D' else ''}{round(rest * smaller[0])}{smaller[1]}"


def numbers_of(words: Words) -> list[Word]:
    """Return the words that spell the number before the unit; of a range ("four to five years") the first number."""
    found: list[Word] = []
    for at, (letter, word) in enumerate(zip(words.letters, words.words, strict=True)):
        if letter in "ND#Y%":
            found.append(word)
        elif letter in "UV4" or (found and _is_range(words, at, found)):
            break
    return found


def _is_range(words: Words, at: int, before: list[Word]) -> bool:
    """Tell whether a second number follows ("four to five", "4-5"); a hyphen may also join one ("twenty-five")."""
    letter, after = words.letters[at], words.letters[at + 1 : at + 2]
    if letter not in "k-" or after not in tuple("ND#Y%a"):
        return False
    last = before[-1]
    is_joined = last.letter == after == "N" and last.value.isdecimal() and 20 <= int(last.value) <= 90
    return letter == "k" or not is_joined


def amount_of(words: Words) -> tuple[float | None, str] | None:
    """Return amount (None: not said) and unit of a length: "two and a half years" is 2.5 and Y."""
    at = next((i for i, letter in enumerate(words.letters) if letter in "UV4"), None)
    if at is None or words.words[at].value == "P":
        return None
    unit = words.words[at].value
    head = words.letters[:at]
    numbers = numbers_of(words)
    extra = 0.5 if re.search(r"c[aN]?H", words.letters) or ("%" in words.letters and not numbers) else 0.0
    if "kN" in words.letters[at:]:
        return None, unit  # "a year or two"
    if numbers:
        number = number_of(numbers)
        return (None if number is None else number + extra), unit
    if "H" in head and not extra:
        return 0.5, unit
    return (1 + extra if "a" in head else None), unit


def length(words: Words) -> Reading | None:
    """Read a length of time: "three days", "a 16-hour flight", "the past two months", "the first nine months"."""
    found = amount_of(words)
    if found is None:
        return None
    amount, unit = found
    letters = words.letters
    if letters in ("aU", "a-U"):
        return _a_unit(words, unit)
    if unit == "Q" and (letters == "a4" or (letters[-1] == "V" and "-" in letters)):
        return None  # the fraction: "a quarter", "three-quarters"
    if unit == "TS" and not set(letters) & set("DN#"):
        return None
    if "Y" in letters and not set(letters) & set("mV"):
        return None
    return _article(words), words.last, DURATION, Complete(iso_length(amount, unit))


def _article(words: Words) -> int:
    """Return the index of the first word that counts: in "a two-hour talk" the article belongs to the talk."""
    letters = words.letters
    if letters[-1] not in "U4" or letters[0] not in "ta" or set(letters) & set("lnhqOH"):
        return 0
    counted = letters[1:2] in ("D", "#", "Y") or (letters[1:2] == "N" and words.words[1].value not in _COLLECTIVE)
    return 1 if counted else 0


def _a_unit(words: Words, unit: str) -> Reading | None:
    """Read "a year": a rate after what is counted ("40 flights a week"), else a length."""
    if words.words[0].value != "another":
        is_counted = _PLURAL_BEFORE.search(words.before) and not words.led_by("uncounted")
        if words.letters == "aU" and (is_counted or words.led_by("rate_lead") or _FIGURE_BEFORE.search(words.before)):
            return whole(words, TimeType.SET, Complete(iso_length(1, unit)))
        if unit == "D" and words.followed_by("described"):
            return None  # "a day of mourning"
    return whole(words, DURATION, Complete(iso_length(1, unit)))


def unit_long(words: Words) -> Reading | None:
    """Read "hour-long", "a two-hour-long": the article belongs to what is so long."""
    if words.words[-1].value != "long":
        return None
    found = amount_of(words)
    if found is None:
        return None
    amount, unit = found
    first = 1 if words.letters[0] in "ta" else 0
    return first, words.last, DURATION, Complete(iso_length(1 if amount is None else amount, unit))


def length_of_period(words: Words) -> Reading | None:
    """Read "a three-year period"."""
    found = amount_of(words)
    if found is None or words.words[-1].value != "P":
        return None
    return whole(words, DURATION, Complete(iso_length(*found)))


def bare_length(words: Words) -> Reading | None:
    """Read "for weeks", "in years", "weeks of talks", "days after the vote": a length without a number."""
    first = 0 if words.letters[0] == "V" else 1
    lead = words.words[0].value if first else ""
    unit = words.words[first].value
    if unit in ("P", "WE", "TS") or (words.words[0].text[0].isupper() and _MID_SENTENCE.search(words.before)):
        return None  # the second: "Days of Culture"
    if lead in ("for", "in", "within", "over"):
        if lead in ("in", "over") and words.followed_by("length_of"):
            return None  # "in months of talks": counted by what follows
    else:
        is_led = lead == "after" or (not lead and words.led_by("bare_length_lead"))
        if not words.followed_by("length_side") and not (is_led and words.followed_by("length_of")):
            return None
        if not is_led and words.led_by("bare_length_bar"):
            return None
    return first, words.last, DURATION, Complete(iso_length(None, unit))


def some_later(words: Words) -> Reading | None:
    """Read the length in "days later", "weeks earlier"."""
    unit = words.words[0].value
    return None if unit in ("P", "WE") else (0, 0, DURATION, Complete(iso_length(None, unit)))


def anniversary(words: Words) -> Reading | None:
    """Read "the 80th anniversary": the years that lie between."""
    rank = words.find("O")
    return None if rank is None else whole(words, DURATION, Complete(f"P{rank.value}Y"))
