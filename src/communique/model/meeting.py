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

    @property
    def is_remote(self) -> bool:
        """Tell whether those who meet in this way are at different places."""
        return self in _REMOTE


_REMOTE = frozenset({MeetingKind.CALL, MeetingKind.VIDEO})


class Status(StrEnum):
    """Whether it took place by the time of the text."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Place(Model):
    """A place as the text names it, and the state it lies in (ISO 3166 alpha-3), if known."""

    name: str
    """The name of the place."""
    country: str | None = None
    """The state it lies in."""


class Meeting(Model):
    """A contact between office-holders. `date` is its first day, at the precision that the text gives."""

    id: str
    """Id within the record."""
    kind: MeetingKind
    """The format."""
    status: Status = Status.HAPPENED
    """Whether it happened, is planned, or was cancelled."""
    date: PartialDate | None = None
    """Its first day."""
    place: Place | None = None
    """Where."""
    participants: tuple[str, ...]
    """Ids of those who met."""
    host: str | None = None
    """Id of the host."""
    requested_by: str | None = None
    """Id of the side at whose request it took place."""
    spans: tuple[Span, ...]
    """The words that report it."""


class Stop(Model):
    """A person at a place at a time. `order` counts from 1 along the journey of that person."""

    actor: str
    """Id of the traveller."""
    place: Place
    """Where."""
    date: PartialDate | None = None
    """When."""
    status: Status = Status.HAPPENED
    """Whether the traveller was there, is expected, or did not go."""
    order: int = Field(ge=1)
    """Its place in the journey."""
    spans: tuple[Span, ...]
    """The words that report it."""
