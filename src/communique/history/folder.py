"""The folder in an archive's cache for what is made of many documents: whole files or none, of this very program.

Whoever cannot write there (a read-only disk, another process that is at it) makes what it needs aside, for itself. So
nobody waits for anybody.
"""

import contextlib
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from communique.archive import Archive, disk
from communique.archive.lock import WriterLock
from communique.codebook.version import codebook_version
from communique.errors import ArchiveError
from communique.version import __version__

FORM = 2
"""Form of these files. Those of another form, version or codebook are not looked at."""
OLDER = 1
"""Files of earlier states that are kept besides those in use: somebody may have the archive open in such a state."""


def stamp() -> str:
    """Return what a file must be stamped with to be looked at."""
    return f"{FORM} {__version__} {codebook_version()} {_changed('track', 'history', 'codebook')}"


def stamp_of_program() -> str:
    """Return what stands for the whole program, where an answer depends on more than `stamp` tells."""
    return f"{stamp()} {_changed('.')}"


@cache
def _changed(*packages: str) -> str:
    """Return when a file of these packages was last changed: who works on the rules must not be shown old answers."""
    home = Path(__file__).parent.parent
    with contextlib.suppress(OSError):
        times = [file.stat().st_mtime_ns for name in packages for file in (home / name).rglob("*.py")]
        return f"{max(times, default=0):x} {len(times)}"
    return ""


@contextlib.contextmanager
def place_to_write(archive: Archive) -> Iterator[tuple[Path, bool]]:
    """Give a folder to write new files into, and whether it is the archive's, so that others find them there.

    The archive's is given to one at a time, and not while the archive has damage: what is made then lacks something.
    """
    folder = archive.path / "cache" / "history"
    try:
        if archive.damage():
            raise OSError("what is damaged now may be whole tomorrow")  # noqa: TRY301 — as if it could not be written
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(folder, wait=0.0)
    except (OSError, ArchiveError):
        aside = Path(tempfile.mkdtemp(prefix="communique-"))
        weakref.finalize(archive, shutil.rmtree, aside, ignore_errors=True)
        yield aside, False
        return
    with lock:
        disk.sweep(folder)
        yield folder, True


def forget_old(folder: Path, in_use: Iterable[Path]) -> None:
    """Remove the meetings of states of the archive that are long gone; what somebody has open stays readable."""
    kept = set(in_use)
    with contextlib.suppress(OSError):
        others = [path for path in folder.glob("meetings-*.sqlite") if path not in kept]
        others.sort(key=lambda one: -one.stat().st_mtime)
        for path in others[OLDER:]:
            disk.remove(path)


def opened(path: Path) -> sqlite3.Connection | None:
    """Open a file of meetings for reading; None if there is none that is whole and of this program."""
    if not path.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        found = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
        if found is not None and found[0] == stamp():
            return connection
    except sqlite3.Error:
        pass
    if connection is not None:
        connection.close()
    return None
