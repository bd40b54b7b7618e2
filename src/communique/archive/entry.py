"""What is put into an archive, and what an archive says it did with it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from communique.errors import CommuniqueError, EmptySource
from communique.model import Document, Failure, Record


class DocumentStatus(StrEnum):
    """What became of a source: a record, a text that is not about diplomacy, or nothing."""

    READ = "read"
    SET_ASIDE = "set_aside"
    FAILED = "failed"

    @property
    def rank(self) -> int:
        """Return how much is known: more replaces less, never the other way round."""
        return _RANKS[self]


_RANKS = {DocumentStatus.FAILED: 0, DocumentStatus.SET_ASIDE: 1, DocumentStatus.READ: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document came from.

    `page` is what all versions of one page have in common: a changed text at a known page is a new version of it.
    Without one it is the document's address, and without an address its id. `received` are the bytes that came in, if
    they are not the text itself (HTML, PDF), `received_type` their media type. `retrieved_at` has a time zone.
    """

    name: str | None = None
    page: str | None = None
    retrieved_at: datetime | None = None
    received: bytes | None = None
    received_type: str | None = None


NO_SOURCE = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """What a server gave for an address, to ask later whether it has changed (RFC 9110, section 8.8).

    `asked` is the address before any redirect. To be put into an archive after all that came from there: whoever is
    told later that nothing has changed must have it.
    """

    asked: str
    etag: str | None = None
    last_modified: str | None = None
    retrieved_at: datetime | None = None

    @property
    def key(self) -> str:
        """Return 24 hexadecimal digits that stand for the address."""
        return fetch_key(self.asked)


@dataclass(frozen=True, slots=True)
class Entry:
    """One source and what became of it. Made by `read`, `set_aside` and `failed`."""

    status: DocumentStatus
    document: Document
    source: Source = NO_SOURCE
    record: Record | None = None
    failure: Failure | None = None
    reason: str | None = None

    @classmethod
    def read(cls, record: Record, *, source: Source = NO_SOURCE) -> Self:
        """Return the entry of a document that was read into a record; a record without a text is a failure."""
        if not record.document.text:
            document = record.document
            row = record.failures[0] if record.failures else Failure.of(EmptySource(f"{document.id} holds no text"))
            return cls(DocumentStatus.FAILED, document, source, failure=row)
        return cls(DocumentStatus.READ, record.document, source, record=record)

    @classmethod
    def set_aside(cls, document: Document, *, reason: str, source: Source = NO_SOURCE) -> Self:
        """Return the entry of a text that is kept and can be found, but has no record (not about diplomacy)."""
        return cls(DocumentStatus.SET_ASIDE, document, source, reason=reason)

    @classmethod
    def failed(
        cls, failure: Failure | CommuniqueError, *, document_id: str, url: str | None = None, source: Source = NO_SOURCE
    ) -> Self:
        """Return the entry of a source of which no text could be had."""
        row = failure if isinstance(failure, Failure) else Failure.of(failure)
        return cls(DocumentStatus.FAILED, Document.of(document_id, "", url=url), source, failure=row)

    @property
    def page(self) -> str:
        """Return what all versions of the page have in common."""
        return self.source.page or self.document.url or f"id:{self.document.id}"

    @property
    def key(self) -> str:
        """Return the archive's id of the document: one text at one page, whenever and however often it is added."""
        return document_key(self.page, self.document.sha256 if self.status is not DocumentStatus.FAILED else None)

    def without_text(self, failure: CommuniqueError) -> Self:
        """Return the entry of the same source as one that failed."""
        bare = Document.of(self.document.id.encode("utf-8", "replace").decode(), "")
        name = self.source.name.encode("utf-8", "replace").decode() if self.source.name is not None else None
        source = Source(
            name=name, page=self.page.encode("utf-8", "replace").decode(), retrieved_at=self.source.retrieved_at
        )
        return type(self)(DocumentStatus.FAILED, bare, source, failure=Failure.of(failure))


def document_key(page: str, sha256: str | None) -> str:
    """Return the archive's id of the text with this hash at this page; without a text, of what is known of the page."""
    return hashlib.sha256(f"{page}\n{sha256 or ''}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


def fetch_key(asked: str) -> str:
    """Return 24 hexadecimal digits that stand for an address that was asked."""
    return document_key(asked, "asked")


def page_key(page: str) -> str:
    """Return 24 hexadecimal digits that stand for a page."""
    return document_key(page, "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `Archive.add` did: how many documents of which fate. Sums add up."""

    new: int = 0
    """Texts read at pages that were not known."""
    versions: int = 0
    """Changed texts of known pages."""
    renewed: int = 0
    """Texts that were known and got more than they had: a record, or a new one where that was asked for."""
    set_aside: int = 0
    failed: int = 0
    unchanged: int = 0
    """Texts that were known; nothing was written."""
    documents: tuple[str, ...] = field(default=(), repr=False)
    """The archive's ids of all that was written, in order. Left out of sums."""

    def __add__(self, other: "Added") -> "Added":
        return Added(
            new=self.new + other.new,
            versions=self.versions + other.versions,
            renewed=self.renewed + other.renewed,
            set_aside=self.set_aside + other.set_aside,
            failed=self.failed + other.failed,
            unchanged=self.unchanged + other.unchanged,
        )
