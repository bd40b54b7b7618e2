"""A raw source once it is text: the document, its passages, and what could not be read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from communique.errors import CommuniqueError
from communique.model.base import Model, PartialDate
from communique.model.span import Span, text_sha256


class KnownBy(StrEnum):
    """How a publication date is known, from the surest to the weakest."""

    GIVEN = "given"
    METADATA = "metadata"
    HEADER = "header"
    DATELINE = "dateline"
    URL = "url"


class PublishedOn(Model):
    """The day (or month, or year) a text was published, and how that is known."""

    value: PartialDate
    """The date, at the precision that is known."""
    known_by: KnownBy
    """How it is known."""


class PassageKind(StrEnum):
    """What a stretch of a page is there for. Only headline, dateline, body and caption speak about the news."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    APPEAL = "appeal"
    NEWSLETTER = "newsletter"
    RELATED = "related"
    LEGAL = "legal"
    NAVIGATION = "navigation"
    HEADER = "header"

    @property
    def is_news(self) -> bool:
        """Tell whether passages of this kind may support a claim about the news."""
        return self in _NEWS


_NEWS = frozenset({PassageKind.HEADLINE, PassageKind.DATELINE, PassageKind.BODY, PassageKind.CAPTION})


class Passage(Span):
    """A stretch of the text and its kind. The passages of a document follow each other and cover every character."""

    kind: PassageKind
    """What the passage is there for."""


class Failure(Model):
    """Something that could not be read: a code that `communique explain` knows, what happened, and where (if known)."""

    code: str
    """The code, such as `C206`."""
    message: str
    """What happened, to what."""
    start: int | None = None
    """Where it begins in the text, if it has a place."""
    end: int | None = None
    """Where it ends, exclusive."""

    @classmethod
    def of(cls, error: CommuniqueError, *, start: int | None = None, end: int | None = None) -> Self:
        """Turn an error into a row of `failures`."""
        return cls(code=error.code, message=error.what, start=start, end=end)


class Document(Model):
    """A text as it was received, never edited.

    Offsets everywhere in a record count Unicode code points of `text`. `extra` keeps the fields of the input that have
    no meaning here. `published_on` is null when nothing says when the text was published.
    """

    id: str
    """The id that was given, or the name of the file."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the text in UTF-8, in hexadecimal digits."""
    text: str
    """The text that all places count in."""
    title: str | None = None
    """The title that was given or that the page names."""
    url: str | None = None
    """The address that was given or that the page names."""
    publisher: str | None = None
    """The publisher that was given or that the page names."""
    language: str | None = None
    """The language, as ISO 639 code."""
    published_on: PublishedOn | None = None
    """When it was published."""
    extra: Mapping[str, Any] = Field(default_factory=dict)
    """Fields of the input that have no meaning here."""

    @property
    def published(self) -> str | None:
        """The day of publication, ISO 8601, if that is known."""
        return self.published_on.value if self.published_on is not None else None

    @model_validator(mode="after")
    def _hash_is_true(self) -> Self:
        if self.sha256 != text_sha256(self.text):
            message = f"the hash of document {self.id!r} is not the hash of its text"
            raise ValueError(message)
        return self

    @classmethod
    def of(cls, document_id: str, text: str, **fields: Any) -> Self:
        """Build a document and hash its text."""
        return cls(id=document_id, sha256=text_sha256(text), text=text, **fields)
