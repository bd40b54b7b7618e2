"""Many small segments -> few large ones, without a moment in which a reader or a crash could see less than all.

The new segment holds the batches of the old ones and so replaces them by its name; the old ones are removed when nobody
reads them. Rows that are out of force are left out. A segment with damage is never put together with others: what can
still be saved of it stays where it is.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from communique.archive import disk
from communique.archive.lock import nobody_reads
from communique.archive.reading import Snapshot
from communique.archive.segments import Segment, publish, replaced_segments, total
from communique.archive.tables import TABLES
from communique.archive.writing import GROUP, write_tables

if TYPE_CHECKING:
    import pyarrow as pa

FEW = 16
"""Segments of about one size that are put together while documents are added: each document is then rewritten about
once for every sixteenfold growth of the archive, and a million documents lie in fewer than fifty segments."""
DOCUMENTS = 300_000
"""Documents of a segment that is not put together with others any more."""
PIECE = 8192
"""Rows that are held while they are copied; of texts and records fewer."""


def due(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the last segments that should be put together now: sixteen or more that are of about one size."""
    recent = segments[-4 * FEW :]
    sizes = [_documents(segment) for segment in recent]
    largest = FEW
    while largest <= DOCUMENTS:
        count = sum(1 for _ in takewhile(largest.__gt__, reversed(sizes)))
        if count >= FEW and sum(sizes[-count:]) <= DOCUMENTS:
            return tuple(recent[-count:])
        largest *= FEW
    return ()


def groups(snapshot: Snapshot) -> list[tuple[Segment, ...]]:
    """Return the segments that a full compaction puts together: neighbours without damage, up to a size."""
    found: list[tuple[Segment, ...]] = []
    for damaged, run in groupby(snapshot.segments, key=snapshot.damaged):
        if damaged:
            continue
        group: list[Segment] = []
        for segment in run:
            if group and sum(map(_documents, group)) + _documents(segment) > DOCUMENTS:
                found.append(tuple(group))
                group = []
            group.append(segment)
        found.append(tuple(group))
    return [group for group in found if len(group) > 1]


def put_together(folder: Path, snapshot: Snapshot, group: Sequence[Segment]) -> Segment | None:
    """Write one segment that replaces neighbouring ones and return it; None, and nothing done, if damage was met."""
    draft = folder / disk.unfinished_name()
    with disk.telling(folder, "write to"):
        try:
            os.mkdir(draft)  # noqa: PTH102 — the tests make this call fail
            write_tables(draft, {table: _pieces(snapshot, table, group) for table in TABLES})
            if any(map(snapshot.damaged, group)):
                disk.remove(draft)
                return None
            return publish(folder, draft, first=group[0].first, last=group[-1].last, sum_=total(group))
        except BaseException:
            disk.remove(draft)
            raise


def _pieces(snapshot: Snapshot, table: str, group: Sequence[Segment]) -> Iterable["pa.RecordBatch"]:
    if table == "replaced" and group[0].first == 1:
        return ()  # nothing comes before them that could be out of force
    return snapshot.batches(table, segments=group, rows=GROUP.get(table, PIECE))


def _documents(segment: Segment) -> int:
    try:
        return segment.rows("documents")
    except (OSError, ValueError, LookupError, TypeError):
        return DOCUMENTS + 1  # its list is damaged: it stays alone


def remove_replaced(folder: Path) -> None:
    """Remove the segments that others replace, unless somebody reads; what stays is removed another time."""
    with disk.telling(folder, "remove from"):
        if not replaced_segments(folder):
            return
        gone = []
        with nobody_reads(folder) as alone:
            if not alone:
                return
            for path in replaced_segments(folder):
                gone.append(folder / disk.unfinished_name())
                os.rename(path, gone[-1])  # noqa: PTH104 — the tests make this call fail
        for path in gone:
            disk.remove(path)
