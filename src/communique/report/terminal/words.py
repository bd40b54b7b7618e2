"""Words of the text and the small pieces of a report that all its parts share."""

from collections.abc import Collection, Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from communique.model import Record, Span
from communique.report.visible import visible

INDENT = 2


def place(span: Span) -> str:
    """Return where a span stands: `[17:189]`, code points, end-exclusive."""
    return f"[{span.start}:{span.end}]"


def quoted(record: Record, words: Iterable[Span], *, spans: bool, style: str = "") -> Text:
    """Return the words at some places, apart by " … ", each followed by its place if `spans`."""
    text = Text()
    for number, span in enumerate(words):
        if number:
            text.append(" … ", style="dim")
        text.append(visible(span.of(record.document.text)), style=style)
        if spans:
            text.append(f" {place(span)}", style="dim")
    return text


def evidence(record: Record, words: Collection[Span], *, spans: bool) -> Text:
    """Return the words of the text that support a line, in quotation marks of the report's own; places behind."""
    text = Text.assemble(("“", "dim"), quoted(record, words, spans=False, style="italic dim"), ("”", "dim"))
    if spans:
        text.append("".join(f" {place(span)}" for span in words), style="dim")
    return text


def part(title: str, *content: RenderableType, remark: str = "") -> RenderableType:
    """Return a titled part of the page, its content indented."""
    heading = Text(title, style="bold")
    if remark:
        heading.append(f"  {remark}", style="dim")
    return Group(heading, *(Padding(piece, (0, 0, 0, INDENT)) for piece in content))


def dotted(*pieces: str | Text | None) -> Text:
    """Return the pieces that there are, apart by middle dots."""
    return Text(" · ").join(piece if isinstance(piece, Text) else Text(piece) for piece in pieces if piece)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 statement`, `1,240 characters`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
