"""The folder of an archive: what lies where, what makes it one, which form it has.

archive.toml       the form (schema), when it was made, the name of the folder of segments
segments/          the truth: one folder a batch of documents, see `segments.py`
judgements.jsonl   what people decided, see `judgements.py`
lock               who writes, see `lock.py`
cache/             what can be made again from the rest
"""

import os
import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from communique.archive import disk
from communique.errors import NotAnArchive, SchemaNewer
from communique.version import __version__

SCHEMA = 1
"""The form of the archives that this version writes. A change of the tables or of the layout raises it, with a step in
`migrations.py`."""

_OURS = frozenset({"segments", "cache", "lock", "judgements.jsonl"})
"""What a creation that was killed can have left in the folder."""
_SEGMENTS = re.compile(r"segments(-\d+)?")


@dataclass(frozen=True, slots=True)
class Folder:
    """An archive's folder and what its `archive.toml` says."""

    path: Path
    schema: int
    created: str
    segments: Path
    """The folder of segments: `segments`, after a migration `segments-N`."""

    @property
    def cache(self) -> Path:
        """Return the folder of what can be made again."""
        return self.path / "cache"

    @property
    def judgements(self) -> Path:
        """Return the log of judgements."""
        return self.path / "judgements.jsonl"


def open_folder(path: Path) -> Folder:
    """Return the archive at `path`; raise NotAnArchive, SchemaNewer, NotWritable or DiskFailed."""
    file = path / "archive.toml"
    with disk.telling(file, "read"):
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotAnArchive(f"{path} is no archive: it has no archive.toml") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NotAnArchive(f"{file} cannot be read: {error}") from error
    schema, segments = content.get("schema"), content.get("segments", "segments")
    if not isinstance(schema, int) or not isinstance(segments, str) or not _SEGMENTS.fullmatch(segments):
        raise NotAnArchive(f"{file} does not say which form the archive has")
    if schema > SCHEMA:
        raise SchemaNewer(f"{path} has the form {schema}, this version knows {SCHEMA}")
    return Folder(path, schema, str(content.get("created")), path / segments)


def create_folder(path: Path) -> Folder:
    """Make a new archive at `path`, a folder that is new or empty; raise NotAnArchive if it holds other things."""
    with disk.telling(path, "create"):
        path.mkdir(parents=True, exist_ok=True)
        others = [
            name
            for name in os.listdir(path)  # noqa: PTH208 — names are all that is needed
            if name not in _OURS and not name.startswith(disk.UNFINISHED)
        ]
        if others:
            raise NotAnArchive(f"{path} is no archive and not empty: it holds {min(others)}")
        (path / "segments").mkdir(exist_ok=True)
    write_settings(Folder(path, SCHEMA, datetime.now(UTC).isoformat(timespec="seconds"), path / "segments"))
    return open_folder(path)


def write_settings(folder: Folder) -> None:
    """Write `archive.toml`: from then on the folder is an archive of that form."""
    text = (
        "# An archive of communique. What the files are: docs/decisions/0005-archive.md\n"
        f"schema = {folder.schema}\n"
        f'created = "{folder.created}"\n'
        f'segments = "{folder.segments.name}"\n'
        f'written_by = "communique {__version__}"\n'
    )
    disk.replace_file(folder.path / "archive.toml", text.encode())
