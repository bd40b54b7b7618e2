"""Where a row of `track` comes from: a document and the words in it."""

from communique.model import Record, Span
from communique.model.history import Evidence


def cut_all(document: str, record: Record, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """Return the words at these places of a record's text, `document` being the id to name it by."""
    text = record.document.text
    return tuple(Evidence.cut(document, text, span.start, span.end) for span in spans)
