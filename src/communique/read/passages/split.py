"""Divide a plain-text page into its passages."""

from collections.abc import Iterator
from itertools import pairwise

from communique.model.document import Passage, PassageKind
from communique.read.passages import shape
from communique.read.passages.blocks import choose
from communique.read.passages.context import weigh_page
from communique.read.passages.datelines import dateline_end
from communique.read.passages.evidence import Evidence
from communique.read.passages.units import Unit, cut
from communique.read.passages.unspaced import chinese_borders, is_chinese

HEAD = 13
"""Units among which the headline is looked for."""
LONGEST = 1_000_000
"""Characters that are looked at, ten times the longest story; what stands after them is taken for the story's."""


def split_passages(text: str, *, title: str | None = None, publisher: str | None = None) -> tuple[Passage, ...]:
    """Return passages that cover every character of `text`, in order; spaces between two passages belong to the first.

    `title` (the page's, if known) finds the headline, `publisher` the sentences that speak of the house itself. Nothing
    is raised on any text; an empty one has no passages.
    """
    borders = list(chinese_borders(text, title) if is_chinese(text) else _borders(text, title, publisher))
    if not text:
        return ()
    merged: list[tuple[int, PassageKind]] = []
    for start, kind in borders:
        if not merged:
            merged.append((0, kind))
        elif merged[-1][1] is not kind:
            merged.append((start, kind))
    merged = merged or [(0, PassageKind.BODY)]
    merged.append((len(text), PassageKind.BODY))
    return tuple(Passage(start=start, end=end, kind=kind) for (start, kind), (end, _) in pairwise(merged))


def _borders(text: str, title: str | None, publisher: str | None) -> Iterator[tuple[int, PassageKind]]:
    stamp = shape.date_header_end(text)
    if stamp:
        yield 0, PassageKind.HEADER
    units = cut(text[:LONGEST], stamp)
    evidence = weigh_page(units, publisher)
    kinds = choose(units, evidence)
    headline = _headline(units, evidence, kinds, title)
    last = max(
        (place for place, one in enumerate(evidence) if one.prose and kinds[place] is PassageKind.BODY), default=0
    )
    datelines = 2
    for place, (unit, one, kind) in enumerate(zip(units, evidence, kinds, strict=True)):
        if kind is not PassageKind.BODY and not (one.side is not None and (place < last or one.credits)):
            yield unit.start, kind
        elif place == headline:
            yield unit.start, PassageKind.HEADLINE
        elif one.side is not None:
            yield unit.start, one.side
            if one.side is PassageKind.BYLINE and (signed := shape.byline_end(unit.text)):
                stamp_start = shape.first_stamp(unit.text, signed)
                if stamp_start:
                    yield unit.start + stamp_start, PassageKind.HEADER
        else:
            if datelines and not (unit.inline or unit.spoken) and len(unit.words) >= 12:
                end = dateline_end(unit.text)
                datelines = 0 if end else datelines - 1
                if end:
                    yield unit.start, PassageKind.DATELINE
                    yield unit.start + end, PassageKind.BODY
                    continue
            yield unit.start, PassageKind.BODY
    if len(text) > LONGEST:
        yield LONGEST, PassageKind.BODY


def _headline(units: list[Unit], evidence: list[Evidence], kinds: list[PassageKind], title: str | None) -> int:
    """Return the place of the headline among the units before the story's first prose, -1 if there is none.

    The page's title may have the site's name beside the headline ("Talks resume | The Example").
    """
    first = next((place for place, one in enumerate(evidence) if one.prose), len(units))
    head = range(min(first, HEAD))
    wanted = _words(title) if title else ""
    for place in head:
        found = _words(units[place].text)
        if found == wanted or (len(units[place].words) >= 3 and wanted.startswith(f"{found} ")):
            return place
    for place in head:
        unit = units[place]
        if (
            kinds[place] is PassageKind.BODY
            and evidence[place].side is None
            and not unit.inline
            and len(unit.words) >= 4
            and shape.is_headline_like(unit.text, len(unit.words))
        ):
            return place
    return -1


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
