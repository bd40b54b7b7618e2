"""Segments -> tables: what is in force, in bounded memory, with what is damaged named instead of met by surprise."""

import contextlib
import errno
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import disk
from communique.archive.segments import Segment, lost_batches
from communique.archive.tables import TABLES, schema
from communique.errors import DamagedSegment

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 4096
"""Rows that are held at a time where rows are passed on one by one."""

_DAMAGE = frozenset({None, errno.ENOENT, errno.EIO, errno.ENOTDIR, errno.EISDIR, errno.ENODATA, errno.EUCLEAN})
"""Errors of the system that mean a damaged file; any other (no permission, too many open files) is no damage.
pyarrow raises OSError without a number for what it cannot decode."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the archive that is not as it was written."""

    path: Path
    what: str
    code: str = DamagedSegment.code


class Snapshot:
    """The tables of a set of segments. Damage is noted where it is met, and what is whole is given."""

    def __init__(self, segments: Sequence[Segment], *, met: Iterable["Damage"] = ()) -> None:
        self.segments = tuple(segments)
        here = {segment.path for segment in segments}
        self._damage: dict[Path, str] = {one.path: one.what for one in met if one.path.parent in here}
        self._unusable: set[Path] = set()
        self._replaced: Replaced | None = None
        self._metadata: dict[Path, Any] = {}
        self.places: dict[tuple[Segment, str, str], Any] = {}
        """Where documents stand in the files of segments, as far as somebody asked; see `lookup.py`."""

    @property
    def damage(self) -> list[Damage]:
        """Return the damage that was met so far."""
        return [Damage(path, what) for path, what in sorted(self._damage.items())]

    def table(self, table: str, *, columns: Sequence[str] | None = None) -> "pa.Table":
        """Return the rows of a table that are in force, in the order of the batches."""
        import pyarrow as pa

        form = schema(table)
        if columns is not None:
            form = pa.schema([form.field(name) for name in columns])
        return pa.Table.from_batches(list(self.batches(table, columns=columns, rows=65_536)), schema=form)

    def rows(self, table: str, segments: Iterable[Segment]) -> int:
        """Return the number of rows of a table in segments, in force or not; damaged lists count nothing."""
        found = 0
        for segment in segments:
            with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
                found += segment.rows(table)
        return found

    def batches(
        self,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        segments: Iterable[Segment] | None = None,
        rows: int = ROWS,
    ) -> Iterator["pa.RecordBatch"]:
        """Yield the rows of a table that are in force, a few at a time; all segments if none are named."""
        for segment in self.segments if segments is None else segments:
            yield from self._of_segment(segment, table, columns, rows)

    def _of_segment(
        self, segment: Segment, table: str, columns: Sequence[str] | None, rows: int
    ) -> Iterator["pa.RecordBatch"]:
        replaced = self.replaced if table != "replaced" else None
        form = schema(table)
        shown = form.names if columns is None else list(columns)
        read = [*shown, *(name for name in ("document", "batch") if replaced and name not in shown)]
        for batch in self._read(segment, table, read, rows):
            kept = replaced.in_force(batch) if replaced else batch
            if kept.num_rows:
                yield conformed(kept, form, shown)

    def _read(self, segment: Segment, table: str, columns: list[str] | None, rows: int) -> Iterator["pa.RecordBatch"]:
        with self.parquet(segment, table) as file:
            for number in range(file.num_row_groups if file is not None else 0):
                group = self.row_group(segment, table, file, number, columns)
                if group is not None:
                    yield from group.to_batches(max_chunksize=rows)

    @contextlib.contextmanager
    def parquet(self, segment: Segment, table: str) -> Iterator[Any]:
        """Open a table's Parquet file, None if it has no rows or cannot be read at all."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self.file(segment, table)
        if path is None:
            yield None
            return
        try:
            file = pq.ParquetFile(path, metadata=self._metadata.get(path), page_checksum_verification=True)
            self._metadata[path] = file.metadata  # of a large file reading this takes longer than a row group
        except (pa.ArrowException, OSError, ValueError) as error:
            self._note(path, error)
            self._unusable.add(path)
            yield None
            return
        with file:
            yield file

    def row_group(
        self, segment: Segment, table: str, file: Any, number: int, columns: Sequence[str] | None
    ) -> "pa.Table | None":
        """Return a row group of a table's open file, None if it is damaged: the other groups may be whole."""
        import pyarrow as pa

        try:
            return file.read_row_group(number, columns=columns)
        except (pa.ArrowException, OSError, ValueError) as error:
            self._note(segment.file(table), error)
            return None

    def file(self, segment: Segment, table: str) -> Path | None:
        """Return the file of a table if it is there in its full length; None if it has no rows or cannot be used."""
        path = segment.file(table)
        if path in self._unusable:
            return None
        try:
            listed = segment.contents.get(table)
        except (OSError, ValueError, LookupError, TypeError) as error:
            self._note(segment.path / "segment.json", error)
            return path if path.exists() else None  # the list is lost, the file may be whole
        if listed is None:
            return None
        try:
            size = path.stat().st_size
        except OSError as error:
            self._note(path, error)
            self._unusable.add(path)
            return None
        if size != listed["bytes"]:
            self._damage[path] = f"{path} has {size} bytes of {listed['bytes']}"
            self._unusable.add(path)
            return None
        return path

    def _note(self, path: Path, error: Exception) -> None:
        if isinstance(error, OSError) and error.errno not in _DAMAGE:
            raise disk.told(error, path, "read") from error
        self._damage[path] = f"{path} cannot be read: {_first_line(error)}"

    @property
    def replaced(self) -> "Replaced":
        """Return the documents of which rows are out of force."""
        if self._replaced is None:
            found: dict[str, int] = {}
            for segment in self.segments:
                for batch in self._read(segment, "replaced", None, ROWS):
                    found.update(zip(batch["document"].to_pylist(), batch["batch"].to_pylist(), strict=True))
            self._replaced = Replaced(found)
        return self._replaced

    def look_over(self, *, fully: bool = False) -> list[Damage]:
        """Look for damage: missing and shortened files; `fully`, also every byte against its hash."""
        for segment in self.segments:
            for table in TABLES:
                path = self.file(segment, table)
                if fully and path is not None and not _is_as_written(path, segment, table):
                    self._damage[path] = f"{path} does not hold what was written"
        for first, last in lost_batches(self.segments):
            folder = self.segments[0].path.parent
            self._damage[folder / f"{first:06d}-{last:06d}"] = f"{folder} lacks the batches {first} to {last}"
        return self.damage

    def damaged(self, segment: Segment) -> bool:
        """Tell whether damage is known in a segment."""
        return any(path.parent == segment.path for path in self._damage)


