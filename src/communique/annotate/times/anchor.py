"""The date that a document's relative times count from: given, or read from its own header or dateline."""

import datetime as dt
import re
from dataclasses import dataclass

from communique.annotate.times import calendar
from communique.annotate.times.calendar import Period, Unit
from communique.annotate.times.meaning import DayOfMonth, Expression

_HEADER = 400
"""Characters at the start of a text in which a full date may date the text itself."""

_IN_PRINT = dt.timedelta(days=3)
"""Longest time between the day of a dateline and that of publication."""

_DATE_LABEL = re.compile(r"\b(?:date|dated|published|updated|posted|issued)\s*(?:on)?\s*:?\s*$", re.IGNORECASE)
_DATELINE_END = re.compile(r"\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)?\s*(?:--|[-–—])")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date of a document as a stretch of the calendar: a day, a week, a month or a year."""

    period: Period

    @property
    def day(self) -> dt.date:
        """Return a day of the stretch that stands for it: itself, or its middle."""
        first, last = self.period.first, calendar.last_day(self.period)
        return first + (last - first) // 2

    @property
    def knows_day(self) -> bool:
        """Tell whether the day itself is known."""
        return self.period.unit is Unit.DAY

    @property
    def partial_date(self) -> str:
        """Return the date at the precision that is known."""
        return self.period.partial_date


def anchor_of(published_on: str | None) -> Anchor | None:
    """Turn a partial date (2025, 2025-07, 2025-W28, 2025-07-14) into an anchor; None where it is none."""
    if not published_on:
        return None
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)))?", published_on)
    if not found:
        return None
    year = int(found[1])
    try:
        if found[4]:
            return Anchor(Period(Unit.WEEK, dt.date.fromisocalendar(year, int(found[4]), 1)))
        if found[3]:
            return Anchor(Period(Unit.DAY, dt.date(year, int(found[2]), int(found[3]))))
        if found[2]:
            return Anchor(Period(Unit.MONTH, dt.date(year, int(found[2]), 1)))
        return Anchor(Period(Unit.YEAR, dt.date(year, 1, 1)))
    except ValueError:
        return None


def anchor_in_text(text: str, expressions: list[Expression]) -> Anchor | None:
    """Return the date that the text gives itself: after a label ("date 2025-07-14"), alone on a line, or in a dateline.

    Only a full date near the start counts; a dateline without a year dates nothing.
    """
    for expression in expressions:
        if expression.start > _HEADER:
            return None
        period = complete_day(expression)
        if period is not None and _dates_the_text(text, expression):
            return Anchor(period)
    return None


def at_dateline(anchor: Anchor, text: str, expressions: list[Expression]) -> Anchor:
    """Return the day of a dateline that lies up to three days before publication: "today" is the day of writing.

    "TBILISI, March 14 - ... today" in a paper of 15 March.
    """
    if not anchor.knows_day:
        return anchor
    for expression in expressions:
        meaning = expression.meaning
        if expression.start > _HEADER:
            break
        if isinstance(meaning, DayOfMonth) and _dates_the_text(text, expression):
            for year in (anchor.day.year, anchor.day.year - 1):
                period = calendar.calendar_day(meaning.year.number or year, meaning.month, meaning.number)
                if period is not None and dt.timedelta(0) <= anchor.day - period.first <= _IN_PRINT:
                    return Anchor(period)
    return anchor


def complete_day(expression: Expression) -> Period | None:
    """Return the day of an expression that names day, month and year itself."""
    meaning = expression.meaning
    if isinstance(meaning, DayOfMonth):
        if meaning.year.number is None:
            return None
        return calendar.calendar_day(meaning.year.number, meaning.month, meaning.number)
    period = getattr(meaning, "period", None)
    return period if isinstance(period, Period) and period.unit is Unit.DAY else None


def _dates_the_text(text: str, expression: Expression) -> bool:
    line_start = text.rfind("\n", 0, expression.start) + 1
    line_end = text.find("\n", expression.end)
    before = text[line_start : expression.start]
    after = text[expression.end : line_end if line_end >= 0 else len(text)]
    if _DATE_LABEL.search(before):
        return True
    if not before.strip(" \t|-–—:") and len(after.strip()) <= 20:
        return True  # a line that holds the date and perhaps the hour
    is_dateline = len(before) <= 60 and before[:1].isupper() and before.rstrip().endswith(",")
    return is_dateline and bool(_DATELINE_END.match(after))
