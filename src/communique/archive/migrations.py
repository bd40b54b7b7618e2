"""Archives of earlier forms -> the present one, without a moment in which a crash could lose anything.

A step writes its segments to a folder of its own beside the old ones. Then `archive.toml` is replaced: that one rename
is the step. What was written before it is thrown away if a crash came first; the old folder is removed after it. The
judgements are never touched: they are about texts and documents, not about files.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from communique.archive import disk
from communique.archive.adding import is_full, put
from communique.archive.entry import Entry, Source, document_key
from communique.archive.folder import SCHEMA, Folder, write_settings
from communique.archive.known import Known
from communique.archive.lock import nobody_reads
from communique.archive.writing import Batch, write_batch
from communique.errors import DamagedSegment
from communique.model import Record

Step = Callable[[Folder, Path], None]
"""Reads the segments of a folder and writes those of the next form to another, which is new and empty."""


def migrate(folder: Folder) -> Folder:
    """Bring an archive to the present form and return it. The caller holds the writer's lock.

    Raises an ArchiveError; the archive is then as it was after the last whole step.
    """
    while folder.schema < SCHEMA:
        schema = folder.schema + 1
        target = folder.path / (f"segments-{schema}" if folder.segments.name == "segments" else "segments")
        with disk.telling(target, "write"):
            disk.remove(target)  # of a step that was broken off
            target.mkdir()
            STEPS[folder.schema](folder, target)
            disk.flush_folder(folder.path)
        old, folder = folder, replace(folder, schema=schema, segments=target)
        write_settings(folder)
        _remove_unread(old.segments)
    return folder


def remove_leftovers(folder: Folder) -> None:
    """Remove folders of segments of another form that a crash left. The caller holds the writer's lock."""
    for path in folder.path.glob("segments*"):
        if path != folder.segments and path.is_dir():
            _remove_unread(path)


def _remove_unread(segments: Path) -> None:
    with contextlib.suppress(OSError), nobody_reads(segments) as alone:
        if alone:
            disk.remove(segments)


def _from_0(folder: Folder, target: Path) -> None:
    """Form 0: one Parquet file a batch, `segments/000001.parquet`, with the columns id, page, retrieved_at, record.

    Layers had no tables, texts no versions, failures no rows: all of this is made from the records.
    """
    known, batch, number = Known(()), Batch(), 1
    for row in _rows_of_form_0(folder.segments):
        record = Record.model_validate_json(row["record"])
        entry = Entry.read(record, source=Source(page=row["page"], retrieved_at=row["retrieved_at"]))
        if batch.holds(entry.key, document_key(entry.page, None)) or is_full(batch):
            write_batch(target, batch, number)
            batch, number = Batch(), number + 1
        put(batch, entry, known)
    if len(batch):
        write_batch(target, batch, number)


def _rows_of_form_0(segments: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for path in sorted(segments.glob("*.parquet")):
        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=256):
                    yield from batch.to_pylist()
        except (pa.ArrowException, ValueError) as error:
            raise DamagedSegment(f"{path} cannot be read: {error}") from error


STEPS: dict[int, Step] = {0: _from_0}
"""The step from each form to the next. A step is never changed: it reads what its form was."""
