"""Who met whom: offices held that day, when, where, what kind, whether it happened."""

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from communique.model import Meeting, Record, Span, Status
from communique.model.time import TimeReference
from communique.report.dates import in_words
from communique.report.names import actor_name, full_name, kind_name, place_name
from communique.report.terminal.words import INDENT, dotted, evidence, part, place
from communique.report.visible import visible

_STATUS_STYLE = {Status.HAPPENED: "bold green", Status.PLANNED: "bold yellow", Status.CANCELLED: "bold red"}


def meetings_part(record: Record, *, spans: bool) -> RenderableType | None:
    """Return the meetings of a record, or a line that says that none was found."""
    if not record.meetings:
        return part("Meetings", Text("none found in this text", style="dim"))
    shown: list[RenderableType] = []
    for meeting in record.meetings:
        shown.append(_what_when_where(record, meeting, spans=spans))
        shown += [Padding(Text(full_name(record, person)), (0, 0, 0, INDENT)) for person in meeting.participants]
        shown += [Padding(line, (0, 0, 0, INDENT)) for line in _roles(record, meeting)]
        shown.append(Padding(evidence(record, meeting.spans, spans=spans), (0, 0, 0, INDENT)))
    return part("Meeting" if len(record.meetings) == 1 else "Meetings", *shown)


def _what_when_where(record: Record, meeting: Meeting, *, spans: bool) -> Text:
    return dotted(
        Text(kind_name(meeting.kind), style="bold"),
        Text(meeting.status.value, style=_STATUS_STYLE[meeting.status]),
        _when(record, meeting, spans=spans),
        place_name(record, meeting.place) if meeting.place else "place not given",
    )


def _when(record: Record, meeting: Meeting, *, spans: bool) -> Text:
    if meeting.date is None:
        return Text("date not given")
    when = Text(in_words(meeting.date))
    words = _date_words(record, meeting)
    if words is not None:
        when.append(f" (“{visible(words.of(record.document.text))}”", style="dim")
        when.append(f" {place(words)})" if spans else ")", style="dim")
    return when


def _date_words(record: Record, meeting: Meeting) -> Span | None:
    """Return the words of the text that date a meeting, where they stand among the words that support it."""
    found = (time for time in record.times if time.value == meeting.date and _inside(time, meeting))
    return next(found, None)


def _inside(time: TimeReference, meeting: Meeting) -> bool:
    return any(time.overlaps(span) for span in meeting.spans)


def _roles(record: Record, meeting: Meeting) -> list[Text]:
    lines = []
    if meeting.host:
        lines.append(Text(f"host: {actor_name(record, meeting.host)}"))
    if meeting.requested_by:
        lines.append(Text(f"asked for by {actor_name(record, meeting.requested_by)}"))
    return lines
