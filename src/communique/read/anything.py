"""Whatever is given -> what is found in it: files, folders, collections of every kind, addresses. See `read_any`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from communique.codebook.field_names import with_known_names
from communique.errors import BadLine, CommuniqueError, Damaged, SourceMissing, TooLarge
from communique.model import Failure
from communique.read.collections.archived import read_archived
from communique.read.collections.inflate import GZIP, ZSTD, Damage, Piece, inflated, plain_pieces
from communique.read.collections.parquet import MAGIC as PARQUET
from communique.read.collections.parquet import parquet_rows
from communique.read.collections.rows import BadRow, Line, Row, csv_rows, json_rows, lines_of, looks_like_json_lines
from communique.read.collections.warc import START as WARC
from communique.read.collections.warc import warc_records
from communique.read.found import LIMITS, Found, Limits, failed
from communique.read.lines import bare_fields, fields_of, read_fields
from communique.read.payload import NOTHING, Payload, Wanted, aside, asked, read_payload
from communique.read.sources import STANDARD_INPUT, read_file

SUFFIXES = frozenset(
    [
        ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx",
        ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".warc", ".rss", ".atom", ".xml",
    ]
)  # fmt: skip
"""What is read from a folder, also with `.gz` or `.zst` behind it. A file that is named is read whatever its ending."""
PACKED = frozenset({".gz", ".zst"})
_LINES = frozenset({".jsonl", ".ndjson"})
_TABLES = frozenset({".csv", ".tsv"})
_HEAD = 1 << 16
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://")


def read_any(source: str | Path, *, limits: Limits = LIMITS, wanted: Wanted | None = None) -> Iterator[Found]:
    """Yield everything that `source` holds: a file, a folder, `-` for standard input, or an address.

    A file may be text, HTML, PDF or DOCX, one document each; JSON Lines, JSON, CSV or Parquet, whose columns may have
    the names of other programs (`codebook/data/field_names.csv`); WARC; a feed or a sitemap; a list of addresses; and
    all but Parquet compressed by gzip or zstd. What it is is told by its bytes first, then by its ending.

    Never raises for what a source is or holds: what cannot be read is found as a reading without text whose failures
    say why and where. `wanted` is asked for each text (of HTML: its markup first); what it refuses is set aside before
    an article is looked for. Reads at most a record at a time into memory, and writes nothing.
    """
    if isinstance(source, str) and source == STANDARD_INPUT:
        yield from _one_file(source, wanted=wanted)
        return
    path = Path(source)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError):  # a name that no file can have
        is_folder = is_there = False
    if not is_there:
        yield failed(_shown(path.name), SourceMissing(f"there is no file or folder {_shown(path)}"), source=str(source))
    elif is_folder:
        yield from _folder(path, limits=limits, wanted=wanted)
    else:
        yield from _file(path, str(source), limits=limits, wanted=wanted)


def _folder(folder: Path, *, limits: Limits, wanted: Wanted | None) -> Iterator[Found]:
    """Read the files of a folder in the order of their names, hidden ones left out."""
    is_empty = True
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or not _is_readable(path):
            continue
        is_empty = False
        try:
            is_inside = path.resolve().is_relative_to(folder.resolve())
        except (OSError, RuntimeError):
            is_inside = False
        if is_inside:
            yield from _file(path, str(path), limits=limits, wanted=wanted)
        else:
            what = f"{_shown(path)} is a link that leads out of its folder; it was not followed"
            yield failed(_shown(path.name), SourceMissing(what), source=str(path))
    if is_empty:
        error = SourceMissing(f"the folder {_shown(folder)} holds no file that can be read")
        yield failed(_shown(folder.name), error, source=str(folder))


def _is_readable(path: Path) -> bool:
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes and suffixes[-1] in PACKED:
        return path.is_file()
    return bool(suffixes) and suffixes[-1] in SUFFIXES and path.is_file()


def _one_file(path: str | Path, *, wanted: Wanted | None) -> Iterator[Found]:
    """Read what is no regular file as one document."""
    try:
        reading = read_file(path)
    except CommuniqueError as error:
        yield failed("stdin" if path == STANDARD_INPUT else _shown(Path(path).name), error, source=str(path))
        return
    yield asked(Found(reading=reading, source=str(path)), wanted)


def _file(path: Path, source: str, *, limits: Limits, wanted: Wanted | None) -> Iterator[Found]:
    if not path.is_file():
        yield from _one_file(path, wanted=wanted)
        return
    try:
        with path.open("rb") as file:
            yield from _File(file, path, source, limits, wanted).found()
    except OSError as error:
        what = f"{_shown(path)} cannot be read: {error.strerror or error}"
        yield failed(_shown(path.name), SourceMissing(what), source=source)


class _File:
    """One regular file, whatever is in it."""

    def __init__(self, file: BinaryIO, path: Path, source: str, limits: Limits, wanted: Wanted | None) -> None:
        self._file, self._path, self._source = file, path, source
        self._limits, self._wanted = limits, wanted
        self._name = _shown(path.name)

    def found(self) -> Iterator[Found]:
        magic = self._file.read(4)
        self._file.seek(0)
        is_plain = not (magic.startswith(GZIP) or magic == ZSTD or self._path.suffix.lower() in PACKED)
        if is_plain and magic == PARQUET:
            for row in parquet_rows(self._path, limits=self._limits):
                yield self._row(row, "row")
            return
        pieces = plain_pieces(self._file) if is_plain else inflated(self._file, limits=self._limits)
        name = self._name if is_plain else self._name.removesuffix(self._path.suffix)
        head, pieces = _peeked(pieces)
        yield from self._content(head, pieces, name=name, is_plain=is_plain)

    def _content(self, head: bytes, pieces: Iterator[Piece | Damage], *, name: str, is_plain: bool) -> Iterator[Found]:
        suffix = Path(name).suffix.lower()
        if head.startswith(WARC) or suffix == ".warc":
            for record in warc_records(pieces, is_plain=is_plain, limits=self._limits):
                if isinstance(record, Damage):
                    yield self._damaged(record, name)
                else:
                    yield from read_archived(record, source=self._source, limits=self._limits, wanted=self._wanted)
        elif suffix in _LINES or looks_like_json_lines(head):
            for line in lines_of(pieces, is_plain=is_plain, limits=self._limits):
                yield self._line(line)
        elif suffix in _TABLES:
            for row in csv_rows(lines_of(pieces, is_plain=is_plain, limits=self._limits), limits=self._limits):
                yield self._row(row, "row")
        else:
            yield from self._whole(pieces, name=name, suffix=suffix)

    def _whole(self, pieces: Iterator[Piece | Damage], *, name: str, suffix: str) -> Iterator[Found]:
        """Read what is one document, or a collection that is parsed as a whole."""
        most = self._limits.record_bytes if suffix == ".json" else self._limits.page_bytes
        data, damage = bytearray(), []
        for piece in pieces:
            if isinstance(piece, Damage):
                damage.append(Failure.of(piece.error))
                continue
            data += piece.data
            if len(data) > most:
                error = TooLarge(f"{name} has more than {most:,} bytes")
                yield failed(_stem(name), error, source=self._source)
                return
        if damage and not data:
            yield failed(_stem(name), Damaged(damage[0].message), source=self._source, offset=0)
            return
        if suffix == ".json":
            for row in json_rows(bytes(data)):
                yield self._row(row, "entry")
            return
        payload = Payload(data=bytes(data), name=name, source=self._source, failures=tuple(damage))
        yield from read_payload(payload, limits=self._limits, wanted=self._wanted)

    def _damaged(self, damage: Damage, name: str) -> Found:
        return failed(f"{_stem(name)}@{damage.offset}", damage.error, source=self._source, offset=damage.offset)

    def _line(self, line: Line | BadRow) -> Found:
        if isinstance(line, BadRow):
            return self._row(line, "line")
        try:
            fields, failures = fields_of(line.data, f"line {line.number}")
        except CommuniqueError as error:
            place = BadLine(f"{error.what} (byte {line.offset})") if error.code == BadLine.code else error
            return self._row(BadRow(line.number, line.offset, place), "line")
        return self._row(Row(line.number, line.offset, fields), "line", failures)

    def _row(self, row: Row | BadRow, unit: str, failures: tuple[Failure, ...] = ()) -> Found:
        document_id = f"{unit}-{row.number}"
        if isinstance(row, BadRow):
            return failed(document_id, row.error, source=self._source, number=row.number, offset=row.offset)
        fields = with_known_names(row.fields)
        name = f"{unit} {row.number}"
        place = Found(reading=NOTHING, source=self._source, number=row.number, offset=row.offset)
        words = fields.get("text") or fields.get("html")
        if self._wanted and isinstance(words, str) and not self._wanted(words):
            return aside(place, bare_fields(fields, name=name, document_id=document_id))
        reading = read_fields(fields, name=name, document_id=document_id, failures=failures)
        return asked(replace(place, reading=reading), self._wanted if not fields.get("text") else None)


def _peeked(pieces: Iterator[Piece | Damage]) -> tuple[bytes, Iterator[Piece | Damage]]:
    """Return the first bytes of content, and all pieces."""
    seen: list[Piece | Damage] = []
    for piece in pieces:
        seen.append(piece)
        if isinstance(piece, Piece):
            return piece.data[:_HEAD], chain(seen, pieces)
    return b"", iter(seen)


def _stem(name: str) -> str:
    return Path(name).stem or name


def _shown(path: str | Path) -> str:
    """File names may hold bytes that are no characters; they are shown as U+FFFD."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
