"""Reading counted time: lengths, sets, "two weeks ago", "a day earlier", "the past three months".

Each function reads the words of one rule of grammar.py. It returns None where the words turn out to be no time.
"""

import re

from communique.annotate.times.calendar import Unit
from communique.annotate.times.lexicon import Word
from communique.annotate.times.meaning import Base, Complete, Moved, Part, Year
from communique.annotate.times.words import UNITS, Reading, Words, number_of
from communique.model import TimeType

_BARE_LEAD = re.compile(
    r"\b(?:after|for|of|by|despite|amid|following|follow|follows|followed|with|through|took|taken|takes|spent|spend|came|"
    r"until|than|and|or|as)\s*$",
    re.IGNORECASE,
)
_NOT_BARE = re.compile(
    r"\b(?:the|these|those|his|her|its|their|our|early|final|first|last|recent|few|many)\s*$", re.IGNORECASE
)
_COLLECTIVE = frozenset({"12", "100", "1000", "X"})
"""Values of the numbers that need an article of their own: "a dozen", "a hundred", "a few"."""

DATE, DURATION, SET = TimeType.DATE, TimeType.DURATION, TimeType.SET
_RATE_BEFORE = re.compile(
    r"(?:\b(?:million|billion|trillion|thousand|hundred|percent|cents?|dollars|euros)|\d|%)\s*$", re.IGNORECASE
)
_PLURAL_BEFORE = re.compile(r"\b[a-z]{3,}s\s*$")
_NOT_PLURAL = re.compile(
    r"\b(?:was|is|has|this|does|takes|lasts|plus|needs|means|says|perhaps|across|his|its|spends|costs|less|as|lasts)\s*$"
)


def _iso_length(amount: float | None, unit: str) -> str:
    """Return P3D, PT2H, PXM; a fraction is spelled in the next smaller unit (P2Y6M, PT1M30S)."""
    weeks = unit == "2W"
    if weeks:
        unit = "W"
    time = "T" if unit.startswith("T") else ""
    letter = unit[-1] if unit not in ("DE", "CE") else unit
    if amount is None:
        return f"P{time}X{letter}"
    if weeks:
        amount *= 2
    if unit in ("DE", "CE"):
        amount, letter = amount * (10 if unit == "DE" else 100), "Y"
    if unit == "Q":
        return f"P{amount:g}Q"
    whole = int(amount)
    rest = amount - whole
    if not rest or amount > 10_000:
        return f"P{time}{whole}{letter}"
    smaller = {"Y": (12, "M"), "H": (60, "M"), "D": (24, "H"), "W": (7, "D")}
    if unit == "TM":
        smaller = {"M": (60, "S")}
    if letter not in smaller:
        return f"P{time}{amount:g}{letter}"
    factor, part = smaller[letter]
    head = f"{whole}{letter}" if whole else ""
    if letter == "D":
        return f"P{head}T{round(rest * factor)}{part}"
    return f"P{time}{head}{round(rest * factor)}{part}"


def _numbers(words: Words) -> tuple[list[Word], bool]:
    """Return the words that spell the (first) number before the unit, and whether it is a range."""
    found: list[Word] = []
    is_range = False
    for at, (letter, word) in enumerate(zip(words.letters, words.words, strict=True)):
        if letter in "ND#Y%":
            found.append(word)
        elif letter in "UV4" and word.letter in "UV4":
            break
        elif found and letter in "k-" and words.letters[at + 1 : at + 2] in tuple("ND#Y%a"):
            if letter == "k" or not _spells_on(found, words.words[at + 1]):
                is_range = True
                break
    return found, is_range


def _spells_on(before: list[Word], word: Word) -> bool:
    """Tell whether a hyphen joins one number word ("twenty-five"), not two figures ("4-5")."""
    last = before[-1]
    return last.letter == word.letter == "N" and last.value.isdecimal() and 20 <= int(last.value) <= 90


def amount_of(words: Words) -> tuple[float | None, str] | None:
    """Return amount (None: not said) and unit of a length: "two and a half years" is 2.5 and Y."""
    at = next((i for i, letter in enumerate(words.letters) if letter in "UV4"), None)
    if at is None:
        return None
    unit = words.words[at].value
    if unit == "P":
        return None
    head = words.letters[:at]
    numbers, _ = _numbers(words)
    extra = 0.5 if re.search(r"c[aN]?H", words.letters) or ("%" in words.letters and not numbers) else 0.0
    if "kN" in words.letters[at:]:
        return None, unit  # "a year or two"
    if numbers:
        number = number_of(numbers)
        return (None if number is None else number + extra), unit
    if "H" in head and not extra:
        return 0.5, unit
    if "a" in head:
        return 1 + extra, unit
    return None, unit


