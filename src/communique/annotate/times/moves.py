"""Reading times that count from another: "two weeks ago", "a day earlier", "last week", "the end of the month", "now".

Each function reads the words of one rule of grammar.py. It returns None where the words turn out to be no time.
"""

from communique.annotate.times.calendar import Unit
from communique.annotate.times.lengths import amount_of, iso_length
from communique.annotate.times.meaning import Base, Complete, Moved, Part, Relation, Then, Year
from communique.annotate.times.words import UNITS, Reading, Words, is_title, whole
from communique.model import TimeType

DATE, DURATION = TimeType.DATE, TimeType.DURATION
_FAR = 100_000
"""An amount above it is no time to count with."""


def _counted(amount: float | None, unit: str) -> tuple[Unit, int] | None:
    """Return what to move by; None for an amount that is not said. Fortnights are weeks, decades are years."""
    if amount is None or amount > _FAR:
        return None
    if amount == 0.5 and unit == "Y":
        return Unit.MONTH, 6
    if unit == "DE":
        return Unit.YEAR, round(amount * 10)
    return UNITS[unit], round(amount) * (2 if unit == "2W" else 1)


def _is_loose(words: Words) -> bool:
    """Tell whether the number is about two ("a couple of weeks ago"): a length, but nothing to move a date by."""
    return any(word.value == "X2" for word in words.words)


def ago(words: Words) -> Reading | None:
    """Read "two weeks ago", "months ago"."""
    found = amount_of(words)
    if found is None:
        return None
    if found[1] not in UNITS:
        return whole(words, TimeType.TIME, Complete("PAST_REF"))
    counted = None if _is_loose(words) else _counted(*found)
    if counted is None:
        return whole(words, DATE, Complete("PAST_REF"))
    unit, amount = counted
    if unit is Unit.YEAR and amount == 1:
        return whole(words, DATE, Moved(unit, -1, Base.QUARTER, keeps=True))
    return whole(words, DATE, Moved(unit, -amount))


def from_now(words: Words) -> Reading | None:
    """Read "two weeks from now"."""
    found = amount_of(words)
    if found is None or found[1] not in UNITS or words.words[-1].value != "PRESENT_REF":
        return None
    counted = None if _is_loose(words) else _counted(*found)
    return whole(words, DATE, Complete("FUTURE_REF") if counted is None else Moved(*counted))


def later(words: Words) -> Reading | None:
    """Read "a day earlier", "two weeks later"; a length alone where the number is not said ("weeks later")."""
    found = amount_of(words)
    if found is None:
        return None
    counted = _counted(*found) if found[1] in UNITS and not _is_loose(words) else None
    if counted is None:
        return 0, words.last - 1, DURATION, Complete(iso_length(*found))
    unit, amount = counted
    sign = -1 if "B" in words.letters else 1
    return whole(words, DATE, Moved(unit, sign * amount, Base.STORY, keeps=unit is Unit.YEAR))


def year_earlier(words: Words) -> Reading | None:
    """Read "year-earlier" and "year-ago" before a noun, "the year-earlier period"."""
    letters = words.letters
    unit = words.find("U")
    if unit is None or unit.value != "Y" or letters.startswith("tUG"):
        return None
    first = 1 if letters.startswith("t") and not letters.endswith("U") else 0
    return first, words.last, DATE, Moved(Unit.YEAR, -1, Base.STORY, keeps=True)


def around_day(words: Words) -> Reading | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    if words.words[1].value != "D":
        return None
    day = int(words.words[-1].value.partition("T")[0])
    return whole(words, DATE, Moved(Unit.DAY, day + (-1 if "<" in words.letters else 1)))


def day_before(words: Words) -> Reading | None:
    """Read "the day before" and "the year after" where nothing follows that would name the other time."""
    unit = UNITS.get(words.words[-2].value)
    if unit is None or not words.ends_phrase:
        return None
    return whole(words, DATE, Moved(unit, -1 if words.letters.endswith("<") else 1, Base.STORY))