class Replaced:
    """Documents of which rows are out of force: those that came before a batch."""

    def __init__(self, before: dict[str, int]) -> None:
        import pyarrow as pa

        self.documents = pa.array(list(before), pa.string())
        self.before = pa.array(list(before.values()), pa.int32())

    def __bool__(self) -> bool:
        return len(self.documents) > 0

    def in_force(self, rows: Any) -> Any:
        """Return the rows of a batch or table (with `document` and `batch`) that no later batch replaced."""
        import pyarrow.compute as pc

        before = pc.take(self.before, pc.index_in(rows["document"], value_set=self.documents))
        return rows.filter(pc.fill_null(pc.greater_equal(rows["batch"], before), fill_value=True))


def conformed(batch: "pa.RecordBatch", form: "pa.Schema", names: Sequence[str]) -> "pa.RecordBatch":
    """Return these columns of a batch; one that a file does not have is null: tables may gain columns."""
    import pyarrow as pa

    if batch.schema.names == names:
        return batch
    fields = [form.field(name) for name in names]
    here = set(batch.schema.names)
    columns = [batch[one.name] if one.name in here else pa.nulls(batch.num_rows, one.type) for one in fields]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def _is_as_written(path: Path, segment: Segment, table: str) -> bool:
    import hashlib

    try:
        listed = segment.contents[table]["sha256"]
    except (OSError, ValueError, LookupError, TypeError):
        return True  # damage of the list, which is noted already
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == listed


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
