"""What was read: title, publisher, date and how it is known, length."""

from rich.console import Group, RenderableType
from rich.text import Text

from communique.codebook.publishers import find_publisher
from communique.model import KnownBy, Record
from communique.report.dates import in_words
from communique.report.names import state_name
from communique.report.terminal.words import count, dotted
from communique.report.visible import visible

_KNOWN_BY = {
    KnownBy.GIVEN: "as given",
    KnownBy.METADATA: "by the page's metadata",
    KnownBy.HEADER: "by a date header in the text",
    KnownBy.DATELINE: "by the dateline",
    KnownBy.URL: "by the address",
}


def heading_part(record: Record) -> RenderableType:
    """Return the lines that say what was read."""
    document = record.document
    lines = [Text(visible(document.id), style="bold reverse" if not document.title else "bold")]
    if document.title:
        lines.append(Text(visible(document.title), style="bold"))
    if document.publisher or document.url:
        lines.append(dotted(visible(document.publisher or ""), _side(record), visible(document.url or "")))
    lines.append(dotted(_published(record), f"language {visible(document.language or 'not known')}", _length(record)))
    return Group(*lines)


def _side(record: Record) -> str | None:
    """Say for whom an official publisher speaks."""
    publisher = find_publisher(name=record.document.publisher, url=record.document.url)
    side = publisher.side if publisher else None
    return f"speaks for {state_name(record, side)}" if side else None


def _published(record: Record) -> Text:
    published = record.document.published_on
    if published is None:
        return Text("publication date not known", style="yellow")
    return Text(f"published {in_words(published.value)}, {_KNOWN_BY[published.known_by]}")


def _length(record: Record) -> str:
    return count(len(record.document.text), "character")
