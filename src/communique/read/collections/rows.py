"""JSON Lines, JSON and CSV -> the fields of one document each, and where they stand; what is no document is named."""

import codecs
import csv
import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from communique.codebook.field_names import field_names, folded
from communique.errors import BadEncoding, BadLine, CommuniqueError, GuessedEncoding, TooLarge
from communique.model import Failure
from communique.read.characters import REPLACEMENT
from communique.read.collections.inflate import Damage, Piece
from communique.read.encoding import decode
from communique.read.found import LIMITS, Limits

DELIMITERS = ",;\t|"
_QUOTE = b'"'
_TRIALS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A line or row: its number from 1, where it begins in the file, and what it holds."""

    number: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of a row by the names of its columns."""

    number: int
    offset: int
    fields: dict[str, Any]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read."""

    number: int
    offset: int
    error: CommuniqueError


def lines_of(
    pieces: Iterable[Piece | Damage], *, is_plain: bool, limits: Limits = LIMITS, before: int = 0
) -> Iterator[Line | BadRow]:
    """Yield the lines of a file, blank ones left out, and what is damaged or longer than a record may be.

    In a plain file offsets are those of the lines, in a compressed one those of the member where the line begins.
    `before` is the number of lines that come before the pieces, where these are a part of the file.
    """
    held, held_at, number = bytearray(), 0, before
    is_too_long = False
    for piece in pieces:
        if isinstance(piece, Damage):
            held.clear()
            is_too_long = False
            yield BadRow(number + 1, piece.offset, piece.error)
            continue
        start = 0
        while (end := piece.data.find(b"\n", start)) >= 0:
            if not held:
                held_at = piece.offset + (start if is_plain else 0)
            held += piece.data[start : end + 1]
            start = end + 1
            number += 1
            if is_too_long or len(held) > limits.record_bytes:
                yield _too_long(number, held_at, limits)
            elif held.strip():
                yield Line(number, held_at, bytes(held))
            held.clear()
            is_too_long = False
        if start < len(piece.data):
            if not held:
                held_at = piece.offset + (start if is_plain else 0)
            if len(held) > limits.record_bytes:
                is_too_long = True
                del held[1:]
            held += piece.data[start:]
    if is_too_long:
        yield _too_long(number + 1, held_at, limits)
    elif held.strip():
        yield Line(number + 1, held_at, bytes(held))


def _too_long(number: int, offset: int, limits: Limits) -> BadRow:
    what = f"line {number}, from byte {offset} on, has more than {limits.record_bytes:,} bytes; it was passed over"
    return BadRow(number, offset, TooLarge(what))


def looks_like_json_lines(head: bytes) -> bool:
    """Tell whether the first line is a JSON object with a field that means a text; a cut line counts by its start."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    if not first.startswith(b'{"'):
        return False
    try:
        fields = json.loads(first)
    except (ValueError, RecursionError):
        return len(first) > 1000
    return isinstance(fields, dict) and any(field_names().get(folded(name)) in {"text", "html"} for name in fields)


def json_rows(data: bytes) -> Iterator[Row | BadRow]:
    """Yield the objects of a JSON file: one object, or a list of objects."""
    try:
        found = json.loads(decode(data).text, strict=False)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        yield BadRow(1, 0, BadLine(f"the file is not JSON: {reason}"))
        return
    for number, fields in enumerate(found if isinstance(found, list) else [found], start=1):
        if isinstance(fields, dict):
            yield Row(number, 0, fields)
        else:
            yield BadRow(number, 0, BadLine(f"entry {number} is not a JSON object"))


