"""What is found when sources are taken in: a reading, where it lay, and what is known of how it came here."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from communique.errors import Bomb, CommuniqueError, Damaged, PartOnly, TextCut
from communique.model import Failure
from communique.read.reading import Reading, unread

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one source may cost. Beyond that it is given up, with a failure that names the limit.

    The sizes are those that Media Cloud (10 MB a page) and web archives keep to; 1,000 to 1 is more than any text gains
    by compression and less than what made-up data do.
    """

    page_bytes: int = 10_000_000
    record_bytes: int = 64 * MEGABYTE
    ratio: int = 1000
    members: int = 100_000
    """Files in a zip archive, entries in a feed, addresses in a list."""
    seconds: float = 5.0
    """Wall time for the parsing of one page or document in the child process."""


LIMITS = Limits()


class Outcome(StrEnum):
    """What became of one thing that was found."""

    READ = "read"
    SET_ASIDE = "set_aside"
    """The caller's `wanted` said no; its words without tags are kept, no article was looked for."""
    UNCHANGED = "unchanged"
    """The server said that the page is as it was when the caller last had it; there is no text."""
    FAILED = "failed"
    """There is no text; the failures say why."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether a page has changed (RFC 9110, section 8.8). Kept by the caller."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One document, or one thing that should have been one, and where it was found.

    `source` is the path or address as given (a file of a folder: its own path). `number` counts the lines, rows,
    records or entries of a collection from 1; `offset` is the byte of the file, as it lies on the disk, at which
    the line, record or compressed member begins. `retrieved_at` is in UTC.
    """

    reading: Reading
    source: str
    outcome: Outcome = Outcome.READ
    number: int | None = None
    offset: int | None = None
    member: str | None = None
    """The name of the file within a zip archive."""
    url: str | None = None
    asked_url: str | None = None
    """The address that was fetched, before any redirect; the validators are those of this one."""
    retrieved_at: datetime | None = None
    media_type: str | None = None
    """As declared by the server, or as told by the bytes; lower case, without parameters."""
    validators: Validators = field(default_factory=Validators)
    received: bytes | None = field(default=None, repr=False)
    """The page or file as it came in, without compression, if it is not the text itself: HTML, PDF, DOCX."""

    @property
    def is_whole(self) -> bool:
        """Tell whether the text is all there was; a silence may be claimed only of a text that is."""
        return self.outcome is Outcome.READ and not any(one.code in _PARTS for one in self.reading.failures)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read of it."""
        return self.reading.failures


_PARTS = frozenset({Damaged.code, Bomb.code, PartOnly.code, TextCut.code})


def failed(document_id: str, error: CommuniqueError, *, source: str, number: int | None = None,
           offset: int | None = None, member: str | None = None, url: str | None = None,
           retrieved_at: datetime | None = None, media_type: str | None = None) -> Found:  # fmt: skip
    """Return what stands for a thing that could not be read."""
    reading = unread(document_id, error)
    if url:
        reading = Reading(reading.document.model_copy(update={"url": url}), reading.failures)
    return Found(
        reading=reading,
        source=source,
        outcome=Outcome.FAILED,
        number=number,
        offset=offset,
        member=member,
        url=url,
        retrieved_at=retrieved_at,
        media_type=media_type,
    )
