"""The way of each traveller, stop by stop."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.model import Record, Status, Stop
from communique.report.dates import in_words
from communique.report.names import actor_name, place_name
from communique.report.terminal.words import dotted, evidence, part


def itinerary_part(record: Record, *, spans: bool) -> RenderableType | None:
    """Return the stops of each traveller in the order of the journey; None where nobody travels."""
    if not record.stops:
        return None
    travellers: dict[str, list[Stop]] = {}
    for stop in record.stops:
        travellers.setdefault(stop.actor, []).append(stop)
    listed = Table.grid(padding=(0, 1))
    listed.add_column(justify="right", style="dim", no_wrap=True)
    listed.add_column(overflow="fold", ratio=1)
    for traveller, stops in travellers.items():
        listed.add_row("", Text(actor_name(record, traveller), style="bold"))
        for stop in sorted(stops, key=lambda stop: stop.order):
            listed.add_row(str(stop.order), _line(record, stop, spans=spans))
    return part("Itinerary", listed)


def _line(record: Record, stop: Stop, *, spans: bool) -> Text:
    line = dotted(
        place_name(record, stop.place),
        in_words(stop.date) if stop.date else "date not given",
        None if stop.status is Status.HAPPENED else Text(stop.status.value, style="bold yellow"),
    )
    # A stop may rest on the whole sentence of a meeting too: the shortest words say most; `spans` shows them all.
    shortest = min(stop.spans, key=lambda span: span.end - span.start, default=None)
    words = stop.spans if spans or shortest is None else (shortest,)
    return line + Text("  ") + evidence(record, words, spans=spans)
