"""Single rows out of a million: which batch a document came with, then the one row group that holds it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from communique.archive.reading import Snapshot
from communique.archive.segments import Segment

if TYPE_CHECKING:
    import pyarrow as pa


def values_of(snapshot: Snapshot, table: str, column: str, documents: Iterable[str]) -> dict[str, str]:
    """Return the value of `column` in force for each of these documents that has one. One row a document."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted(set(documents)), pa.string())
    batches = set()
    for batch in snapshot.batches("documents", columns=["document", "batch"], rows=65_536):
        batches.update(batch.filter(pc.is_in(batch["document"], value_set=wanted))["batch"].to_pylist())
    found: dict[str, str] = {}
    for segment in snapshot.segments:
        within = {number for number in batches if segment.first <= number <= segment.last}
        if within:
            for rows in _rows(snapshot, segment, (table, column), within, wanted):
                found.update(zip(rows["document"].to_pylist(), rows[column].to_pylist(), strict=True))
    return found


def _rows(
    snapshot: Snapshot, segment: Segment, table_and_column: tuple[str, str], batches: set[int], wanted: "pa.Array"
) -> Iterator["pa.Table"]:
    import pyarrow.compute as pc

    table, column = table_and_column
    with snapshot.parquet(segment, table) as file:
        if file is None:
            return
        at = file.schema_arrow.names.index("batch")
        for number in range(file.num_row_groups):
            range_ = file.metadata.row_group(number).column(at).statistics
            if range_ is not None and not any(range_.min <= batch <= range_.max for batch in batches):
                continue
            keys = snapshot.row_group(segment, table, file, number, ["document"])
            if keys is None or not pc.any(pc.is_in(keys["document"], value_set=wanted)).as_py():
                continue
            rows = snapshot.row_group(segment, table, file, number, ["document", "batch", column])
            if rows is not None:
                rows = rows.filter(pc.is_in(rows["document"], value_set=wanted))
                yield snapshot.replaced.in_force(rows) if snapshot.replaced else rows
