"""Find what stands in quotation marks, paragraph by paragraph.

Marks in news copy are uneven by convention (a running quotation opens each paragraph and closes only the last) and by
accident. So nothing reaches past its paragraph unless the next one opens with a mark again, and a mark that makes no
pair spoils nothing but itself. Rule: Associated Press Stylebook, "Quotation marks".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.layout import wrapped_at
from communique.annotate.quotation import Quotation

_MARK = re.compile("'(?=''(?!'))|''|``|[\"“”„‟«»‹›＂「」『』'‘’]")
_LINE = re.compile(r"[^\n]+")
_OPENING = frozenset("“„‟«‹「『")
_CLOSING = frozenset("”»›」』")
_STRAIGHT = frozenset({'"', "＂", "''", "``"})
_SINGLE = frozenset({"'", "‘", "’"})
_BEFORE_OPENING = frozenset(" \t\n([{—–-/:,;")
_LONGEST_PARTS = 60
"""Paragraphs that one running quotation may have; a longer one is a printed speech with stray marks."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    form: str
    may_open: bool
    may_close: bool


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs: lines, or in hard-wrapped text the lines up to the next blank or indented one."""
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text) if not found.group().isspace()]
    if wrapped_at(text) is None:
        return lines
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and not text[start : start + 2].isspace() and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _MARK.finditer(text, start, end):
        form, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        if form in _SINGLE:
            may_open = (
                form != "’" and (before in _BEFORE_OPENING or before in '"“') and (behind.isalnum() or behind in "[.")
            )
            may_close = form != "‘" and not before.isspace() and not behind.isalnum()
        elif form in _OPENING:
            # German and Swedish copy closes with “ or opens with »; the neighbours decide.
            may_open, may_close = (
                not (form == "“" and behind.isspace() and not before.isspace()),
                form == "“" and not before.isspace(),
            )
        elif form in _CLOSING:
            may_open, may_close = before.isspace() and not behind.isspace(), True
        else:
            may_open = (before in _BEFORE_OPENING or before in "'‘") and not behind.isspace()
            may_close = not before.isspace() or behind.isspace() or behind in ".,;:)"
        found.append(_Mark(at, after, form, may_open, may_close))
    return found


def _closes(opening: str, closing: str) -> bool:
    if opening in _SINGLE:
        return closing in _SINGLE
    if opening == "``":
        return closing in _STRAIGHT
    if opening in {"«", "‹", "「", "『"}:
        return closing in _CLOSING
    return closing not in _SINGLE or closing == "''"


def _closing_single(text: str, marks: list[_Mark], opened: int) -> int | None:
    """Return the index of the mark that ends the single-quoted stretch: apostrophes of plurals are passed over."""
    plural: int | None = None
    for index in range(opened + 1, len(marks)):
        mark = marks[index]
        if mark.form not in _SINGLE:
            continue
        if mark.may_open and not mark.may_close:
            break
        if not mark.may_close:
            continue
        before, behind = text[mark.start - 1], text[mark.end : mark.end + 2]
        if before == "s" and len(behind) == 2 and behind[0] == " " and behind[1].islower():
            plural = index if plural is None else plural
            continue
        return index
    return plural


@dataclass(slots=True)
class _Scan:
    """The quotations of one paragraph: the closed ones, and where an unclosed one began."""

    closed: list[tuple[int, int]]
    open_at: int | None
    open_form: str


def _scan(text: str, start: int, end: int, running: str | None) -> _Scan:
    """Pair the marks of one paragraph; `running` is the form of the mark that a running quotation was opened with."""
    marks = _marks(text, start, end)
    result = _Scan([], None, "")
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.may_open or (mark.form in _SINGLE and running and index == 0 and running not in _SINGLE):
            index += 1
            continue
        if mark.form in _SINGLE:
            closing = _closing_single(text, marks, index)
            if closing is None:
                index += 1
                continue
        else:
            closing = _closing_double(marks, index)
        if closing is None:
            result.open_at, result.open_form = mark.start, mark.form
            break
        result.closed.append((mark.start, marks[closing].end))
        index = closing + 1
    return result


def _closing_double(marks: list[_Mark], opened: int) -> int | None:
    depth = 1
    form = marks[opened].form
    for index in range(opened + 1, len(marks)):
        mark = marks[index]
        if mark.form in _SINGLE or not _closes(form, mark.form):
            continue
        if mark.form in _OPENING and mark.may_open and not mark.may_close:
            if mark.form == form:  # “ … “ … ”: the second mark belongs to a quotation within, or the first never closed
                depth += 1
            continue
        if mark.form in _STRAIGHT and mark.may_open and not mark.may_close:
            continue
        if mark.may_close:
            depth -= 1
            if depth <= 0:
                return index
    # Inner marks without partners must not keep the outer one open.
    if depth > 1:
        for index in range(len(marks) - 1, opened, -1):
            if marks[index].may_close and marks[index].form not in _SINGLE and _closes(form, marks[index].form):
                return index
    return None


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text`, in order; they never overlap."""
    found: list[Quotation] = []
    parts: list[tuple[int, int]] = []
    running: str | None = None
    for start, end in _paragraphs(text):
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        last = start + len(text[start:end].rstrip())
        continues = running is not None and _opens_with(text, first, running) and len(parts) < _LONGEST_PARTS
        if parts and not continues:
            found.append(Quotation(parts[0][0], parts[-1][1], tuple(parts), is_closed=False))
            parts = []
        scan = _scan(text, first, last, running if continues else None)
        if continues and scan.closed and scan.closed[0][0] == first:
            parts.append(scan.closed.pop(0))
            found.append(Quotation(parts[0][0], parts[-1][1], tuple(parts)))
            parts = []
        elif continues and parts and scan.open_at != first:
            found.append(Quotation(parts[0][0], parts[-1][1], tuple(parts), is_closed=False))
            parts = []
        found.extend(Quotation(opened, closed, ((opened, closed),)) for opened, closed in scan.closed)
        running = None
        if scan.open_at is not None:
            parts.append((scan.open_at, last))
            running = scan.open_form
    if parts:
        found.append(Quotation(parts[0][0], parts[-1][1], tuple(parts), is_closed=False))
    return tuple(sorted(found, key=lambda quotation: quotation.start))


def _opens_with(text: str, at: int, form: str) -> bool:
    """Tell whether the paragraph at `at` opens with the mark of the quotation that was left open."""
    mark = text[at : at + len(form)]
    return mark == form or (form not in _SINGLE and (mark in _OPENING or mark in _STRAIGHT))


def inside(quotations: Iterable[Quotation], offset: int) -> Quotation | None:
    """Return the quotation that the character at `offset` stands in, marks included."""
    return next((quotation for quotation in quotations if any(a <= offset < b for a, b in quotation.parts)), None)


class QuotesComponent:
    """Component that fills `Layers(doc).quotes`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of the text; uneven marks leave a quotation unclosed, and the rest untouched."""
        Layers(doc).quotes = find_quotations(Layers(doc).text)
        return doc