def csv_rows(
    pieces: Iterable[Piece | Damage], head: bytes, *, is_plain: bool, limits: Limits = LIMITS
) -> Iterator[Row | BadRow]:
    """Yield the rows of a CSV file (RFC 4180; the first row names the columns; comma, semicolon, tab or bar).

    A quotation mark that is never closed costs its line alone: reading goes on with the next line. The encoding is told
    from `head`, the first bytes; where it had to be guessed each row says so.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.page_bytes))
    told = decode(head[: head.rfind(b"\n") + 1] or head)
    guessed = tuple(failure for failure in told.failures if failure.code == GuessedEncoding.code)
    encoding = told.encoding
    if encoding.startswith(("utf-16", "utf-32")):
        pieces, encoding = _in_utf8(pieces, encoding), "utf-8"
    lines = lines_of(pieces, is_plain=is_plain, limits=limits)
    source = _Lines(lines, limits, encoding)
    columns: list[str] | None = None
    delimiter = ","
    while True:
        if columns is None and (first := source.peek()) is not None:
            delimiter = _delimiter(first.data.decode(encoding, "replace"))
        taken = source.row(delimiter)
        yield from source.damage()
        if taken is None:
            return
        line, cells = taken
        if isinstance(cells, CommuniqueError):
            yield BadRow(line.number, line.offset, cells)
        elif columns is None:
            columns = [cell.strip().lstrip("\ufeff") for cell in cells]
            if not any(field_names().get(folded(name)) in {"text", "html"} for name in columns):
                yield BadRow(
                    line.number,
                    line.offset,
                    BadLine(
                        f"no column of the table is a text; its columns are {', '.join(columns)[:200]}",
                        remedy="Name the column that holds the texts `text` or `html`.",
                    ),
                )
                return
        elif len(cells) > len(columns):
            what = f"row at line {line.number}, byte {line.offset}, has {len(cells)} cells for {len(columns)} columns"
            yield BadRow(line.number, line.offset, BadLine(what))
        elif any(cells):
            unsure = guessed
            if any(REPLACEMENT in cell for cell in cells):
                what = f"row at line {line.number} is not valid {encoding}; what could not be read became U+FFFD"
                unsure = (*guessed, Failure.of(BadEncoding(what)))
            yield Row(line.number, line.offset, dict(zip(columns, cells, strict=False)), unsure)


def _in_utf8(pieces: Iterable[Piece | Damage], encoding: str) -> Iterator[Piece | Damage]:
    """Recode a file of wide characters, as spreadsheets write them, so that lines can be told; offsets get rough."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for piece in pieces:
        if isinstance(piece, Damage):
            decoder.reset()
            yield piece
        else:
            yield Piece(decoder.decode(piece.data).encode("utf-8", "replace"), piece.offset, piece.is_end)


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


class _Lines:
    """Lines that can be put back, and the rows that they make."""

    def __init__(self, lines: Iterable[Line | BadRow], limits: Limits, encoding: str) -> None:
        self._lines, self._limits, self._encoding = iter(lines), limits, encoding
        self._waiting: deque[Line] = deque()
        self._damage: list[BadRow] = []

    def damage(self) -> list[BadRow]:
        found, self._damage = self._damage, []
        return found

    def peek(self) -> Line | None:
        line = self._next()
        if line is not None:
            self._waiting.appendleft(line)
        return line

    def _next(self) -> Line | None:
        if self._waiting:
            return self._waiting.popleft()
        for line in self._lines:
            if isinstance(line, Line):
                return line
            self._damage.append(line)
        return None

    def row(self, delimiter: str) -> tuple[Line, list[str] | CommuniqueError] | None:
        """Return the next row and its first line; None at the end."""
        first = self._next()
        if first is None:
            return None
        taken = [first]
        size, quotes, trials = len(first.data), first.data.count(_QUOTE), 0
        while True:
            # With an odd number of quotation marks one must be open; to parse after each line would take for ever.
            if len(taken) == 1 or quotes % 2 == 0:
                trials += 1
                cells = _cells(b"".join(line.data for line in taken).decode(self._encoding, "replace"), delimiter)
                if cells is not None:
                    return first, cells
            is_over = size > self._limits.page_bytes or trials > _TRIALS or bool(self._damage)
            following = None if is_over else self._next()
            if following is None:
                self._waiting.extendleft(reversed(taken[1:]))
                what = f"a quotation mark of line {first.number}, byte {first.offset}, is not closed where it could be"
                return first, BadLine(what)
            taken.append(following)
            size += len(following.data)
            quotes += following.data.count(_QUOTE)


def _cells(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of a row, None if a quotation mark is still open or closed in the middle of a later line."""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        # `"Talks" resume` in one line is forgiven; over several lines it means that rows were thrown together.
        if "unexpected end of data" in str(error) or "\n" in text[:-1]:
            return None
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return None
