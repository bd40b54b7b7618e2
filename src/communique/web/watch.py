"""The newest desk of an archive that another process may be filling."""

import contextlib
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from communique.archive import Archive, open_archive
from communique.errors import ArchiveError
from communique.web.desk import Desk

_LOG = logging.getLogger("communique.web")
PATIENCE = 4
"""A new desk is made at most in every fourth moment: making desks must not keep the server from answering."""


class Watch:
    """Opens an archive, looks for what was added, and gives each request the newest desk.

    Requests go on with the desk that they began with. A new one is made in the background and handed out once it is
    warm: nobody waits for it.
    """

    def __init__(self, path: str | Path, *, every: float = 2.0) -> None:
        self.path = Path(path)
        self._every = every
        self._making = threading.Lock()
        self._users = Users(_opened(self.path))
        self._state = _state(self.path)
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look ahead, and for what others add, in a thread of its own."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, name="communique-watch", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop looking, and close the desk once nobody uses it."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        self._users.leave()

    @contextlib.contextmanager
    def desk(self) -> Iterator[Desk]:
        """Give the newest desk, which stays open and the same until the block ends."""
        while not (users := self._users).enter():
            time.sleep(0)  # it was closed between the two calls; its successor is there already
        try:
            yield users.desk
        finally:
            users.leave()

    def _look_ahead(self) -> None:
        with self.desk() as desk:
            try:
                for _ in desk.look_ahead():
                    if self._ended.is_set():
                        break
            except Exception:  # noqa: BLE001 - whoever asks will be told
                _LOG.exception("the newest meetings are not compared beforehand")

    def look(self) -> bool:
        """Look for changes now; return whether there is a new desk. Raises an ArchiveError."""
        with self._making:
            state = _state(self.path)
            if state == self._state:
                return False
            desk = _opened(self.path)
            self._state = state
            if desk.snapshot == self._users.desk.snapshot:
                desk.close()
                return False
            old, self._users = self._users, Users(desk)
        old.leave()
        return True

    def _look(self) -> None:
        self._look_ahead()
        pause = self._every
        while not self._ended.wait(pause):
            begun = time.monotonic()
            try:
                self.look()
            except ArchiveError as error:  # the desk that is there goes on answering
                _LOG.warning("what was added is not shown yet: %s", error.what)
            except Exception:  # noqa: BLE001 - nothing that goes wrong here may end the looking
                _LOG.exception("what was added is not shown yet")
            pause = max(self._every, PATIENCE * (time.monotonic() - begun))


def _opened(path: Path) -> Desk:
    archive: Archive = open_archive(path)
    desk = Desk(archive)
    try:
        desk.warm()
    except BaseException:
        desk.close()
        raise
    return desk


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes when something is added, without reading anything."""
    found: list[int] = []
    for name in ("archive.toml", "judgements.jsonl", *sorted(one.name for one in path.glob("segments*"))):
        with contextlib.suppress(OSError):
            status = (path / name).stat()
            found += [status.st_mtime_ns, status.st_size, status.st_ino]
    return tuple(found)


class Users:
    """How many requests use a desk, so that it is closed after the last one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._users = 1  # whoever opened it
        self._lock = threading.Lock()

    def enter(self) -> bool:
        """Begin to use the desk; False if it is closed already."""
        with self._lock:
            if self._users == 0:
                return False
            self._users += 1
            return True

    def leave(self) -> None:
        """End using the desk."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.desk.close()
