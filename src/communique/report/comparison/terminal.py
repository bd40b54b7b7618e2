"""The comparison on a terminal: what an editor wants to see of two accounts, at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.model import Account, Comparison, FindingKind, MarkKind, Stand
from communique.report.comparison import phrases
from communique.report.comparison.layout import laid_out
from communique.report.comparison.quotations import Piece, Quotation
from communique.report.comparison.view import AccountFacts, Cell, Coded, Row, Section, Trouble, View, references
from communique.report.terminal.words import INDENT, count, dotted, part, place

NARROWEST = 34
"""Characters a side's column needs; where there is less room, the sides stand below each other."""

_KIND_STYLES = {
    FindingKind.ONLY_IN: "bold yellow",
    FindingKind.PUT_IN_MOUTH: "bold magenta",
    FindingKind.DENIED: "bold red",
    FindingKind.SAID_NOT_MENTIONED: "bold red",
    FindingKind.WORDED_DIFFERENTLY: "bold cyan",
    FindingKind.BOTH: "bold green",
    FindingKind.UNKNOWN: "bold",
}
_SAID_STYLES = {Stand.GENERIC: "yellow", Stand.SILENT: "bold", Stand.UNKNOWN: "dim", None: "dim"}


def comparison_page(
    comparison: Comparison, accounts: Sequence[Account], *, spans: bool = False, everything: bool = False
) -> RenderableType:
    """Return the report for a rich console; `everything` unfolds frame and protocol, `spans` says where words stand.

    Every quoted word is a slice of an account, on one line, with control characters shown escaped. No meaning is
    carried by colour alone.
    """
    view = laid_out(comparison, accounts)
    shown: list[RenderableType] = [
        _heading(view),
        _accounts(view),
        _summary(view),
        part(phrases.FINDINGS, Text(view.counts)),
        *(_section(section, spans=spans) for section in view.sections),
    ]
    if view.folded and everything:
        shown.append(part(phrases.PROTOCOL, Text(phrases.PROTOCOL_MEANING, style="dim")))
        shown += [_section(section, spans=spans) for section in view.folded]
    elif view.folded:
        shown.append(Text(f"{phrases.PROTOCOL}: {phrases.findings(view.folded_rows)}, shown with --all", style="dim"))
    if any(cell.stand is Stand.SILENT for row in _rows(view) for cell in row.cells):
        shown.append(Text(phrases.SILENCE_LEGEND, style="dim"))
    legend = _legend(view)
    if legend:
        shown.append(Text(legend, style="dim"))
    shown.append(_analysts(view, spans=spans))
    if view.failures:
        shown.append(part(phrases.FAILURES, *map(_trouble, view.failures)))
    return Group(*_apart(shown))


