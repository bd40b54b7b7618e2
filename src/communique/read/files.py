"""One regular file, whatever is in it: a document, a collection, or an archive of several files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from communique.codebook.field_names import with_known_names
from communique.errors import BadLine, CommuniqueError, TooLarge
from communique.model import Failure
from communique.read.collections.archived import read_archived
from communique.read.collections.feeds import addresses_in, looks_like_feed
from communique.read.collections.inflate import GZIP, ZSTD, Damage, Piece, inflated, plain_pieces
from communique.read.collections.parquet import MAGIC as PARQUET
from communique.read.collections.parquet import groups_of, parquet_rows
from communique.read.collections.rows import (
    BadRow,
    Line,
    Row,
    csv_rows,
    json_rows,
    lines_of,
    looks_like_json_lines,
)
from communique.read.collections.warc import START as WARC
from communique.read.collections.warc import warc_records
from communique.read.collections.zipped import MAGIC as ZIP
from communique.read.collections.zipped import Member, is_office, members_of
from communique.read.encoding import decode
from communique.read.fetched import follow, read_address
from communique.read.found import Found, Outcome, failed
from communique.read.furniture import is_wanted
from communique.read.lines import bare_fields, fields_of, read_fields
from communique.read.payload import NOTHING, Payload, asked, read_payload
from communique.read.sources import shown
from communique.read.tags import text_without_tags
from communique.read.terms import Terms

SUFFIXES = frozenset(
    [
        ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".zip", ".urls",
        ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".warc", ".rss", ".atom", ".xml",
    ]
)  # fmt: skip
"""What is read from a folder or a zip archive, also with `.gz` or `.zst` behind it."""
PACKED = frozenset({".gz", ".zst"})
DOCX = ".docx"
_LINES = frozenset({".jsonl", ".ndjson"})
_TABLES = frozenset({".csv", ".tsv"})
_LISTS = frozenset({"", ".txt", ".text", ".urls"})
_HEAD = 1 << 16


def has_readable_name(name: str) -> bool:
    """Tell by the ending of its name whether a file is read from a folder or a zip archive."""
    suffix = Path(name).suffix.lower()
    return suffix in SUFFIXES or suffix in PACKED


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a large file of lines or of Parquet: bytes or row groups from `start` to `end` (exclusive).

    A part of lines begins and ends at the beginning of a line; `before` is the number of lines that come before it.
    """

    start: int
    end: int
    before: int = 0


def read_regular_file(
    file: BinaryIO, path: Path, *, source: str, terms: Terms, part: Part | None = None
) -> Iterator[Found]:
    """Yield what is in an open file, or in a part of it. Never raises for what it holds."""
    one = _File(file, path, source, terms)
    yield from one.found() if part is None else one.part(part)


def parts_of(file: BinaryIO, path: Path, *, size: int) -> list[Part]:
    """Return the parts of about `size` bytes, one after the other, in which an open file can be read.

    There are none where it is no plain JSON Lines and no Parquet, or of one such part only. Never raises for what it
    holds; raises OSError.
    """
    head, suffix = file.read(_HEAD), path.suffix.lower()
    if suffix in {*PACKED, ".warc"} or head.startswith((GZIP, ZSTD, ZIP, WARC)):
        return []
    if head[:4] == PARQUET:
        return _parts_of_groups(groups_of(path), size)
    if suffix in _LINES or looks_like_json_lines(head):
        file.seek(0)
        return _parts_of_lines(file, size)
    return []


def _parts_of_groups(groups: list[tuple[int, int]], size: int) -> list[Part]:
    found: list[Part] = []
    first = 0
    for number, (offset, _) in enumerate(groups):
        if number > first and offset - groups[first][0] >= size:
            found.append(Part(first, number))
            first = number
    return [*found, Part(first, len(groups))] if found else []


def _parts_of_lines(file: BinaryIO, size: int) -> list[Part]:
    found: list[Part] = []
    start = lines = before = 0
    for piece in plain_pieces(file):
        at = 0
        while (full := start + size - piece.offset) < len(piece.data):
            end = piece.data.find(b"\n", max(at, full))
            if end < 0:
                break
            lines += piece.data.count(b"\n", at, end + 1)
            at = end + 1
            found.append(Part(start, piece.offset + at, before))
            start, before = piece.offset + at, lines
        lines += piece.data.count(b"\n", at)
    if found and start < (end := file.tell()):
        found.append(Part(start, end, before))
    return found if len(found) > 1 else []


