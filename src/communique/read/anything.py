"""Whatever is given -> what is found in it: files, folders, collections of every kind, addresses. See `read_any`."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from communique.errors import CommuniqueError, SourceMissing
from communique.read.fetched import read_address
from communique.read.files import Part, has_readable_name, parts_of, read_regular_file
from communique.read.found import LIMITS, Found, Limits, failed
from communique.read.payload import asked
from communique.read.sources import STANDARD_INPUT, exists, read_file, shown
from communique.read.terms import Fetches, Terms, Wanted

ARCHIVE = "archive.toml"
"""A folder with this file is an archive of this program."""
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://")


@dataclass(frozen=True, slots=True)
class Place:
    """One file, address or folder to be read by itself, as `read_any` would on its way through a source.

    `within` is the folder that it was found in, which it must not lead out of; `part` the part of a large file that is
    to be read.
    """

    source: str
    within: str | None = None
    part: Part | None = None


def divided(place: Place, *, size: int) -> Iterator[Place]:
    """Yield the places of the parts, of about `size` bytes, of a file that can be read in parts, or the place itself.

    Reading them one after the other finds what reading the place finds.
    """
    path = Path(place.source)
    parts: list[Part] = []
    with suppress(OSError, ValueError):  # whoever reads it says what is wrong
        if path.stat().st_size > size and path.is_file():
            with path.open("rb") as file:
                parts = parts_of(file, path, size=size)
    yield from (replace(place, part=part) for part in parts) if parts else (place,)


def places_of(source: str | Path) -> Iterator[Place]:
    """Yield the places that a source stands for, in their order: a folder's files, or the source itself.

    Reading them one after the other with `read_place` finds what `read_any` finds.
    """
    given = str(source)
    if source != STANDARD_INPUT and not is_address(source) and _is_folder(source):
        files = (Place(str(path), given) for path in _files_below(Path(source)))
        first = next(files, None)
        if first is not None:
            yield first
            yield from files
            return
    yield Place(given)


def is_address(source: str | Path) -> bool:
    """Tell whether a source is an address to be fetched, and no file."""
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def check_there(sources: Iterable[str | Path]) -> None:
    """Raise SourceMissing if all sources are paths at which there is neither a file nor a folder: a slip of the hand.

    Where there is something at one of them, reading says of the others that they are missing.
    """
    given = list(sources)
    if not any(source == STANDARD_INPUT or is_address(source) or exists(Path(source)) for source in given):
        raise SourceMissing(f"there is no file or folder {', '.join(map(shown, given))}")


def read_place(place: Place, *, limits: Limits = LIMITS, wanted: Wanted | None = None) -> Iterator[Found]:
    """Yield what a place holds, as `read_any` does; nothing is fetched."""
    path, terms = Path(place.source), Terms(limits=limits, wanted=wanted)
    if place.within is not None:
        yield from _in_folder(path, _resolved(Path(place.within)), terms, part=place.part)
    elif place.part is not None:
        yield from _file(path, place.source, terms, part=place.part)
    else:
        yield from read_any(place.source, limits=limits, wanted=wanted)


def read_any(
    source: str | Path, *, limits: Limits = LIMITS, wanted: Wanted | None = None, fetcher: Fetches | None = None
) -> Iterator[Found]:
    """Yield everything that `source` holds: a file, a folder, `-` for standard input, or an address.

    A file may be text, HTML, PDF or DOCX, one document each; JSON Lines, JSON, CSV or Parquet, whose columns may have
    the names of other programs (`codebook/data/field_names.csv`); WARC; a feed or a sitemap; a list of addresses; a zip
    archive of such files; and all but Parquet and zip compressed by gzip or zstd. What it is is told by its bytes
    first, then by its ending.

    Never raises for what a source is or holds: what cannot be read is found as a reading without text whose failures
    say why and where. `wanted` is asked for each text (of HTML first for all words of the page, then for those outside
    of navigation and links); what it refuses is set aside before an article is looked for. `fetcher` fetches addresses,
    those in lists, and the stories of feeds and sitemaps that are given; without one nothing is fetched. Holds at most
    a record in memory, and writes nothing.
    """
    terms = Terms(limits=limits, wanted=wanted, fetcher=fetcher)
    if source == STANDARD_INPUT:
        yield from _stream(STANDARD_INPUT, terms)
        return
    if isinstance(source, str) and is_address(source):
        yield from read_address(source, terms=terms, source=source, follows=True)
        return
    path = Path(source)
    if not exists(path):
        yield failed(shown(path.name), SourceMissing(f"there is no file or folder {shown(path)}"), source=str(source))
    elif _is_folder(path):
        yield from _folder(path, terms)
    else:
        yield from _file(path, str(source), terms)


def _folder(folder: Path, terms: Terms) -> Iterator[Found]:
    """Read the files of a folder, then those of the folders in it, by their names; hidden ones are left out.

    A link that leads out of the folder is named and not followed, an archive of ours is passed over.
    """
    is_empty = True
    root = _resolved(folder)
    for path in _files_below(folder):
        is_empty = False
        yield from _in_folder(path, root, terms)
    if is_empty:
        error = SourceMissing(f"the folder {shown(folder)} holds no file that can be read")
        yield failed(shown(folder.name), error, source=str(folder))


def _in_folder(path: Path, root: Path | None, terms: Terms, *, part: Part | None = None) -> Iterator[Found]:
    where = _resolved(path)
    if root is not None and where is not None and where.is_relative_to(root):
        yield from _file(path, str(path), terms, part=part)
    else:
        what = f"{shown(path)} is a link that leads out of its folder; it was not followed"
        yield failed(shown(path.name), SourceMissing(what), source=str(path))


def _resolved(path: Path) -> Path | None:
    """Return where a path leads, None for a link that leads to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def _is_folder(source: str | Path) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files that can be read, folder by folder, so that a million of them need no memory."""
    for place, folders, files in os.walk(folder):
        if ARCHIVE in files:
            folders.clear()  # the texts in an archive are copies of sources
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and has_readable_name(name) and path.is_file():
                yield path


def _stream(path: str | Path, terms: Terms) -> Iterator[Found]:
    """Read what is no regular file as one document."""
    try:
        reading = read_file(path)
    except CommuniqueError as error:
        yield failed("stdin" if path == STANDARD_INPUT else shown(Path(path).name), error, source=str(path))
        return
    yield asked(Found(reading=reading, source=str(path)), terms.wanted)


def _file(path: Path, source: str, terms: Terms, *, part: Part | None = None) -> Iterator[Found]:
    if not path.is_file():
        yield from _stream(path, terms)
        return
    try:
        with path.open("rb") as file:
            yield from read_regular_file(file, path, source=source, terms=terms, part=part)
    except OSError as error:
        what = f"{shown(path)} cannot be read: {error.strerror or error}"
        yield failed(shown(path.name), SourceMissing(what), source=source)
