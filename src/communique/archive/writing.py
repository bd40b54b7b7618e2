"""Rows -> a segment: gathered in memory, written as one Parquet file a table, made visible by one rename."""

import hashlib
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

    def __init__(self, number: int) -> None:
        self.number = number
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
            self.rows[table].extend((key, self.number, *row) for row in rows)
        self.rows["replaced"].extend((replaced, self.number) for replaced in replaces)
        self.keys.append(key)
        self._keys.add(key)
        self.characters += len(entry.document.text)

    def holds(self, *keys: str) -> bool:
        """Tell whether one of these documents is in the batch."""
        return any(key in self._keys for key in keys)

    def __len__(self) -> int:
        return len(self.keys)


def write_batch(folder: Path, batch: Batch) -> Segment:
    """Write a batch as a segment and return it; from then on it survives any crash. Raises an ArchiveError."""
    files = {table: table_bytes(arrow_table(table, rows)) for table, rows in batch.rows.items() if rows}
    tables: dict[str, Mapping[str, int | str]] = {
        table: {
            "rows": len(batch.rows[table]),
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for table, content in files.items()
    }
    draft = folder / disk.unfinished_name()
    with disk.telling(folder, "write to"):
        try:
            os.mkdir(draft)  # noqa: PTH102 — the tests make this call fail
            for table, content in files.items():
                disk.write_new(draft / f"{table}.parquet", content)
            disk.write_new(draft / "segment.json", listing(tables))
            sum_ = batch_hash(batch.number, files)
            return publish(folder, draft, first=batch.number, last=batch.number, sum_=sum_)
        except BaseException:
            disk.remove(draft)
            raise


def arrow_table(table: str, rows: list[Row]) -> "pa.Table":
    """Return rows as an Arrow table."""
    import pyarrow as pa

    form = schema(table)
    columns = zip(*rows, strict=True) if rows else ((),) * len(form)
    return pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, form, strict=True)], schema=form
    )


def writer(sink: Any, table: str) -> Any:
    """Return a writer of a table's Parquet file: zstd, with a checksum on each page so that damage is noticed."""
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


def table_bytes(content: "pa.Table") -> bytes:
    """Return the Parquet file of a table."""
    import pyarrow as pa

    names = set(content.column_names)
    table = next(name for name, columns in TABLES.items() if {"document", "batch", *columns} == names)
    sink = pa.BufferOutputStream()
    with writer(sink, table) as file:
        file.write_table(content)
    return bytes(sink.getvalue())
