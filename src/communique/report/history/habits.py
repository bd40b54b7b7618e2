"""What a side leaves out again and again, and what is gone from or new in its readouts of one pair."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from communique.codebook.written import formula_in_words
from communique.model.history import FEWEST, Evidence, FormulaGone, Habits, Named, Omission, ReadoutChange
from communique.report.history.words import day, document, indented, pair_name, quoted, side_name, some
from communique.report.names import joined
from communique.report.terminal.words import count, dotted, part
from communique.report.visible import visible

_SHOWN = 10
_IDS = 3


def habits_page(found: Habits, *, everything: bool = False) -> RenderableType:
    """Return the habits of a side; `everything` shows every formula and pair, not the steadiest and the latest."""
    heading = Text(f"{side_name(found.side)}: habits, as its own texts in this archive show them", style="bold")
    parts = [
        heading,
        _omissions(found),
        _formulas(found, everything=everything),
        _changes(found, everything=everything),
    ]
    legend = (
        "Every silence here belongs to a text, not to a state, and is what was not found in it. "
        "A short readout names less than a long one: lengths in words stand beside it."
    )
    return Group(*(piece for one in parts for piece in (one, Text())), Text(legend, style="dim"))


def _omissions(found: Habits) -> RenderableType:
    drawn_from = f"from {count(found.compared, 'meeting')} of which texts of this and of another side are here"
    if not found.omissions:
        why = f"Nothing to say: a topic counts from {FEWEST} meetings on in which the other side's text names it."
        return part("Left out where the other side names it", Text(why, style="dim"), remark=drawn_from)
    return part(
        "Left out where the other side names it", *(_omission(row) for row in found.omissions), remark=drawn_from
    )


def _omission(row: Omission) -> RenderableType:
    line = dotted(
        Text(row.label, style="bold"),
        f"not found in {row.left_out:,} of {row.of:,} of its texts ({row.low:.0%} to {row.high:.0%})",
        Text("regular", style="bold yellow") if row.regular else "may be chance",
        f"{row.unknown:,} more not known" if row.unknown else None,
        f"named by {', '.join(f'{side_name(side)} {number}' for side, number in row.against.items())}",
    )
    lines: list[RenderableType] = [Text.assemble("named: ", quoted(words)) for words in row.evidence[:2]]
    lines += [Text.assemble(("closest in its own text: ", "dim"), quoted(words)) for words in row.searched[:2]]
    meetings = Text(f"meetings {' '.join(row.meetings)}", style="dim")
    return Group(line, indented(*lines, meetings))


def _formulas(found: Habits, *, everything: bool) -> RenderableType:
    rows = sorted(found.formulas_gone, key=lambda row: (row.steady, row.last or ""), reverse=True)
    steady = sum(row.steady for row in rows)
    shown = rows if everything else rows[: min(steady, _SHOWN)]
    content: list[RenderableType] = [_formula(row) for row in shown]
    if not steady:
        content.append(Text("none that a pair's readouts had steadily", style="dim"))
    if len(shown) < len(rows):
        which = "those that stood there steadily" if len(shown) == steady else f"the latest of {steady:,} steady ones"
        content.append(Text(f"{len(shown):,} of {len(rows):,} shown, {which}; --all shows all.", style="dim"))
    return part("Formulas gone from the latest readouts of a pair", *content)


def _formula(row: FormulaGone) -> RenderableType:
    line = Text.assemble(
        (visible(formula_in_words(row.formula)), "bold"),
        f" · {side_name(row.other)} ({_pair(row.pair)})",
        "" if row.steady else " · never steady",
    )
    had = Text(f"in {row.used:,} of {count(row.of, 'readout')}, last {_date(row.last)}, {row.words:,} words: ")
    lengths = count(min(row.words_since), "word")
    if len(row.words_since) > 1:
        lengths = f"{min(row.words_since):,} to {count(max(row.words_since), 'word')}"
    gone = Text(f"not found in {count(len(row.absent_from), 'readout')} since {_date(row.absent_since)}, {lengths}:")
    for name in row.absent_from[:_IDS]:
        gone.append_text(document(name))
    if len(row.absent_from) > _IDS:
        gone.append(f" and {len(row.absent_from) - _IDS:,} more", style="dim")
    return Group(line, indented(had.append_text(quoted(row.evidence[0])) if row.evidence else had, gone))


def _changes(found: Habits, *, everything: bool) -> RenderableType:
    rows = sorted(found.changes, key=lambda row: (row.date or "", row.other), reverse=True)
    told = [row for row in rows if row.new or row.dropped]
    same = len(rows) - len(told)
    shown = told if everything else told[:_SHOWN]
    content: list[RenderableType] = [_change(row) for row in shown]
    more = some(len(told), len(shown), "pairs, the latest,")
    if more is not None:
        content.append(more)
    if same:
        content.append(Text(f"{count(same, 'pair')} without a topic that surely came or went.", style="dim"))
    if not rows:
        content.append(Text("no pair with two readouts of its own in this archive", style="dim"))
    return part("Latest readout of each pair, against the one before", *content)


def _change(row: ReadoutChange) -> RenderableType:
    line = dotted(Text(f"{side_name(row.other)} ({_pair(row.pair)})", style="bold"))
    now = Text(f"{_date(row.date)}, {row.format.value}, {row.words:,} words").append_text(document(row.document))
    before = Text(f"before: {_date(row.previous_date)}, {row.previous_format.value}, {row.previous_words:,} words")
    before.append_text(document(row.previous_document))
    return Group(line, indented(now, before, *_named("new", row.new), *_named("not found any more", row.dropped)))


def _named(what: str, topics: Sequence[Named]) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for one in topics:
        lines.append(Text.assemble((f"{what}: ", "bold"), one.label, " ", *_first(one.evidence)))
        closest = "closest before" if what == "new" else "closest now"
        if one.searched:
            lines.append(indented(Text.assemble((f"{closest}: ", "dim"), quoted(one.searched[0], longest=160))))
    return lines


def _first(evidence: Sequence[Evidence]) -> list[Text]:
    return [quoted(evidence[0])] if evidence else []


def _pair(pair: tuple[str, str]) -> str:
    return joined([pair_name(name) for name in pair])


def _date(date: str | None) -> str:
    return day(date) if date else "on a day not known"