def _apart(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    for number, shown in enumerate(parts):
        if number:
            yield Text()
        yield shown


def _rows(view: View) -> Iterator[Row]:
    for section in (*view.sections, *view.folded):
        yield from section.rows


def _legend(view: View) -> str:
    """Return what the marks mean that are on this page."""
    cells = [cell for row in _rows(view) for cell in row.cells]
    pieces = [piece for cell in cells for quotation in cell.quotations for piece in quotation.pieces]
    has_context = not all(piece.is_evidence for piece in pieces)
    has_changes = any(piece.change or piece.code for piece in pieces)
    return " ".join([phrases.CONTEXT_LEGEND] * has_context + [phrases.CHANGES_LEGEND] * has_changes)


def _heading(view: View) -> RenderableType:
    facts = Table.grid(padding=(0, 1))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold", ratio=1)
    for label, words in view.meeting:
        facts.add_row(label, words)
    meeting: RenderableType = facts if view.meeting else Text(phrases.upper_first(phrases.NO_MEETING), style="yellow")
    return Group(Text(view.title, style="bold"), Padding(meeting, (0, 0, 0, INDENT)))


def _accounts(view: View) -> RenderableType:
    listed = Table.grid(padding=(0, 2))
    listed.add_column(no_wrap=True, style="bold")
    listed.add_column(justify="right", no_wrap=True)
    listed.add_column(overflow="fold", ratio=1)
    for account in view.accounts:
        listed.add_row(account.name, account.length, _account(account))
    content: list[RenderableType] = [listed]
    if view.lengths:
        content.append(Text(f"{view.lengths}."))
    return part(phrases.ACCOUNTS, *content)


def _account(account: AccountFacts) -> Text:
    whole = Text(account.whole, style="" if account.is_whole else "yellow")
    facts = dotted(account.genre, f"language {account.language}", account.date, account.known_by, whole)
    name = " · ".join(filter(None, (account.publisher, account.title))) or account.account_id
    return Text.assemble(facts, "\n", (name, "dim"))


def _summary(view: View) -> RenderableType:
    lines = []
    for sentence in view.summary:
        line = Text(f"• {sentence.words}")
        if sentence.findings:
            line.append(f" [{references(sentence.findings)}]", style="dim")
        lines.append(line)
    return part(phrases.SUMMARY, *(lines or [Text(phrases.NO_SUMMARY, style="dim")]))


def _section(section: Section, *, spans: bool) -> RenderableType:
    heading = Text(section.title, style=_KIND_STYLES[section.kind])
    heading.append(f"  {count(len(section.rows), 'finding')}", style="dim")
    return Group(
        heading,
        Padding(Text(section.meaning, style="dim"), (0, 0, 0, INDENT)),
        Padding(_Findings(section, spans=spans), (0, 0, 0, INDENT)),
    )


@dataclass(frozen=True)
class _Findings:
    """Rows by sides: a table where the terminal is wide enough, else the sides below each other."""

    section: Section
    spans: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        del console  # rich's signature
        if NARROWEST * (len(self.section.columns) + 1) <= options.max_width:
            yield self._drawn()
        else:
            yield from self._listed()

    def _drawn(self) -> Table:
        drawn = Table(
            box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", show_lines=False, expand=True
        )
        drawn.add_column("finding", ratio=2, overflow="fold")
        for column in self.section.columns:
            drawn.add_column(column.name, ratio=3, overflow="fold")
        for number, row in enumerate(self.section.rows):
            if number:
                drawn.add_row()
            cells = (_cell(cell, spans=self.spans) for cell in row.cells)
            drawn.add_row(Text("\n").join(_finding(row)), *cells)
        return drawn

    def _listed(self) -> Iterator[RenderableType]:
        for number, row in enumerate(self.section.rows):
            if number:
                yield Text()
            yield from _finding(row)
            listed = Table.grid(padding=(0, 1))
            listed.add_column(style="bold", no_wrap=True)
            listed.add_column(overflow="fold", ratio=1)
            for column, cell in zip(self.section.columns, row.cells, strict=True):
                listed.add_row(column.name, _cell(cell, spans=self.spans))
            yield Padding(listed, (0, 0, 0, INDENT))


def _finding(row: Row) -> list[Text]:
    commitment = Text(phrases.COMMITMENT, style="cyan") if row.is_commitment else None
    first = dotted(Text(row.topic, style="bold"), commitment)
    first.append(f"  [{row.id} · {row.rule} · {row.confidence}]", style="dim")
    told = dotted(*map(Text, filter(None, (row.speaker, *row.relations))))
    return [first, told] if told else [first]


def _cell(cell: Cell, *, spans: bool) -> Text:
    said = Text(cell.said, style=_SAID_STYLES.get(cell.stand, ""))
    if cell.why and cell.stand is Stand.UNKNOWN:
        said.append(f": {cell.why}")
    elif cell.why:
        said.append(f" ({cell.why})", style="dim")
    quoted = Text("\n").join(_quotation(quotation, spans=spans) for quotation in cell.quotations)
    if said and quoted:
        said.append(": " if cell.stand is Stand.GENERIC else "\n")
    said.append_text(quoted)
    if cell.closest:
        closest = cell.closest[0]
        label = phrases.CLOSEST if cell.shows_closest else "see"
        said.append(f"\n{label}: ", style="dim").append_text(_quotation(closest, spans=spans, style="dim"))
        said.append(f" {closest.similarity:.2f}", style="dim")
    elif cell.shows_closest:
        said.append(f"\n{phrases.NO_CLOSEST}", style="dim")
    return said


def _quotation(quotation: Quotation, *, spans: bool, style: str = "") -> Text:
    """Return the words in quotation marks; where a sentence goes on around them, ▸ and ◂ stand at their ends."""
    text = Text(f"{quotation.source}: " if quotation.source else "", style="dim")
    text.append("“… " if quotation.cut_before else "“", style="dim")
    has_context = not all(piece.is_evidence for piece in quotation.pieces)
    is_meant = False
    for piece in quotation.pieces:
        if has_context and piece.is_evidence is not is_meant:
            text.append("◂" if is_meant else "▸", style="dim")
            is_meant = piece.is_evidence
        text.append_text(_piece(piece, style=style))
    if has_context and is_meant:
        text.append("◂", style="dim")
    text.append(" …”" if quotation.cut_after else "”", style="dim")
    if spans:
        text.append("".join(f" {place(span)}" for span in quotation.spans), style="dim")
    return text


def _piece(piece: Piece, *, style: str) -> Text:
    words = Text(piece.words, style=style or ("" if piece.is_evidence else "dim"))
    if piece.is_strength:
        words.stylize("underline")
    if piece.change is MarkKind.DELETED:
        words = Text.assemble("[-", words, "-]", style="red")
    elif piece.change is MarkKind.INSERTED:
        words = Text.assemble("{+", words, "+}", style="green")
    if piece.code:
        words.append(f" ‹{piece.code}›", style="dim cyan")
    return words


def _analysts(view: View, *, spans: bool) -> RenderableType:
    told = view.analysts
    content: list[RenderableType] = []
    lines: list[tuple[str, list[Text]]] = [
        (phrases.TOPIC_ORDER, [Text(" → ".join(topics)) for topics in told.topic_orders]),
        (phrases.LEADS_WITH, [_quotation(lead, spans=spans) if lead else Text() for lead in told.leads]),
    ]
    lines += [(one.title, [_coded(words, spans=spans) for words in one.by_account]) for one in told.aspects]
    for title, cells in lines:
        listed = Table.grid(padding=(0, 1))
        listed.add_column(style="bold", no_wrap=True)
        listed.add_column(overflow="fold", ratio=1)
        for account, cell, empty in zip(told.accounts, cells, told.empty, strict=True):
            length = f" ({account.length})" if title == phrases.TOPIC_ORDER else ""
            listed.add_row(account.name, Text.assemble(cell or Text(empty, style="dim"), (length, "dim")))
        content += [Text(title), Padding(listed, (0, 0, 0, INDENT))]
    if told.commitments:
        content.append(Text(phrases.LONE_COMMITMENTS))
        content += [
            Padding(Text(f"{reference.label}, in {whose} [{reference.id}]"), (0, 0, 0, INDENT))
            for reference, whose in told.commitments
        ]
    return part(phrases.ANALYSTS, *content)


def _coded(words: Sequence[Coded], *, spans: bool) -> Text:
    shown = []
    for coded in words:
        text = _quotation(coded.words, spans=spans)
        if coded.code:
            text.append(f" ‹{coded.code}›", style="dim cyan")
        shown.append(text)
    return Text(", ").join(shown)


def _trouble(trouble: Trouble) -> Text:
    return Text.assemble((f"[{trouble.code}] ", "bold yellow"), trouble.message, f"\n  Try: {trouble.remedy}")
