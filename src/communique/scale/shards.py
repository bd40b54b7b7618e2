"""The folder of a run, and the reading of one of its shards.

    cache/scale/3f9c…/plan.json            what is read, see `plan.py`
    cache/scale/3f9c…/shards/000017.parquet    what shard 17 gave, see `kept.py`
    cache/scale/3f9c…/merged/000017        it is in the archive
    cache/scale/3f9c…/progress/000017      how much of it was found so far
    cache/scale/3f9c…/engine/              logs and markers of the engine

All of it can be deleted: what was not brought into the archive is then read again.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from communique import stages
from communique.archive import Entry, disk, open_archive
from communique.errors import EngineFailed
from communique.intake import entries_of
from communique.read.anything import read_place
from communique.read.found import Found
from communique.read.relevance import is_about_diplomacy
from communique.scale.kept import write_entries
from communique.scale.plan import Plan

_TELL_EVERY = 1.0
"""Seconds between two notes of how far a shard is."""


@dataclass(frozen=True)
class Run:
    """The folder of a run."""

    path: Path

    @classmethod
    def of(cls, plan: Plan) -> "Run":
        """Return the folder for a plan, which need not be there."""
        return cls(Path(plan.archive) / "cache" / "scale" / plan.id)

    def prepare(self, plan: Plan) -> None:
        """Make the folder, if it is not there yet. Raises an ArchiveError."""
        with disk.telling(self.path, "write to"):
            for folder in (self.shards, self.merged, self.progress, self.engine):
                folder.mkdir(parents=True, exist_ok=True)
        if not self.is_prepared:
            plan.write(self.path / "plan.json")

    @property
    def is_prepared(self) -> bool:
        """Tell whether the folder is there."""
        return (self.path / "plan.json").exists()

    @cached_property
    def plan(self) -> Plan:
        """Return the plan that lies in the folder."""
        return Plan.read(self.path / "plan.json")

    @property
    def shards(self) -> Path:
        """Return where what shards gave lies."""
        return self.path / "shards"

    @property
    def merged(self) -> Path:
        """Return where it is noted which shards are in the archive."""
        return self.path / "merged"

    @property
    def progress(self) -> Path:
        """Return where it is noted how far shards are."""
        return self.path / "progress"

    @property
    def engine(self) -> Path:
        """Return the folder that is the engine's."""
        return self.path / "engine"

    def shard(self, number: int) -> Path:
        """Return the file of what a shard gave."""
        return self.shards / f"{number:06d}.parquet"

    def is_read(self, number: int) -> bool:
        """Tell whether a shard was read."""
        return self.is_merged(number) or self.shard(number).exists()

    def is_merged(self, number: int) -> bool:
        """Tell whether what a shard gave is in the archive."""
        return (self.merged / f"{number:06d}").exists()

    def found(self) -> int:
        """Return how many things were found so far, in all shards that were begun."""
        total = 0
        for path in self.progress.iterdir():
            with contextlib.suppress(OSError, ValueError):
                total += int(path.read_text(encoding="ascii") or 0)
        return total


def read_shard(run: Run, number: int) -> None:
    """Read a shard and keep what it gave. Raises an ArchiveError where the disk refuses; else no source stops it.

    What the archive has a record of already is not parsed again.
    """
    if stages.made_by() != run.plan.made_by:
        raise EngineFailed(
            "this process has another version of the program, the codebook or the language model than the run was "
            "started with",
            remedy="Install the same everywhere, and start the run again.",
        )
    shard, everything = run.plan.shards[number], run.plan.everything
    # Closed at once: an open archive would keep replaced segments from being removed. What is known stays known.
    with open_archive(run.plan.archive) as archive:
        archive.status("")
    wanted = None if everything else is_about_diplomacy

    def found() -> Iterator[Found]:
        count, told = 0, time.monotonic()
        for place in shard.places:
            for one in read_place(place, wanted=wanted):
                count += 1
                if (now := time.monotonic()) - told > _TELL_EVERY:
                    _note(run, number, count)
                    told = now
                yield one
        _note(run, number, count)

    entries = (one for one in entries_of(found(), archive) if isinstance(one, Entry))
    write_entries(run.shard(number), entries)


def _note(run: Run, number: int, count: int) -> None:
    with contextlib.suppress(OSError):  # for show only
        (run.progress / f"{number:06d}").write_text(str(count), encoding="ascii")
