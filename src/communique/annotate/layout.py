"""Sentences end where the layout says so: a headline, a paragraph and a list item have no full stop of their own."""

import re

from spacy.tokens import Doc

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
        for line, following in zip(lines, lines[1:], strict=False)
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
    for line, following in zip(lines, lines[1:], strict=False):
        ends = not line.strip() or not following.strip() or following[:2].isspace() or len(line.rstrip()) < width - 20
        joined += ["\n" if ends else " ", following]
    return "".join(joined)


def begin_sentences(doc: Doc) -> Doc:
    """Mark the first word of every line and of every passage as a sentence start, and no white space.

    The parser keeps such marks and decides about the rest.
    """
    starts = sorted(
        {*(line.start() for line in _LINE.finditer(doc.text)), *(passage.start for passage in Layers(doc).passages)}
    )
    at = 0
    is_first_word = True
    for token in doc:
        if token.is_space:
            token.is_sent_start = token.i == 0
            continue
        begins = False
        while at < len(starts) and starts[at] <= token.idx:
            begins = True
            at += 1
        if begins and token.i > 0:
            token.is_sent_start = not is_first_word  # white space before the first word belongs to its sentence
        is_first_word = False
    return doc
