"""Where a row of `track` comes from: a document and the words in it."""

from typing import Self

from pydantic import Field

from communique.model import Record, Span
from communique.model.base import Model


class Evidence(Model):
    """Words of a document that support a row. Offsets count Unicode code points of its text, `end` exclusive."""

    document: str
    """Id of the document."""
    start: int = Field(ge=0)
    """The first character."""
    end: int = Field(gt=0)
    """The character after the last."""
    words: str
    """The words that stand there."""

    @classmethod
    def cut(cls, document: str, text: str, start: int, end: int) -> Self:
        """Cut the words out of the text of a document."""
        return cls(document=document, start=start, end=end, words=text[start:end])


def cut_all(document: str, record: Record, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """Return the words at these places of a record's text, `document` being the id to name it by."""
    text = record.document.text
    return tuple(Evidence.cut(document, text, span.start, span.end) for span in spans)
