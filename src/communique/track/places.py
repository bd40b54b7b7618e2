"""Where a phrase stands in a stream of words: by arrays what `find_phrase` finds in one text after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from communique.codebook.matching import UNSPACED
from communique.codebook.words import stem_and_use
from communique.track.streams import BLANK, ENDS, ENDS_WITH_DOT, Stream, kind_of_gap
from communique.track.wordings import BETWEEN, Asked, asked

_WORD = re.compile(r"\w+")
_FEWEST_APART = 2
"""Characters that can stand with others between them."""


class Found(NamedTuple):
    """Places in a stream, in order: first and last word of each, and whether it is the phrase as it was asked for.

    `before` and `after` are what of the gaps beside these words belongs to it, as places in `edges`: a quotation mark
    of "“free", the full stop of "U.S.".
    """

    first: Any
    last: Any
    exact: Any
    before: Any
    after: Any
    edges: tuple[str, ...]

    def at(self, which: Any) -> "Found":
        """Return some of the places."""
        first, last, exact, before, after = (column[which] for column in self[:-1])
        return Found(first, last, exact, before, after, self.edges)

    def edge_lengths(self, edge: Any) -> Any:
        """Return how many characters `before` or `after` are."""
        import numpy as np

        return np.array([len(one) for one in self.edges], dtype="i8")[edge]


def places_in(stream: Stream, words: str, language: str | None) -> Found:
    """Return where the texts of a stream, all of one language, have a phrase: what `find_phrase` finds in each."""
    import numpy as np

    query = asked(words, language or "")
    edges = [""]
    before = after = 0
    if (language or "") in UNSPACED:
        exact = _unspaced(stream, query.bare)
        others = _split(stream, query.bare)
    else:
        exact = _in_a_row(stream, _Row.of(stream, query.bare))
        others = _apart(stream, query, language or "", edges)
        found = [*_WORD.finditer(query.bare)]
        before, after = (_edge(edges, one) for one in (query.bare[: found[0].start()], query.bare[found[-1].end() :]))
    free = _free(exact, others)
    first = np.concatenate([exact[0], others[0][free]])
    order = np.argsort(first, kind="stable")
    sizes = len(exact[0]), len(free)
    return Found(
        first[order],
        np.concatenate([exact[1], others[1][free]])[order],
        np.repeat([True, False], sizes)[order],
        np.repeat([before, 0], sizes)[order],
        np.concatenate([np.full(sizes[0], after), others[2][free]])[order],
        tuple(edges),
    )


def _edge(edges: list[str], edge: str) -> int:
    """Return the place of an edge among the edges; nothing is the first."""
    if edge not in edges:
        edges.append(edge)
    return edges.index(edge)


def _free(exact: tuple[Any, Any], others: tuple[Any, Any, Any]) -> Any:
    """Return which of the other places share no word with an exact one."""
    import numpy as np

    first, last = exact
    which = np.arange(len(others[0]))
    if len(first) and len(which):
        before = np.searchsorted(first, others[1], "right") - 1  # the last exact place that begins in it or before it
        which = which[(before < 0) | (last[np.maximum(before, 0)] < others[0])]
    return which


def _none() -> tuple[Any, Any]:
    return _nowhere()[:2]


def _nowhere() -> tuple[Any, Any, Any]:
    import numpy as np

    nothing = np.zeros(0, dtype="i8")
    return nothing, nothing, nothing


def _one_after_the_other(first: Any, last: Any) -> Any:
    """Return which places to keep: none that begins before an earlier one has ended, as in a search through a text."""
    import numpy as np

    kept = np.ones(len(first), dtype=bool)
    begun = (first[1:] <= np.maximum.accumulate(last)[:-1]).nonzero()[0] + 1
    through, before = -1, -1
    for at in begun.tolist():
        # Of places that run into each other, in a row, the first is kept; of the others who begins after one that is.
        through = int(last[at - 1]) if at - 1 != before else through
        kept[at] = int(first[at]) > through
        through = int(last[at]) if kept[at] else through
        before = at
    return kept.nonzero()[0]


# As it was asked for --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """Words that follow each other: their numbers, and which gaps may stand before, between and after them.

    Of a gap None means any. A word that the stream does not have makes `words` None.
    """

    words: list[int] | None
    gaps: list[Any]

    @classmethod
    def of(cls, stream: Stream, bare: str) -> "_Row":
        found = [*_WORD.finditer(bare)]
        numbers = [stream.number_of(match[0]) for match in found]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return cls(None, [])
        between = [bare[one.end() : other.start()] for one, other in pairwise(found)]
        gaps = [_gaps(stream, gap, "{}") for gap in between]
        before, after = bare[: found[0].start()], bare[found[-1].end() :]
        return cls(
            known,
            [
                _gaps(stream, before, ".*{}") if before else None,
                *gaps,
                _gaps(stream, after, "{}.*") if after else None,
            ],
        )


def _gaps(stream: Stream, written: str, form: str) -> Any:
    """Return which gaps of a stream are written so, blanks in any number."""
    import numpy as np

    if written == " ":
        return (stream.gap_kinds & BLANK) > 0
    pattern = re.compile(form.format(r"\s+".join(map(re.escape, written.split(" ")))), re.DOTALL)
    return np.fromiter(
        (bool(pattern.fullmatch(gap)) for gap in stream.gap_forms), dtype=bool, count=len(stream.gap_kinds)
    )


def _in_a_row(stream: Stream, row: _Row) -> tuple[Any, Any]:
    """Return where words follow each other with such gaps; from the rarest word on."""
    if row.words is None:
        return _none()
    size = len(row.words)
    rarest, *others = sorted(range(size), key=lambda at: int(stream.counts[row.words[at]]))  # type: ignore[index]
    first = stream.places_of(row.words[rarest]).astype("i8") - rarest
    first = first[(first >= 0) & (first + size <= len(stream))]
    for at in others:
        first = first[stream.words.at(first + at) == row.words[at]]
    for at, allowed in enumerate(row.gaps, start=-1):
        if allowed is not None and len(first):
            first = first[allowed[stream.gaps.at(first + at)]]
    first = first[_one_after_the_other(first, first + size - 1)]
    return first, first + size - 1


# In other forms and orders, with other words between ------------------------------------------------------------------


class _Hits(NamedTuple):
    """Where a word of the phrase stands in any form: first and last word of the stream.

    `after` is what of the gap after it belongs to it, as a place among the edges; then `kinds` are those of the rest.
    """

    first: Any
    last: Any
    after: Any
    kinds: Any


def _apart(stream: Stream, query: Asked, language: str, edges: list[str]) -> tuple[Any, Any, Any]:
    """Return where all stems stand near each other; see `wordings._apart`.

    Hits of which each is near to the next and which have every stem as often as the phrase: so many in a row.
    """
    import numpy as np

    stems = list(query.stems)
    needed = [query.stems[stem] for stem in stems]
    size = sum(needed)
    parts = _hits(stream, query, language, edges)
    if not size or not all(len(part.first) for part in parts):
        return _nowhere()
    if size > 1:
        parts = _within_reach(parts, (BETWEEN + 1 + max(map(len, stems))) * (size - 1))
    order = np.argsort(np.concatenate([part.first for part in parts]), kind="stable")
    first, last, after, kinds = (np.concatenate(column)[order] for column in zip(*parts, strict=True))
    stem = np.repeat(np.arange(len(parts), dtype="i4"), [len(part.first) for part in parts])[order]
    starts = np.arange(max(0, len(first) - size + 1))
    if size > 1:
        near = _near(stream, first, last, np.where(after > 0, kinds, -1))
        for step in range(size - 1):
            starts = starts[near[starts + step]]
        for number, times in enumerate(needed):
            starts = starts[sum((stem[starts + step] == number).astype("i4") for step in range(size)) == times]
    ends = starts + size - 1
    if size > 1:
        same = stream.texts[stream.text_of(last[ends])] <= first[starts]
        starts, ends = starts[same], ends[same]
    kept = _one_after_the_other(first[starts], last[ends])
    return first[starts[kept]], last[ends[kept]], after[ends[kept]]


def _hits(stream: Stream, query: Asked, language: str, edges: list[str]) -> list[_Hits]:
    """Return the hits of each stem, in the order of `query.stems`."""
    import numpy as np

    found: dict[str, list[_Hits]] = {stem: [] for stem in query.stems}
    seen: set[int] = set()
    for prefix in query.prefixes:
        if _WORD.fullmatch(prefix) is None:
            stem = stem_and_use(prefix, language)[0]
            if stem in found:
                found[stem].append(_hits_of_several_words(stream, prefix, edges))
            continue
        for number, word in stream.beginning_with(prefix):
            stem = stem_and_use(word, language)[0]
            if stem in found and number not in seen:
                seen.add(number)
                places = stream.places_of(number).astype("i8")
                nothing = np.zeros(len(places), dtype="i8")
                found[stem].append(_Hits(places, places, nothing, nothing))
    return [_in_order(one) for one in found.values()]


def _in_order(hits: Sequence[_Hits]) -> _Hits:
    import numpy as np

    if len(hits) == 1:
        return hits[0]
    nothing = np.zeros(0, dtype="i8")
    whole = [np.concatenate([nothing, *column]) for column in zip(*hits, strict=True)] or [nothing] * len(_Hits._fields)
    order = np.argsort(whole[0], kind="stable")
    return _Hits(*(column[order] for column in whole))


def _hits_of_several_words(stream: Stream, written: str, edges: list[str]) -> _Hits:
    """Return where what is several words of a stream ("U.S.", "1.9") stands, and no word runs on after it."""
    import numpy as np

    first, last = _in_a_row(stream, _Row.of(stream, written))
    after = written[[*_WORD.finditer(written)][-1].end() :]
    nothing = np.zeros(len(first), dtype="i8")
    if not after:
        return _Hits(first, last, nothing, nothing)
    gaps = [*stream.gap_forms]
    rest = np.array([kind_of_gap(gap.removeprefix(after)) for gap in gaps], dtype="i8")
    runs_on = np.array([gap == after for gap in gaps], dtype=bool)
    codes = stream.gaps.at(last)
    here = ~runs_on[codes] | np.isin(last + 1, stream.texts)
    return _Hits(first[here], last[here], nothing[here] + _edge(edges, after), rest[codes[here]])


def _within_reach(parts: Sequence[_Hits], reach: int) -> list[_Hits]:
    """Leave out hits that are too far from others to stand in one place with them.

    Of the rarest stem those stay that have one of every other stem within reach, of the others those within its reach.
    """
    import numpy as np

    rarest, *others = sorted((part.first for part in parts), key=len)
    for other in others:
        has = np.searchsorted(other, rarest - reach, "left") < np.searchsorted(other, rarest + reach, "right")
        rarest = rarest[has]
    kept = []
    for part in parts:
        low = np.searchsorted(part.first, rarest - reach, "left")
        high = np.searchsorted(part.first, rarest + reach, "right")
        size = len(part.first) + 1
        inside = np.cumsum(np.bincount(low, minlength=size) - np.bincount(high, minlength=size))[:-1] > 0
        kept.append(_Hits(*(column[inside] for column in part)))
    return kept


def _near(stream: Stream, first: Any, last: Any, kinds: Any) -> Any:
    """Tell of each hit but the last whether the next one is near: few words and no end of a sentence between them."""
    gaps = first[1:] - last[:-1]
    near = (gaps > 0) & (gaps <= BETWEEN + 1)
    for step in range(BETWEEN + 1):
        here = near.nonzero()[0]
        here = here[gaps[here] > step]
        if not len(here):
            break
        kind = stream.gap_kinds[stream.gaps.at(last[here] + step)]
        if step == 0:
            own = kinds[here]
            kind = kind.astype("i2")
            kind[own >= 0] = own[own >= 0]
        ends = (kind & ENDS) > 0
        # Right before the next hit a full stop ends a sentence, too, as the gap is all that is looked at.
        ends |= ((kind & ENDS_WITH_DOT) > 0) & (gaps[here] == step + 1)
        near[here[ends]] = False
    return near


# Scripts without spaces -----------------------------------------------------------------------------------------------


def _unspaced(stream: Stream, bare: str) -> tuple[Any, Any]:
    squeezed = "".join(bare.split())
    numbers = [stream.number_of(one) for one in squeezed]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return _none()
    return _in_a_row(stream, _Row(known, []))


def _split(stream: Stream, bare: str) -> tuple[Any, Any, Any]:
    """Return where the characters stand with up to `BETWEEN` others at one place, none of which ends a sentence.

    Where several places begin at one character, the one with the earliest gap counts, then the one with the shortest.
    """
    import numpy as np

    squeezed = "".join(bare.split())
    numbers = [stream.number_of(one) for one in squeezed]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or len(known) < _FEWEST_APART:
        return _nowhere()
    bars = [stream.number_of(one) for one in ("", "。", "！", "？", "；")]
    first = stream.places_of(known[0]).astype("i8")
    last = np.full(len(first), -1, dtype="i8")
    begun = np.arange(len(first))
    for at in range(1, len(known)):
        for gap in range(BETWEEN + 1):
            here = begun[last[begun] < 0]
            here = here[first[here] + len(known) + gap <= len(stream)]
            if gap:
                for step in range(gap):
                    here = here[
                        ~np.isin(stream.words.at(first[here] + at + step), [bar for bar in bars if bar is not None])
                    ]
            for rest in range(at, len(known)):
                here = here[stream.words.at(first[here] + rest + gap) == known[rest]]
            last[here] = first[here] + len(known) + gap - 1
        begun = begun[first[begun] + at < len(stream)]
        begun = begun[stream.words.at(first[begun] + at) == known[at]]
    found = (last >= 0).nonzero()[0]
    found = found[_one_after_the_other(first[found], last[found])]
    return first[found], last[found], np.zeros(len(found), dtype="i8")


def runs(first: Any, last: Any) -> Iterator[tuple[Any, Any]]:
    """Yield, word by word from the first on, which of some stretches have one there, and its place."""
    step = 0
    here = (first <= last).nonzero()[0]
    while len(here):
        yield here, first[here].astype("i8") + step
        step += 1
        here = here[first[here].astype("i8") + step <= last[here]]
