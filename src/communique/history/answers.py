"""Answers that took long, kept for as long as the archive is in the state that they are about.

    cache/history/answers-STATE/QUESTION.json.z

A file is there whole or not at all, and one that cannot be read is made again.
"""

import contextlib
import hashlib
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from communique.archive import Archive, disk
from communique.history.folder import stamp_of_program

T = TypeVar("T")
LEAST = 0.01
"""Seconds that an answer must have taken to be kept."""
LONGEST = 20_000_000
"""Bytes of an answer that is kept."""
STATES = 2
"""States of the archive of which answers are kept."""


def answered(archive: Archive, question: tuple[str, ...], form: TypeAdapter[T], make: Callable[[], T]) -> T:
    """Return the answer to a question in the present state of an archive, made if it is not kept.

    `form` is what it is written as JSON by, and read again: the same then as now. While the archive has damage nothing
    is kept.
    """
    if archive.damage():
        return make()
    folder = archive.path / "cache" / "history"
    state = hashlib.sha256(f"{stamp_of_program()}\n{archive.snapshot}".encode()).hexdigest()[:32]
    name = hashlib.sha256("\0".join(question).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    path = folder / f"answers-{state}" / f"{name}.json.z"
    with contextlib.suppress(OSError, zlib.error, ValidationError):
        return form.validate_json(zlib.decompress(path.read_bytes()))
    started = time.monotonic()
    found = make()
    if time.monotonic() - started >= LEAST:
        data = form.dump_json(found, by_alias=True)
        if len(data) <= LONGEST:
            _write(path, zlib.compress(data, 1))
    return found


def _write(path: Path, data: bytes) -> None:
    """Put an answer in its place; where that cannot be done, it is worked out again."""
    with contextlib.suppress(OSError):
        if not path.parent.is_dir():
            _forget_old(path.parent.parent)
            path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(disk.unfinished_name())
        draft.write_bytes(data)
        draft.replace(path)


def _forget_old(folder: Path) -> None:
    if folder.is_dir():
        others = sorted(folder.glob("answers-*"), key=lambda one: -one.stat().st_mtime)
        for path in others[STATES - 1 :]:
            disk.remove(path)
