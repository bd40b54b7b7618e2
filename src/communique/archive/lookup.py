"""Single rows out of a million: where each document stands in a segment's file, then the row groups that hold it.

    cache/places/SEGMENT-TABLE-KEY.npy    for each document of a table of a segment, or for each page, its row groups

A cache: a segment never changes, and a place that is wrong is noticed, because the document is not there.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import disk
from communique.archive.reading import Snapshot, conformed
from communique.archive.segments import Segment
from communique.archive.tables import schema

if TYPE_CHECKING:
    import pyarrow as pa

FEW = 256
"""Rows of a table of a segment up to which it is read through instead of looked up."""
_DIGITS = 16
"""Of the id of a document or page: so many stand for it. Two with the same are looked at both."""


def values_of(snapshot: Snapshot, table: str, column: str, documents: Iterable[str], cache: Path) -> dict[str, str]:
    """Return the value of `column` in force for each of these documents that has one. One row a document."""
    rows = rows_of(snapshot, table, documents, cache, columns=["document", column])
    return dict(zip(rows["document"].to_pylist(), rows[column].to_pylist(), strict=True))


def rows_of(
    snapshot: Snapshot,
    table: str,
    wanted: Iterable[str],
    cache: Path,
    *,
    columns: Sequence[str] | None = None,
    by: str = "document",
) -> "pa.Table":
    """Return the rows in force of these documents, in the order of the batches.

    `by` is the column that has what is wanted: `document`, or another one with ids of 24 hexadecimal digits.
    """
    import pyarrow as pa

    form = schema(table)
    shown = form.names if columns is None else list(columns)
    keys = sorted(set(wanted))
    values = pa.array(keys, pa.string())
    found = [
        conformed(batch, form, shown)
        for segment in snapshot.segments
        if (groups := _groups(snapshot, segment, (table, by), keys, cache)) is None or groups
        for rows in _rows(snapshot, segment, (table, by), groups, values, columns=shown)
        for batch in rows.to_batches()
    ]
    return pa.Table.from_batches(found, schema=pa.schema([form.field(name) for name in shown]))


def _rows(
    snapshot: Snapshot,
    segment: Segment,
    table_and_key: tuple[str, str],
    groups: list[int] | None,
    wanted: "pa.Array",
    *,
    columns: Sequence[str],
) -> Iterator["pa.Table"]:
    """Yield the rows that have these keys in some row groups, or in all of them."""
    import pyarrow.compute as pc

    table, key = table_and_key
    read = list(dict.fromkeys([*columns, key, "document", "batch"]))
    with snapshot.parquet(segment, table) as file:
        if file is None:
            return
        for number in range(file.num_row_groups) if groups is None else groups:
            if number >= file.num_row_groups:
                continue
            if groups is None:
                keys = snapshot.row_group(segment, table, file, number, [key])
                if keys is None or not pc.any(pc.is_in(keys[key], value_set=wanted)).as_py():
                    continue
            rows = snapshot.row_group(segment, table, file, number, read)
            if rows is not None:
                rows = rows.filter(pc.is_in(rows[key], value_set=wanted))
                yield snapshot.replaced.in_force(rows) if snapshot.replaced else rows


def _groups(
    snapshot: Snapshot, segment: Segment, table_and_key: tuple[str, str], wanted: list[str], cache: Path
) -> list[int] | None:
    """Return the row groups of a segment's table that can hold what is wanted; None if all must be looked through."""
    import numpy as np

    if snapshot.rows(table_and_key[0], [segment]) <= FEW or snapshot.damaged(segment):
        return None
    places = _places(snapshot, segment, table_and_key, cache)
    if places is None:
        return None
    keys = np.array([int(name[:_DIGITS], 16) for name in wanted if _is_id(name)], dtype="u8")
    starts = np.searchsorted(places["key"], keys, "left")
    ends = np.searchsorted(places["key"], keys, "right")
    return sorted({int(group) for start, end in zip(starts, ends, strict=True) for group in places["group"][start:end]})


def _is_id(name: str) -> bool:
    try:
        return int(name[:_DIGITS], 16) >= 0
    except ValueError:
        return False


def _places(snapshot: Snapshot, segment: Segment, table_and_key: tuple[str, str], cache: Path) -> Any:
    """Return all keys of a segment's table with their row groups, sorted; None if they cannot be had."""
    import numpy as np

    table, key = table_and_key
    known = snapshot.places.get((segment, table, key))
    if known is not None:
        return known
    path = cache / "places" / f"{segment.path.name}-{table}-{key}.npy"
    found = None
    with contextlib.suppress(OSError, ValueError, EOFError):
        found = np.load(path, mmap_mode="r", allow_pickle=False)
        if found.dtype != _FORM or found.ndim != 1:
            found = None
    if found is None:
        found = _made(snapshot, segment, table, key)
        if found is None:
            return None
        _keep(path, found)
    snapshot.places[segment, table, key] = found
    return found


_FORM = [("key", "<u8"), ("group", "<u4")]


def _made(snapshot: Snapshot, segment: Segment, table: str, key: str) -> Any:
    import numpy as np
    import pyarrow.compute as pc

    keys, groups = [], []
    with snapshot.parquet(segment, table) as file:
        if file is None:
            return None
        for number in range(file.num_row_groups):
            rows = snapshot.row_group(segment, table, file, number, [key])
            if rows is None:
                return None
            some = pc.utf8_slice_codeunits(rows[key].filter(pc.is_valid(rows[key])), 0, _DIGITS).to_pylist()
            keys.append(np.array([int(one, 16) for one in some], dtype="u8"))
            groups.append(np.full(len(some), number, dtype="u4"))
    found = np.empty(sum(map(len, keys)), dtype=_FORM)
    found["key"], found["group"] = np.concatenate(keys), np.concatenate(groups)
    return found[np.argsort(found["key"], kind="stable")]


def _keep(path: Path, places: Any) -> None:
    """Write places for the next process; where that cannot be done, it makes them again."""
    import numpy as np

    draft = path.with_name(disk.unfinished_name())
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            np.save(file, places, allow_pickle=False)
        draft.replace(path)


def forget_places(cache: Path, segments: Iterable[Segment]) -> None:
    """Remove the places of segments that are gone."""
    names = {segment.path.name for segment in segments}
    with contextlib.suppress(OSError):
        for path in (cache / "places").iterdir():
            if path.name.rsplit("-", 2)[0] not in names:
                disk.remove(path)
