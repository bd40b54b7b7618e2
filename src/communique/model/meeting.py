"""Who met whom, when and where; and the stops of a journey."""

from enum import StrEnum

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.span import Span


class MeetingKind(StrEnum):
    """The format of a contact."""

    MEETING = "meeting"
    CALL = "call"
    VIDEO = "video"
    VISIT = "visit"
    SIDELINE = "sideline"
    SUMMIT = "summit"


class Status(StrEnum):
    """Whether it took place by the time of the text."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Place(Model):
    """A place as the text names it, and the state it lies in (ISO 3166 alpha-3), if known."""

    name: str
    country: str | None = None


class Meeting(Model):
    """A contact between office-holders. `date` is its first day, at the precision that the text gives."""

    id: str
    kind: MeetingKind
    status: Status = Status.HAPPENED
    date: PartialDate | None = None
    place: Place | None = None
    participants: tuple[str, ...]
    host: str | None = None
    requested_by: str | None = None
    spans: tuple[Span, ...]


class Stop(Model):
    """A person at a place at a time. `order` counts from 1 along the journey of that person."""

    actor: str
    place: Place
    date: PartialDate | None = None
    status: Status = Status.HAPPENED
    order: int = Field(ge=1)
    spans: tuple[Span, ...]
