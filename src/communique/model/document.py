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
    known_by: KnownBy


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


class Failure(Model):
    """Something that could not be read: a code that `communique explain` knows, what happened, and where (if known)."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None

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
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published_on: PublishedOn | None = None
    extra: Mapping[str, Any] = Field(default_factory=dict)

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
