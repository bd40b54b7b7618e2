"""The table of what each side's account says."""

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.model import Record
from communique.report.sides import PRESS, AccountTable, Cell, Standing, TopicRow, account_table
from communique.report.terminal.words import part, place

_STYLES = {
    Standing.SAID: "green",
    Standing.PLANNED: "yellow",
    Standing.SAID_NOT_MENTIONED: "bold red",
    Standing.NOT_KNOWN: "dim",
}
TITLE = "What each side's account says"


def accounts_part(record: Record, *, spans: bool) -> RenderableType | None:
    """Return the table of topics and accounts, or a line that says that no topic was found."""
    table = account_table(record)
    if not table.rows:
        return part(TITLE, Text("no topic found in this text", style="dim"))
    content: list[RenderableType] = [_drawn(table, spans=spans)]
    if any(Standing.NOT_KNOWN in cell.standings for row in table.rows for cell in row.cells):
        content.append(Text("not known: this text does not tell; that is not silence.", style="dim"))
    return part(TITLE, *content)


def _drawn(table: AccountTable, *, spans: bool) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    drawn.add_column("topic", ratio=None, min_width=16, overflow="fold")
    for side in table.sides:
        drawn.add_column(side, min_width=9, max_width=24, overflow="fold")
    for row in table.rows:
        cells = (
            _cell(cell, spans=spans, empty=side == PRESS) for side, cell in zip(table.sides, row.cells, strict=True)
        )
        drawn.add_row(_topic(row), *cells)
    return drawn


def _topic(row: TopicRow) -> Text:
    text = Text(row.labels[0])
    for other in row.labels[1:]:
        text.append(f"\nalso: {other}", style="dim")
    return text


def _cell(cell: Cell, *, spans: bool, empty: bool) -> Text:
    if empty and cell.standings == (Standing.NOT_KNOWN,):
        return Text("–", style="dim")
    text = Text(" / ").join(Text(standing.value, style=_STYLES[standing]) for standing in cell.standings)
    if spans:
        for span in cell.spans:
            text.append(f" {place(span)}", style="dim")
    return text
