"""A real meeting, and every document that tells of it."""

from typing import Self

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.meeting import Meeting, Status


class Evidence(Model):
    """Words of a document that support a row. Offsets count Unicode code points of its text, `end` exclusive."""

    document: str
    """Id of the document."""
    start: int = Field(ge=0)
    """The first character."""
    end: int = Field(gt=0)
    """The character after the last."""
    words: str
    """The words that stand there."""

    @classmethod
    def cut(cls, document: str, text: str, start: int, end: int) -> Self:
        """Cut the words out of the text of a document."""
        return cls(document=document, start=start, end=end, words=text[start:end])


class MeetingAccount(Model):
    """What one document tells of a meeting."""

    document: str
    """Id of the document."""
    meetings: tuple[str, ...]
    """Ids of the meeting within its record."""
    side: str
    """The state or organisation whose own text it is, or `press`."""
    publisher: str | None = None
    """Who published it."""
    language: str | None = None
    """Its language (ISO 639)."""
    published_on: PartialDate | None = None
    """When it was published."""
    date: PartialDate | None = None
    """The date that it gives for the meeting."""
    status: Status
    """Whether it tells of it as held, planned or cancelled."""
    copy_of: str | None = None
    """The first of the documents of which it is a near copy, null for that one itself and for what has no copy."""
    evidence: tuple[Evidence, ...]
    """The words."""
    confidence: float = Field(ge=0, le=1)
    """How sure it is that it tells of this meeting."""


class MeetingCluster(Model):
    """A meeting, and every document that tells of it.

    `meeting.spans` are the words of the first account that gives the date; its `id` is the cluster's.
    """

    id: str
    """Stays the same when everything is made again: it is made of participants and date."""
    meeting: Meeting
    """The meeting with the best date, place and format that the accounts give."""
    sides: tuple[str, ...]
    """The states and organisations that met."""
    people: dict[str, str]
    """Names of the participants, by id."""
    own_accounts: tuple[str, ...] = ()
    """The sides of which there is a text of their own."""
    accounts: tuple[MeetingAccount, ...]
    """Who tells of it, the first to be published first."""
    evidence_count: int = Field(ge=1)
    """Documents that tell of it, near copies counted once."""
    other_dates: tuple[PartialDate, ...] = ()
    """Other days that accounts give, the best supported first."""
    published_from: PartialDate | None = None
    """When the first account was published; where no date is known, this is all that tells the time."""
    judgements: tuple[str, ...] = ()
    """Ids of the judgements of a person that made it."""
    confidence: float = Field(ge=0, le=1)
    """How much stands behind it: a reading aid, not a probability that was measured."""
