"""Sentences end where the layout says so: a headline, a paragraph and a list item have no full stop of their own."""

import re
from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.types import Ints2d

from communique.annotate.layers import Derived, Layers

IntArray = npt.NDArray[np.integer]
BoolArray = npt.NDArray[np.bool_]

_LINE = re.compile(r"[^\n]+")
_WRAPPED_SHARE = 0.6
_BROKEN_SHARE = 0.35
_AT_MARGIN_SHARE = 0.8
_ENOUGH = 6
_MARGIN = 16
_WRAP_WIDTHS = range(55, 100)
_SENTENCE_END = tuple(".!?:;\"”’'»)]")
# What a sentence ends with, what may close around it, and which of those marks also open.
_STOPS = ".!?…:;•*"
_CLOSERS = "\"”’'»)]"
_BOTH_WAYS = "\"'”’"
_DASHES = "—–―"  # "OSLO (Agency) — The two ministers met"
_IS_STOP, _IS_CLOSER, _IS_BOTH_WAYS, _IS_DASH = 1, 2, 4, 8


def _marks() -> npt.NDArray[np.uint8]:
    """Return what each code point is: looking up costs a tenth of asking whether it is among some."""
    table = np.zeros(0x10000, dtype="uint8")
    groups = ((_STOPS, _IS_STOP), (_CLOSERS, _IS_CLOSER), (_BOTH_WAYS, _IS_BOTH_WAYS), (_DASHES, _IS_DASH))
    for marks, flag in groups:
        for mark in marks:
            table[ord(mark)] |= flag
    return table


_MARKS = _marks()


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
    pairs = [pair for pair in pairwise(lines) if not pair[1][:1].isspace()]  # an indent begins a paragraph
    full = [len(line) > width - _MARGIN and not line.endswith(_SENTENCE_END) for line, _ in pairs]
    running_on = [following[:1].islower() or is_full for (_, following), is_full in zip(pairs, full, strict=True)]
    if sum(running_on) >= _WRAPPED_SHARE * len(running_on):
        return width
    # Paragraphs of two or three lines: many lines break off within a sentence, and nearly all of those at the margin.
    broken = [is_full for (line, _), is_full in zip(pairs, full, strict=True) if not line.endswith(_SENTENCE_END)]
    is_wrapped = len(pairs) >= _ENOUGH and len(broken) >= _BROKEN_SHARE * len(pairs)
    return width if is_wrapped and sum(broken) >= _AT_MARGIN_SHARE * len(broken) else None


def unwrap(text: str) -> str:
    """Return a hard-wrapped text with its line breaks inside paragraphs as spaces, one for one; others unchanged.

    A blank line, an indented line and a line that ends well before the margin close a paragraph; so does the end of a
    sentence after which the next word would have had room.
    """
    width = wrapped_at(text)
    if width is None:
        return text
    lines = text.split("\n")
    joined = [lines[0]]
    for line, following in pairwise(lines):
        length, word = len(line.rstrip()), following.split(" ", 1)[0]
        ends = not line.strip() or not following.strip() or following[:2].isspace() or length < width - 20
        ends = ends or (line.rstrip().endswith(_SENTENCE_END) and length + 1 + len(word) <= width)
        joined += ["\n" if ends else " ", following]
    return "".join(joined)


def begin_sentences(doc: Doc) -> Doc:
    """Mark the first word of every line and of every passage as a sentence start, and what cannot be one.

    That is white space, a mark that closes a quotation, and a word that follows neither a full stop nor its like: the
    parser would begin a sentence behind an abbreviation ("Economic Council (NEC) Director") or a surname. It keeps such
    marks and decides about the rest.
    """
    Derived.forget(doc)  # of an earlier analysis
    begins = {line.start() for line in _LINE.finditer(Layers(doc).text)}
    begins.update(passage.start for passage in Layers(doc).passages)
    # By columns: a loop over all tokens costs more than everything else here.
    places, spaces, lengths = doc.to_array(["IDX", "IS_SPACE", "LENGTH"]).astype("int64").T
    words = np.flatnonzero(spaces == 0)
    marks = np.where(spaces, -1, 0)
    if len(words) > 1:
        letters = np.frombuffer(Layers(doc).text.encode("utf-32-le", "surrogatepass"), dtype="uint32")
        marks[words[1:]] = np.where(_may_begin(letters, places[words], lengths[words]), 0, -1)
    firsts = np.searchsorted(places[words], sorted(begins))
    firsts = firsts[firsts < len(words)]
    marks[words[firsts]] = 1
    if len(words):
        marks[words[0]] = -1  # white space before the first word belongs to its sentence
    if len(doc):
        marks[0] = 1
        doc.from_array(["SENT_START"], cast("Ints2d", marks.astype("uint64")))
    return doc


def _may_begin(letters: IntArray, starts: IntArray, lengths: IntArray) -> BoolArray:
    """Tell of each word but the first whether a sentence may begin there, from the code points of the text."""
    marks = _MARKS[np.minimum(letters, len(_MARKS) - 1)]
    ends = starts[:-1] + lengths[:-1]
    last = ends - 1
    for _ in range(3):  # “… (as it said).” and the like
        last = np.where((last > 0) & (marks[last] & _IS_CLOSER != 0), last - 1, last)
    begins = starts[1:]
    is_capital = (letters[begins] >= ord("A")) & (letters[begins] <= ord("Z"))
    before = marks[last]
    may = (before & _IS_STOP != 0) | ((before & _IS_DASH != 0) & is_capital)
    behind = np.minimum(begins + 1, len(letters) - 1)
    is_closing = (begins == ends) & (marks[begins] & _IS_BOTH_WAYS != 0) & (letters[behind] <= ord(" "))
    result: BoolArray = may & ~is_closing
    return result
