"""Durable writes: every byte of an archive reaches the disk through here, and every fault of the disk is told by code.

A file is written under a name that nobody reads, flushed to the disk, then renamed; a folder of files likewise. The
order is the usual one (write, fsync, rename, fsync of the folder), so that after a crash or a loss of power a name
stands for the whole content or for nothing.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from communique.errors import ArchiveError, DiskFailed, DiskFull, NotWritable

UNFINISHED = ".unfinished-"
"""How names begin that a crash may leave behind; the next writer removes them."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def told(error: OSError, path: Path, doing: str) -> ArchiveError:
    """Return the error that tells a user what the disk refused, at which path."""
    kind: type[ArchiveError] = DiskFailed
    if error.errno in _FULL:
        kind = DiskFull
    elif error.errno in _REFUSED:
        kind = NotWritable
    return kind(f"cannot {doing} {path}: {error.strerror or error}")


@contextlib.contextmanager
def telling(path: Path, doing: str) -> Iterator[None]:
    """Turn an OSError of the block into an ArchiveError that names `path`."""
    try:
        yield
    except OSError as error:
        raise told(error, path, doing) from error


def unfinished_name() -> str:
    """Return a name for something that is not yet whole."""
    return f"{UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}"


PIECE = 1 << 20
"""Bytes that come together before they are written: Parquet files are made of many small pieces."""


class DurableFile:
    """A new file that is flushed to the disk when it is closed. Has what pyarrow asks of a Python file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.sha256 = hashlib.sha256()
        """The hash of what was taken so far."""
        self._waiting = bytearray()
        self._descriptor: int | None = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)

    @property
    def closed(self) -> bool:
        """Tell whether the file is closed."""
        return self._descriptor is None

    def write(self, data: bytes | memoryview) -> int:
        """Take all of `data`; it reaches the file when enough has come together, or on `close`."""
        piece = memoryview(data).cast("B")
        self.sha256.update(piece)
        self.size += len(piece)
        self._waiting += piece
        if len(self._waiting) >= PIECE:
            self._drain()
        return len(piece)

    def _drain(self) -> None:
        assert self._descriptor is not None
        rest = memoryview(bytes(self._waiting))
        self._waiting.clear()
        while rest:  # a write may be short
            rest = rest[os.write(self._descriptor, rest) :]

    def flush(self) -> None:
        """Do nothing: only `close` promises anything."""

    def tell(self) -> int:
        """Return how many bytes were taken."""
        return self.size

    def close(self) -> None:
        """Write the rest, flush to the disk and close."""
        if self._descriptor is not None:
            try:
                self._drain()
                os.fsync(self._descriptor)
            finally:
                self.abandon()

    def abandon(self) -> None:
        """Close without a promise."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)


_BINARY: int = getattr(os, "O_BINARY", 0)


def write_new(path: Path, data: bytes) -> None:
    """Write a new file and flush it; the name itself is only safe after `flush_folder`."""
    file = DurableFile(path)
    try:
        file.write(data)
    except BaseException:
        file.abandon()
        raise
    file.close()


def flush_folder(path: Path) -> None:
    """Flush the names in a folder to the disk (a no-op where folders cannot be opened, as on Windows)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Give `path` a new content at once: readers see the old one or the new one. Raises an ArchiveError."""
    draft = path.with_name(unfinished_name())
    with telling(path, "write"):
        try:
            write_new(draft, data)
            os.replace(draft, path)  # noqa: PTH105 — as the other calls here, so that all can be made to fail in tests
        except BaseException:
            remove(draft)
            raise
        flush_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file or a folder that nobody reads any more, as far as that works; never fails."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a writer that died left unfinished in `folder`. Only the holder of the writer's lock may call it."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.name.startswith(UNFINISHED):
                remove(Path(entry.path))
