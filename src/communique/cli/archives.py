"""What the commands of an archive share: which archive, and how rows are printed."""

import json
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from communique.archive import Archive

HOME = "COMMUNIQUE_ARCHIVE"
"""The environment variable that names the archive."""


def archive_option(command: Any) -> Any:
    """Add --archive to a command."""
    return click.option(
        "--archive",
        metavar="DIR",
        default=lambda: os.environ.get(HOME) or "archive",
        show_default=f"${HOME} or ./archive",
        help="The archive's folder.",
    )(command)


def opened(folder: str, *, write: bool = False, create: bool = False) -> "Archive":
    """Open an archive; raises an ArchiveError that says what is wrong and what to do."""
    from communique.archive import open_archive

    return open_archive(folder, write=write, create=create)


def print_rows(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON list of rows."""
    from communique.cli.paper import write_line

    write_line(json.dumps(list(rows), ensure_ascii=False, default=str))
