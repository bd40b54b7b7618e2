"""Two sides month by month: meetings, tone, agenda."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model.history import Count, RelationMonth
from communique.report.dates import in_words
from communique.report.history.words import PRESS_LEGEND, indented, plain, quoted, side_name
from communique.report.terminal.words import count, dotted

_TOPICS = 6


def relations_page(one: str, other: str, rows: Sequence[RelationMonth], *, everything: bool = False) -> RenderableType:
    """Return the months in order, those without a meeting put together; `everything` shows every topic."""
    held, accounts = sum(row.held for row in rows), sum(row.accounts for row in rows)
    heading = Text(f"{side_name(one)} and {side_name(other)}", style="bold")
    heading.append(f"  {count(held, 'meeting')} held, tone and agenda from {count(accounts, 'text')}", style="dim")
    lines: list[RenderableType] = [heading]
    for empty, months in groupby(rows, key=lambda row: not row.meetings):
        found = list(months)
        lines += [_empty(found)] if empty else [_month(row, everything=everything) for row in found]
    legend = (
        "Tone counts only words that rate a talk, from -3 (cold) to 3 (warm). Numbers behind a topic: texts that name "
        "it, by side. A topic that is not listed was not found in these texts; that does not say that nobody raised it."
        f" {PRESS_LEGEND}"
    )
    return Group(*lines, Text(), Text(legend, style="dim"))


def _empty(rows: Sequence[RelationMonth]) -> Text:
    first, last = rows[0].month, rows[-1].month
    span = in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"
    return Text(f"  … {span}: no meeting in this archive", style="dim")


def _month(row: RelationMonth, *, everything: bool) -> RenderableType:
    line = dotted(
        Text(in_words(row.month), style="bold"),
        count(row.held, "meeting") + " held" if row.held else None,
        f"{row.remote:,} by phone or video" if row.remote else None,
        f"{row.planned:,} planned, nothing more known" if row.planned else None,
        f"{row.cancelled:,} cancelled" if row.cancelled else None,
        count(row.accounts, "text"),
        f"tone {row.warmth:+.1f}" if row.warmth is not None else None,
    )
    line.append(f"  [{' '.join(row.meetings)}]", style="dim")
    below: list[RenderableType] = []
    if row.tone:
        below.append(Text("Tone", style="dim"))
        below.append(indented(*(_counted(one, plain(one.label)) for one in row.tone)))
    elif row.accounts:
        below.append(Text("Tone: no words rate the talks", style="dim"))
    if row.agenda:
        shown = row.agenda if everything else row.agenda[:_TOPICS]
        below.append(Text("Agenda", style="dim"))
        below.append(indented(*(_counted(one, one.label) for one in shown)))
        if len(shown) < len(row.agenda):
            rest = ", ".join(one.label for one in row.agenda[len(shown) :])
            below.append(indented(Text(f"and {rest} (--all shows the words)", style="dim")))
    elif row.accounts:
        below.append(Text("Agenda: no topic of the codebook found", style="dim"))
    return Group(line, indented(*below))


def _counted(one: Count, label: str) -> Text:
    sides = ", ".join(f"{side_name(side)} {number}" for side, number in one.by_side.items())
    return Text.assemble(label, (f" ({sides}) ", "dim"), quoted(one.evidence[0]))
