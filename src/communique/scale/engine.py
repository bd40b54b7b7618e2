"""The engine that runs shards: datatrove, on this machine or by Slurm.

datatrove's pool of local processes waits for ever for a process that was killed, so here each shard has a process of
its own, started and watched by this program, in which datatrove's local executor runs that one task. How it was chosen
stands in docs/decisions/0008-scale.md.
"""

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.archive import disk
from communique.errors import ArchiveError, EngineFailed, EngineMissing
from communique.scale.shards import Run
from communique.scale.threads import ONE_THREAD

DISK_REFUSED = 74
"""Status of a process whose disk refused (EX_IOERR): no other shard would fare better."""
_LOOK_EVERY = 0.1
_NO_NETWORK = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
"""datatrove brings a client of a model hub along, of which nothing is used here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A shard that could not be read: its process was ended from outside, or failed, twice."""

    number: int
    why: str


def require_engine() -> None:
    """Raise EngineMissing, which names the command to install it, if the engine is not there."""
    if importlib.util.find_spec("datatrove") is None:
        raise EngineMissing("datatrove, which runs shards, is not installed")


# On this machine ---------------------------------------------------------------------------------------------------


def run_here(run: Run, numbers: Sequence[int], *, workers: int, look: Callable[[], None]) -> Generator[int | Lost]:
    """Read shards in `workers` processes; yield the number of each that was read, or that it was lost.

    A shard whose process died is tried once more when all others are done, alone, for it may have lacked memory. `look`
    is called ten times a second. Raises an ArchiveError that a process met: the disk refuses. When this generator is
    closed, or this process is killed, the processes end.
    """
    again: list[int] = []
    for done in _in_processes(run, deque(numbers), workers, look):
        if isinstance(done, Lost):
            again.append(done.number)
        else:
            yield done
    for number in again:
        yield from _in_processes(run, deque([number]), 1, look)


def _in_processes(run: Run, waiting: deque[int], workers: int, look: Callable[[], None]) -> Generator[int | Lost]:
    running: dict[int, subprocess.Popen[bytes]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                number = waiting.popleft()
                running[number] = _start(run, number)
            for number, process in list(running.items()):
                if (status := process.poll()) is not None:
                    del running[number]
                    _closed(process)
                    yield _outcome(run, number, status)
            look()
            time.sleep(_LOOK_EVERY)
    finally:
        for process in running.values():
            process.kill()
            process.wait()
            _closed(process)


def _start(run: Run, number: int) -> subprocess.Popen[bytes]:
    with disk.telling(run.engine, "write to"), _log(run, number).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 — our own module, by our own interpreter
            [sys.executable, "-m", "communique.scale.worker", str(run.path), str(number)],
            stdin=subprocess.PIPE,  # ends when this process does, and the worker with it
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **ONE_THREAD, **_NO_NETWORK},
        )


def _outcome(run: Run, number: int, status: int) -> int | Lost:
    log = _log(run, number)
    if status == 0 and run.is_read(number):
        log.unlink(missing_ok=True)
        return number
    last = log.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2] if log.exists() else ""
    if status == DISK_REFUSED:
        raise _refused(last)
    if status < 0:
        return Lost(number=number, why=f"its process was ended by signal {-status}, most often for its memory")
    return Lost(number=number, why=f"its process ended with status {status}: {last[:300]}")


def _refused(told: str) -> ArchiveError:
    """Return the error that a process told of on its last line."""
    with contextlib.suppress(ValueError, TypeError, KeyError):
        error = json.loads(told)
        for kind in ArchiveError.__subclasses__():
            if kind.code == error["code"]:
                return kind(error["what"], remedy=error["remedy"])
    return ArchiveError(f"the disk refused, and it was not said how: {told[:300]}")


def _closed(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()


def _log(run: Run, number: int) -> Path:
    return run.engine / f"worker-{number:06d}.log"


# By Slurm ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Slurm:
    """How jobs are put before Slurm; as its own options of these names."""

    partition: str
    time: str
    workers: int = -1
    """Jobs at the same time; -1 for as many as there is room for."""
    memory: int = 4
    """Gigabytes for each."""
    shards_per_job: int = 1
    options: Mapping[str, str] = field(default_factory=dict)


def submit(run: Run, numbers: Sequence[int], slurm: Slurm) -> str:
    """Put shards before Slurm and return the id of the job. Raises EngineFailed if it does not take them."""
    from communique.scale.tasks import slurm_executor

    if shutil.which("sbatch") is None:
        raise EngineFailed("there is no `sbatch` here", remedy="Start it where jobs are put before Slurm.")
    for number in range(len(run.plan.shards)):  # markers of shards whose file is gone would have them left out
        if number in numbers:
            (run.engine / "completions" / f"{number:05d}").unlink(missing_ok=True)
    executor = slurm_executor(run, slurm)
    try:
        executor.run()
    except subprocess.CalledProcessError as error:
        raise EngineFailed(f"Slurm did not take the job: `sbatch` ended with status {error.returncode}") from None
    job = str(executor.job_id)
    (run.path / "job").write_text(job, encoding="ascii")
    return job


def is_running(run: Run) -> str | None:
    """Return the id of the run's job if Slurm still has it, else None."""
    try:
        job = (run.path / "job").read_text(encoding="ascii").strip()
        asked = ["squeue", "--noheader", "--jobs", job]
        found = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 — a number of ours
    except OSError:
        return None
    return job if found.returncode == 0 and found.stdout.strip() else None
