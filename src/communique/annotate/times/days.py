"""Reading days and hours: "13 July", "last Friday", "Friday morning", "10 p.m. Wednesday", "today".

Each function reads the words of one rule of grammar.py. It returns None where the words turn out to be no time.
"""

import re

from communique.annotate.times import calendar
from communique.annotate.times.calendar import Unit
from communique.annotate.times.lexicon import Word
from communique.annotate.times.meaning import (
    Base,
    Clock,
    Complete,
    Containing,
    DayOfMonth,
    Meaning,
    Moved,
    Relation,
    Weekday,
    Year,
)
from communique.annotate.times.words import Reading, Words, is_title, whole
from communique.model import TimeType

_LAST_OF_MONTH = 31
DATE, TIME = TimeType.DATE, TimeType.TIME


def iso(words: Words) -> Reading | None:
    """Read 2025-07-14 and 2025-07-14T10:00."""
    form = words.words[0].value
    found = calendar.calendar_day(int(form[:4]), int(form[5:7]), int(form[8:10]))
    if found is None:
        return None
    clock = re.match(r"[T ](\d\d:\d\d)", form[10:])
    if clock:
        return whole(words, TIME, Clock(f"T{clock[1]}", Complete(str(found), found)))
    return whole(words, DATE, Complete(str(found), found))


def figures(words: Words) -> Reading | None:
    """Read 7/14/2025, 14/07/2025 and 14.07.2025.

    With slashes the month comes first (US) unless it cannot; with full stops the day comes first (Europe).
    """
    form = words.words[0].value
    mark = "/" if "/" in form else "."
    first, second, year = (int(part) for part in form.split(mark))
    if len(form.rsplit(mark, 1)[1]) == 2:
        if mark == ".":
            return None  # 1.5.12 is a version or a section
        year += 2000 if year < 50 else 1900
    order = ((first, second), (second, first)) if mark == "/" else ((second, first),)
    for month, number in order:
        found = calendar.calendar_day(year, month, number)
        if found is not None:
            return whole(words, DATE, Complete(str(found), found))
    return None


def _day(words: Words) -> Meaning | None:
    """Return the day that the words name; of a range the first day."""
    month = words.find("M")
    weekday = words.find("W")
    if month is None:
        if weekday is not None:
            return Weekday(int(weekday.value), words.relation)
        named = words.find("T")
        return None if named is None else _day_word(named)
    start = words.letters.index("M")
    # The figures of the clock and of the day are told apart by their place: the day is next to the month.
    before = [word for word in words.words[max(0, start - 4) : start] if word.letter in "DO"]
    after = [word for word in words.words[start + 1 : start + 4] if word.letter in "DO"]
    lead = words.letters[:start].rstrip("o")
    if lead.endswith(("D", "O")) and not _is_clock(words, start):
        numbers = before[-2:] if re.search(r"[DO][-kc]t?[DO]o?$", words.letters[:start]) else before[-1:]
    else:
        numbers = after[:1]
    if not numbers:
        return None
    number = int(numbers[0].value)
    if not 1 <= number <= 31:
        return None
    year = words.find("Y")
    events = words.following("dated_event").split(";") if year is None else []
    known = [event for event in events if event[5:] == f"{int(month.value):02d}-{number:02d}"]
    return DayOfMonth(
        int(month.value),
        number,
        Year(int(year.value)) if year is not None else Year(),
        int(weekday.value) if weekday is not None else None,
        int(known[0][:4]) if known else None,
    )


def _is_clock(words: Words, at: int) -> bool:
    return at > 0 and bool(re.search(r"D[@A]z?,?i?$", words.letters[:at]))


def _day_word(word: Word) -> Meaning:
    days, _, part = word.value.partition("T")
    moved = Moved(Unit.DAY, int(days))
    return Clock(f"T{part}", moved) if part else moved


def date(words: Words) -> Reading | None:
    """Read a day of the month, with or without weekday and year; a range is valued by its first day."""
    meaning = _day(words)
    if not isinstance(meaning, DayOfMonth):
        return None
    if (
        meaning.year.number is not None
        and calendar.calendar_day(meaning.year.number, meaning.month, meaning.number) is None
    ):
        return None
    return whole(words, DATE, meaning)


def second_day(words: Words, first: DayOfMonth) -> DayOfMonth | None:
    """Return the day that "and 14" adds to "July 13"; None where something is counted ("and 14 others")."""
    number = int(words.words[0].value)
    if not first.number < number <= _LAST_OF_MONTH or not words.ends_phrase:
        return None
    return DayOfMonth(first.month, number, first.year)


def weekday_of_week(words: Words) -> Reading | None:
    """Read "Monday last week", "Friday of next week"."""
    found, unit = words.find("W"), words.words[-1]
    weeks = {Relation.LAST: -1, Relation.THIS: 0, Relation.NEXT: 1}.get(words.relation)
    if found is None or unit.value != "W" or weeks is None:
        return None
    return whole(words, DATE, Weekday(int(found.value), weeks=weeks))


