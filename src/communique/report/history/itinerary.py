"""Where a person was and whom the person met, with the days of which the archive says nothing."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model import Status
from communique.model.history import ItineraryKind, ItineraryRow
from communique.report.dates import in_words
from communique.report.history.words import (
    CERTAINTY_LEGEND,
    STATUS_STYLE,
    day,
    indented,
    place_in_words,
    quoted,
    some,
    when,
)
from communique.report.names import joined, kind_name
from communique.report.terminal.words import count, dotted
from communique.report.visible import visible

SHOWN = 50
"""Stops and meetings that are shown where not all are asked for."""


def itinerary_page(name: str, rows: Sequence[ItineraryRow], *, everything: bool = False) -> RenderableType:
    """Return the stops and meetings of `name` in their order; without `everything` the latest, and what is between."""
    stops = sum(row.kind is ItineraryKind.STOP for row in rows)
    meetings = sum(row.kind is ItineraryKind.MEETING for row in rows)
    heading = Text(f"Itinerary of {visible(name)}", style="bold")
    heading.append(f"  {count(stops, 'stop')}, {count(meetings, 'meeting')}, oldest first", style="dim")
    shown = rows if everything else _latest(rows)
    more = some(stops + meetings, sum(row.kind is not ItineraryKind.GAP for row in shown), "entries, the latest,")
    lines: list[RenderableType] = [heading, *([more] if more is not None else [])]
    lines += [_gap(row) if row.kind is ItineraryKind.GAP else _entry(row) for row in shown]
    legend = f"A gap: no text in this archive names a place for those days; calls may lie within it. {CERTAINTY_LEGEND}"
    return Group(*lines, Text(), Text(legend, style="dim"))


def _latest(rows: Sequence[ItineraryRow]) -> Sequence[ItineraryRow]:
    """Return what comes from the earliest of the latest entries on."""
    entries = [number for number, row in enumerate(rows) if row.kind is not ItineraryKind.GAP]
    return rows[entries[-SHOWN] :] if len(entries) > SHOWN else rows


def _gap(row: ItineraryRow) -> Text:
    assert row.first is not None
    days = day(row.first) if row.last in {None, row.first} else f"{day(row.first)} to {day(row.last or row.first)}"
    return Text(f"  … {count(row.days or 0, 'day')} without a known place: {days}", style="dim")


def _entry(row: ItineraryRow) -> RenderableType:
    dates = when(row.first, row.published_from)
    if row.last is not None:
        dates = f"{dates} to {in_words(row.last)}"
    is_meeting = row.kind is ItineraryKind.MEETING
    company = f"with {visible(joined(list(row.company)))}" if row.company else "with nobody who is named"
    status = row.status or Status.HAPPENED
    line = dotted(
        Text(dates, style="bold"),
        place_in_words(row.place),
        f"{kind_name(row.format)} {company}" if is_meeting else "stop",
        Text(status.value, style=STATUS_STYLE[status]) if status is not Status.HAPPENED else None,
        Text("elsewhere too on this day: one of the two may be wrong", style="yellow") if row.elsewhere_too else None,
    )
    line.append(
        f"  [{row.meeting} · {row.confidence:.2f}]" if row.meeting else f"  [{row.confidence:.2f}]", style="dim"
    )
    below: list[RenderableType] = [quoted(min(row.evidence, key=lambda words: words.start))] if row.evidence else []
    if row.documents > 1:
        below.append(Text(f"in {count(row.documents, 'text')}", style="dim"))
    return Group(line, indented(*below))
