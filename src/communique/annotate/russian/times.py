"""Find time expressions of a Russian text and resolve them against the day on which it was published."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.news import news_spans
from communique.annotate.russian.parsing import forms_of
from communique.codebook.russian import plain, time_words
from communique.model import TimeReference, TimeType
from communique.model.dates import first_day, precision_of

_AHEAD = re.compile(
    r"\b(?:буд(?:ет|ут)|состо(?:ит|ят)ся|пройд[еу]т|посетит|прибудет|провед[её]т|встретится|план\w+|намеч\w+|предсто\w+)\b"
)
_BACK = re.compile(r"\b(?:состоял\w+|прош(?:ла|ли|ел|ёл)|посетил\w*|прибыл\w*|пров[её]л\w*|встретил\w+)\b")
_REACH = 60
"""Characters around a day without a year in which a verb tells whether it lies ahead."""


_EVERY = {"ежегодно": "P1Y", "ежемесячно": "P1M", "еженедельно": "P1W", "ежедневно": "P1D"}


class _Time(NamedTuple):
    start: int
    end: int
    type: TimeType
    value: str | None
    rule: str
    is_relative: bool


@cache
def _months() -> tuple[str, dict[str, int]]:
    by_form = {form: int(number) for word, number in time_words("month").items() for form in forms_of(word)}
    return "|".join(sorted(by_form, key=len, reverse=True)), by_form


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months, _ = _months()
    weekdays = _alternatives("weekday")
    words = _alternatives("day_word")
    seasons = "весной|летом|осенью|зимой|весны|лета|осени|зимы|весну|осень"
    units = _alternatives("unit")
    shifts = _alternatives("shift")
    year = r"(?P<year>(?:19|20)\d\d)(?:\s*(?:года|году|годом|год|гг?\.))?"
    return tuple(
        (name, re.compile(pattern))
        for name, pattern in (
            (
                "date",
                rf"\b(?P<day>\d{{1,2}})(?:\s*[-–—]\s*(?P<to>\d{{1,2}}))?\s+(?P<month>{months})\b(?:\s+{year})?(?:\s+(?P<hour>\d{{1,2}}):(?P<minute>\d\d)\b)?",
            ),
            ("date", r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b"),
            ("month", rf"\b(?P<month>{months})\s+{year}"),
            (
                "month_alone",
                rf"\b(?:(?:в|с|до|к|на)\s+)(?P<shown>(?P<month>{months})\b(?:\s+(?P<shift>{shifts})\s+года)?)",
            ),
            ("month_shift", rf"\b(?P<shift>{shifts})\s+(?P<unit>{units})\b"),
            ("season", rf"\b(?P<season>{seasons})\b(?:\s+{year}|\s+(?P<shift>{shifts})\s+года)?"),
            (
                "year",
                r"\b(?P<year>(?:19|20)\d\d)(?:\s*[-–—]\s*(?P<toyear>(?:19|20)\d\d))?\s+(?:году|года|год|годом|гг?\.|годы|годах|годов)(?!\w)",
            ),
            ("weekday", rf"\b(?:в|во|на|с|до|к)\s+(?P<shown>(?:(?P<shift>{shifts})\s+)?(?P<weekday>{weekdays}))\b"),
            ("day_word", rf"\b(?P<word>{words})\b"),
            ("ago", rf"\b(?P<count>\d+|{_alternatives('number')}|несколько)?\s*(?P<unit>{units})\s+назад\b"),
            ("duration", rf"\b(?P<count>\d+|{_alternatives('number')}|нескольк\w+)(?:-х)?\s+(?P<unit>{units})\b"),
            ("duration", r"\b(?P<count>\d+)-(?P<adjective>дневн|летн|месячн|недельн|часов)\w+"),
            ("clock", r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\b(?!\.)"),
            ("set", r"\b(?:ежегодно|ежемесячно|еженедельно|ежедневно)\b"),
        )
    )


@cache
def _by_form(kind: str) -> dict[str, str]:
    return {form: value for word, value in time_words(kind).items() for form in forms_of(word) | {word}}


def _alternatives(kind: str) -> str:
    return "|".join(re.escape(form) for form in sorted(_by_form(kind), key=len, reverse=True))


class TimesComponent:
    """Fills `times`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its time expressions."""
        layers = Layers(doc)
        text = plain(layers.text)
        published = layers.published
        found: list[_Time] = []
        for first, last in news_spans(doc, headlines=True):
            for time in _find(text, first, last, published):
                if not any(time.start < other.end and other.start < time.end for other in found):
                    found.append(time)
        layers.times = [
            TimeReference(
                start=time.start,
                end=time.end,
                type=time.type,
                value=time.value,
                anchor=published if time.is_relative and time.value else None,
                rule=time.rule,
            )
            for time in sorted(found)
        ]
        return doc


def _find(text: str, first: int, last: int, published: str | None) -> Iterator[_Time]:
    """Yield the expressions, the surest patterns first; an expression that overlaps an earlier one is not wanted."""
    for rule, pattern in _patterns():
        for found in pattern.finditer(text, first, last):
            start, end = found.span("shown") if "shown" in pattern.groupindex else found.span()
            while end > start and text[end - 1].isspace():
                end -= 1
            while start < end and text[start].isspace():
                start += 1
            resolved = _resolve(rule, found, text, published)
            if resolved is not None and start < end:
                yield _Time(start, end, *resolved)


_Resolved = tuple[TimeType, str | None, str, bool]


def _resolve(rule: str, found: re.Match[str], text: str, published: str | None) -> _Resolved | None:
    groups = found.groupdict()
    day = first_day(published) if published is not None and precision_of(published) == "day" else None
    year = int(published[:4]) if published is not None else None
    match rule:
        case "date":
            return _date(groups, text, found, published)
        case "month":
            return TimeType.DATE, f"{groups['year']}-{_months()[1][groups['month']]:02}", "month", False
        case "month_alone":
            month = _months()[1][groups["month"]]
            if groups["shift"] is not None:
                value = f"{year + _shift(groups['shift'])}-{month:02}" if year is not None else None
                return TimeType.DATE, value, "month", True
            if published is None or len(published) < 7:
                return TimeType.DATE, None, "month", True
            return TimeType.DATE, _month_near(month, published, _direction(text, found)), "month", True
        case "season":
            code = {"в": "SP", "л": "SU", "о": "FA", "з": "WI"}[groups["season"][0]]
            if groups["year"] is not None:
                return TimeType.DATE, f"{groups['year']}-{code}", "season", False
            if groups["shift"] is not None and year is not None:
                return TimeType.DATE, f"{year + _shift(groups['shift'])}-{code}", "season", True
            return (TimeType.DATE, None, "season", True) if groups["season"].endswith(("ой", "ом", "ью")) else None
        case "year":
            if groups["toyear"] is not None:
                return TimeType.DURATION, None, "year", False
            return TimeType.DATE, groups["year"], "year", False
        case "month_shift":
            return _shifted(groups, day, published)
        case "weekday":
            return _weekday(groups, day, _direction(text, found))
        case "day_word":
            moved = _moved(day, int(_by_form("day_word")[groups["word"]]))
            return TimeType.DATE, moved, "day_word", True
        case "ago":
            return _ago(groups, day)
        case "duration":
            return _duration(groups)
        case "clock":
            value = f"{published}T{int(groups['hour']):02}:{groups['minute']}" if day is not None else None
            return TimeType.TIME, value, "clock", True
        case "set":
            return TimeType.SET, _EVERY[found.group()], "set", False
    return None


def _moved(day: dt.date | None, days: int) -> str | None:
    return None if day is None else (day + dt.timedelta(days=days)).isoformat()


def _shift(word: str) -> int:
    return int(_by_form("shift").get(word, "0"))


def _direction(text: str, found: re.Match[str]) -> int:
    """Return 1 if the verbs around say that it lies ahead, -1 if that it is past, 0 if they say nothing."""
    around = text[max(0, found.start() - _REACH) : found.end() + _REACH]
    ahead, back = bool(_AHEAD.search(around)), bool(_BACK.search(around))
    return 0 if ahead == back else 1 if ahead else -1


def _date(groups: dict[str, str | None], text: str, found: re.Match[str], published: str | None) -> _Resolved | None:
    month = int(groups["number"] or 0) if "number" in groups else _months()[1][groups["month"] or ""]
    day = int(groups["day"] or 0)
    if groups.get("year") is not None:
        value, relative = _day(int(groups["year"] or 0), month, day), False
    elif published is not None and len(published) == 10:
        near = [_day(int(published[:4]) + step, month, day) for step in (-1, 0, 1)]
        value, relative = _nearest([one for one in near if one is not None], published, _direction(text, found)), True
    else:
        value, relative = None, True
    if value is None and not relative:
        return None
    if groups.get("hour") is not None and value is not None:
        return TimeType.TIME, f"{value}T{int(groups['hour'] or 0):02}:{groups['minute']}", "date", relative
    return TimeType.DATE, value, "date", relative


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest(values: list[str], published: str, direction: int) -> str | None:
    """Return the day nearest to the text, on the side of it that the verbs tell."""
    here = first_day(published)
    fitting = [one for one in values if (first_day(one) - here).days * direction >= 0] or values
    return min(fitting, key=lambda one: abs((first_day(one) - here).days), default=None)


def _month_near(month: int, published: str, direction: int) -> str:
    here = int(published[:4]) * 12 + int(published[5:7])
    values = [(int(published[:4]) + step) * 12 + month for step in (-1, 0, 1)]
    fitting = [one for one in values if (one - here) * direction >= 0] or values
    best = min(fitting, key=lambda one: abs(one - here))
    return f"{(best - 1) // 12}-{(best - 1) % 12 + 1:02}"


def _shifted(groups: dict[str, str | None], day: dt.date | None, published: str | None) -> _Resolved | None:
    """Resolve "на прошлой неделе", "в этом году"."""
    unit = _by_form("unit")[groups["unit"] or ""]
    step = _shift(groups["shift"] or "")
    if unit == "Y":
        return TimeType.DATE, str(int(published[:4]) + step) if published is not None else None, "shifted", True
    if unit == "M" and published is not None and len(published) >= 7:
        months = int(published[:4]) * 12 + int(published[5:7]) - 1 + step
        return TimeType.DATE, f"{months // 12}-{months % 12 + 1:02}", "shifted", True
    if unit == "W" and day is not None:
        week = (day + dt.timedelta(weeks=step)).isocalendar()
        return TimeType.DATE, f"{week.year}-W{week.week:02}", "shifted", True
    if unit == "D" and day is not None and step in {-1, 0, 1}:
        return TimeType.DATE, _moved(day, step), "shifted", True
    return (TimeType.DATE, None, "shifted", True) if unit in {"M", "W", "Y"} else None


def _weekday(groups: dict[str, str | None], day: dt.date | None, direction: int) -> _Resolved:
    number = int(_by_form("weekday")[groups["weekday"] or ""])
    if day is None:
        return TimeType.DATE, None, "weekday", True
    if groups["shift"] is not None and (step := _shift(groups["shift"])) != 0:
        monday = day - dt.timedelta(days=day.isoweekday() - 1) + dt.timedelta(weeks=step)
        return TimeType.DATE, (monday + dt.timedelta(days=number - 1)).isoformat(), "weekday", True
    back = (day.isoweekday() - number) % 7
    if direction > 0 and back:
        return TimeType.DATE, (day + dt.timedelta(days=7 - back)).isoformat(), "weekday", True
    return TimeType.DATE, (day - dt.timedelta(days=back)).isoformat(), "weekday", True


def _count(word: str | None) -> str:
    if word is None:
        return "1"
    return word if word.isdigit() else _by_form("number").get(word, "X")


def _ago(groups: dict[str, str | None], day: dt.date | None) -> _Resolved | None:
    unit, count = _by_form("unit")[groups["unit"] or ""], _count(groups["count"])
    if not count.isdigit() or day is None:
        return TimeType.DATE, None, "ago", True
    number = int(count)
    if unit in {"D", "W"}:
        moved = day - dt.timedelta(days=number * (7 if unit == "W" else 1))
        week = moved.isocalendar()
        return TimeType.DATE, moved.isoformat() if unit == "D" else f"{week.year}-W{week.week:02}", "ago", True
    if unit == "M":
        months = day.year * 12 + day.month - 1 - number
        return TimeType.DATE, f"{months // 12}-{months % 12 + 1:02}", "ago", True
    return (TimeType.DATE, str(day.year - number), "ago", True) if unit == "Y" and number < day.year else None


def _duration(groups: dict[str, str | None]) -> _Resolved | None:
    if groups.get("adjective") is not None:
        unit = {"днев": "D", "летн": "Y", "меся": "M", "неде": "W", "часо": "H"}[(groups["adjective"] or "")[:4]]
    else:
        unit = _by_form("unit")[groups["unit"] or ""]
    count = _count(groups["count"])
    if unit == "Y" and len(count) == 4:
        return None
    value = {"H": f"PT{count}H", "MIN": f"PT{count}M", "Q": f"P{count}Q"}.get(unit, f"P{count}{unit}")
    return TimeType.DURATION, value, "duration", False


def day_of(time: TimeReference) -> str | None:
    """Return the date of a time, at a precision that partial dates have: a year, a month, a week or a day."""
    value = (time.value or "").split("T")[0]
    return value if len(value) in {4, 7, 8, 10} and value.replace("-", "").replace("W", "").isdigit() else None
