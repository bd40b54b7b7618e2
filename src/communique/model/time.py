"""Time expressions and the dates they stand for."""

from enum import StrEnum

from pydantic import Field

from communique.model.base import PartialDate
from communique.model.span import Span


class TimeType(StrEnum):
    """The four kinds of ISO-TimeML (Pustejovsky et al. 2010)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeReference(Span):
    """A time expression, what it stands for, and why.

    `value` is ISO 8601 at the precision of the words, with the TIMEX3 additions for what ISO cannot say (`2025-SU`,
    `2025-W12-WE`, `PAST_REF`, `P3D`, and `XXXX-WXX-1` for the Monday of any week); it is null where the words give no
    date. `anchor` is the date that it was resolved against, null where the words are complete. `rule` names the rule.
    """

    type: TimeType
    """What kind of expression it is."""
    value: str | None = Field(default=None)
    """The date, time, duration or set that it stands for."""
    anchor: PartialDate | None = None
    """The date that it was resolved against."""
    rule: str
    """The rule that resolved it."""
