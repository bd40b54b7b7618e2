"""Rows -> a segment: gathered in memory, written as one Parquet file a table, made visible by one rename."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import disk
from communique.archive.entry import Entry
from communique.archive.rows import Row, rows_of
from communique.archive.segments import Segment, batch_hash, listing, publish
from communique.archive.tables import TABLES, schema

if TYPE_CHECKING:
    import pyarrow as pa

LEVEL = 3
"""Level of zstd: higher ones cost more time than they save space on these texts."""

_PLAIN = ("record", "text", "received", "words")
"""Columns whose values hardly repeat: a dictionary would only cost."""


class Batch:
    """The rows of one segment to be, and how long its texts are."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.keys: list[str] = []
        self._keys: set[str] = set()
        self.characters = 0

    def put(self, entry: Entry, *, version: int, replaces: Iterable[str] = ()) -> None:
        """Add the rows of an entry, all or none; `replaces` are documents whose earlier rows are out of force.

        Raises ValueError (UnicodeEncodeError among others) if the entry cannot be stored; the batch is then as before.
        """
        key = entry.key
        found = [(table, list(rows)) for table, rows in rows_of(entry, version=version)]
        for text in (entry.document.text, entry.document.id, entry.page, entry.document.title, entry.document.url):
            if text is not None:
                text.encode()
        for table, rows in found:
            self.rows[table].extend((key, *row) for row in rows)
        self.rows["replaced"].extend((replaced,) for replaced in replaces)
        self.keys.append(key)
        self._keys.add(key)
        self.characters += len(entry.document.text)

    def holds(self, *keys: str) -> bool:
        """Tell whether one of these documents is in the batch."""
        return any(key in self._keys for key in keys)

    def __len__(self) -> int:
        return len(self.keys)


def write_batch(folder: Path, batch: Batch, number: int) -> Segment:
    """Write a batch as the segment with this number and return it; from then on it survives any crash.

    Raises an ArchiveError; nothing of the batch can then be seen, or all of it.
    """
    draft = folder / disk.unfinished_name()
    with disk.telling(folder, "write to"):
        try:
            os.mkdir(draft)  # noqa: PTH102 — the tests make this call fail
            written = write_tables(draft, {table: _pieces(table, rows, number) for table, rows in batch.rows.items()})
            sum_ = batch_hash(number, written)
            return publish(folder, draft, first=number, last=number, sum_=sum_)
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


def _pieces(table: str, rows: list[Row], number: int) -> Iterable["pa.RecordBatch"]:
    return arrow_table(table, rows, number).to_batches() if rows else ()


GROUP = {"sources": 256, "records": 256}
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


def arrow_table(table: str, rows: list[Row], number: int | None) -> "pa.Table":
    """Return rows, which begin with the document, as an Arrow table of the batch with this number."""
    import pyarrow as pa

    form = schema(table)
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * (len(form) - 1)
    columns.insert(1, (number,) * len(rows))
    return pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, form, strict=True)], schema=form
    )


def _writer(sink: Any, table: str) -> Any:
    import pyarrow.parquet as pq

    form = schema(table)
    return pq.ParquetWriter(
        sink,
        form,
        compression="zstd",
        compression_level=LEVEL,
        use_dictionary=[name for name in form.names if name not in _PLAIN],
        write_page_checksum=True,
    )