def _whole_amount(amount: float | None) -> int | None:
    return None if amount is None or amount > 100_000 else round(amount)


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
    if unit == "TS" and "D" not in letters and "N" not in letters and "#" not in letters:
        return None
    if "Y" in letters and not any(letter in "mV" for letter in letters):
        return None
    return _article(words), words.last, DURATION, Complete(_iso_length(amount, unit))


def _article(words: Words) -> int:
    """Return the index of the first word: the article before a length that qualifies a noun ("a two-hour talk") is not
    part of it.
    """
    letters = words.letters
    if letters[-1] not in "U4" or letters[0] not in "ta" or set(letters) & set("lnhqOH"):
        return 0
    counted = letters[1:2] in ("D", "#", "Y") or (letters[1:2] == "N" and words.words[1].value not in _COLLECTIVE)
    return 1 if counted else 0


def _a_unit(words: Words, unit: str) -> Reading | None:
    """Read "a year": a rate after what is counted ("40 flights a week"), else a length."""
    if words.words[0].text.lower() == "another":
        return 0, words.last, DURATION, Complete(_iso_length(1, unit))
    before = words.before()
    if words.letters == "aU" and (
        _RATE_BEFORE.search(before) or (_PLURAL_BEFORE.search(before) and not _NOT_PLURAL.search(before))
    ):
        return 0, words.last, SET, Complete(f"P{'T' if unit[0] == 'T' else ''}1{unit[-1]}")
    if re.match(r"\s*(?:of|when|in which|that|for|to)\b", words.after()) and unit == "D":
        return None  # "a day of mourning"
    return 0, words.last, DURATION, Complete(_iso_length(1, unit))


def length_of_period(words: Words) -> Reading | None:
    """Read "a three-year period"."""
    found = amount_of(words)
    if found is None or words.words[-1].value != "P":
        return None
    return 0, words.last, DURATION, Complete(_iso_length(*found))


def bare_length(words: Words) -> Reading | None:
    """Read "for weeks", "in years", "weeks of talks", "days after the vote": a length without a number."""
    first = 0 if words.letters[0] == "V" else 1
    lead = "" if not first else words.words[0].text.lower()
    unit = words.words[first].value
    if unit in ("P", "WE", "TS"):
        return None
    if lead not in ("for", "in", "within", "over"):
        leads = lead == "after" or (not lead and _BARE_LEAD.search(words.before()))
        if not re.match(r"\s+(?:of|before|after)\b" if leads else r"\s+(?:before|after)\b", words.after()):
            return None
        if not leads and _NOT_BARE.search(words.before()):
            return None
    elif re.match(r"\s+of\b", words.after()) and lead in ("over", "in"):
        return None
    return first, words.last, DURATION, Complete(_iso_length(None, unit))


def ago(words: Words) -> Reading | None:
    """Read "two weeks ago", "months ago"."""
    found = amount_of(words)
    if found is None:
        return None
    amount, unit = found
    if unit not in UNITS:
        return 0, words.last, TimeType.TIME, Complete("PAST_REF")
    if unit == "DE" and amount is not None:
        return 0, words.last, DATE, Moved(Unit.YEAR, -_rounded(amount * 10))
    moved = _whole_amount(amount)
    if moved is None:
        return 0, words.last, DATE, Complete("PAST_REF")
    weeks = 2 if unit == "2W" else 1
    if amount == 0.5 and unit == "Y":
        return 0, words.last, DATE, Moved(Unit.MONTH, -6)
    if unit == "Y" and moved == 1:
        return 0, words.last, DATE, Moved(Unit.YEAR, -1, Base.QUARTER, keeps=True)
    return 0, words.last, DATE, Moved(UNITS[unit], -moved * weeks)


def _rounded(amount: float) -> int:
    return _whole_amount(amount) or 0


