"""Choosing among the places that a name of the calendar may have: the year of a month, the week of a weekday."""

import datetime as dt
from collections.abc import Callable

from communique.annotate.times import calendar
from communique.annotate.times.calendar import Period
from communique.annotate.times.direction import Direction, Evidence
from communique.annotate.times.meaning import Relation

_JUST_GONE = 2
"""Days back at which a weekday is taken for the one just gone, where what looks ahead is soft evidence."""

_MUCH_FARTHER = 1.6
"""Without firm evidence the farther of two years is chosen only if it lies less than so many times as far."""

_LAST_MONTH = 30
"""Days since its end within which a stretch is no "last" one: it would be called "last month" or by its name alone."""

_WEAKLY_BEHIND = 120
"""Days ahead up to which the nearest year is kept where only a verb above a noun says that it lies behind."""


def choose_year(
    today: dt.date,
    relation: Relation,
    make: Callable[[int], Period | None],
    evidence: Callable[[], Evidence],
    *,
    slack: int,
    default: Direction,
) -> Period | None:
    """Return the stretch that is meant by a name that comes round every year; `make` gives it for a year.

    "Last" and "next" come before and after `today`; else it is the nearest one, unless the tense puts it on the other
    side by more than `slack` days. `default` stands in where nothing in the sentence decides.
    """
    made = [period for period in (make(today.year + shift) for shift in (-1, 0, 1)) if period is not None]
    if not made:
        return None
    past = [period for period in made if calendar.last_day(period) < today]
    ahead = [period for period in made if period.first > today]
    match relation:
        case Relation.LAST:
            # In March "last February" is that of the year before: the one just gone is "last month".
            over = [period for period in past if (today - calendar.last_day(period)).days > _LAST_MONTH]
            return over[-1] if over else None
        case Relation.PAST:
            return past[-1] if past else None
        case Relation.NEXT:
            return ahead[0] if ahead else None
        case Relation.THIS:
            return make(today.year)
    nearest = min(made, key=lambda period: _distance(period, today))
    direction, is_firm, _ = evidence()
    if direction is Direction.OPEN:
        direction = default
    if direction is Direction.BEHIND and (nearest.first - today).days > (slack if is_firm else _WEAKLY_BEHIND):
        return past[-1] if past else nearest
    behind_by = (today - calendar.last_day(nearest)).days
    if direction is Direction.AHEAD and behind_by > slack and ahead:
        is_near = (ahead[0].first - today).days < _MUCH_FARTHER * behind_by
        return ahead[0] if is_firm or is_near else nearest
    return nearest


def choose_weekday(today: dt.date, weekday: int, relation: Relation, evidence: Callable[[], Evidence]) -> int:
    """Return how many days from `today` the ISO weekday lies that is meant.

    On soft evidence yesterday is more likely than the day in six: that one would be called the next.
    """
    behind = (today.isoweekday() - weekday) % 7
    ahead = (weekday - today.isoweekday()) % 7
    match relation:
        case Relation.LAST:
            return -(behind or 7)
        case Relation.NEXT:
            return ahead or 7
        case Relation.THIS:
            return -behind if evidence().direction is Direction.BEHIND else ahead
    found = evidence()
    if found.direction is Direction.AHEAD:
        return -behind if found.is_soft and 0 < behind <= _JUST_GONE else ahead
    return ahead if found.is_soft and ahead + 1 < behind else -behind


def _distance(period: Period, today: dt.date) -> int:
    if period.first <= today <= calendar.last_day(period):
        return 0
    return min(abs((period.first - today).days), abs((calendar.last_day(period) - today).days))
