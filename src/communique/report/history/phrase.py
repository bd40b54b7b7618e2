"""A phrase over time: first and last use, by year and side, its wordings, every place."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.model.history import PhraseHistory, PhraseOverview, PhraseUse, Variant
from communique.report.dates import in_words
from communique.report.history.words import PRESS_LEGEND, indented, quoted, side_name, sides_in_words, some, whose
from communique.report.terminal.words import count, dotted, part
from communique.report.visible import visible

MOST = 20
"""Places and wordings that are shown unless all are asked for."""


def phrase_page(found: PhraseHistory) -> RenderableType:
    """Return the history of a phrase; an overview says what it leaves out."""
    uses_left_out, variants_left_out = (
        (found.uses_left_out, found.variants_left_out) if isinstance(found, PhraseOverview) else (0, 0)
    )
    places = len(found.uses) + uses_left_out
    copies = places - found.uses_count
    heading = Text(f"“{visible(found.phrase)}”", style="bold")
    other = found.uses_count - found.exact_count
    facts = dotted(
        f"{count(found.exact_count, 'place')} as asked for",
        f"{other:,} in other forms",
        f"in {count(found.documents, 'text')}",
        f"{count(copies, 'place')} in near copies not counted" if copies else None,
    )
    dated = " as asked for" if found.exact_count else " (of another form)"
    lines: list[RenderableType] = [Group(heading, indented(facts))]
    if found.first is not None:
        lines.append(part(f"First use{dated}", _use(found.first)))
    if found.last is not None and found.last != found.first:
        lines.append(part(f"Last use{dated}", _use(found.last)))
    lines.append(part("By year and side", _years(found)))
    wordings = some(len(found.variants) + variants_left_out, len(found.variants), "wordings")
    lines.append(part("Wordings", _wordings(found.variants), *filter(None, [wordings])))
    more = some(places, len(found.uses), "places, the latest,")
    lines.append(part("Where it stands, oldest first", *map(_use, found.uses), *filter(None, [more])))
    legend = (
        "Whose words: of somebody who is quoted, that speaker's side; else the publisher's. "
        f"A paraphrase may be the writer's wording. {PRESS_LEGEND}"
    )
    return Group(*(piece for line in lines for piece in (line, Text())), Text(legend, style="dim"))


def _use(use: PhraseUse) -> Text:
    speaker = visible(use.speaker_name or "")
    head = dotted(
        Text(in_words(use.date) if use.date else "date not known", style="bold"),
        side_name(use.side) if use.speaker else whose(use.side, use.publisher),
        visible(use.publisher) if use.publisher else None,
        f"{speaker}, {'quoted' if use.quoted else 'paraphrased'}" if speaker else None,
        None if use.exact else f"as “{visible(use.evidence.words)}”",
        "in a near copy" if use.copy_of else None,
    )
    return Text.assemble(head, ": ", quoted(use.sentence, longest=500))


def _years(found: PhraseHistory) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    drawn.add_column("year")
    drawn.add_column("side")
    drawn.add_column("places", justify="right")
    drawn.add_column("texts", justify="right")
    for row in found.by_year:
        drawn.add_row(row.year or "not known", side_name(row.side), f"{row.uses:,}", f"{row.documents:,}")
    return drawn


def _wordings(variants: Sequence[Variant]) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    drawn.add_column("wording", overflow="fold")
    drawn.add_column("places", justify="right")
    drawn.add_column("texts", justify="right")
    drawn.add_column("first", no_wrap=True)
    drawn.add_column("last", no_wrap=True)
    drawn.add_column("sides", overflow="fold")
    for one in variants:
        drawn.add_row(
            f"“{visible(one.wording)}”{'' if one.exact else ' (other form)'}",
            f"{one.uses:,}",
            f"{one.documents:,}",
            one.first or "not known",
            one.last or "not known",
            sides_in_words(one.sides),
        )
    return drawn