def later(words: Words) -> Reading | None:
    """Read "a day earlier", "two weeks later", and "year-earlier" before a noun."""
    sign = -1 if any(letter in "BG" for letter in words.letters) else 1
    found = amount_of(words)
    if found is None:
        return None
    amount, unit = found
    if re.match(r"t?U-?[GB]", words.letters) and not words.letters.startswith("a"):
        amount = 1
        if unit != "Y" or (words.letters.startswith("tUG")):
            return None
        first = 1 if words.letters.startswith("t") and not words.letters.endswith("U") else 0
        return first, words.last, DATE, Moved(Unit.YEAR, -1, Base.STORY, keeps=True)
    if unit not in UNITS:
        return 0, words.last - 1, DURATION, Complete(_iso_length(amount, unit))
    moved = _whole_amount(amount)
    if moved is None:
        return 0, words.last - 1, DURATION, Complete(_iso_length(None, unit))
    weeks = 2 if unit == "2W" else 1
    years = 10 if unit == "DE" else 1
    kind = Unit.YEAR if unit == "DE" else UNITS[unit]
    return 0, words.last, DATE, Moved(kind, sign * moved * weeks * years, Base.STORY, keeps=kind is Unit.YEAR)


def around_day(words: Words) -> Reading | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    day = int(words.words[-1].value.partition("T")[0])
    unit = UNITS.get(words.words[1].value)
    if unit is not Unit.DAY:
        return None
    return 0, words.last, DATE, Moved(Unit.DAY, day + (-1 if "<" in words.letters else 1))


def day_before(words: Words) -> Reading | None:
    """Read "the day before" and "the year after" where nothing follows that would name the other time."""
    if not re.match(r"\s*(?:[.,;:!?)\"”’]|$|and\b|in\b|at\b|when\b)", words.after()):
        return None
    unit = UNITS.get(words.words[-2].value)
    if unit is None:
        return None
    return 0, words.last, DATE, Moved(unit, -1 if words.letters.endswith("<") else 1, Base.STORY)


def stretch(words: Words) -> Reading | None:
    """Read "last week", "this year", "the previous month", "later that year", "the end of the month"."""
    at = max(i for i, letter in enumerate(words.letters) if letter in "UV4")
    unit = words.words[at].value
    letters = words.letters
    if unit == "P":
        return _period(words)
    if unit not in UNITS:
        return None
    kind, relation = UNITS[unit], next((letter for letter in reversed(letters[:at]) if letter in "lnhq"), "")
    said = words.words[letters.rindex(relation)].text.lower() if relation else ""
    if letters[-1] == "V" or (at != words.last and not letters.endswith("b")):
        return None
    meaning: Moved
    match relation:
        case "l":
            near = said in ("last", "past", "latest", "recent")
            if said == "recent":
                return 0, words.last, DATE, Complete("PAST_REF")
            if kind is Unit.DAY and said in ("last", "latest", "past"):
                return None
            meaning = Moved(kind, -1, Base.DOCUMENT if near else Base.STORY)
        case "n":
            near = said in ("next", "coming", "upcoming") and not (kind is Unit.DAY or letters.startswith("tn"))
            meaning = Moved(kind, 1, Base.DOCUMENT if near or said in ("coming", "upcoming") else Base.STORY)
        case "h":
            meaning = Moved(kind, 0)
            if unit == "TM":
                return None
        case "q":
            if said == "those" or (
                said == "that"
                and kind is Unit.DAY
                and not re.search(r"\b(?:on|of|for|since|until|by)\s*$", words.before())
                and len(letters) == 2
            ):
                return None
            meaning = Moved(kind, 0, Base.STORY)
        case _:
            return 0, words.last, DATE, Moved(kind, 0)  # "the end of the month"
    return 0, words.last, DATE, meaning


def the_unit(words: Words) -> Reading | None:
    """Read "the year" and "the quarter": the one that the text is in."""
    letters = words.letters
    kind = UNITS.get(words.words[-1].value)
    if kind is Unit.QUARTER:
        return None if words.after(1) == "-" else (0, words.last, DATE, Part(kind, 0, Year()))
    if kind is not Unit.YEAR:
        return None
    if "f" not in letters and not re.search(r"\b(?:for|of|in|during|throughout)\s*$", words.before(), re.IGNORECASE):
        return None
    if re.match(r"\s*(?:ended|ending|to)\b", words.after()):
        return 0, words.last, DURATION, Complete("P1Y")
    return 0, words.last, DATE, Moved(kind, 0)


def _period(words: Words) -> Reading | None:
    """Read "the year-earlier period", "the latest period"; "the period" alone is no time."""
    if "l" in words.letters and words.letters.startswith("t") and words.words[1].text.lower() == "latest":
        return 0, words.last, DATE, Part(Unit.QUARTER, 0, Year())
    if re.search(r"t[q]U$", words.letters) and words.words[1].text.lower() == "same":
        return None
    return None


