"""The table of what each side's account says."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from communique.model import Record
from communique.report.sides import OWN_VOICE, AccountTable, Cell, Standing, TopicRow, account_table
from communique.report.terminal.words import part, place

_STYLES = {
    Standing.SAID: "green",
    Standing.PLANNED: "yellow",
    Standing.SAID_NOT_MENTIONED: "bold red",
    Standing.NOT_KNOWN: "dim",
}
_TOPIC_WIDTH = 20
_GAP = 3
TITLE = "What each side's account says"
LEGEND = "not known: this text does not tell; that is not silence."


def accounts_part(record: Record, *, spans: bool) -> RenderableType | None:
    """Return the table of topics and accounts, or a line that says that no topic was found."""
    table = account_table(record)
    if not table.rows:
        return part(TITLE, Text("no topic found in this text", style="dim"))
    content: list[RenderableType] = [_Accounts(table, spans=spans)]
    if any(Standing.NOT_KNOWN in cell.standings for row in table.rows for cell in row.cells):
        content.append(Text(LEGEND, style="dim"))
    return part(TITLE, *content)


@dataclass(frozen=True)
class _Accounts:
    """Topics by accounts: a table where the terminal is wide enough, else a list; no account is ever cut off."""

    table: AccountTable
    spans: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        del console  # rich's signature
        if _TOPIC_WIDTH + sum(map(self._narrowest, range(len(self.table.sides)))) <= options.max_width:
            yield self._drawn()
        else:
            yield from self._listed()

    def _narrowest(self, column: int) -> int:
        words = self.table.sides[column].split()
        for row in self.table.rows:
            words += _cell(row.cells[column], spans=self.spans, own_voice=False).plain.split()
        return max(map(cell_len, words)) + _GAP

    def _drawn(self) -> Table:
        drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        drawn.add_column("topic", min_width=_TOPIC_WIDTH - _GAP, overflow="fold")
        for column, side in enumerate(self.table.sides):
            drawn.add_column(side, min_width=self._narrowest(column) - _GAP)
        for row in self.table.rows:
            cells = zip(self.table.sides, row.cells, strict=True)
            drawn.add_row(
                _topic(row), *(_cell(cell, spans=self.spans, own_voice=side == OWN_VOICE) for side, cell in cells)
            )
        return drawn

    def _listed(self) -> Iterator[Text]:
        for row in self.table.rows:
            yield _topic(row)
            unknown = []
            for side, cell in zip(self.table.sides, row.cells, strict=True):
                if cell.standings == (Standing.NOT_KNOWN,):
                    unknown += [side] if side != OWN_VOICE else []
                else:
                    yield Text(f"  {side}: ") + _cell(cell, spans=self.spans, own_voice=False)
            if unknown:
                yield Text(f"  {Standing.NOT_KNOWN.value}: {', '.join(unknown)}", style=_STYLES[Standing.NOT_KNOWN])


def _topic(row: TopicRow) -> Text:
    text = Text(row.labels[0])
    for other in row.labels[1:]:
        text.append(f"\nalso: {other}", style="dim")
    return text


def _cell(cell: Cell, *, spans: bool, own_voice: bool) -> Text:
    if own_voice and cell.standings == (Standing.NOT_KNOWN,):
        return Text("–", style="dim")
    text = Text(" / ").join(Text(standing.value, style=_STYLES[standing]) for standing in cell.standings)
    if spans:
        for span in cell.spans:
            text.append(f" {place(span)}", style="dim")
    return text
