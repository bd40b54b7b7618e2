"""Who said what, to whom, and who says so."""

from enum import StrEnum

from communique.model.base import Model, PartialDate
from communique.model.span import Span


class Mode(StrEnum):
    """How the words are reported: all in quotation marks, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Negative only where the cue itself denies (denied, rejected)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Medium(StrEnum):
    """What carried the words of a source."""

    READOUT = "readout"
    STATEMENT = "statement"
    INTERVIEW = "interview"
    PRESS_CONFERENCE = "press_conference"
    MEDIA = "media"
    POST = "post"
    UNSPECIFIED = "unspecified"


class Party(Model):
    """A speaker or an addressee: the actor (null while it is open) and the words that name it."""

    actor: str | None = None
    """Id of the actor."""
    spans: tuple[Span, ...] = ()
    """The words that name it."""


class Attribution(Model):
    """One link of the chain "according to ...": who issued it, in what medium, in which words."""

    issuer: str | None = None
    """Id of the actor that issued it."""
    medium: Medium = Medium.UNSPECIFIED
    """What it was issued in."""
    spans: tuple[Span, ...] = ()
    """The words that name the source."""
    cue: tuple[Span, ...] = ()
    """The words that introduce it (`according to`)."""


class Statement(Model):
    """A speech act with its words.

    `content` holds the words said, quotation marks included, cue, speaker and addressee excluded; it may be split.
    `cue` is empty for a quotation that nobody introduces. `speaker` is null where nobody is named; a `speaker` without
    an actor is named but not resolved. `according_to` runs from the nearest source outwards.
    """

    id: str
    """Id within the record."""
    mode: Mode
    """How the words are reported."""
    polarity: Polarity = Polarity.POSITIVE
    """Whether the cue denies them."""
    content: tuple[Span, ...]
    """The words said."""
    cue: tuple[Span, ...] = ()
    """The words that introduce them (`said`, `praised`)."""
    speaker: Party | None = None
    """Who said them."""
    addressee: Party | None = None
    """To whom."""
    according_to: tuple[Attribution, ...] = ()
    """Who says that they were said."""
    said_on: PartialDate | None = None
    """When they were said."""
    topics: tuple[str, ...] = ()
    """The codebook's ids of the topics they touch."""