def stretches(words: Words) -> Reading | None:
    """Read "recent years", "the coming months", "the weeks ahead", "these days"."""
    unit = words.find("V")
    if unit is None:
        return None
    if "d" in words.letters:
        return 0, words.last, DURATION, Complete(_iso_length(None, unit.value))
    relation = next(letter for letter in reversed(words.letters) if letter in "lnhq")
    said = words.words[words.letters.rindex(relation)].text.lower()
    match relation:
        case "q":
            if said == "these" and unit.text.lower() == "days":
                return 0, words.last, DATE, Complete("PRESENT_REF")
            return None
        case "l":
            if said not in ("recent", "past", "previous"):
                return None
            return 0, words.last, DATE, Complete("PAST_REF")
        case "n":
            return 0, words.last, DATE, Complete("FUTURE_REF")
        case _:
            return None


def year_end(words: Words) -> Reading | None:
    """Read "year-end", "the year's end"."""
    unit = words.find("U")
    edge = words.find("b")
    if unit is None or unit.value != "Y" or edge is None or edge.text.lower() != "end":
        return None
    return 0, words.last, DATE, Moved(Unit.YEAR, 0)


def anniversary(words: Words) -> Reading | None:
    """Read "the 80th anniversary": the years that lie between."""
    rank = words.find("O")
    if rank is None:
        return None
    return 0, words.last, DURATION, Complete(f"P{rank.value}Y")


def within_day(words: Words) -> Reading | None:
    """Read "later in the day": the day that the story is in."""
    unit = UNITS.get(words.words[-1].value)
    if unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR) or words.words[1].text.lower() != "in":
        return None
    return 0, words.last, DATE, Moved(unit, 0, Base.STORY if unit is Unit.DAY else Base.DOCUMENT)


def every(words: Words) -> Reading | None:
    """Read a set: "every day", "each Friday", "every two weeks"."""
    last = words.words[-1]
    match last.letter:
        case "W":
            value = f"XXXX-WXX-{last.value}"
        case "M":
            value = f"XXXX-{int(last.value):02d}"
        case "Z":
            value = f"XXXX-{last.value}"
        case "P":
            value = f"XXXX-XX-XXT{last.value}"
        case "6":
            value = "P1W"
        case _:
            if last.value == "P":
                return None
            numbers, _ = _numbers(words)
            amount = number_of(numbers) if numbers else (2.0 if "x" in words.letters else 1.0)
            value = _iso_length(amount, last.value)
    return 0, words.last, SET, Complete(value)


def rate(words: Words) -> Reading | None:
    """Read "twice a week", "three times a year"."""
    return 0, words.last, SET, Complete(_iso_length(1, words.words[-1].value))


def set_word(words: Words) -> Reading | None:
    """Read "daily", "annually", "Mondays"."""
    first = words.words[0]
    part = words.words[-1] if words.words[-1].letter == "P" else None
    return 0, words.last, SET, Complete(first.value + (f"T{part.value}" if part is not None else ""))


def reference(words: Words) -> Reading | None:
    """Read "now", "recently"."""
    if re.match(r"\s*(?:as|after|before|enough)\b", words.after()) or re.search(
        r"\b(?:as|how|too|so|very)\s*$", words.before(), re.IGNORECASE
    ):
        return None  # "as soon as", "shortly after"
    return 0, words.last, DATE, Complete(words.words[0].value)


def reference_noun(words: Words) -> Reading | None:
    """Read "in the future", "in the near future", "at the moment"."""
    noun = words.words[-1]
    lead = words.words[0].text.lower()
    if noun.text.lower() == "moment" and lead != "at":
        return None
    if noun.text.lower() == "present" and lead not in ("at", "for"):
        return None
    return 1, words.last, DATE, Complete(noun.value)


def in_the_past(words: Words) -> Reading | None:
    """Read "in the past"."""
    if words.words[-1].text.lower() != "past" or words.words[0].text.lower() != "in":
        return None
    return 1, words.last, DATE, Complete("PAST_REF")


def since_then(words: Words) -> Reading | None:
    """Read "since then", "until then", "by then": the time of the story."""
    if words.words[0].text.lower() not in ("since", "until", "till", "by"):
        return None
    return 1, 1, DATE, Moved(Unit.DAY, 0, Base.STORY)
