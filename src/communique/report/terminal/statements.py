"""Who said what, to whom, who says so: in the order of the text."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.model import Attribution, Medium, Party, Polarity, Record, Statement
from communique.report.dates import in_words
from communique.report.names import UNRESOLVED, actor_name, joined, party_name, topic_name
from communique.report.terminal.words import count, dotted, evidence, part, place, quoted


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
    speakers = [statement.speaker for statement in record.statements]
    unresolved = sum(speaker is not None and speaker.actor is None for speaker in speakers)
    return str(len(speakers)) + (f", {count(unresolved, 'speaker')} {UNRESOLVED}" if unresolved else "")


def _heading(record: Record, statement: Statement, *, spans: bool) -> Text:
    who = Text.assemble((party_name(record, statement.speaker), "bold"))
    who.append_text(_where(statement.speaker, spans=spans))
    if statement.addressee:
        who.append(" to ", style="dim")
        who.append(party_name(record, statement.addressee), style="bold")
        who.append_text(_where(statement.addressee, spans=spans))
    cue = _cue(record, statement, spans=spans)
    if cue:
        who.append(" ").append_text(cue)
    denial = Text("denial", style="bold red") if statement.polarity is Polarity.NEGATIVE else None
    said_on = in_words(statement.said_on) if statement.said_on else None
    return dotted(who, denial, Text(statement.mode.value, style="cyan"), said_on)


def _cue(record: Record, statement: Statement, *, spans: bool) -> Text:
    """Return the words that introduce a statement, in brackets; none where they only name the sources below it."""
    by_sources = {span for link in statement.according_to for span in link.cue}
    if not statement.cue or statement.speaker is None or by_sources.issuperset(statement.cue):
        return Text()
    return Text.assemble(("(", "dim"), evidence(record, statement.cue, spans=spans), (")", "dim"))


def _where(party: Party | None, *, spans: bool) -> Text:
    if not spans or party is None:
        return Text()
    return Text("".join(f" {place(span)}" for span in party.spans), style="dim")


def _below(record: Record, statement: Statement, *, spans: bool) -> Text:
    links = (_link(record, links, statement.speaker, spans=spans) for links in _joint(statement.according_to))
    lines = [link for link in links if link]
    if statement.topics:
        lines.append(Text(f"on {', '.join(map(topic_name, statement.topics))}", style="dim"))
    return Text("\n").join(lines)


def _joint(chain: tuple[Attribution, ...]) -> list[list[Attribution]]:
    """Put neighbours that share their words together: "statements from both countries" is one source phrase."""
    groups: list[list[Attribution]] = []
    for link in chain:
        if groups and link.spans and (groups[-1][0].spans, groups[-1][0].medium) == (link.spans, link.medium):
            groups[-1].append(link)
        else:
            groups.append([link])
    return groups


def _link(record: Record, links: list[Attribution], speaker: Party | None, *, spans: bool) -> Text:
    """Return a link of the chain; where the speaker is the source, only the statement or the interview is news."""
    first = links[0]
    medium = "" if first.medium is Medium.UNSPECIFIED else first.medium.value.replace("_", " ")
    issuers = [actor_name(record, link.issuer) for link in links if link.issuer]
    if speaker and (speaker.spans == first.spans or (medium and {link.issuer for link in links} == {speaker.actor})):
        text = Text.assemble(("in: ", "dim"), medium) if medium else Text()
    else:
        source = Text(joined(issuers) or f"a source {UNRESOLVED}", style="blue")
        text = Text.assemble(("according to ", "dim"), source, f", {medium}" if medium else "")
    if text and first.spans:
        text.append(": ", style="dim").append_text(evidence(record, first.spans, spans=spans))
    return text
