"""Where a person was, and whom the person met."""

from enum import StrEnum

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.history.meetings import Evidence
from communique.model.meeting import MeetingKind, Place, Status


class ItineraryKind(StrEnum):
    """A place where the person was, a meeting, or days of which the documents say nothing."""

    STOP = "stop"
    MEETING = "meeting"
    GAP = "gap"


class ItineraryRow(Model):
    """One line of an itinerary.

    A gap says that no document here names a place for any of its days; calls and undated stops may lie within it.
    """

    kind: ItineraryKind
    """What it is."""
    first: PartialDate | None = None
    """Its first day, at the precision that is known; null where no document gives one."""
    last: PartialDate | None = None
    """Its last day, where that is another one."""
    published_from: PartialDate | None = None
    """When the first document that tells of it was published."""
    place: Place | None = None
    """Where."""
    status: Status | None = None
    """Whether it took place, is planned or was cancelled; null for a gap."""
    meeting: str | None = None
    """Id of the meeting."""
    format: MeetingKind | None = None
    """Its format; a call tells nothing of a place."""
    company: tuple[str, ...] = ()
    """Names of the others, or their ids where no name is known."""
    days: int | None = None
    """Length of a gap in days."""
    elsewhere_too: bool = False
    """Whether another line has the person in another state on the same day: one of the two may be wrong."""
    evidence: tuple[Evidence, ...] = ()
    """The words."""
    documents: int = Field(default=0, ge=0)
    """How many documents tell of it."""
    confidence: float = Field(default=1, ge=0, le=1)
    """How much stands behind it: a reading aid, not a probability that was measured."""
