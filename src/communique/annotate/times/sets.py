"""Reading sets, what comes again and again: "every Friday", "each May", "twice a week", "daily", "Friday nights".

Each function reads the words of one rule of grammar.py. It returns None where the words turn out to be no time.
"""

import re

from communique.annotate.times.lengths import iso_length, numbers_of
from communique.annotate.times.meaning import Complete
from communique.annotate.times.words import Reading, Words, number_of, whole
from communique.model import TimeType

SET = TimeType.SET

ANY_YEAR = "XXXX"
"""A year that is not specified: TIMEX3 writes X for such a digit, and so `XXXX-WXX-5` for every Friday.

Source: Saurí et al., TimeML Annotation Guidelines 1.2.1, "SET"."""
ANY_WEEK = f"{ANY_YEAR}-WXX"
ANY_DAY = f"{ANY_YEAR}-XX-XX"


def every(words: Words) -> Reading | None:
    """Read "every day", "each Friday", "every two weeks"."""
    last = words.words[-1]
    match last.letter:
        case "W":
            value = f"{ANY_WEEK}-{last.value}"
        case "M":
            value = f"{ANY_YEAR}-{int(last.value):02d}"
        case "Z":
            value = f"{ANY_YEAR}-{last.value}"
        case "P":
            value = f"{ANY_DAY}T{last.value}"
        case "6":
            value = "P1W"
        case _:
            if last.value == "P":
                return None
            numbers = numbers_of(words)
            amount = number_of(numbers) if numbers else (2.0 if "x" in words.letters else 1.0)
            value = iso_length(amount, last.value)
    return whole(words, SET, Complete(value))


def rate(words: Words) -> Reading | None:
    """Read "twice a week", "three times a year"."""
    return whole(words, SET, Complete(iso_length(1, words.words[-1].value)))


def set_word(words: Words) -> Reading | None:
    """Read "daily", "annually", "Mondays", "Friday nights"."""
    first, last = words.words[0], words.words[-1]
    if first.text[0].isupper() and re.match(r"\s+[A-Z]", words.after):
        return None  # "Daily Herald"
    value = f"{ANY_WEEK}-{first.value}" if first.letter == "W" else first.value
    if last.letter in "P8":
        value += f"T{last.value}"
    return whole(words, SET, Complete(value))
