"""Places in a text, and the words that stand there."""

import hashlib
from typing import Self

from pydantic import Field, model_validator

from communique.model.base import Model

CONTEXT = 32
"""Characters kept on each side of an excerpt (W3C Web Annotation, TextQuoteSelector prefix and suffix)."""


def text_sha256(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Span(Model):
    """A stretch of `Document.text`: Unicode code points, `end` exclusive, never empty."""

    start: int = Field(ge=0)
    """The first character, counted from 0 in Unicode code points."""
    end: int = Field(gt=0)
    """The character after the last."""

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.end <= self.start:
            message = f"a span must hold at least one character, got start={self.start} end={self.end}"
            raise ValueError(message)
        return self

    def of(self, text: str) -> str:
        """Return the words that stand at this place in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Excerpt(Model):
    """Words of a stored text, with all that is needed to find them again.

    `words` is the slice `start:end` (Unicode code points, `end` exclusive) of the text whose hash is `sha256`; `prefix`
    and `suffix` are up to 32 characters on each side (W3C Web Annotation Data Model, TextQuoteSelector).
    """

    document_id: str
    """Id of the document."""
    sha256: str
    """SHA-256 of its text."""
    start: int = Field(ge=0)
    """The first character."""
    end: int = Field(gt=0)
    """The character after the last."""
    words: str = Field(min_length=1)
    """The words."""
    prefix: str = ""
    """Up to 32 characters before them."""
    suffix: str = ""
    """Up to 32 characters after them."""

    @model_validator(mode="after")
    def _length_is_true(self) -> Self:
        if self.end - self.start != len(self.words):
            message = f"an excerpt of {len(self.words)} characters cannot stand at {self.start}..{self.end}"
            raise ValueError(message)
        return self

    @classmethod
    def cut(cls, document_id: str, text: str, span: Span) -> Self:
        """Cut `span` out of `text`; raise ValueError if it reaches past the end."""
        if span.end > len(text):
            message = f"the text of {document_id!r} has {len(text)} characters, no excerpt ends at {span.end}"
            raise ValueError(message)
        return cls(
            document_id=document_id,
            sha256=text_sha256(text),
            start=span.start,
            end=span.end,
            words=span.of(text),
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
        )

    def find_in(self, text: str) -> Span | None:
        """Return where the words stand in a text that may have changed, or None if that is not certain.

        The same text gives the same place. In another text the words must occur exactly once, or exactly once with
        their prefix and suffix around them; anything else is an orphan, never a guess.
        """
        if text_sha256(text) == self.sha256:
            return Span(start=self.start, end=self.end)
        for before, after in (("", ""), (self.prefix, self.suffix)):
            quote = before + self.words + after
            at = text.find(quote)
            if at >= 0 and text.find(quote, at + 1) < 0:
                return Span(start=at + len(before), end=at + len(before) + len(self.words))
        return None
