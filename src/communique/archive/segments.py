"""Segments: the truth of an archive, as folders of Parquet files that are added and never changed.

    segments/000017-000017-3f9c…/    the 17th batch
    segments/000001-000016-a02b…/    the first 16 batches, made one by `compact`

A segment is written under a name that nobody reads and appears by one rename, so there are whole segments only and
their set needs no list beside it. The name says which batches it holds, and the sum (modulo 2^128) of the hashes of
what these batches brought: a segment that holds the batches of others replaces them, numbers that no segment holds were
lost, and the sum over all is the same before and after segments are put together, and however the same documents, in
the same order, were divided into batches.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from communique.archive import disk

_NAME = re.compile(r"(?P<first>\d{6,})-(?P<last>\d{6,})-(?P<sum>[0-9a-f]{32})")
_MODULUS = 1 << 128


@dataclass(frozen=True)
class Segment:
    """One folder of segments: batches `first` to `last` (inclusive), with the sum of their hashes."""

    path: Path
    first: int
    last: int
    sum: int

    def file(self, table: str) -> Path:
        """Return the Parquet file of a table."""
        return self.path / f"{table}.parquet"

    @cached_property
    def contents(self) -> Mapping[str, Mapping[str, int | str]]:
        """Return what the segment's own list says of each table: `rows`, `bytes` and `sha256` of its file.

        Tables without rows have no file. Raises OSError or ValueError if the list is damaged.
        """
        found = json.loads((self.path / "segment.json").read_bytes())["tables"]
        if not isinstance(found, dict):
            raise TypeError("no list of tables")
        return found

    def rows(self, table: str) -> int:
        """Return the number of rows of a table; raises as `contents` does."""
        return int(self.contents.get(table, {}).get("rows", 0))


def list_segments(folder: Path) -> tuple[Segment, ...]:
    """Return the segments in the order of their batches, without those that another one replaces."""
    with disk.telling(folder, "read"):
        names = os.listdir(folder)  # noqa: PTH208 — names are all that is needed, also of a million documents
    found = [
        Segment(folder / name, int(match["first"]), int(match["last"]), int(match["sum"], 16))
        for name in names
        if (match := _NAME.fullmatch(name))
    ]
    # The widest first: whoever comes later and lies within one that is kept is replaced by it.
    kept: list[Segment] = []
    through = 0
    for segment in sorted(found, key=lambda one: (one.first, -one.last)):
        if segment.last > through:
            kept.append(segment)
            through = segment.last
    return tuple(kept)


def replaced_segments(folder: Path) -> list[Path]:
    """Return the folders of segments that others replace."""
    kept = {segment.path.name for segment in list_segments(folder)}
    return [folder / name for name in os.listdir(folder) if _NAME.fullmatch(name) and name not in kept]  # noqa: PTH208


def lost_batches(segments: Iterable[Segment]) -> list[tuple[int, int]]:
    """Return the ranges of batches (both ends inclusive) that should be there and that no segment holds."""
    lost = []
    expected = 1
    for segment in segments:
        if segment.first > expected:
            lost.append((expected, segment.first - 1))
        expected = segment.last + 1
    return lost


def total(segments: Iterable[Segment]) -> int:
    """Return the sum that stands for what a set of segments holds."""
    return sum(segment.sum for segment in segments) % _MODULUS


def rows_hash(rows: Iterable[tuple[object, ...]]) -> int:
    """Return the hash of rows of one document, for a sum: of their values, whatever batch they are in."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n")
    return int.from_bytes(digest.digest()[:16])


def added(sum_: int, more: int) -> int:
    """Return a sum of hashes with one more."""
    return (sum_ + more) % _MODULUS


def listing(tables: Mapping[str, Mapping[str, int | str]]) -> bytes:
    """Return the segment's own list of its tables, as `Segment.contents` reads it."""
    return json.dumps({"tables": tables}, indent=1, sort_keys=True).encode() + b"\n"


def publish(folder: Path, draft: Path, *, first: int, last: int, sum_: int) -> Segment:
    """Give a finished draft its name: from here on it is a segment. Its files are flushed already."""
    path = folder / f"{first:06d}-{last:06d}-{sum_:032x}"
    disk.flush_folder(draft)
    os.rename(draft, path)  # noqa: PTH104 — the tests make this call fail
    disk.flush_folder(folder)
    return Segment(path, first, last, sum_)
