"""Reading names of the calendar: months, seasons, quarters, years, decades, holidays.

Each function reads the words of one rule of grammar.py. It returns None where the words turn out to be no time.
"""

import re

from communique.annotate.times.calendar import Unit
from communique.annotate.times.meaning import (
    Base,
    Complete,
    MonthName,
    Moved,
    NamedDay,
    Part,
    Relation,
    Season,
    Weekend,
    Year,
)
from communique.annotate.times.words import Reading, Words, number_of, whole, year_of
from communique.model import TimeType

DATE = TimeType.DATE
_NAME_BEFORE = re.compile(r"(?<!\w)[A-Z][A-Za-z]+[ \u00a0]$")
_YEAR_SIGNS = re.compile(r"[(,;:\u2013-]\s*$")


def nothing(words: Words) -> Reading | None:  # noqa: ARG001 - the shape of every reader
    """Read words that only look like a time."""
    return None


def _relation(words: Words) -> Relation:
    return Relation.PAST if words.related_by == "past" else words.relation


def month(words: Words) -> Reading | None:
    """Read a month: "June 1998", "early October", "last November", "April next year"."""
    found = words.find("M")
    if found is None:
        return None
    year = year_of(words)
    relation = _relation(words) if year.is_open else Relation.OPEN
    # "the August bombings", "the late-November trip": the article belongs to the noun
    first = 1 if re.match(r"t[rLB]?-?M", words.letters) else 0
    if words.words[0].value == "past":
        first, relation = 1, Relation.OPEN  # "looked past November"
    return first, words.last, DATE, MonthName(int(found.value), year, relation)


month_end = month


def holiday(words: Words) -> Reading | None:
    """Read a holiday: "last Thanksgiving", "Christmas 2012"."""
    found = words.find("X")
    if found is None:
        return None
    if words.followed_by("holiday_other") and words.after.lstrip()[:1].isupper():
        return None  # "the Good Friday Agreement"
    year = year_of(words)
    return whole(words, DATE, NamedDay(found.value, year, words.relation if year.is_open else Relation.OPEN))


def season(words: Words) -> Reading | None:
    """Read a season: "last fall", "this past spring", "the summer of 2012"."""
    found = words.find("Z")
    if found is None:
        return None
    year = year_of(words)
    relation = _relation(words) if year.is_open else Relation.OPEN
    if len(words.words) == 1 and words.followed_by("season_other"):
        return None  # "spring to mind", "winter of discontent"
    if len(words.words) == 1 and re.match(r"\s+[a-z]", words.after) and not words.followed_by("season_follow"):
        return None  # "summer holidays": no particular summer
    if found is words.words[-1] and found.text[0].isupper() and re.match(r"\s+[A-Z]", words.after):
        return None  # "Winter Olympics", "Spring Street"
    return whole(words, DATE, Season(found.value, year, relation))


_TEXT_ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4}


def quarter(words: Words) -> Reading | None:
    """Read a quarter or a half-year: "the third quarter of 2012", "Q3", "this quarter", "the second half of 2012"."""
    code = words.find("Q")
    year = year_of(words)
    if code is not None:
        return whole(words, DATE, Part(Unit.QUARTER, int(code.value), year))
    rank = words.find("O")
    number = _TEXT_ORDINALS.get(rank.value, 0) if rank is not None else 0
    if words.find("H") is not None:
        last = words.find("l")
        number = 2 if last is not None and rank is None and last.value in ("last", "latest") else number
        if number not in (1, 2) or (year.is_open and words.find("E") is None):
            return None
        decade_word = words.find("E")
        if decade_word is not None:
            return whole(words, DATE, Complete(decade_word.value))
        return whole(words, DATE, Part(Unit.HALF, number, year))
    if rank is not None and not number:
        return None
    letters = words.letters
    if rank is not None:
        # "the third-quarter results": the article belongs to the results
        first = 1 if letters[0] == "t" and "-4" in letters else 0
        return first, words.last, DATE, Part(Unit.QUARTER, number, year)
    if letters in ("4", "f4"):
        return None
    match words.relation:
        case Relation.LAST if words.related_by != "latest":
            return whole(words, DATE, Moved(Unit.QUARTER, -1))
        case Relation.NEXT:
            return whole(words, DATE, Moved(Unit.QUARTER, 1))
        case Relation.THIS:
            return whole(words, DATE, Moved(Unit.QUARTER, 0))
    if words.relation is not Relation.THAT and not letters.startswith("t"):
        return None
    return whole(words, DATE, Part(Unit.QUARTER, 0, year))


def quarter_ago(words: Words) -> Reading | None:
    """Read "the year-ago quarter", "the year-earlier third quarter"."""
    rank = words.find("O")
    number = _TEXT_ORDINALS.get(rank.value, 0) if rank is not None else 0
    return whole(words, DATE, Part(Unit.QUARTER, number, Year(shift=-1, base=Base.STORY)))


def century(words: Words) -> Reading | None:
    """Read "the 20th century", by the first two digits of its years."""
    rank, unit = words.find("O"), words.find("U")
    if rank is None or unit is None or unit.value != "CE" or unit.text[0].isupper() or not 1 <= int(rank.value) <= 30:
        return None
    return whole(words, DATE, Complete(f"{int(rank.value) - 1:02d}"))


def decade(words: Words) -> Reading | None:
    """Read a decade: "the 1990s", "the late '80s", "the nineties"; a word counts only after "the"."""
    found = words.find("E")
    if found is None or (found.text.isalpha() and "t" not in words.letters):
        return None
    if words.led_by("age_owner"):
        return None  # "in her sixties"
    return whole(words, DATE, Complete(found.value))


def year(words: Words) -> Reading | None:
    """Read a year: "in 1998", "fiscal 2013", "the year 2000", "the end of 1990", "2012-13"."""
    found = words.find("Y")
    if found is None:
        numbers = words.all("N")
        spelled = number_of(numbers)
        if spelled is None or not 1000 <= spelled <= 2999:
            return None
        return whole(words, DATE, Year(int(spelled)))
    number = int(found.value)
    marked = any(letter in "fUb" for letter in words.letters) or words.letters[0] in "rLB"
    if words.led_by("number_lead") or words.followed_by("counted_noun"):
        return None
    if not marked and _NAME_BEFORE.search(words.before) and not words.led_by("year_lead"):
        return None  # "Vision 2030", "Resolution 1973"
    is_led = words.led_by("year_lead") or bool(_YEAR_SIGNS.search(words.before))
    if not marked and not 1900 <= number <= 2100 and not is_led:
        return None
    if not marked and not is_led and re.match(r"\s+[a-z]+s\b(?! (?:said|that))", words.after):
        return None
    if words.letters.startswith("Y-"):
        second = words.words[2]
        if second.letter == "Y" or (len(second.value) == 2 and int(second.value) == (number + 1) % 100):
            return whole(words, DATE, Year(number))
        return 0, 0, DATE, Year(number)
    first = 1 if words.letters[0] == "t" and words.letters[1] == "Y" else 0
    return first, words.last, DATE, Year(number)


def weekend(words: Words) -> Reading | None:
    """Read "the weekend", "last weekend"."""
    if words.letters[0] == "6":
        return None
    return whole(words, DATE, Weekend(words.relation))
