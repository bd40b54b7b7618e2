"""Rows -> a segment: gathered in memory, written as one Parquet file a table, made visible by one rename."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import disk
from communique.archive.entry import Entry, Fetch
from communique.archive.rows import Row, fetched_row, rows_of
from communique.archive.segments import Segment, added, listing, publish, rows_hash
from communique.archive.tables import TABLES, schema

if TYPE_CHECKING:
    import pyarrow as pa

LEVEL = 3
"""Level of zstd: higher ones cost more time than they save space on these texts."""

_PLAIN = ("record", "text", "received", "words")
"""Columns whose values hardly repeat and are long: dictionaries and least and greatest values would only cost."""


PIECE = 64
"""Documents whose rows wait as Python values. More would have the garbage collector walk over them again and again,
which took half of the time of adding."""


class Batch:
    """The rows of one segment to be, and how long its texts are."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.characters = 0
        self.sum = 0
        """Of the hashes of what was put, see `segments.py`."""
        self._fetched = 0
        self._keys: set[str] = set()
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._pieces: dict[str, list[pa.RecordBatch]] = {table: [] for table in TABLES}

    def put(self, entry: Entry, *, version: int, replaces: Iterable[str] = ()) -> None:
        """Add the rows of an entry, all or none; `replaces` are documents whose earlier rows are out of force.

        Raises ValueError (UnicodeEncodeError among others) if the entry cannot be stored; the batch is then as before.
        """
        key = entry.key
        found = [(table, list(rows)) for table, rows in rows_of(entry, version=version)]
        for table, rows in found:
            if table in _CHECKED:
                for value in (one for row in rows for one in row if isinstance(one, str)):
                    value.encode()
        for table, rows in found:
            self._rows[table].extend([(key, *row) for row in rows])
        self._rows["replaced"].extend([(replaced,) for replaced in replaces])
        self.sum = added(self.sum, rows_hash([(key,), *_of_its_own(found)]))
        self.keys.append(key)
        self._keys.add(key)
        self.characters += len(entry.document.text)
        if len(self.keys) % PIECE == 0:
            self._close_piece()

    def note(self, fetch: Fetch, *, is_known: bool) -> None:
        """Add what a server gave for an address; what `is_known` of it from earlier batches is then out of force.

        It is no part of what the archive shows, and of no sum. Raises UnicodeEncodeError.
        """
        key = fetch.key
        for value in (fetch.asked, fetch.etag, fetch.last_modified):
            (value or "").encode()
        if self.holds(key):
            return
        self._rows["fetched"].append((key, *fetched_row(fetch)))
        if is_known:
            self._rows["replaced"].append((key,))
        self._keys.add(key)
        self._fetched += 1

    def _close_piece(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._pieces[table].append(arrow_rows(table, rows))
                rows.clear()

    def pieces(self, table: str, number: int) -> Iterator["pa.RecordBatch"]:
        """Yield the rows of a table as those of the batch with this number."""
        self._close_piece()
        for piece in self._pieces[table]:
            yield numbered(piece, table, number)

    def holds(self, *keys: str) -> bool:
        """Tell whether one of these documents is in the batch."""
        return any(key in self._keys for key in keys)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to write."""
        return not self.keys and not self._fetched


def _of_its_own(found: list[tuple[str, list[Row]]]) -> Iterator[Row]:
    """Yield the rows that all others are made of: what is known of the document, its record, its bytes' hash."""
    for table, rows in found:
        if table == "sources":
            yield from ((sha256, received_hash, kind) for sha256, _, _, received_hash, kind in rows)
        elif table in {"documents", "records", "failures"}:
            yield from rows


_CHECKED = frozenset({"documents", "sources", "failures"})
"""Tables whose texts may hold halves of surrogate pairs; the others come from a record that was written as JSON."""


def write_batch(folder: Path, batch: Batch, number: int) -> Segment:
    """Write a batch as the segment with this number and return it; from then on it survives any crash.

    Raises an ArchiveError; nothing of the batch can then be seen, or all of it.
    """
    draft = folder / disk.unfinished_name()
    with disk.telling(folder, "write to"):
        try:
            os.mkdir(draft)  # noqa: PTH102 — the tests make this call fail
            write_tables(draft, {table: batch.pieces(table, number) for table in TABLES})
            return publish(folder, draft, first=number, last=number, sum_=batch.sum)
        except BaseException:
            disk.remove(draft)
            raise


def write_tables(draft: Path, tables: Mapping[str, Iterable["pa.RecordBatch"]]) -> dict[str, dict[str, int | str]]:
    """Write the files of a segment, and its list of them, which is returned. A table without rows has no file."""
    written = {}
    for table, pieces in tables.items():
        file: TableFile | None = None
        try:
            for piece in pieces:
                file = file or TableFile(draft / f"{table}.parquet", table)
                file.write(piece)
            if file is not None:
                written[table] = file.close()
        except BaseException:
            if file is not None:
                file.abandon()
            raise
    disk.write_new(draft / "segment.json", listing(written))
    return written


GROUP = {"sources": 64, "records": 64, "documents": 1024, "failures": 1024}
"""Rows of a row group, where single rows are asked for: one group is decoded for each. The others have many more."""
WIDE_GROUP = 65_536


class TableFile:
    """A new Parquet file of a table, written a piece at a time and flushed to the disk when it is closed.

    zstd, with a checksum on each page so that damage is noticed. Pieces are gathered until they fill a row group.
    """

    def __init__(self, path: Path, table: str) -> None:
        self.rows = 0
        self._group = GROUP.get(table, WIDE_GROUP)
        self._waiting: list[pa.RecordBatch] = []
        self._file = disk.DurableFile(path)
        try:
            self._writer = _writer(self._file, table)
        except BaseException:
            self._file.abandon()
            raise

    def write(self, piece: "pa.RecordBatch") -> None:
        """Add rows."""
        self._waiting.append(piece)
        self.rows += piece.num_rows
        if sum(one.num_rows for one in self._waiting) >= self._group:
            self._write_waiting()

    def _write_waiting(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting), row_group_size=self._group)
            self._waiting = []

    def close(self) -> dict[str, int | str]:
        """Finish the file, flush it and return what the segment's list says of it."""
        self._write_waiting()
        self._writer.close()
        self._file.close()
        return {"rows": self.rows, "bytes": self._file.size, "sha256": self._file.sha256.hexdigest()}

    def abandon(self) -> None:
        """Give the file up after an error."""
        self._file.abandon()


def arrow_rows(table: str, rows: list[Row]) -> "pa.RecordBatch":
    """Return rows, which begin with the document, as Arrow: the table's columns but `batch`."""
    import pyarrow as pa

    fields = [field for field in schema(table) if field.name != "batch"]
    columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))


def numbered(rows: "pa.RecordBatch", table: str, number: int | None) -> "pa.RecordBatch":
    """Return rows with the number of their batch."""
    import pyarrow as pa

    form = schema(table)
    document, *rest = rows.columns
    numbers = pa.repeat(pa.scalar(number, pa.int32()), rows.num_rows)
    return pa.RecordBatch.from_arrays([document, numbers, *rest], schema=form)


def _writer(sink: Any, table: str) -> Any:
    import pyarrow.parquet as pq

    form = schema(table)
    return pq.ParquetWriter(
        sink,
        form,
        compression="zstd",
        compression_level=LEVEL,
        use_dictionary=[name for name in form.names if name not in _PLAIN],
        write_statistics=[name for name in form.names if name not in _PLAIN],
        write_page_checksum=True,
    )
