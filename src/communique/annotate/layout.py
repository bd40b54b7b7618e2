"""Sentences end where the layout says so: a headline, a paragraph and a list item have no full stop of their own."""

import re

from spacy.tokens import Doc

from communique.annotate.layers import Layers

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
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


def _line_starts(text: str) -> list[int]:
    """Return the offsets at which a new unit begins: each line, or in a wrapped text each paragraph."""
    width = wrapped_at(text)
    starts: list[int] = []
    previous: re.Match[str] | None = None
    for line in _LINE.finditer(text):
        if previous is None or width is None:
            starts.append(line.start())
        else:
            blank = text.count("\n", previous.end(), line.start()) > 1 or not previous.group().strip()
            indented = line.group()[:2].isspace()
            short = len(previous.group().rstrip()) < width - 20
            if blank or indented or short:
                starts.append(line.start())
        previous = line
    return starts


def begin_sentences(doc: Doc) -> Doc:
    """Mark the first token of every passage and of every line (in wrapped texts: paragraph) as a sentence start.

    The parser keeps such marks and decides about the rest.
    """
    starts = sorted({*_line_starts(doc.text), *(passage.start for passage in Layers(doc).passages)})
    at = 0
    for token in doc:
        if token.is_space:
            continue
        begins = False
        while at < len(starts) and starts[at] <= token.idx:
            begins = True
            at += 1
        if begins:
            token.is_sent_start = True
    return doc
