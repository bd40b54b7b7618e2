"""Zip archives -> their files, as streams. Nothing is ever unpacked to the disk, so no name can lead anywhere."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from communique.errors import Damaged, TooLarge
from communique.read.collections.inflate import Damage, Piece, bomb
from communique.read.found import LIMITS, Limits

MAGIC = b"PK\x03\x04"
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "[Content_Types].xml", "mimetype")
_STEP = 1 << 20
_FREE = 1 << 20
_ENTRY = b"PK\x01\x02"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name as written there, and its content, which must be read before the next one's."""

    name: str
    pieces: Iterator[Piece | Damage]


def is_office(file: BinaryIO) -> bool:
    """Tell whether a zip archive is a document of an office program or an electronic book."""
    try:
        if _count(file) > LIMITS.members:
            return False
        with zipfile.ZipFile(file) as archive:
            return any(name in archive.NameToInfo for name in _OFFICE)
    except _FAULTS:
        return False
    finally:
        file.seek(0)


def members_of(file: BinaryIO, *, limits: Limits = LIMITS) -> Iterator[Member | Damage]:
    """Yield the files of an archive in its order, folders left out. Never raises for what it holds."""
    if _count(file) > limits.members:
        yield Damage(0, TooLarge(f"the archive holds more than {limits.members:,} files; none was read"))
        return
    try:
        archive = zipfile.ZipFile(file)
    except _FAULTS as error:
        yield Damage(0, Damaged(f"the zip archive is corrupt ({error})"))
        return
    with archive:
        size = file.seek(0, 2)
        budget = [max(_FREE, size * limits.ratio)]
        for info in archive.infolist():
            if not info.is_dir():
                yield Member(info.filename, _pieces(archive, info, budget, limits))


def _pieces(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: list[int], limits: Limits
) -> Iterator[Piece | Damage]:
    """Yield a member's content. All members together may not exceed the ratio: they can overlap in the archive."""
    given = 0
    try:
        with archive.open(info) as stream:
            while data := stream.read(_STEP):
                given += len(data)
                budget[0] -= len(data)
                if budget[0] < 0 or (given > _FREE and given > info.compress_size * limits.ratio):
                    yield Damage(
                        info.header_offset, bomb(f"the data of {info.filename[:100]!r} in the archive", limits)
                    )
                    return
                yield Piece(data, info.header_offset)
    except _FAULTS as error:
        what = (
            f"the file {info.filename[:100]!r}, from byte {info.header_offset} of the archive on, is corrupt ({error})"
        )
        yield Damage(info.header_offset, Damaged(what))


def _count(file: BinaryIO) -> int:
    """Count the entries of the directory at the end, which a zip library would make objects of first."""
    file.seek(0)
    count, kept = 0, b""
    while chunk := file.read(_STEP):
        window = kept + chunk
        count += window.count(_ENTRY)
        kept = window[-3:]
    file.seek(0)
    return count
