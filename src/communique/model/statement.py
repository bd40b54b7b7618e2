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
    spans: tuple[Span, ...] = ()


class Attribution(Model):
    """One link of the chain "according to ...": who issued it, in what medium, in which words."""

    issuer: str | None = None
    medium: Medium = Medium.UNSPECIFIED
    spans: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class Statement(Model):
    """A speech act with its words.

    `content` holds the words said, quotation marks included, cue, speaker and addressee excluded; it may be split.
    `cue` is empty for a quotation that nobody introduces. `speaker` is null where nobody is named; a `speaker` without
    an actor is named but not resolved. `according_to` runs from the nearest source outwards.
    """

    id: str
    mode: Mode
    polarity: Polarity = Polarity.POSITIVE
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker: Party | None = None
    addressee: Party | None = None
    according_to: tuple[Attribution, ...] = ()
    said_on: PartialDate | None = None
    topics: tuple[str, ...] = ()