def weekday(words: Words) -> Reading | None:
    """Read a weekday: "Friday", "last Friday", "this coming Sunday", "early Tuesday"."""
    found = words.find("W")
    if found is None:
        return None
    if words.led_by("day_name_lead") or (words.followed_by("day_name_follow") and words.after.lstrip()[:1].isupper()):
        return None  # "Super Tuesday", "The Sunday Times"
    relation = words.relation
    if relation is Relation.THIS and "l" in words.letters:
        relation = Relation.LAST
    if "'" in words.letters:
        return None
    first = 0
    if words.letters[0] == "t" and words.letters[1] == "W":
        first = 1  # "the Friday meeting": the article belongs to the meeting
    return first, words.last, DATE, Weekday(int(found.value), relation)


def clock_of(words: Words) -> str | None:
    """Return the time of day as T10:35; None if it is none."""
    named = words.find("C")
    if named is not None:
        return named.value
    half = words.find("A")
    figure = words.find("K")
    if figure is not None:
        hour, minute = (int(part) for part in figure.value.split(":")[:2])
    else:
        at = next((i for i, letter in enumerate(words.letters) if letter in "A@z"), None)
        if not at:
            return None
        value = words.words[at - 1].value
        if words.letters[at] == "z" and len(value) == 4 and value.isdecimal():
            hour, minute = int(value[:2]), int(value[2:])
        elif value.isdecimal():
            hour, minute = int(value), 0
        else:
            return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.value == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}"


def clock(words: Words) -> Reading | None:
    """Read a time of day alone; figures with a colon count only where half-day, zone or a preposition shows it."""
    time = clock_of(words)
    if time is None:
        return None
    letters = words.letters
    if letters == "K" and not words.led_by("clock_lead"):
        return None
    if letters[-1] == "z" and words.before.endswith("("):
        return None  # "10:35 a.m. (0735 GMT)": the same time in another zone
    if letters.startswith("K") and "A" not in letters and "z" not in letters and "." in words.words[0].text:
        return None  # 3.15 is a number
    starts_line = not words.before.rpartition("\n")[2].strip()
    return whole(words, TIME, Clock(time, Moved(Unit.DAY, 0) if starts_line else None))


def clock_date(words: Words) -> Reading | None:
    """Read a time of day before its day: "10 p.m. Wednesday", "noon on 3 March"."""
    time, day = clock_of(words), _day(words)
    if time is None or day is None:
        return None
    return whole(words, TIME, Clock(time, day))


date_clock = clock_date


def clock_part(words: Words) -> Reading | None:
    """Read "4 in the morning"."""
    hour, part = int(words.words[0].value), words.words[-1].value
    if not 1 <= hour <= 12:
        return None
    if (part in ("AF", "EV") or (part == "NI" and hour >= 6)) and hour < 12:
        hour += 12
    return whole(words, TIME, Clock(f"T{hour:02d}:00"))


def date_part(words: Words) -> Reading | None:
    """Read a day with a part of it: "Friday morning", "the night of 13 July", "yesterday evening"."""
    part = words.find("P")
    day = _day(words)
    if part is None or day is None:
        return None
    if isinstance(day, Clock):
        return None
    return whole(words, TIME, Clock(f"T{part.value}", day))


def nearby_part(words: Words) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the night before", "the next morning"."""
    part = words.words[-1] if words.words[-1].letter == "P" else words.words[-2]
    if is_title(words):
        return None
    if words.letters.endswith("<"):
        return whole(words, TIME, Clock(f"T{part.value}", Moved(Unit.DAY, -1, Base.STORY)))
    match words.relation:
        case Relation.THIS:
            day = Moved(Unit.DAY, 0)
        case Relation.LAST:
            day = Moved(Unit.DAY, -1, Base.DOCUMENT if words.related_by == "last" else Base.STORY)
        case Relation.THAT:
            day = Moved(Unit.DAY, 0, Base.STORY)
        case _:
            day = Moved(Unit.DAY, 1, Base.STORY)
    return whole(words, TIME, Clock(f"T{part.value}", day))


def day_word(words: Words) -> Reading | None:
    """Read "today", "yesterday", "early tomorrow", "tonight"."""
    found = words.find("T")
    if found is None:
        return None
    if found.value == "0" and (words.followed_by("broad_today_follow") or words.led_by("broad_today_lead")):
        return whole(words, DATE, Complete("PRESENT_REF"))
    meaning = _day_word(found)
    return whole(words, TIME if isinstance(meaning, Clock) else DATE, meaning)


def week_of(words: Words) -> Reading | None:
    """Read "the week of July 14": the week that holds the day."""
    day = _day(words)
    if words.words[1].value != "W" or not isinstance(day, DayOfMonth):
        return None
    return whole(words, DATE, Containing(Unit.WEEK, day))


def in_the_part(words: Words) -> Reading | None:
    """Read "in the morning": of the day that the story is in."""
    part = words.words[-1]
    if words.words[0].value != "in" or part.value == "NI":
        return None
    return 1, words.last, TIME, Clock(f"T{part.value}", Moved(Unit.DAY, 0, Base.STORY))