def stretch(words: Words) -> Reading | None:
    """Read "last week", "this year", "the previous month", "later that year", "the end of the month"."""
    letters = words.letters
    at = max(i for i, letter in enumerate(letters) if letter in "UV4")
    name, said = words.words[at].value, words.related_by
    if name == "P":
        is_latest = letters.startswith("t") and said == "latest"
        return whole(words, DATE, Part(Unit.QUARTER, 0, Year())) if is_latest else None
    unit = UNITS.get(name)
    if is_title(words) or unit is None or letters[-1] == "V" or (at != words.last and not letters.endswith("b")):
        return None
    match words.relation:
        case Relation.LAST:
            if said == "recent":
                return whole(words, DATE, Complete("PAST_REF"))
            if unit is Unit.DAY and said != "previous":
                return None
            meaning = Moved(unit, -1, Base.STORY if said == "previous" else Base.DOCUMENT)
        case Relation.NEXT:
            from_story = said == "following" or (said == "next" and (unit is Unit.DAY or letters.startswith("tn")))
            meaning = Moved(unit, 1, Base.STORY if from_story else Base.DOCUMENT)
        case Relation.THAT:
            if said == "those" or (letters == "qU" and unit is Unit.DAY and not words.led_by("that_day_lead")):
                return None
            meaning = Moved(unit, 0, Base.STORY)
        case _:
            meaning = Moved(unit, 0)  # "this week", "the end of the month"
    return whole(words, DATE, meaning)


def the_unit(words: Words) -> Reading | None:
    """Read "the year" and "the quarter": the one that the text is in."""
    unit = UNITS.get(words.words[-1].value)
    if unit is Unit.QUARTER:
        return None if words.after[:1] == "-" else whole(words, DATE, Part(unit, 0, Year()))
    if unit is not Unit.YEAR or not ("f" in words.letters or words.led_by("this_year_lead")):
        return None
    if words.followed_by("ended"):
        return whole(words, DURATION, Complete("P1Y"))
    return whole(words, DATE, Moved(unit, 0))


def stretches(words: Words) -> Reading | None:
    """Read "recent years", "the coming months", "the weeks ahead", "these days"."""
    unit = words.find("V")
    if unit is None:
        return None
    if "d" in words.letters:
        return whole(words, DURATION, Complete(iso_length(None, unit.value)))
    said = words.related_by
    match words.relation:
        case Relation.THAT if said == "these" and unit.value == "D":
            return whole(words, DATE, Complete("PRESENT_REF"))
        case Relation.LAST if said in ("recent", "past", "previous"):
            return whole(words, DATE, Complete("PAST_REF"))
        case Relation.NEXT:
            return whole(words, DATE, Complete("FUTURE_REF"))
        case _:
            return None


def year_end(words: Words) -> Reading | None:
    """Read "year-end", "the year's end"."""
    unit, edge = words.find("U"), words.find("b")
    if unit is None or unit.value != "Y" or edge is None or edge.value != "end":
        return None
    return whole(words, DATE, Moved(Unit.YEAR, 0))


def within_day(words: Words) -> Reading | None:
    """Read "later in the day": the day that the story is in."""
    unit = UNITS.get(words.words[-1].value)
    if unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR) or words.words[1].value != "in":
        return None
    return whole(words, DATE, Moved(unit, 0, Base.STORY if unit is Unit.DAY else Base.DOCUMENT))


def reference(words: Words) -> Reading | None:
    """Read "now", "recently"; "as soon as" and "shortly after" are no times of their own."""
    if words.followed_by("soon_follow") or words.led_by("soon_lead"):
        return None
    return whole(words, DATE, Complete(words.words[0].value))


def reference_noun(words: Words) -> Reading | None:
    """Read "in the future", "in the near future", "at the moment"."""
    noun = words.words[-1]
    if noun.value == "PRESENT_REF" and words.words[0].value not in ("at", "for"):
        return None
    return 1, words.last, DATE, Complete(noun.value)


def in_the_past(words: Words) -> Reading | None:
    """Read "in the past"."""
    if words.words[-1].value != "past" or words.words[0].value != "in":
        return None
    return 1, words.last, DATE, Complete("PAST_REF")


def since_then(words: Words) -> Reading | None:
    """Read "since then", "until then", "by then": the time of the story."""
    if words.words[0].value not in ("since", "until", "by"):
        return None
    return 1, 1, DATE, Then()
