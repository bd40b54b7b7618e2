"""What people decided, as a log that is only ever added to: a JSON object a line, on the disk before it counts.

Nothing is taken back by deleting: an undo is a judgement about a judgement, and may be undone itself. What a judgement
is about is named by what lasts (a text's hash and a place in it, ids of documents), never by a row number, so that it
still holds after everything was made again.
"""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from communique.archive import disk
from communique.archive.reading import Damage
from communique.errors import DamagedJudgement
from communique.model import Model

UNDO: Final = "undo"


class Judgement(Model):
    """What somebody decided: who, when, what, about what, and the values before and after."""

    id: str = Field(pattern=r"^[0-9a-f]{16}$")
    who: str = Field(min_length=1)
    """The person, as the person is known to the desk."""
    when: AwareDatetime
    what: str = Field(min_length=1)
    """`accept`, `reject`, `correct`, `same_meeting`, `different_meetings` ...; `undo` takes back another one."""
    about: Mapping[str, Any] = Field(default_factory=dict)
    """What it is about, by what lasts: hash and span, ids of documents."""
    before: Any = None
    after: Any = None
    undoes: str | None = None
    """Id of the judgement that an `undo` takes back."""

    @model_validator(mode="after")
    def _undo_names_what(self) -> "Judgement":
        if (self.what == UNDO) != (self.undoes is not None):
            raise ValueError("an undo, and nothing else, names the judgement that it takes back")
        return self

    @classmethod
    def now(
        cls,
        who: str,
        what: str,
        *,
        about: Mapping[str, Any] | None = None,
        before: object = None,
        after: object = None,
        undoes: str | None = None,
    ) -> "Judgement":
        """Return a judgement of this moment, with an id of its own."""
        return cls(
            id=secrets.token_hex(8),
            who=who,
            when=datetime.now(UTC),
            what=what,
            about=about or {},
            before=before,
            after=after,
            undoes=undoes,
        )


def append(path: Path, judgement: Judgement) -> None:
    """Add a judgement; when this returns it survives any crash. Raises an ArchiveError.

    A line that a crash cut short is closed first, so that it spoils itself only. If writing fails, what was written of
    the line is cut off again.
    """
    line = judgement.model_dump_json().encode() + b"\n"
    with disk.telling(path, "write"):
        new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            end = os.lseek(descriptor, 0, os.SEEK_END)
            if end and os.pread(descriptor, 1, end - 1) != b"\n":
                line = b"\n" + line
            try:
                rest = memoryview(line)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, end)
                raise
        finally:
            os.close(descriptor)
        if new:
            disk.flush_folder(path.parent)


def read_all(path: Path) -> tuple[list[Judgement], list[Damage]]:
    """Return all judgements in their order, and the lines that are none."""
    with disk.telling(path, "read"):
        try:
            lines = path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return [], []
    found, damage = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(Judgement.model_validate_json(line))
            except ValidationError:
                damage.append(Damage(path, f"{path}, line {number}, is no judgement", DamagedJudgement.code))
    return found, damage


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that count: no undo, and none that an undo in force takes back."""
    undone: set[str] = set()
    kept = []
    for judgement in reversed(list(judgements)):  # the last word first: an undo may be undone later
        if judgement.id in undone:
            continue
        if judgement.undoes is not None:
            undone.add(judgement.undoes)
        else:
            kept.append(judgement)
    return kept[::-1]


def state_hash(path: Path) -> bytes:
    """Return what stands for the judgements that are in the log, b"" if there are none."""
    found, _ = read_all(path)
    return json.dumps([one.id for one in found]).encode() if found else b""
