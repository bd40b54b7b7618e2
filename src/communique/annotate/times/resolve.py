"""Resolving what an expression says against the calendar: the document's date, the time named last, and tense."""

from collections.abc import Callable
from dataclasses import dataclass

from communique.annotate.times import calendar
from communique.annotate.times.anchor import Anchor
from communique.annotate.times.calendar import Period, Unit
from communique.annotate.times.choice import choose_weekday, choose_year
from communique.annotate.times.direction import Direction, Evidence
from communique.annotate.times.meaning import (
    Base,
    Clock,
    Complete,
    Containing,
    DayOfMonth,
    Expression,
    Meaning,
    MonthName,
    Moved,
    NamedDay,
    Part,
    Relation,
    Season,
    Then,
    Weekday,
    Weekend,
    Year,
)

_NEAR = 7
"""Days by which a dated day may lie on the wrong side of the document's date: stories are dated a little off."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value of an expression, the date that it was resolved against, and its stretch of the calendar."""

    value: str | None
    anchor: str | None = None
    period: Period | None = None


_UNKNOWN = Resolved(None)


class Resolver:
    """Resolves the expressions of one document, in the order of the text.

    The time named last is kept, because "a day earlier" and "that year" count from it.
    """

    __slots__ = ("_anchor", "_direction", "_story", "_story_day")

    def __init__(self, anchor: Anchor | None, direction: Callable[[int, int], Evidence]) -> None:
        self._anchor = anchor
        self._direction = direction
        self._story: Period | None = None
        self._story_day: Period | None = None

    def resolve(self, expression: Expression) -> Resolved:
        """Return the value of the expression; null where neither words nor anchor give one."""
        found = self._meaning(expression.meaning, expression)
        if found.period is not None and not _is_comparison(expression.meaning):
            self._story = found.period
            if found.period.unit is Unit.DAY:
                self._story_day = found.period
        return found

    def _meaning(self, meaning: Meaning, expression: Expression) -> Resolved:
        match meaning:
            case Complete():
                return Resolved(meaning.value, None, meaning.period)
            case Year():
                return self._dated(self._year(meaning), meaning)
            case DayOfMonth():
                return self._dated(self._day_of_month(meaning, expression), meaning.year)
            case MonthName():
                return self._dated(self._month(meaning, expression), meaning.year)
            case Season():
                return self._dated(self._season(meaning, expression), meaning.year)
            case NamedDay():
                return self._dated(self._named_day(meaning, expression), meaning.year)
            case Part():
                return self._part(meaning)
            case Weekday():
                return self._against_document(self._weekday(meaning, expression))
            case Weekend():
                return self._against_document(self._weekend(meaning, expression))
            case Moved():
                return self._moved(meaning)
            case Clock():
                return self._clock(meaning, expression)
            case Then():
                if self._story is None:
                    return Resolved("PAST_REF")
                return Resolved(str(self._story), self._anchor_date, self._story)
            case Containing():
                day = self._day_of_month(meaning.day, expression)
                held = None if day is None else calendar.containing(meaning.unit, day.first)
                return self._dated(held, meaning.day.year)

    # values

    def _dated(self, period: Period | None, year: Year) -> Resolved:
        """Return a stretch as a resolved value; a year that is named needs no anchor."""
        if period is None:
            return _UNKNOWN
        return Resolved(str(period), None if year.number is not None else self._anchor_date, period)

    def _against_document(self, period: Period | None) -> Resolved:
        return _UNKNOWN if period is None else Resolved(str(period), self._anchor_date, period)

    @property
    def _anchor_date(self) -> str | None:
        return None if self._anchor is None else self._anchor.partial_date

    # names of the calendar

    def _year(self, year: Year) -> Period | None:
        if year.number is not None:
            return calendar.year_of(year.number)
        if self._anchor is None:
            return None
        base = self._anchor.day.year
        if year.base is Base.STORY and self._story is not None:
            base = self._story.first.year
        return calendar.year_of(base + (year.shift or 0))

    def _pick(
        self,
        year: Year,
        relation: Relation,
        make: Callable[[int], Period | None],
        expression: Expression,
        *,
        slack: int,
        default: Direction,
    ) -> Period | None:
        """Choose the year of a stretch that comes round every year.

        A named year decides; "last" and "next" come before and after the document's date; "that" is the story's; else
        the nearest one, unless the tense puts it on the other side by more than `slack` days.
        """
        if not year.is_open:
            named = self._year(year)
            return None if named is None else make(named.first.year)
        if self._anchor is None:
            return None
        if relation is Relation.THAT and self._story is not None:
            return make(self._story.first.year)

        return choose_year(
            self._anchor.day,
            relation,
            make,
            lambda: self._direction(expression.start, expression.end),
            slack=slack,
            default=default,
        )

    def _day_of_month(self, meaning: DayOfMonth, expression: Expression) -> Period | None:
        def make(year: int) -> Period | None:
            return calendar.calendar_day(year, meaning.month, meaning.number)

        if meaning.event_year is not None:
            event = make(meaning.event_year)
            if event is not None and (self._anchor is None or event.first <= calendar.last_day(self._anchor.period)):
                return event
        if meaning.weekday is not None and meaning.year.is_open and self._anchor is not None:
            # Day, month and weekday together name the year: the nearest in which they agree.
            this_year = self._anchor.day.year
            agreeing = [
                period
                for period in (make(this_year + shift) for shift in (0, -1, 1))
                if period is not None and period.first.isoweekday() == meaning.weekday
            ]
            if agreeing:
                return agreeing[0]
        return self._pick(meaning.year, Relation.OPEN, make, expression, slack=2 * _NEAR, default=Direction.OPEN)

    def _month(self, meaning: MonthName, expression: Expression) -> Period | None:
        return self._pick(
            meaning.year,
            meaning.relation,
            lambda year: calendar.month_of(year, meaning.month),
            expression,
            slack=0,
            default=Direction.BEHIND,
        )

    def _season(self, meaning: Season, expression: Expression) -> Period | None:
        if meaning.relation is Relation.LAST and self._anchor is not None and meaning.year.is_open:
            # "last summer" in autumn is the one just gone, in spring that of last year.
            made = [calendar.season_of(self._anchor.day.year + shift, meaning.season) for shift in (0, -1)]
            over = [period for period in made if period is not None and calendar.last_day(period) < self._anchor.day]
            return over[0] if over else None
        return self._pick(
            meaning.year,
            meaning.relation,
            lambda year: calendar.season_of(year, meaning.season),
            expression,
            slack=_NEAR,
            default=Direction.BEHIND,
        )

    def _named_day(self, meaning: NamedDay, expression: Expression) -> Period | None:
        def make(year: int) -> Period | None:
            if not (meaning.rule and calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR):
                return None
            return calendar.day(calendar.on_holiday(meaning.rule, year))

        return self._pick(meaning.year, meaning.relation, make, expression, slack=_NEAR, default=Direction.OPEN)

    def _weekday(self, meaning: Weekday, expression: Expression) -> Period | None:
        if self._anchor is None or not self._anchor.knows_day:
            return None
        today = self._anchor.day
        if meaning.weeks is not None:  # "Monday last week"
            monday = calendar.move(calendar.containing(Unit.WEEK, today).first, Unit.WEEK, meaning.weeks)
            moved = None if monday is None else calendar.move(monday, Unit.DAY, meaning.weekday - 1)
            return None if moved is None else calendar.day(moved)
        if meaning.relation is Relation.THAT and self._story_day is not None:
            today = self._story_day.first
            shift = -((today.isoweekday() - meaning.weekday) % 7)
        else:
            shift = choose_weekday(
                today, meaning.weekday, meaning.relation, lambda: self._direction(expression.start, expression.end)
            )
        moved = calendar.move(today, Unit.DAY, shift)
        return None if moved is None else calendar.day(moved)

    def _weekend(self, meaning: Weekend, expression: Expression) -> Period | None:
        if self._anchor is None or not self._anchor.knows_day:
            return None
        today = self._anchor.day
        this = calendar.containing(Unit.WEEKEND, today)
        if today.isoweekday() >= 6:
            return {Relation.LAST: this.shift(-1), Relation.NEXT: this.shift(1)}.get(meaning.relation, this)
        match meaning.relation:
            case Relation.LAST:
                return this.shift(-1)
            case Relation.NEXT | Relation.THIS:
                direction = self._direction(expression.start, expression.end).direction
                behind = meaning.relation is Relation.THIS and direction is Direction.BEHIND
                return this.shift(-1) if behind else this
            case _:
                return this if self._is_ahead(expression, default=False) else this.shift(-1)

    def _is_ahead(self, expression: Expression, *, default: bool) -> bool:
        direction = self._direction(expression.start, expression.end).direction
        return default if direction is Direction.OPEN else direction is Direction.AHEAD

    # counted times

    def _part(self, meaning: Part) -> Resolved:
        """Return a quarter or half; one without a number is the story's, else the one that was last completed."""
        if meaning.number == 0:
            story = self._story if self._story is not None and self._story.unit is Unit.QUARTER else None
            if story is not None:
                period = story.shift(-4) if meaning.year.shift == -1 else story
            elif self._anchor is None:
                return _UNKNOWN
            else:
                completed = calendar.containing(Unit.QUARTER, self._anchor.day).shift(-1)
                period = completed.shift(-4) if completed is not None and meaning.year.shift == -1 else completed
            return self._against_document(period)
        make = calendar.quarter_of if meaning.unit is Unit.QUARTER else calendar.half_of
        if not meaning.year.is_open:
            year = self._year(meaning.year)
            return self._dated(None if year is None else make(year.first.year, meaning.number), meaning.year)
        if self._anchor is None:
            return _UNKNOWN
        # Without a year: the last one that has begun, or the one that begins next if it is the quarter to come.
        today = self._anchor.day
        period = make(today.year, meaning.number)
        if period is not None and (period.first - today).days > 100:
            period = make(today.year - 1, meaning.number)
        return self._against_document(period)

    def _moved(self, meaning: Moved) -> Resolved:
        base: Period | None = None
        anchor: str | None
        if meaning.base is Base.STORY:
            base = self._story_for(meaning)
        elif meaning.base is Base.QUARTER and self._story is not None and self._story.unit is Unit.QUARTER:
            base = self._story
        if base is not None:
            anchor = base.partial_date
        elif self._anchor is None:
            return _UNKNOWN
        else:
            if meaning.unit < self._anchor.period.unit and meaning.unit is not Unit.WEEKEND:
                return _UNKNOWN  # "yesterday" where only the month is known
            base, anchor = Period(Unit.DAY, self._anchor.day), self._anchor_date
        if meaning.amount is None:
            return Resolved("FUTURE_REF" if meaning.base is Base.STORY else "PAST_REF")
        moved = calendar.move(base.first, meaning.unit, meaning.amount)
        if moved is None:
            return _UNKNOWN
        keeps = meaning.keeps and base.unit in (Unit.QUARTER, Unit.MONTH)
        period = Period(base.unit, moved) if keeps else calendar.containing(meaning.unit, moved)
        return Resolved(str(period), anchor, period)

    def _story_for(self, meaning: Moved) -> Period | None:
        """Return the time of the story that the words count from: as fine as they are, for days and weeks."""
        if meaning.unit in (Unit.DAY, Unit.WEEK):
            return self._story_day if self._story is None or self._story.unit <= Unit.DAY or self._story_day else None
        return self._story

    def _clock(self, meaning: Clock, expression: Expression) -> Resolved:
        if meaning.on is None:
            day: Period | None = self._story_day
            if day is None and self._anchor is not None and self._anchor.knows_day:
                day = calendar.day(self._anchor.day)
            if day is None:
                return Resolved(None)
            return Resolved(f"{day}{meaning.time}", self._anchor_date, day)
        found = self._meaning(meaning.on, expression)
        if found.period is None or found.period.unit is not Unit.DAY:
            return _UNKNOWN
        return Resolved(f"{found.period}{meaning.time}", found.anchor, found.period)


def _is_comparison(meaning: Meaning) -> bool:
    """Tell whether a time is only named beside another ("up from a year earlier"): the story does not move there."""
    if isinstance(meaning, Moved):
        return meaning.keeps
    return isinstance(meaning, Part) and meaning.year.base is Base.STORY
