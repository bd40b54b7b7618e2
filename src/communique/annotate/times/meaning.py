"""What a time expression says, before the calendar is asked: the words' own meaning, without any date of the text."""

from dataclasses import dataclass
from enum import StrEnum

from communique.annotate.times.calendar import Period, Unit
from communique.model import TimeType


class Relation(StrEnum):
    """Where a named stretch lies, as far as the words say: "last Friday", "this May", "next summer", "that autumn"."""

    OPEN = ""
    LAST = "last"
    PAST = "past"
    """As in "this past autumn": the one just gone, where "last autumn" may be a year back."""
    THIS = "this"
    NEXT = "next"
    THAT = "that"


class Base(StrEnum):
    """What an expression counts from: the document's date, or the time that the story named last."""

    DOCUMENT = "document"
    STORY = "story"
    QUARTER = "quarter"
    """The story's quarter, in a report of results; else the document's date."""


@dataclass(frozen=True, slots=True)
class Complete:
    """The words need no date: `P3D`, `PRESENT_REF`, any Monday, 21 August 2015. `period` where it is a date."""

    value: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year, as a number or as so many years from the document's ("last year's": -1); neither where none is named."""

    number: int | None = None
    shift: int | None = None
    base: Base = Base.DOCUMENT

    @property
    def is_open(self) -> bool:
        """Tell whether no year is named."""
        return self.number is None and self.shift is None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """As in "13 July", with or without a year; `weekday` (1-7) where it stands beside.

    `event_year` is the year of an event that is known by its day: "the October 7 attack".
    """

    month: int
    number: int
    year: Year = Year()
    weekday: int | None = None
    event_year: int | None = None


@dataclass(frozen=True, slots=True)
class MonthName:
    """As in "in May", "last November", "April next year"."""

    month: int
    year: Year = Year()
    relation: Relation = Relation.OPEN


@dataclass(frozen=True, slots=True)
class Weekday:
    """As in "on Sunday", "last Friday"; ISO number of the day.

    `weeks` counts from the document's week where the words name it: "Monday last week" is -1.
    """

    weekday: int
    relation: Relation = Relation.OPEN
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """As in "last fall", "the summer of 2012"."""

    season: str
    year: Year = Year()
    relation: Relation = Relation.OPEN


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter or a half of a year: "the third quarter of 2012"; `number` 0 is one that only the story knows."""

    unit: Unit
    number: int
    year: Year = Year()


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A holiday, by the rule of the codebook."""

    rule: str
    year: Year = Year()
    relation: Relation = Relation.OPEN


@dataclass(frozen=True, slots=True)
class Weekend:
    """As in "the weekend", "last weekend"."""

    relation: Relation = Relation.OPEN


@dataclass(frozen=True, slots=True)
class Moved:
    """So many units before (negative) or after the base: "last week", "two days later", "this year" (0).

    `amount` None stands for "a few": only the unit is known. `keeps` says that the precision of the base is kept
    ("a year earlier" after a quarter is that quarter of the year before).
    """

    unit: Unit
    amount: int | None
    base: Base = Base.DOCUMENT
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: `T10:00`, `TMO`; `on` the day it belongs to, None where the words name none."""

    time: str
    on: "Meaning | None" = None


@dataclass(frozen=True, slots=True)
class Containing:
    """The stretch of `unit` that holds a day: "the week of July 14"."""

    unit: Unit
    day: DayOfMonth


@dataclass(frozen=True, slots=True)
class Then:
    """The time of the story, whatever it is: "since then"."""


Meaning = (
    Complete
    | Containing
    | DayOfMonth
    | MonthName
    | Weekday
    | Season
    | Part
    | NamedDay
    | Weekend
    | Moved
    | Clock
    | Then
    | Year
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression of the text: where it stands, its type, its meaning, and the rule that read it."""

    start: int
    end: int
    type: TimeType
    meaning: Meaning
    rule: str
