"""Rows -> Parquet, as pandas, Polars and DuckDB read it."""

import io
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from communique.report.export.columns import SNAPSHOT

ROWS = 65_536
"""Rows of a group. The groups are the same however the rows come in."""
LONG_ROWS = 1024
"""Rows of a group whose rows hold whole texts, so that memory stays bounded."""


def parquet_bytes(schema: "pa.Schema", tables: Iterable["pa.Table"], *, snapshot: str) -> Iterator[bytes]:
    """Yield a Parquet file piece by piece. The snapshot stands in its metadata, too (`communique.snapshot`)."""
    named = schema.with_metadata({f"communique.{SNAPSHOT}": snapshot})
    sink = _Pieces()
    with pq.ParquetWriter(sink, named, compression="zstd", write_statistics=True) as writer:
        rows = LONG_ROWS if any(pa.types.is_large_string(field.type) for field in schema) else ROWS
        for group in _groups(schema, tables, rows):
            writer.write_table(group.cast(named), row_group_size=rows)
            yield sink.taken()
    yield sink.taken()


def _groups(schema: "pa.Schema", tables: Iterable["pa.Table"], rows: int) -> Iterator["pa.Table"]:
    waiting = schema.empty_table()
    for table in tables:
        waiting = pa.concat_tables([waiting, table])
        while waiting.num_rows >= rows:
            yield waiting.slice(0, rows).combine_chunks()
            waiting = waiting.slice(rows)
    if waiting.num_rows:
        yield waiting.combine_chunks()


class _Pieces(io.RawIOBase):
    """A file that hands on what was written to it since it was last asked."""

    def __init__(self) -> None:
        self._at = 0
        self._held = bytearray()

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def tell(self) -> int:
        """Return how much was written in all."""
        return self._at

    def write(self, data: object) -> int:
        """Keep what was written until it is taken."""
        written = bytes(memoryview(data))  # type: ignore[arg-type]  # pyarrow gives what has a buffer
        self._held += written
        self._at += len(written)
        return len(written)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        taken, self._held = bytes(self._held), bytearray()
        return taken
