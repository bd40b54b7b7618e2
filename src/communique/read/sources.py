"""Files, folders and standard input -> bytes -> documents."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Unpack

from communique.errors import EmptySource, SourceMissing
from communique.read.encoding import decode
from communique.read.formats import Format, format_of
from communique.read.pages import read_markup
from communique.read.plain import LONGEST, check_size, document_of
from communique.read.reading import Facts, Given, Reading

STANDARD_INPUT = "-"
SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""What is read from a folder. A file that is named is read whatever its ending."""


def find_sources(paths: Iterable[str | Path]) -> Iterator[str | Path]:
    """Yield each file, `-` for standard input, and the readable files of each folder (sorted, subfolders included).

    Hidden files and folders are passed over. Raises SourceMissing for a path that does not exist and for a folder
    without a file that can be read, when its turn comes.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield STANDARD_INPUT
            continue
        place = Path(path)
        if not exists(place):
            raise SourceMissing(f"there is no file or folder {shown(place)}")
        if place.is_dir():
            yield from _files_in(place)
        else:
            yield place


def read_file(
    path: str | Path,
    *,
    document_id: str | None = None,
    **given: Unpack[Facts],
) -> Reading:
    """Read one file, or standard input for `-`. The document's id is the file name without its ending.

    Raises SourceMissing, EmptySource, NotText, TooLarge, NoArticle or another ReadingError; BadDate for `published_on`.
    """
    data = _bytes_of(path)
    name = "stdin" if path == STANDARD_INPUT else shown(Path(path).name)
    return read_bytes(data, name=name, document_id=document_id, **given)


def read_bytes(
    data: bytes,
    *,
    name: str,
    document_id: str | None = None,
    charset: str | None = None,
    **given: Unpack[Facts],
) -> Reading:
    """Tell from the bytes, then from the ending of `name`, what they are, decode them, and make the document.

    `charset` is the encoding that a server named.

    Raises EmptySource, NotText (which names what the bytes are), TooLarge, NoArticle or another ReadingError.
    """
    facts = Given(**given)
    shown = Path(name)
    own_id = document_id or shown.stem or name
    if not data:
        raise EmptySource(f"{name} is empty")
    form = format_of(data, suffix=shown.suffix.lower())
    check_size(len(data), name, "bytes")
    decoded = decode(data, declared=form is not Format.PLAIN, charset=charset)
    if form is Format.PLAIN:
        return document_of(
            decoded.text, document_id=own_id, given=facts, failures=decoded.failures, encoding=decoded.encoding
        )
    return read_markup(
        decoded.text, form, document_id=own_id, given=facts, failures=decoded.failures, encoding=decoded.encoding
    )


def _bytes_of(path: str | Path) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(LONGEST + 1)
    place = Path(path)
    try:
        with place.open("rb") as file:
            return file.read(LONGEST + 1)  # one byte too many is enough to see that it is too large
    except FileNotFoundError:
        raise SourceMissing(f"there is no file {shown(place)}") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceMissing(f"{shown(place)} cannot be read: {reason}") from None


def _files_in(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if not found:
        raise SourceMissing(f"the folder {shown(folder)} holds no file that can be read")
    return found


def exists(place: Path) -> bool:
    """Tell whether there is a file or folder; never raises, whatever the name."""
    try:
        return place.exists()
    except (OSError, ValueError):  # a name that no file can have: too long, or with NUL
        return False


def shown(path: str | Path) -> str:
    """File names may hold bytes that are no characters; they are shown as U+FFFD."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
