"""Stretches of the calendar (a day, a week, a quarter ...) and how to move from one to another."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1, 9999
_SEASON_ORDER = ("WI", "SP", "SU", "FA")
# Meteorological seasons of the northern hemisphere; winter is named by the year of its January (2025-WI: Dec 2024 on),
# except that December itself is read as the winter of its own year, as newspapers do.
_SEASON_MONTH = {"WI": 1, "SP": 3, "SU": 6, "FA": 9}


class Unit(IntEnum):
    """Lengths of stretches, in rising order."""

    DAY = 1
    WEEKEND = 2
    WEEK = 3
    MONTH = 4
    SEASON = 5
    QUARTER = 6
    HALF = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: its unit and its first day.

    `season` is set for seasons only. `str()` gives ISO 8601 with the TIMEX3 additions: `2025-W28`, `2025-W28-WE`,
    `2025-Q3`, `2025-H1`, `2025-SU`, `199` (a decade), `19` (a century).
    """

    unit: Unit
    first: dt.date
    season: str = ""

    def __str__(self) -> str:
        year = f"{self.first.year:04d}"
        match self.unit:
            case Unit.DAY:
                return self.first.isoformat()
            case Unit.WEEK | Unit.WEEKEND:
                iso = self.first.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.unit is Unit.WEEKEND else "")
            case Unit.MONTH:
                return f"{year}-{self.first.month:02d}"
            case Unit.SEASON:
                return f"{year}-{self.season}"
            case Unit.QUARTER:
                return f"{year}-Q{(self.first.month + 2) // 3}"
            case Unit.HALF:
                return f"{year}-H{1 if self.first.month < 7 else 2}"
            case Unit.YEAR:
                return year
            case Unit.DECADE:
                return year[:3]
            case _:
                return year[:2]

    @property
    def partial_date(self) -> str:
        """Return the nearest of YYYY, YYYY-MM, YYYY-Www and YYYY-MM-DD that holds the stretch."""
        match self.unit:
            case Unit.DAY | Unit.MONTH | Unit.WEEK:
                return str(self)
            case Unit.WEEKEND:
                return str(Period(Unit.WEEK, self.first))
            case _:
                return f"{self.first.year:04d}"

    def shift(self, amount: int) -> "Period | None":
        """Move by `amount` stretches of the same unit; None beyond the calendar."""
        return _moved(self, self.unit, amount)


def day(first: dt.date) -> Period:
    """Return the day as a stretch."""
    return Period(Unit.DAY, first)


def calendar_day(year: int, month: int, number: int) -> Period | None:
    """Return a day, or None if the calendar does not have it."""
    try:
        return Period(Unit.DAY, dt.date(year, month, number))
    except ValueError:
        return None


def year_of(year: int) -> Period | None:
    """Return a year, or None outside 1..9999."""
    return Period(Unit.YEAR, dt.date(year, 1, 1)) if FIRST_YEAR <= year <= LAST_YEAR else None


def month_of(year: int, month: int) -> Period | None:
    """Return a month, or None if there is none."""
    return Period(Unit.MONTH, dt.date(year, month, 1)) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None


def season_of(year: int, season: str) -> Period | None:
    """Return a season, or None outside the calendar."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(Unit.SEASON, dt.date(year, _SEASON_MONTH[season], 1), season)


def quarter_of(year: int, number: int) -> Period | None:
    """Return a quarter (1-4), or None if there is none."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 4):
        return None
    return Period(Unit.QUARTER, dt.date(year, 3 * number - 2, 1))


