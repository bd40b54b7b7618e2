"""The comparison as Markdown (CommonMark with GitHub's tables), to be pasted into an article or a note."""

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.model import Account, Comparison, MarkKind
from communique.report.comparison import phrases
from communique.report.comparison.layout import laid_out
from communique.report.comparison.quotations import Piece, Quotation
from communique.report.comparison.view import Cell, Coded, Row, Section, View, references
from communique.report.terminal.words import count

_MARKS = re.compile(r"[\\`*_\[\]|~$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Emphasis, code, links, cell borders, strikes, formulas, and the addresses that GitHub would turn into links."""
_BLOCK = re.compile(r"[-+#=]|\d{1,9}(?=[.)])")
"""What would open a heading, a list or a rule at the beginning of a block."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def comparison_markdown(comparison: Comparison, accounts: Sequence[Account], *, everything: bool = False) -> str:
    """Return the report as Markdown; `everything` adds frame and protocol.

    Whatever stands in a text is shown as it is written there: nothing in it becomes markup, a link or a cell border.
    """
    view = laid_out(comparison, accounts)
    lines = [
        f"# {escaped(view.title)}",
        "",
        *_meeting(view),
        *_accounts(view),
        f"## {phrases.SUMMARY}",
        "",
        *_summary(view),
        f"## {phrases.FINDINGS}",
        "",
        escaped(view.counts),
        "",
    ]
    for section in view.sections:
        lines += _section(section)
    if everything:
        for section in view.folded:
            lines += _section(section, before=f"{phrases.PROTOCOL}: ")
    lines += [escaped(phrases.SILENCE_LEGEND), "", escaped(phrases.CHANGES_LEGEND), "", *_analysts(view)]
    if view.failures:
        lines += [f"## {phrases.FAILURES}", ""]
        lines += [f"- {escaped(f'{trouble.code} {trouble.message}')}" for trouble in view.failures]
        lines.append("")
    lines += [escaped(f"Made by {view.made_by}."), ""]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is: in a paragraph, a list or the cell of a table."""
    told = _MARKS.sub(lambda mark: f"\\{mark[0]}", text.strip()).translate(_ENTITIES)
    block = _BLOCK.match(told)
    if block is None:
        return told
    # A number is kept from opening a list by its dot, anything else by a backslash before it.
    at = block.end() if block[0].isdigit() else 0
    return f"{told[:at]}\\{told[at:]}"


def _meeting(view: View) -> Iterator[str]:
    if not view.meeting:
        yield from (phrases.upper_first(f"{phrases.NO_MEETING}."), "")
        return
    yield from (f"- **{label}:** {escaped(words)}" for label, words in view.meeting)
    yield ""


def _accounts(view: View) -> Iterator[str]:
    yield from (f"## {phrases.ACCOUNTS}", "")
    header = ("account", "length", "what it is", "language", "published", "whose", "whole")
    yield from _table(
        header,
        ((one.name, one.length, one.genre, one.language, one.date, one.known_by, one.whole) for one in view.accounts),
    )
    if view.lengths:
        yield from (f"{escaped(view.lengths)}.", "")


def _summary(view: View) -> Iterator[str]:
    for sentence in view.summary:
        behind = f" ({references(sentence.findings)})" if sentence.findings else ""
        yield f"- {escaped(sentence.words + behind)}"
    if not view.summary:
        yield phrases.NO_SUMMARY
    yield ""


def _section(section: Section, *, before: str = "") -> Iterator[str]:
    number = count(len(section.rows), "finding")
    yield from (f"### {escaped(before + section.title)} ({number})", "", escaped(section.meaning), "")
    header = ("finding", *(column.name for column in section.columns))
    # The cells hold markup of our own, so they are escaped where they are made.
    yield from _table(header, ((_finding(row), *map(_cell, row.cells)) for row in section.rows), is_escaped=True)


def _finding(row: Row) -> str:
    details = [
        *([phrases.COMMITMENT] if row.is_commitment else []),
        *([row.speaker] if row.speaker else []),
        *row.relations,
        f"{row.id}, rule {row.rule}, {phrases.confidence(row.confidence)}",
    ]
    return "<br>".join([f"**{escaped(row.topic)}**", *map(escaped, details)])


def _cell(cell: Cell) -> str:
    said = [f"*{phrases.upper_first(cell.said)}*"] if cell.said else []
    if cell.why:
        said.append(escaped(f"({cell.why})"))
    lines = [" ".join(said), *map(_quotation, cell.quotations)]
    if cell.closest:
        closest = cell.closest[0]
        label = phrases.CLOSEST if cell.shows_closest else "see"
        lines.append(f"{label}: {_quotation(closest)} {closest.similarity:.2f}")
    elif cell.shows_closest:
        lines.append(phrases.NO_CLOSEST)
    return "<br>".join(filter(None, lines))


def _quotation(quotation: Quotation) -> str:
    """Return the words meant, without the context: an article has its own."""
    inside = [number for number, piece in enumerate(quotation.pieces) if piece.is_evidence]
    pieces = quotation.pieces[inside[0] : inside[-1] + 1] if inside else ()
    source = f"{quotation.source}: " if quotation.source else ""
    return escaped(f"{source}“{''.join(map(_piece, pieces)).strip()}”")


def _piece(piece: Piece) -> str:
    words = piece.words
    if piece.change is MarkKind.DELETED:
        words = f"[-{words}-]"
    elif piece.change is MarkKind.INSERTED:
        words = f"{{+{words}+}}"
    return f"{words} ‹{piece.code}›" if piece.code else words


def _analysts(view: View) -> Iterator[str]:
    told = view.analysts
    yield from (f"## {phrases.ANALYSTS}", "")
    header = ("", *(f"{account.name} ({account.length})" for account in told.accounts))
    lines = [
        (phrases.TOPIC_ORDER, [escaped(" → ".join(topics)) for topics in told.topic_orders]),
        (phrases.LEADS_WITH, [_quotation(lead) if lead else "" for lead in told.leads]),
        *((escaped(aspect.title), list(map(_coded, aspect.by_account))) for aspect in told.aspects),
    ]
    rows = ((title, *(cell or empty for cell, empty in zip(cells, told.empty, strict=True))) for title, cells in lines)
    yield from _table(header, rows, is_escaped=True)
    if told.commitments:
        yield from (f"{phrases.LONE_COMMITMENTS}:", "")
        yield from (f"- {escaped(f'{item.label}, in {whose} ({item.id})')}" for item, whose in told.commitments)
        yield ""


def _coded(words: Iterable[Coded]) -> str:
    return ", ".join(_quotation(coded.words) + (f" ‹{escaped(coded.code)}›" if coded.code else "") for coded in words)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], *, is_escaped: bool = False) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, header))} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row if is_escaped else map(escaped, row))} |"
    yield ""
