"""Sentences end where the layout says so: a headline, a paragraph and a list item have no full stop of their own."""

import re
from itertools import pairwise
from typing import cast

import numpy as np
from spacy.tokens import Doc
from thinc.types import Ints2d

from communique.annotate.layers import Layers

_LINE = re.compile(r"[^\n]+")
_WRAPPED_SHARE = 0.6
_WRAP_WIDTHS = range(55, 100)
_SENTENCE_END = tuple(".!?:;\"”’'»)]")


def wrapped_at(text: str) -> int | None:
    """Return the width that a text was hard-wrapped at, or None if its lines are paragraphs.

    Old agency copy and mailed readouts break lines at 60 to 90 characters in the middle of sentences.
    """
    lines = [match.group().rstrip() for match in _LINE.finditer(text)]
    lines = [line for line in lines if line]
    if len(lines) < 4:
        return None
    width = max(map(len, lines))
    if width not in _WRAP_WIDTHS:
        return None
    running_on = [
        following[:1].islower() or (len(line) > width - 16 and not line.endswith(_SENTENCE_END))
        for line, following in pairwise(lines)
        if not following[:1].isspace()  # an indent begins a paragraph
    ]
    return width if sum(running_on) >= _WRAPPED_SHARE * len(running_on) else None


def unwrap(text: str) -> str:
    """Return a hard-wrapped text with its line breaks inside paragraphs as spaces, one for one; others unchanged.

    A blank line, an indented line and a line that ends well before the margin close a paragraph.
    """
    width = wrapped_at(text)
    if width is None:
        return text
    lines = text.split("\n")
    joined = [lines[0]]
    for line, following in pairwise(lines):
        ends = not line.strip() or not following.strip() or following[:2].isspace() or len(line.rstrip()) < width - 20
        joined += ["\n" if ends else " ", following]
    return "".join(joined)


def begin_sentences(doc: Doc) -> Doc:
    """Mark the first word of every line and of every passage as a sentence start, and no white space.

    The parser keeps such marks and decides about the rest.
    """
    begins = {line.start() for line in _LINE.finditer(Layers(doc).text)}
    begins.update(passage.start for passage in Layers(doc).passages)
    # By columns: a loop over all tokens costs more than everything else here.
    places, spaces = doc.to_array(["IDX", "IS_SPACE"]).T
    words = np.flatnonzero(spaces == 0)
    marks = np.where(spaces, -1, 0)
    firsts = np.searchsorted(places[words], sorted(begins))
    firsts = firsts[firsts < len(words)]
    marks[words[firsts]] = 1
    if len(words):
        marks[words[0]] = -1  # white space before the first word belongs to its sentence
    if len(doc):
        marks[0] = 1
        doc.from_array(["SENT_START"], cast("Ints2d", marks.astype("uint64")))
    return doc
