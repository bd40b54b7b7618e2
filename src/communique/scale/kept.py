"""What a shard gave, as one file: entries in their order, there whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import DocumentStatus, Entry, Source, disk
from communique.errors import NotStorable
from communique.model import Document, Failure, Record

if TYPE_CHECKING:
    import pyarrow as pa

TOGETHER = 256
"""Entries of a row group; their texts are held in memory at once."""
TOGETHER_SIZE = 16_000_000
LEVEL = 1
"""Level of zstd: the file is read once and removed."""

_TEXTS = ("status", "document", "name", "page", "received_type", "record", "failure", "reason")


def write_entries(path: Path, entries: Iterable[Entry]) -> int:
    """Write entries to a file, which appears once all are there, and return how many they are.

    Raises an ArchiveError that says what the disk refused; the file is then not there.
    """
    import pyarrow.parquet as pq

    draft = path.with_name(disk.unfinished_name())
    count = 0
    with disk.telling(path, "write"):
        try:
            file = disk.DurableFile(draft)
            try:
                with pq.ParquetWriter(file, _schema(), compression="zstd", compression_level=LEVEL) as writer:
                    for rows in _together(map(_storable, entries)):
                        count += len(rows)
                        writer.write_table(_table(rows))
            except BaseException:
                file.abandon()
                raise
            file.close()
            os.replace(draft, path)  # noqa: PTH105 — as in the archive, so that it can be made to fail in tests
        except BaseException:
            disk.remove(draft)
            raise
        disk.flush_folder(path.parent)
    return count


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a file in their order. Raises OSError or pyarrow's errors if it is damaged."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for number in range(file.num_row_groups):
            for row in file.read_row_group(number).to_pylist():
                yield _entry(row)


def _storable(entry: Entry) -> tuple[Any, ...]:
    try:
        return _row(entry)
    except ValueError as error:  # halves of surrogate pairs: what the archive says of such an entry
        return _row(entry.without_text(NotStorable(f"{entry.key} cannot be stored: {error}")))


def _row(entry: Entry) -> tuple[Any, ...]:
    source = entry.source
    for text in (source.name, source.page, source.received_type, entry.reason):
        (text or "").encode()
    return (
        entry.status.value,
        entry.document.model_dump_json() if entry.record is None else None,
        source.name,
        source.page,
        source.received_type,
        entry.record.to_json() if entry.record is not None else None,
        entry.failure.model_dump_json() if entry.failure is not None else None,
        entry.reason,
        source.received,
        source.retrieved_at,
    )


def _entry(row: dict[str, Any]) -> Entry:
    record = Record.model_validate_json(row["record"]) if row["record"] is not None else None
    source = Source(
        name=row["name"],
        page=row["page"],
        retrieved_at=row["retrieved_at"],
        received=row["received"],
        received_type=row["received_type"],
    )
    return Entry(
        status=DocumentStatus(row["status"]),
        document=record.document if record is not None else Document.model_validate_json(row["document"]),
        source=source,
        record=record,
        failure=Failure.model_validate_json(row["failure"]) if row["failure"] is not None else None,
        reason=row["reason"],
    )


def _schema() -> "pa.Schema":
    import pyarrow as pa

    texts = [(name, pa.large_string()) for name in _TEXTS]
    return pa.schema([*texts, ("received", pa.large_binary()), ("retrieved_at", pa.timestamp("us", tz="UTC"))])


def _table(rows: list[tuple[Any, ...]]) -> "pa.Table":
    import pyarrow as pa

    schema = _schema()
    columns = zip(*rows, strict=True)
    return pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _together(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    held: list[tuple[Any, ...]] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(held) == TOGETHER or size >= TOGETHER_SIZE:
            yield held
            held, size = [], 0
    if held:
        yield held
