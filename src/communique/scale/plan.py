"""Sources -> shards: which files are read together, the same ones whenever and wherever it is asked."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from communique.archive import disk
from communique.errors import UsageError
from communique.model import MadeBy
from communique.read.anything import Place, divided, is_address, places_of
from communique.read.files import Part
from communique.read.sources import STANDARD_INPUT

MEGABYTE = 1 << 20
SHARD_MEGABYTES = 128
"""Size at which a shard is full: a minute or two of work, beside which the start of a process is little."""
FILES = 2000
"""Files of a shard at most, however small they are."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Files or parts of files that one process reads, in their order; `size` in bytes, as they lie on the disk."""

    places: tuple[Place, ...]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run reads, into which archive. Runs of the same plan take up where an earlier one stopped."""

    archive: str
    everything: bool
    shards: tuple[Shard, ...]
    made_by: MadeBy
    state: str
    """Hash of the sizes and times of change of all files."""

    @property
    def id(self) -> str:
        """Return 16 hexadecimal digits: another plan, changed files or another version of the program have others."""
        told = {**self._told(), "archive": None}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    def _told(self) -> dict[str, Any]:
        return {
            "archive": self.archive,
            "everything": self.everything,
            "made_by": self.made_by.model_dump(mode="json"),
            "state": self.state,
            "shards": [asdict(shard) for shard in self.shards],
        }

    def write(self, path: Path) -> None:
        """Write the plan to a file, whole or not at all. Raises an ArchiveError."""
        disk.replace_file(path, json.dumps(self._told()).encode())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the plan in a file. Raises OSError or ValueError if there is none."""
        told = json.loads(path.read_bytes())
        shards = tuple(Shard(tuple(map(_place, shard["places"])), shard["size"]) for shard in told["shards"])
        return cls(
            archive=told["archive"],
            everything=told["everything"],
            shards=shards,
            made_by=MadeBy.model_validate(told["made_by"]),
            state=told["state"],
        )


def plan_of(
    sources: Iterable[str | Path],
    *,
    archive: Path,
    made_by: MadeBy,
    everything: bool = False,
    megabytes: int = SHARD_MEGABYTES,
) -> Plan:
    """Return the plan for files and folders. Raises UsageError for addresses and standard input: shards are files."""
    state = hashlib.sha256()
    most = megabytes * MEGABYTE
    shards = tuple(_shards(_sized(sources, state, most=most), most=most))
    return Plan(
        archive=str(archive.resolve()),
        everything=everything,
        shards=shards,
        made_by=made_by,
        state=state.hexdigest(),
    )


def _place(told: dict[str, Any]) -> Place:
    part = Part(**told["part"]) if told["part"] is not None else None
    return Place(source=told["source"], within=told["within"], part=part)


def _sized(sources: Iterable[str | Path], state: "hashlib._Hash", *, most: int) -> Iterator[tuple[Place, int]]:
    """Yield the files, large ones in their parts, each with its size in bytes."""
    for source in sources:
        if is_address(source) or source == STANDARD_INPUT:
            raise UsageError(
                f"{source} is no file or folder, and shards are files", remedy="Take it in with `communique add`."
            )
        for place in places_of(source):
            size = 0
            try:
                about = Path(place.source).stat()
            except (OSError, ValueError):  # whoever reads it says what is wrong
                state.update(b"?")
            else:
                size = about.st_size
                state.update(f"{size} {about.st_mtime_ns} ".encode())
            parts = list(divided(place, size=most))
            for part in parts:
                yield part, size // len(parts)


def _shards(places: Iterable[tuple[Place, int]], *, most: int) -> Iterator[Shard]:
    held: list[Place] = []
    total = 0
    for place, size in places:
        if held and (total + size > most or len(held) >= FILES):
            yield Shard(tuple(held), total)
            held, total = [], 0
        held.append(place)
        total += size
    if held:
        yield Shard(tuple(held), total)
