"""What was set apart as the publisher's own: shown, never lost, never taken for news."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.model import Passage, PassageKind, Record, Span
from communique.report.terminal.words import count, part, place
from communique.report.visible import visible

FIRST_WORDS = 60
"""Characters shown of each passage."""


def apart_part(record: Record, *, spans: bool) -> RenderableType | None:
    """Return kind, length and first words of each run of passages that is not news; None where all is news."""
    runs = _runs(record)
    if not runs:
        return None
    listed = Table.grid(padding=(0, 2))
    listed.add_column(no_wrap=True)
    listed.add_column(justify="right", no_wrap=True)
    listed.add_column(overflow="fold", ratio=1)
    for kind, run in runs:
        words = Text(_first_words(run.of(record.document.text)), style="dim")
        if spans:
            words.append(f" {place(run)}", style="dim")
        listed.add_row(Text(kind.value, style="magenta"), count(run.end - run.start, "character"), words)
    return part("Set apart as the publisher's own", listed, remark="kept whole, nothing in it read as news")


def _runs(record: Record) -> list[tuple[PassageKind, Span]]:
    """Join neighbours of one kind; passages of white space alone belong to nobody."""
    runs: list[tuple[PassageKind, Span]] = []
    for passage in record.passages:
        if _is_news_or_blank(record, passage):
            continue
        if runs and runs[-1][0] is passage.kind and _only_blank_between(record, runs[-1][1], passage):
            runs[-1] = (passage.kind, Span(start=runs[-1][1].start, end=passage.end))
        else:
            runs.append((passage.kind, Span(start=passage.start, end=passage.end)))
    return runs


def _is_news_or_blank(record: Record, passage: Passage) -> bool:
    return passage.kind.is_news or not passage.of(record.document.text).strip()


def _only_blank_between(record: Record, run: Span, passage: Passage) -> bool:
    return not record.document.text[run.end : passage.start].strip()


def _first_words(words: str) -> str:
    line = visible(words[: 4 * FIRST_WORDS]).strip()
    if len(line) <= FIRST_WORDS:
        return line
    return line[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
