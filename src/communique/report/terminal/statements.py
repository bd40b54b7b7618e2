"""Who said what, to whom, who says so: in the order of the text."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.model import Attribution, Medium, Party, Polarity, Record, Statement
from communique.report.names import UNRESOLVED, actor_name, party_name
from communique.report.terminal.words import count, dotted, part, place, quoted
from communique.report.visible import visible


def statements_part(record: Record, *, spans: bool) -> RenderableType | None:
    """Return the statements in the order of the text, or a line that says that none was found."""
    if not record.statements:
        return part("Statements", Text("none found in this text", style="dim"))
    ordered = sorted(record.statements, key=lambda statement: statement.content[0].start if statement.content else 0)
    listed = Table.grid(padding=(0, 1))
    listed.add_column(justify="right", style="dim", no_wrap=True)
    listed.add_column(overflow="fold", ratio=1)
    for number, statement in enumerate(ordered, start=1):
        listed.add_row(str(number), _heading(record, statement, spans=spans))
        listed.add_row("", quoted(record, statement.content, spans=spans, style="italic"))
        below = _below(record, statement, spans=spans)
        if below:
            listed.add_row("", below)
    return part("Statements", listed, remark=_remark(record))


def _remark(record: Record) -> str:
    unresolved = sum(statement.speaker is None or statement.speaker.actor is None for statement in record.statements)
    return str(len(record.statements)) + (f", {count(unresolved, 'speaker')} {UNRESOLVED}" if unresolved else "")


def _heading(record: Record, statement: Statement, *, spans: bool) -> Text:
    who = Text(party_name(record, statement.speaker), style="bold")
    who.append_text(_where(statement.speaker, spans=spans))
    if statement.addressee:
        who.append(" to ", style="dim")
        who.append(party_name(record, statement.addressee), style="bold")
        who.append_text(_where(statement.addressee, spans=spans))
    denied = Text("denied", style="bold red") if statement.polarity is Polarity.NEGATIVE else None
    said_on = f"on {statement.said_on}" if statement.said_on else None
    return dotted(who, denied, Text(statement.mode.value, style="cyan"), said_on)


def _where(party: Party | None, *, spans: bool) -> Text:
    if not spans or party is None:
        return Text()
    return Text("".join(f" {place(span)}" for span in party.spans), style="dim")


def _below(record: Record, statement: Statement, *, spans: bool) -> Text:
    pieces = []
    if statement.cue:
        pieces.append(Text("cue: ", style="dim") + quoted(record, statement.cue, spans=spans))
    pieces += [_link(record, link, spans=spans) for link in statement.according_to]
    if statement.topics:
        pieces.append(Text(f"topics: {', '.join(visible(topic) for topic in statement.topics)}", style="dim"))
    return dotted(*pieces)


def _link(record: Record, link: Attribution, *, spans: bool) -> Text:
    who = actor_name(record, link.issuer) if link.issuer else f"a source {UNRESOLVED}"
    text = Text("according to ", style="dim")
    text.append(who, style="blue")
    if link.medium is not Medium.UNSPECIFIED:
        text.append(f", {link.medium.value.replace('_', ' ')}")
    if link.spans:
        text.append(": “", style="dim")
        text.append_text(quoted(record, link.spans, spans=spans))
        text.append("”", style="dim")
    return text
