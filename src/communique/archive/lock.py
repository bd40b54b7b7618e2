"""One writer at a time, and a sign that somebody is reading.

Both are locks of the operating system on open files (`flock`): they end with the process, however it ends, so a lock
is never left behind. The file `lock` holds who took it, for the message to the second.
"""

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import WeakSet

from communique.archive.disk import telling
from communique.errors import ArchiveLocked

if sys.platform != "win32":
    import fcntl

PAUSE = 0.02
"""Seconds between two attempts to take a lock."""


class _Held:
    """An open file with a lock on it."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor: int | None = descriptor
        _HELD.add(self)

    def release(self) -> None:
        """Give the lock back. More than once is once."""
        if self.descriptor is not None:
            descriptor, self.descriptor = self.descriptor, None
            os.close(descriptor)


_HELD: "WeakSet[_Held]" = WeakSet()


def _forget_in_child() -> None:
    # A forked worker inherits the open file, and with it the lock: it would hold the lock on after its parent's death.
    for held in list(_HELD):
        held.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)


def _take(descriptor: int, *, shared: bool) -> bool:
    """Try to lock an open file without waiting."""
    if sys.platform == "win32":
        import msvcrt

        if shared:
            return True  # files in use cannot be removed there: no sign is needed
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond the text, which others must be able to read
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        return False
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class WriterLock:
    """The right to write to the archive in `folder`, held until `release`.

    Waits up to `wait` seconds for another writer; then raises ArchiveLocked, which names that writer's process, host
    and start. `stale` is what a writer left that died with the lock: its unfinished work may be removed.
    """

    def __init__(self, folder: Path, *, wait: float = 0.5) -> None:
        path = folder / "lock"
        with telling(path, "lock"):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                until = time.monotonic() + wait
                while not _take(descriptor, shared=False):
                    if time.monotonic() >= until:
                        raise ArchiveLocked(f"{folder} is being written by {_who(_read(descriptor))}")  # noqa: TRY301
                    time.sleep(PAUSE)
                self.stale = _read(descriptor)
                mine = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
                self._write(descriptor, json.dumps(mine).encode())
            except BaseException:
                os.close(descriptor)
                raise
        self._held = _Held(descriptor)

    @staticmethod
    def _write(descriptor: int, data: bytes) -> None:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, data)

    def release(self) -> None:
        """Give the lock back; the file stays, empty."""
        if self._held.descriptor is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._held.descriptor, 0)
        self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


class ReaderSign:
    """A sign on the folder of segments that somebody reads them: replaced segments are then not yet removed.

    Never waits and never writes, so it works on a read-only disk; where folders cannot be locked there is no sign.
    """

    def __init__(self, folder: Path) -> None:
        self._held: _Held | None = None
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                descriptor = os.open(folder, os.O_RDONLY)
                self._held = _Held(descriptor)
                # A writer that is removing holds the folder for moments; a reader that comes then waits for it.
                fcntl.flock(descriptor, fcntl.LOCK_SH)

    def release(self) -> None:
        """Take the sign away."""
        if self._held is not None:
            self._held.release()


@contextlib.contextmanager
def nobody_reads(folder: Path) -> Iterator[bool]:
    """Give whether nobody reads the segments in `folder`; if so, whoever wants to waits until the block ends."""
    if sys.platform == "win32":
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        alone = False
        with contextlib.suppress(OSError):
            alone = _take(descriptor, shared=False)
        yield alone
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> dict[str, object] | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with contextlib.suppress(ValueError):
        found = json.loads(os.read(descriptor, 4096))
        if isinstance(found, dict):
            return found
    return None


def _who(holder: dict[str, object] | None) -> str:
    if holder is None:
        return "another process"
    return f"process {holder.get('pid')} on {holder.get('host')} since {holder.get('since')}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