def half_of(year: int, number: int) -> Period | None:
    """Return a half-year (1 or 2), or None if there is none."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 2):
        return None
    return Period(Unit.HALF, dt.date(year, 6 * number - 5, 1))


def containing(unit: Unit, date: dt.date) -> Period:
    """Return the stretch of `unit` that holds `date`; a weekend is the one of the week (Saturday and Sunday)."""
    match unit:
        case Unit.DAY:
            return Period(unit, date)
        case Unit.WEEK:
            back = min(date.weekday(), date.toordinal() - 1)
            return Period(unit, date - dt.timedelta(days=back))
        case Unit.WEEKEND:
            monday = containing(Unit.WEEK, date).first
            return Period(unit, _add_days(monday, 5) or monday)
        case Unit.MONTH:
            return Period(unit, date.replace(day=1))
        case Unit.QUARTER:
            return Period(unit, dt.date(date.year, 3 * ((date.month - 1) // 3) + 1, 1))
        case Unit.HALF:
            return Period(unit, dt.date(date.year, 1 if date.month < 7 else 7, 1))
        case Unit.SEASON:
            season = _SEASON_ORDER[date.month % 12 // 3]
            return Period(unit, dt.date(date.year, _SEASON_MONTH[season], 1), season)
        case Unit.YEAR:
            return Period(unit, dt.date(date.year, 1, 1))
        case Unit.DECADE:
            return Period(unit, dt.date(max(1, date.year // 10 * 10), 1, 1))
        case Unit.CENTURY:
            return Period(unit, dt.date(max(1, date.year // 100 * 100), 1, 1))


@lru_cache(maxsize=4096)
def last_day(period: Period) -> dt.date:
    """Return the last day (inclusive) of the stretch."""
    following = _moved(period, period.unit, 1)
    if period.unit is Unit.WEEKEND:
        return _add_days(period.first, 1) or period.first
    if period.unit is Unit.SEASON:
        return _add_days(_add_months(period.first, 3) or period.first, -1) or period.first
    return dt.date.max if following is None else following.first - dt.timedelta(days=1)


def move(date: dt.date, unit: Unit, amount: int) -> dt.date | None:
    """Move a day by `amount` of `unit`, keeping the day of the month where there is one; None beyond the calendar."""
    match unit:
        case Unit.DAY:
            return _add_days(date, amount)
        case Unit.WEEK | Unit.WEEKEND:
            return _add_days(date, 7 * amount)
        case Unit.MONTH:
            return _add_months(date, amount)
        case Unit.QUARTER | Unit.SEASON:
            return _add_months(date, 3 * amount)
        case Unit.HALF:
            return _add_months(date, 6 * amount)
        case Unit.YEAR:
            return _add_months(date, 12 * amount)
        case Unit.DECADE:
            return _add_months(date, 120 * amount)
        case Unit.CENTURY:
            return _add_months(date, 1200 * amount)


def _moved(period: Period, unit: Unit, amount: int) -> Period | None:
    if period.unit is Unit.SEASON:
        amount, unit = (amount, Unit.YEAR) if unit is Unit.SEASON else (amount, unit)
    first = move(period.first, unit, amount)
    return None if first is None else Period(period.unit, first, period.season)


def _add_days(date: dt.date, days: int) -> dt.date | None:
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return None


def _add_months(date: dt.date, months: int) -> dt.date | None:
    at = date.year * 12 + date.month - 1 + months
    year, month = divmod(at, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    for number in (date.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(number, date.day))
        except ValueError:
            continue
    return None


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8; Anonymous 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, number = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, number + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date:
    """Return the nth (1-4, or -1 for the last) ISO weekday (1 = Monday) of a month."""
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = last_day(Period(Unit.MONTH, dt.date(year, month, 1)))
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)


def on_holiday(rule: str, year: int) -> dt.date:
    """Return the day of a holiday in a year, by the rule of the codebook: `12-25`, `11#4@4`, `easter-2`."""
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule[6:] or 0))
    if "#" in rule:
        month, _, rest = rule.partition("#")
        nth, _, weekday = rest.partition("@")
        weekday, _, more = weekday.partition("+")
        return nth_weekday(year, int(month), int(nth), int(weekday)) + dt.timedelta(days=int(more or 0))
    month, _, number = rule.partition("-")
    return dt.date(year, int(month), int(number))