class _File:
    """One regular file, whatever is in it."""

    def __init__(self, file: BinaryIO, path: Path, source: str, terms: Terms) -> None:
        self._file, self._path, self._source = file, path, source
        self._terms, self._limits, self._wanted = terms, terms.limits, terms.wanted
        self._name = shown(path.name)
        self._member: str | None = None

    def found(self) -> Iterator[Found]:
        magic = self._file.read(4)
        self._file.seek(0)
        is_plain = not (magic.startswith(GZIP) or magic == ZSTD or self._path.suffix.lower() in PACKED)
        if is_plain and magic == PARQUET:
            for row in parquet_rows(self._path, limits=self._limits):
                yield self._row(row, "row")
            return
        if is_plain and magic == ZIP and self._path.suffix.lower() != DOCX and not is_office(self._file):
            yield from self._members()
            return
        pieces: Iterator[Piece | Damage]
        pieces = plain_pieces(self._file) if is_plain else inflated(self._file, limits=self._limits)
        name = self._name if is_plain else self._name.removesuffix(self._path.suffix)
        head, pieces = _peeked(pieces)
        yield from self._content(head, pieces, name=name, is_plain=is_plain)

    def part(self, part: Part) -> Iterator[Found]:
        if self._file.read(4) == PARQUET:
            for row in parquet_rows(self._path, limits=self._limits, first=part.start, end=part.end):
                yield self._row(row, "row")
            return
        self._file.seek(part.start)
        pieces = plain_pieces(self._file, end=part.end)
        for line in lines_of(pieces, is_plain=True, limits=self._limits, before=part.before):
            yield self._line(line)

    def _content(self, head: bytes, pieces: Iterator[Piece | Damage], *, name: str, is_plain: bool) -> Iterator[Found]:
        suffix = Path(name).suffix.lower()
        if head.startswith(WARC) or suffix == ".warc":
            for record in warc_records(pieces, is_plain=is_plain, limits=self._limits):
                if isinstance(record, Damage):
                    yield self._damaged(record, name)
                else:
                    yield from read_archived(record, source=self._source, terms=self._terms)
        elif suffix in _LINES or looks_like_json_lines(head):
            for line in lines_of(pieces, is_plain=is_plain, limits=self._limits):
                yield self._line(line)
        elif suffix in _TABLES:
            for row in csv_rows(pieces, head, is_plain=is_plain, limits=self._limits):
                yield self._row(row, "row")
        else:
            yield from self._whole(pieces, name=name, suffix=suffix)

    def _whole(self, pieces: Iterator[Piece | Damage], *, name: str, suffix: str) -> Iterator[Found]:
        """Read what is one document, or a collection that is parsed as a whole."""
        parts: list[bytes] = []
        errors: list[CommuniqueError] = []
        size, most = 0, self._limits.page_bytes
        for piece in pieces:
            if isinstance(piece, Damage):
                errors.append(piece.error)
                continue
            if not parts and (suffix == ".json" or looks_like_feed(piece.data)):
                most = self._limits.record_bytes  # a sitemap has up to 50 MB (sitemaps.org)
            parts.append(piece.data)
            size += len(piece.data)
            if size > most:
                errors = [TooLarge(f"{name} has more than {most:,} bytes")]
                parts.clear()
                break
        data = b"".join(parts)
        if errors and not data:
            yield self._in_member(failed(_stem(name), errors[0], source=self._source, offset=0))
            return
        if suffix == ".json":
            for row in json_rows(data):
                yield self._row(row, "entry")
            return
        is_list = suffix in _LISTS and b"://" in data[:4096]
        addresses = addresses_in(decode(data).text) if is_list else None
        if addresses is not None:
            for number, address in enumerate(addresses[: self._limits.members], start=1):
                for found in read_address(address, terms=self._terms, source=self._source):
                    yield replace(found, number=number)
            return
        payload = Payload(
            data=data, name=name, source=self._source, failures=tuple(Failure.of(error) for error in errors)
        )
        for found in read_payload(payload, terms=self._terms, follow=follow(self._terms)):
            yield self._in_member(found)

    def _members(self) -> Iterator[Found]:
        """Read the files of a zip archive as streams; archives within archives are named, not opened."""
        for member in members_of(self._file, limits=self._limits):
            if isinstance(member, Damage):
                yield self._damaged(member, self._name)
            elif has_readable_name(member.name):
                yield from self._of_member(member)
        self._member = None

    def _of_member(self, member: Member) -> Iterator[Found]:
        self._member = member.name
        head, pieces = _peeked(member.pieces)
        yield from self._content(head, pieces, name=Path(member.name).name, is_plain=False)

    def _in_member(self, found: Found) -> Found:
        return replace(found, member=self._member) if self._member else found

    def _damaged(self, damage: Damage, name: str) -> Found:
        document_id = f"{_stem(name)}@{damage.offset}"
        return self._in_member(failed(document_id, damage.error, source=self._source, offset=damage.offset))

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
            return self._in_member(
                failed(document_id, row.error, source=self._source, number=row.number, offset=row.offset)
            )
        fields = with_known_names(row.fields)
        name = f"{unit} {row.number}"
        words, html = fields.get("text"), fields.get("html")
        place = Found(reading=NOTHING, source=self._source, number=row.number, offset=row.offset, member=self._member)
        markup = html if not words and isinstance(html, str) else None
        if markup is not None:
            words = text_without_tags(markup) if self._wanted else None
            place = replace(place, media_type="text/html", received=markup.encode("utf-8", "replace"))
        if self._wanted and isinstance(words, str) and words.strip() and not is_wanted(self._wanted, words, markup):
            reading = bare_fields(fields, name=name, document_id=document_id)
            return replace(place, reading=reading, outcome=Outcome.SET_ASIDE, url=reading.document.url)
        failures = (*row.failures, *failures)
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
