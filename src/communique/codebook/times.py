"""Words that speak of time: weekdays, months, units, numbers, parts of the day, holidays, in each language.

Three tables, edited by hand. `times.csv`: `form` (lower case; several words where they only count together), `kind`,
`value` (its meaning, by kind), `condition` (when a form that has other uses counts), `language`, `source`, `note`.
`times_context.csv`: words beside a time that decide what it is or which way it lies; `form`, `kind`, `value`,
`language`, `note`. `times_holidays.csv`: `form`, `rule`, `language`, `source`, `note`; a rule is `12-25` (month-day),
`11#4@4` (month # nth @ ISO weekday, -1 for the last; `+1` for the day after) or `easter-2` (days from Easter Sunday);
it is empty for a day that differs by state or by moon.
"""

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from communique.codebook.tables import Row, rows

CONDITIONS = frozenset({"", "capital", "doubtful", "abbreviation", "noun", "upper"})
"""When a form counts.

`capital`: with a capital letter. `doubtful`: with a capital, and after a word that leads a time or beside a number.
`abbreviation`: with a capital, and before a full stop or a number. `noun`: after a determiner, or before a year.
`upper`: in capitals only. Empty: always.
"""

_VALUES = {
    "weekday": r"[1-7]",
    "weekdays": r"XXXX-WXX-[1-7]",
    "month": r"[1-9]|1[0-2]",
    "season": r"SP|SU|FA|WI",
    "unit": r"T[HMS]|D|W|2W|WE|M|Q|Y|DE|CE|P",
    "units": r"T[HMS]|D|W|2W|WE|M|Q|Y|DE|CE|P",
    "number": r"\d+|X2?",
    "ordinal": r"\d+",
    "part_of_day": r"MO|AF|EV|NI|DT",
    "parts_of_day": r"MO|AF|EV|NI|DT",
    "hour_name": r"T\d\d:\d\d|T(?:MO|EV)",
    "half_day": r"am|pm",
    "time_zone": r"",
    "day_word": r"-?\d+(?:TNI)?",
    "reference": r"(?:PAST|PRESENT|FUTURE)_REF",
    "reference_noun": r"(?:PAST|PRESENT|FUTURE)_REF",
    "then": r"",
    "set": r"PT?\d+[A-Z]",
    "decade": r"\d{3}",
    "grammar": r"[a-z_]+",
    "amount_modifier": r"[A-Z_]+",
}
_SHAPES = {kind: re.compile(shape) for kind, shape in _VALUES.items()}
_CONTEXT_VALUES = {
    kind: re.compile(shape)
    for kind, shape in {
        "plan_verb": r"any|led",
        "until_word": r"|event",
        "direction_lead": r"ahead|behind",
        "dated_event": r"\d{4}-\d\d-\d\d(?:;\d{4}-\d\d-\d\d)*",
    }.items()
}
_NO_VALUE = re.compile("")
_CONTEXT_KINDS = frozenset(
    {
        "age_owner", "ahead_verb", "bare_length_bar", "bare_length_lead", "broad_today_follow",
        "broad_today_lead", "cancel_word", "clause_start", "clock_lead", "counted_noun", "dated_event",
        "day_name_follow",
        "day_name_lead", "described", "direction_lead", "ended", "happened_noun", "holiday_other", "length_of",
        "length_side", "march_follow", "month_lead", "month_weak_lead", "number_lead", "person_lead",
        "plan_verb", "rate_lead", "season_follow", "season_other", "soon_follow", "soon_lead", "that_day_lead",
        "this_year_lead", "timetable_verb", "uncounted", "until_word", "year_lead",
    }
)  # fmt: skip
_RULE = re.compile(r"|\d\d-\d\d|\d{1,2}#(?:[1-4]|-1)@[1-7](?:\+\d)?|easter(?:[+-]\d{1,2})?")


class TimeWord(NamedTuple):
    """A form that speaks of time: what kind it is, what it means, and when it counts (see CONDITIONS)."""

    form: str
    kind: str
    value: str
    condition: str = ""


class Holiday(NamedTuple):
    """A named day: its form in lower case and the rule for its date in a year."""

    form: str
    rule: str


def _form(row: Row) -> str:
    form = row["form"]
    if not form or form != form.lower():
        raise row.bad(f"a form is written in lower case, not {form!r}")
    return form


def _read_time_words() -> Iterator[tuple[str, TimeWord]]:
    for row in rows("times.csv", ("form", "kind", "value", "condition", "language", "source", "note")):
        kind = row.choice("kind", frozenset(_SHAPES))
        if not _SHAPES[kind].fullmatch(row["value"]):
            raise row.bad(f"a {kind} cannot have the value {row['value']!r}")
        yield row["language"], TimeWord(_form(row), kind, row["value"], row.choice("condition", CONDITIONS))


def _read_context() -> Iterator[tuple[str, TimeWord]]:
    for row in rows("times_context.csv", ("form", "kind", "value", "language", "note")):
        kind = row.choice("kind", _CONTEXT_KINDS)
        if not _CONTEXT_VALUES.get(kind, _NO_VALUE).fullmatch(row["value"]):
            raise row.bad(f"a {kind} cannot have the value {row['value']!r}")
        yield row["language"], TimeWord(_form(row), kind, row["value"])


@cache
def time_words(language: str = "en") -> tuple[TimeWord, ...]:
    """Return the time words of a language, in the order of the table; empty for a language without any.

    Raises BadCodebookRow if a row does not have the shape of its kind.
    """
    return tuple(word for owner, word in _read_time_words() if owner == language)


@cache
def _context_words() -> tuple[tuple[str, TimeWord], ...]:
    return tuple(_read_context())


@cache
def context(kind: str, language: str = "en") -> MappingProxyType[str, str]:
    """Return form -> value for one kind of word beside times; raise BadCodebookRow for a bad row."""
    words = (word for owner, word in _context_words() if owner == language and word.kind == kind)
    return MappingProxyType({word.form: word.value for word in words})


@cache
def holidays(language: str = "en") -> tuple[Holiday, ...]:
    """Return the named days of a language; raise BadCodebookRow if a rule cannot be read."""
    found = []
    for row in rows("times_holidays.csv", ("form", "rule", "language", "source", "note")):
        if not _RULE.fullmatch(row["rule"]):
            raise row.bad(f"{row['rule']!r} is no rule for a date")
        if row["language"] == language:
            found.append(Holiday(_form(row), row["rule"]))
    return tuple(found)
