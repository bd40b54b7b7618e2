"""Opening an archive: making a new one, bringing an old one up to date, letting one process write."""

from pathlib import Path

from communique.archive import disk
from communique.archive.archive import Archive
from communique.archive.folder import SCHEMA, Folder, create_folder, open_folder
from communique.archive.lock import WriterLock
from communique.archive.migrations import migrate, remove_leftovers
from communique.errors import NotAnArchive, SchemaOlder


def open_archive(path: str | Path, *, write: bool = False, create: bool = False, wait: float = 0.5) -> Archive:
    """Open the archive in the folder `path`, for reading or, `write`, for one process at a time to add to it.

    `create` makes a new one where there is none, in an empty or new folder. A second writer gets ArchiveLocked after
    `wait` seconds; readers are never in anybody's way. A writer brings an archive of an earlier form up to date first,
    a reader gets SchemaOlder. Raises NotAnArchive, SchemaNewer, or an ArchiveError for what the disk refuses. Use it in
    a `with` statement, or call `close`.
    """
    place = Path(path)
    try:
        folder = open_folder(place)
    except NotAnArchive:
        if not create:
            raise
        folder = _create(place, wait)
    if not write:
        if folder.schema < SCHEMA:
            raise SchemaOlder(f"{place} has the form {folder.schema}, this version reads {SCHEMA}")
        return Archive(folder)
    lock = WriterLock(place, wait=wait)
    try:
        folder = migrate(open_folder(place))
        remove_leftovers(folder)
        return Archive(folder, lock)
    except BaseException:
        lock.release()
        raise


def _create(place: Path, wait: float) -> Folder:
    with disk.telling(place, "create"):
        place.mkdir(parents=True, exist_ok=True)
    with WriterLock(place, wait=wait):
        if (place / "archive.toml").exists():
            return open_folder(place)  # another process was faster, or it is broken
        return create_folder(place)
