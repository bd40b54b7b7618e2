"""What the reading of one source gives: a document, and what could not be read of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from communique.errors import CommuniqueError
from communique.model import Document, Failure


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the rows of `failures` that its reading left. `encoding` is how its bytes were decoded.

    `side` is whose own account the caller says it is (`press` for nobody's), None where the publisher tells.
    """

    document: Document
    failures: tuple[Failure, ...] = ()
    encoding: str | None = None
    side: str | None = None


class Facts(TypedDict, total=False):
    """What a caller can state about a source, as keywords; each wins over what the source says about itself.

    `published_on` is YYYY, YYYY-MM, YYYY-MM-DD or a time stamp, `language` a label such as `en-GB`; `extra` is kept.
    """

    published_on: str | None
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The facts that a caller states about a source, the others null."""

    published_on: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def unread(document_id: str, error: CommuniqueError) -> Reading:
    """Return a reading without text that says why there is none, so that a batch keeps one record a source."""
    return Reading(Document.of(document_id, ""), (Failure.of(error),))
