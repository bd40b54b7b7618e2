"""One letter for each kind of word, so that the grammar (grammar.py) can be written as patterns over letters."""

KIND_LETTERS = {
    "weekday": "W",
    "weekdays": "w",
    "month": "M",
    "season": "Z",
    "unit": "U",
    "units": "V",
    "number": "N",
    "ordinal": "O",
    "part_of_day": "P",
    "parts_of_day": "8",
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
    "another": "a",
    "last": "l",
    "past": "l",
    "previous": "l",
    "latest": "l",
    "recent": "l",
    "next": "n",
    "coming": "n",
    "following": "n",
    "this": "h",
    "that": "q",
    "those": "q",
    "these": "q",
    "same": "q",
    "every": "e",
    "ago": "G",
    "later": "L",
    "after": ">",
    "earlier": "B",
    "before": "<",
    "early": "r",
    "start": "b",
    "end": "b",
    "rest": "b",
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
    "at": "i",
    "on": "i",
    "for": "i",
    "within": "i",
    "by": "i",
    "over": "i",
    "during": "i",
    "since": "i",
    "until": "i",
    "through": "i",
    "between": "i",
    "throughout": "i",
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


def letter_of(kind: str, value: str) -> str:
    """Return the letter of a word of the codebook; empty for one that the grammar does not know."""
    if kind == "grammar":
        return GRAMMAR_LETTERS.get(value, "")
    if kind == "unit" and value in UNIT_LETTERS:
        return UNIT_LETTERS[value]
    return KIND_LETTERS.get(kind, "")
