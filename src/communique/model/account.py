"""One side's version of one meeting."""

from enum import StrEnum
from functools import cached_property

from pydantic import ConfigDict

from communique.model.base import Model, PartialDate
from communique.model.record import Record
from communique.model.span import Span

PRESS = "press"
"""The side of an account that is nobody's own: a news story."""


class Genre(StrEnum):
    """What sort of text an account is; a fact sheet, a post or a transcript is weak ground for silence."""

    READOUT = "readout"
    STATEMENT = "statement"
    FACT_SHEET = "fact_sheet"
    POST = "post"
    PRESS_REPORT = "press_report"
    TRANSCRIPT = "transcript"


WEAK_GROUND = frozenset({Genre.FACT_SHEET, Genre.POST, Genre.TRANSCRIPT})
"""Genres that leave out more than they tell: a silence of theirs means little."""


class SideKnownBy(StrEnum):
    """How it is known whose account a text is."""

    GIVEN = "given"
    PUBLISHER = "publisher"
    TEXT = "text"


class Account(Model):
    """One side's version of one meeting: a text that was read, and whose it is.

    Several accounts of one side, of one genre and page, are its versions, in the order of `date`, then as given.
    """

    # A record is checked when it is made; checking it again for every comparison would cost more than comparing.
    model_config = ConfigDict(frozen=True, extra="forbid", revalidate_instances="never")

    account_id: str
    """Id of the account, unique among those compared."""
    meeting_id: str = "meeting"
    """Id of the meeting that it is an account of."""
    side: str
    """The state (ISO 3166 alpha-3) or organisation whose account it is, or `press`."""
    side_known_by: SideKnownBy = SideKnownBy.GIVEN
    """How the side is known."""
    date: PartialDate | None = None
    """When it was published."""
    genre: Genre | None = None
    """What sort of text it is, null where neither anybody nor its headline says."""
    page: str | None = None
    """The page that it stood at, null where that is not known: the texts at two pages are two texts."""
    truncated: bool = False
    """Whether the text is known to be cut; a cut text is never silent."""
    own_words: bool = False
    """Whether the text retells the account in other words; such a text is never silent either."""
    record: Record
    """What was read out of it."""

    @property
    def text(self) -> str:
        """The text as received."""
        return self.record.document.text

    @property
    def language(self) -> str | None:
        """Language of the text (ISO 639), Chinese in either script as one: its words are looked up as one."""
        language = self.record.document.language
        return language.removesuffix("-Hant") if language is not None else None

    @cached_property
    def body(self) -> tuple[Span, ...]:
        """The passages that speak of the meeting (headline, dateline, body, captions); none of a text left unread."""
        if not self.record.sentences:
            return ()
        return tuple(
            Span(start=passage.start, end=passage.end) for passage in self.record.passages if passage.kind.is_news
        )

    @property
    def is_whole(self) -> bool:
        """Whether silence may be claimed against it: one side's own text, read to its end and analysed."""
        return self.side != PRESS and not self.truncated and not self.own_words and self.record.is_whole
