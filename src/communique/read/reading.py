"""What the reading of one source gives: a document, and what could not be read of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.errors import CommuniqueError
from communique.model import Document, Failure


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the rows of `failures` that its reading left. `encoding` is how its bytes were decoded."""

    document: Document
    failures: tuple[Failure, ...] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller states about a source. It wins over anything that the source says about itself."""

    published_on: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


NOTHING_GIVEN = Given()


def unread(document_id: str, error: CommuniqueError) -> Reading:
    """Return a reading without text that says why there is none, so that a batch keeps one record a source."""
    return Reading(Document.of(document_id, ""), (Failure.of(error),))
