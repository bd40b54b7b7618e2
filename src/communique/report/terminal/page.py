"""One record as one page: the order of its parts."""

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model import Record
from communique.report.terminal.accounts import accounts_part
from communique.report.terminal.apart import apart_part
from communique.report.terminal.failures import failures_part
from communique.report.terminal.heading import heading_part
from communique.report.terminal.itinerary import itinerary_part
from communique.report.terminal.meetings import meetings_part
from communique.report.terminal.statements import statements_part

_PARTS = (meetings_part, accounts_part, statements_part, itinerary_part)
NOT_ANALYSED = "Not analysed: nothing was looked for in this text, so nothing can be said of what it holds."


def record_page(record: Record, *, spans: bool = False) -> RenderableType:
    """Return the report of a record for a rich console; with `spans`, each line says where its words stand.

    Every quoted word is a slice of the text, on one line, with control characters shown escaped. No meaning is carried
    by colour alone.
    """
    shown: list[RenderableType] = [heading_part(record)]
    if record.made_by.language_model is not None:
        parts = [part(record, spans=spans) for part in _PARTS]
    else:
        parts = [Text(NOT_ANALYSED, style="bold yellow")]
    for content in (*parts, apart_part(record, spans=spans), failures_part(record)):
        if content is not None:
            shown += [Text(), content]
    return Group(*shown)
