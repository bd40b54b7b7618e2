"""A corpus into an archive: shards are read by the engine, and brought together here in their order.

Workers write no archive, for that has one writer; they keep what a shard gave, and this process adds it, shard by
shard, as `communique add` would have added it. So the archive is the same whatever the workers, and whatever was
killed on the way: a shard's file is there whole or not at all, and what is added twice is added once.
"""

import contextlib
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique import stages
from communique.archive import Added, Archive, disk, open_archive
from communique.errors import EngineFailed
from communique.scale.engine import Lost, Slurm, is_running, require_engine, run_here, submit
from communique.scale.kept import read_entries
from communique.scale.plan import SHARD_MEGABYTES, Plan, plan_of
from communique.scale.shards import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. `found` counts things found by the processes of this run, `added` what is in the archive."""

    shards: int
    read: int
    merged: int
    found: int
    added: Added


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run did. `job` is what Slurm has been given and is at work on; then nothing else is done yet."""

    shards: int
    read: int
    merged: int
    added: Added
    lost: tuple[Lost, ...] = ()
    job: str | None = None
    sources: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """The files of each lost shard."""


_TELL_EVERY = 1.0
"""Seconds between two tellings of how far a run is."""
Told = Callable[[Progress], None]


def plan(sources: Sequence[str | Path], archive: Path, *, everything: bool, megabytes: int = SHARD_MEGABYTES) -> Plan:
    """Return which shards a run would have. Raises UsageError for what is no file."""
    return plan_of(sources, archive=archive, made_by=stages.made_by(), everything=everything, megabytes=megabytes)


def run(planned: Plan, *, workers: int = 1, slurm: Slurm | None = None, told: Told | None = None) -> Done:
    """Carry out a plan, from where an earlier run of it stopped.

    A shard that cannot be read stops no other; it is told, and tried again by the next run of the plan. With `slurm`
    the shards are put before it and this returns; called again when the job is done, it brings together what there is.
    Raises EngineMissing, EngineFailed, or an ArchiveError where the disk refuses: what was done is safe.
    """
    require_engine()
    with open_archive(planned.archive, write=True, create=True) as archive:
        folder = Run.of(planned)
        folder.prepare(planned)
        merging = _Merging(archive, folder, told)
        missing = [number for number in range(len(planned.shards)) if not folder.is_read(number)]
        merging.as_far_as_read()
        if slurm is not None and missing:
            return merging.done(job=is_running(folder) or submit(folder, missing, slurm))
        lost = []
        with contextlib.closing(run_here(folder, missing, workers=workers, look=merging.tell)) as running:
            for one in running:
                if isinstance(one, Lost):
                    lost.append(one)
                    merging.lost.add(one.number)
                    merging.as_far_as_read()
                else:
                    merging.was_read(one)
        done = merging.done(lost=tuple(lost))
        if not lost and done.merged == done.shards:
            shutil.rmtree(folder.path, ignore_errors=True)
        return done


class _Merging:
    """Brings shards into the archive in their order, each when all before it are there or lost."""

    def __init__(self, archive: Archive, folder: Run, told: Told | None) -> None:
        self._archive, self._folder, self._told = archive, folder, told
        self._shards = folder.plan.shards
        self._next = 0
        self._read = sum(map(folder.is_read, range(len(self._shards))))
        self._before, self._told_at = folder.found(), 0.0
        self.added = Added()
        self.lost: set[int] = set()

    def as_far_as_read(self) -> None:
        """Add what can be added by now."""
        while self._next < len(self._shards):
            number = self._next
            if number not in self.lost:
                if not self._folder.is_read(number):
                    return
                if not self._folder.is_merged(number):
                    self._merge(number)
            self._next += 1

    def _merge(self, number: int) -> None:
        import pyarrow as pa

        path = self._folder.shard(number)
        try:
            for added in self._archive.adding(read_entries(path)):
                self.added += added
                self.tell()
        except (pa.ArrowException, OSError, ValueError) as error:
            path.unlink(missing_ok=True)  # what came of it is added once more when it has been read again
            raise EngineFailed(
                f"what shard {number + 1} gave cannot be read back: {error}", remedy="Start the same command again."
            ) from error
        with disk.telling(self._folder.merged, "write to"):
            (self._folder.merged / path.stem).touch()
        path.unlink(missing_ok=True)

    def was_read(self, number: int) -> None:
        """Note that a shard was read, and add what can be added by now."""
        assert self._folder.is_read(number)
        self._read += 1
        self.as_far_as_read()

    def tell(self) -> None:
        """Tell how far it is, once a second."""
        if self._told is not None and time.monotonic() - self._told_at > _TELL_EVERY:
            self._told_at = time.monotonic()
            self._told(
                Progress(
                    shards=len(self._shards),
                    read=self._read,
                    merged=self._next,
                    found=self._folder.found() - self._before,
                    added=self.added,
                )
            )

    def done(self, *, lost: tuple[Lost, ...] = (), job: str | None = None) -> Done:
        """Return what was done."""
        return Done(
            shards=len(self._shards),
            read=self._read,
            merged=sum(map(self._folder.is_merged, range(len(self._shards)))),
            added=self.added,
            lost=lost,
            job=job,
            sources=tuple(tuple(place.source for place in self._shards[one.number].places) for one in lost),
        )
