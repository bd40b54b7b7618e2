"""Words that speak of time: weekdays, months, units, numbers, parts of the day, holidays, in each language.

Two files, edited by hand. `data/times.csv`: `form` (lower case; two words where they only count together), `kind`,
`value` (its meaning, by kind), `condition` (when a form that has other uses counts), `language`, `source`, `note`.
`data/times_holidays.csv`: `form`, `rule`, `language`, `source`, `note`; a rule is `12-25` (month-day), `11#4@4`
(month # nth @ ISO weekday, -1 for the last; `+1` for the day after) or `easter-2` (days from Easter Sunday).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from communique.errors import BadCodebookRow

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
    "number": r"\d+|X",
    "ordinal": r"\d+",
    "part_of_day": r"MO|AF|EV|NI|DT",
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
    "ahead_verb": r"",
    "timetable_verb": r"",
    "until_word": r"",
    "plan_verb": r"any|led",
    "happened_noun": r"",
    "direction_lead": r"ahead|behind",
}
_SHAPES = {kind: re.compile(shape) for kind, shape in _VALUES.items()}
_RULE = re.compile(r"\d\d-\d\d|\d{1,2}#(?:[1-4]|-1)@[1-7](?:\+\d)?|easter(?:[+-]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A form that speaks of time: what kind it is, what it means, and when it counts (see CONDITIONS)."""

    form: str
    kind: str
    value: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: its form in lower case and the rule for its date in a year."""

    form: str
    rule: str


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    text = (resources.files("communique.codebook") / "data" / name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise BadCodebookRow(f"{name}: the columns must be {', '.join(columns)}")
    for row in reader:
        if None in row or None in row.values():
            raise BadCodebookRow(f"{name}, line {reader.line_num}: the row has not {len(columns)} fields")
        yield reader.line_num, row


def read_time_words(name: str) -> Iterator[tuple[str, TimeWord]]:
    """Yield (language, word) of a file of time words; raise BadCodebookRow with file and line for a bad row."""
    for line, row in _rows(name, ("form", "kind", "value", "condition", "language", "source", "note")):
        where = f"{name}, line {line}"
        shape = _SHAPES.get(row["kind"])
        if shape is None:
            raise BadCodebookRow(f"{where}: no kind of time word is called {row['kind']!r}")
        if not shape.fullmatch(row["value"]):
            raise BadCodebookRow(f"{where}: a {row['kind']} cannot have the value {row['value']!r}")
        if row["condition"] not in CONDITIONS:
            raise BadCodebookRow(f"{where}: no condition is called {row['condition']!r}")
        if not row["form"] or row["form"] != row["form"].lower():
            raise BadCodebookRow(f"{where}: a form is written in lower case, not {row['form']!r}")
        yield row["language"], TimeWord(row["form"], row["kind"], row["value"], row["condition"])


@cache
def time_words(language: str = "en") -> tuple[TimeWord, ...]:
    """Return the time words of a language, in the order of the file; empty for a language without any.

    Raises BadCodebookRow if a row does not have the shape of its kind.
    """
    return tuple(word for owner, word in read_time_words("times.csv") if owner == language)


@cache
def forms_of(kind: str, language: str = "en") -> MappingProxyType[str, str]:
    """Return form -> value for one kind of time word."""
    return MappingProxyType({word.form: word.value for word in time_words(language) if word.kind == kind})


@cache
def holidays(language: str = "en") -> tuple[Holiday, ...]:
    """Return the named days of a language; raise BadCodebookRow if a rule cannot be read."""
    found = []
    for line, row in _rows("times_holidays.csv", ("form", "rule", "language", "source", "note")):
        if not _RULE.fullmatch(row["rule"]):
            raise BadCodebookRow(f"times_holidays.csv, line {line}: {row['rule']!r} is no rule for a date")
        if row["language"] == language:
            found.append(Holiday(row["form"], row["rule"]))
    return tuple(found)
