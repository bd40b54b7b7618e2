"""What of a document is parsed, and in which parts: its news, and a long text so that memory does not grow with it."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.attrs import NORM, ORTH, SENT_START, SPACY
from spacy.tokens import Doc
from thinc.types import Ints2d

from communique.annotate.layers import Layers
from communique.model import PassageKind

TOKENS = 5_000
"""Tokens of a part, about: it ends at the first line end after them, or at twice as many."""

UNREAD = frozenset(
    {PassageKind.APPEAL, PassageKind.NEWSLETTER, PassageKind.RELATED, PassageKind.LEGAL, PassageKind.NAVIGATION}
)
"""Passages that are no news and about which nothing is asked."""

MARGIN = 8
"""Tokens of them that are parsed with the news: the model sees four tokens to each side, the parser two ahead."""

LEAST = 40
"""Fewest tokens that are left out: parsing fewer costs less than to make a document of the others."""

_PARSED: list[int | str] = ["TAG", "DEP", "HEAD", "SENT_START"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document as one of its own; it begins at token `start` of the whole."""

    start: int
    doc: Doc


def parts_of(doc: Doc) -> list[Part]:
    """Return the document itself, or copies of its parts in order, with the sentence starts that were marked."""
    spans = [part for stretch in _read(doc) for part in _cut(doc, *stretch)]
    if spans == [(0, len(doc))]:
        return [Part(0, doc)]
    orths, norms, spaces, starts = doc.to_array([ORTH, NORM, SPACY, SENT_START]).T
    return [
        Part(first, _copy(doc, *(column[first:last] for column in (orths, norms, spaces, starts))))
        for first, last in spans
    ]


def _copy(doc: Doc, orths: Any, norms: Any, spaces: Any, starts: Any) -> Doc:
    """Return a document of these words: a third of the cost of `Span.as_doc`."""
    part = Doc(doc.vocab, words=orths.tolist(), spaces=spaces.astype(bool).tolist())
    part.from_array([NORM, SENT_START], cast("Ints2d", np.stack([norms, starts]).T))
    return part


def _read(doc: Doc) -> list[tuple[int, int]]:
    """Return the stretches of tokens (end exclusive) that are parsed: all but what is set apart and long enough."""
    passages = Layers(doc).passages
    if not any(passage.kind in UNREAD for passage in passages):
        return [(0, len(doc))]
    offsets, size = doc.to_array("IDX"), len(doc)
    found, at = [], 0
    for passage in passages:
        if passage.kind not in UNREAD:
            continue
        first, last = np.searchsorted(offsets, [passage.start, passage.end]).tolist()
        first += MARGIN if first else 0
        last -= MARGIN if last < size else 0
        if last - first < LEAST:
            continue
        if first > at:
            found.append((at, first))
        at = last
    if at < size:
        found.append((at, size))
    return found


def _cut(doc: Doc, first: int, last: int) -> list[tuple[int, int]]:
    """Return a stretch in pieces of about `TOKENS`, at line ends where there are any."""
    borders = [first]
    if last - first > TOKENS:
        for at in (np.flatnonzero(doc.to_array("SENT_START") == 1)).tolist():
            if not first < at < last:
                continue
            while at - borders[-1] > 2 * TOKENS:
                borders.append(borders[-1] + TOKENS)
            if at - borders[-1] >= TOKENS:
                borders.append(at)
        while last - borders[-1] > 2 * TOKENS:
            borders.append(borders[-1] + TOKENS)
    return list(zip(borders, [*borders[1:], last], strict=True))


def join_parts(doc: Doc, parts: list[Part]) -> None:
    """Write the tags and the parse of the parts into the document that they are of.

    Of what was not parsed each line becomes one sentence, of words that all hang on its first.
    """
    if parts and parts[0].doc is doc:
        return
    strings, size = doc.vocab.strings, len(doc)
    places = np.arange(size)
    begins = doc.to_array("SENT_START") == 1
    for part in parts:
        begins[part.start] = True
        if part.start + len(part.doc) < size:
            begins[part.start + len(part.doc)] = True
    if size:
        begins[0] = True
    heads = np.maximum.accumulate(np.where(begins, places, 0)) - places
    values = np.zeros((size, len(_PARSED)), dtype="uint64")
    values[:, 1] = np.where(begins, strings.add("ROOT"), strings.add("dep"))
    values[:, 2] = heads.astype("int64").astype("uint64")
    values[:, 3] = np.where(begins, 1, -1).astype("int64").astype("uint64")
    for part in parts:
        values[part.start : part.start + len(part.doc)] = part.doc.to_array(_PARSED)
    doc.from_array(_PARSED, cast("Ints2d", values))
