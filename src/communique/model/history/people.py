"""What an archive knows of a person."""

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.history.meetings import Evidence, MeetingCluster
from communique.model.statement import Mode, Polarity


class OfficeHeld(Model):
    """An office and when it was held, as the codebook knows it."""

    entity: str
    """The state or organisation."""
    office: str
    """The codebook's id of the office."""
    start: PartialDate | None = None
    """When the term began."""
    end: PartialDate | None = None
    """When it ended; null where it runs or the end is not known."""
    last_confirmed: PartialDate | None = None
    """The last day on which a term without an end is known to have run."""


class OfficeSeen(Model):
    """An office in which documents have a person, and from when to when they do."""

    office: str
    """The office, in English."""
    country: str | None = None
    """The state."""
    first: PartialDate | None = None
    """When the first of the documents was published."""
    last: PartialDate | None = None
    """When the last was."""
    documents: int = Field(ge=1)
    """How many documents."""
    evidence: Evidence | None = None
    """Where the first of them names the person."""


class PersonStatement(Model):
    """Something that a document reports a person to have said."""

    document: str
    """Id of the document."""
    statement: str
    """Id of the statement within the record."""
    date: PartialDate | None = None
    """When it was said, where the text says so; else when the text was published."""
    side: str
    """Whose text reports it: the side or `press`."""
    mode: Mode
    """How the words are reported."""
    polarity: Polarity
    """Whether the cue denies them."""
    joint: bool
    """Whether the text has several people say it together; nobody alone is credited then."""
    addressee: str | None = None
    """Name or id of whom it was said to."""
    topics: tuple[str, ...] = ()
    """The codebook's ids of the topics it touches."""
    evidence: tuple[Evidence, ...]
    """The words."""
    cue: tuple[Evidence, ...] = ()
    """The words that introduce them."""
    copy_of: str | None = None
    """The document of which this one is a near copy."""


class Person(Model):
    """What an archive knows of a person. Several people who bear a name are several of these."""

    id: str
    """The codebook's id, or `text:` and the name."""
    name: str | None = None
    """The name."""
    country: str | None = None
    """The state."""
    documents: int = Field(ge=0)
    """Documents that speak of the person."""
    offices: tuple[OfficeHeld, ...] = ()
    """The codebook's terms, in order."""
    seen_as: tuple[OfficeSeen, ...] = ()
    """The offices in which the documents have the person, in order."""
    meetings_count: int = Field(ge=0)
    """How many meetings the person took part in."""
    meetings: tuple[MeetingCluster, ...] = ()
    """The meetings, in order: all, or the latest where no more were asked for."""
    statements_count: int = Field(ge=0)
    """How many statements the person is reported to have made."""
    statements: tuple[PersonStatement, ...] = ()
    """The statements, in order: all, or the latest where no more were asked for."""
