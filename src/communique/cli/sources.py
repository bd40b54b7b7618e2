"""What `communique read` was pointed at: files, folders, standard input."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.errors import SourceMissing

STANDARD_INPUT = "-"
SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""File endings that are read out of a folder; a file that is named itself is read whatever its ending."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read. `name` is its document id; `path` is None for standard input."""

    name: str
    path: Path | None


def sources(arguments: Iterable[str]) -> Iterator[Source | SourceMissing]:
    """Yield what the arguments stand for: each folder gives its files, at any depth, in the order of their names.

    An argument that leads nowhere gives the error in its place, so that the others can still be read.
    """
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Source("stdin", None)
        elif Path(argument).is_dir():
            yield from _in_folder(Path(argument))
        else:
            yield Source(_name(Path(argument)), Path(argument))


def _in_folder(folder: Path) -> Iterator[Source | SourceMissing]:
    found = False
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                found = True
                yield Source(_name(path), path)
    if not found:
        yield SourceMissing(f"the folder {_name(folder)} holds nothing that can be read")


def _name(path: Path) -> str:
    """Return a path as text; bytes of a file name that are not UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")
