"""Compressed files -> pieces of their content, member by member, under caps; what is corrupt is named and passed over.

A gzip file may hold many members, a zstd file many frames (web archives hold one a record). A member that is corrupt
costs itself alone: the search for the next one begins behind its first bytes.
"""

import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from communique.errors import Bomb, CommuniqueError, Damaged
from communique.read.found import LIMITS, Limits

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
_GZIP_START = b"\x1f\x8b\x08"
_DICTIONARY = 0x184D2A5D
"""The skippable frame that holds the dictionary of a WARC file (IIPC, "Zstandard compression for WARC", 1.0)."""
_SKIPPABLE = frozenset(range(0x184D2A50, 0x184D2A60))
_CHUNK = 1 << 16
_STEP = 1 << 20
_FREE = 1 << 20
"""Up to so many bytes any ratio is allowed: a page of blanks is no attack."""
_WINDOW_LOG = 27
"""The largest window of zstd that is accepted, 128 MiB, as the command-line tool does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of content. `offset` is where their member begins in the file (of plain files: where they lie)."""

    data: bytes
    offset: int
    is_end: bool = False
    """The member ends here, and its checksum was right."""


@dataclass(frozen=True, slots=True)
class Damage:
    """From `offset` on (bytes of the file) something could not be read; the pieces of its member since are void."""

    offset: int
    error: CommuniqueError


class _Codec(Protocol):
    """A decompressor of one member that gives at most so many bytes at a time."""

    @property
    def eof(self) -> bool: ...
    def feed(self, data: bytes, most: int) -> bytes: ...
    @property
    def is_hungry(self) -> bool: ...
    @property
    def unused(self) -> int: ...


class _Gzip:
    __slots__ = ("_inner", "_was_full")

    def __init__(self, wbits: int = 31) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._was_full = False

    def feed(self, data: bytes, most: int) -> bytes:
        found = self._inner.decompress(self._inner.unconsumed_tail + data, most)
        self._was_full = len(found) == most  # zlib may hold more, although it has taken all its input
        return found

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def is_hungry(self) -> bool:
        return not (self._inner.unconsumed_tail or self._was_full)

    @property
    def unused(self) -> int:
        return len(self._inner.unused_data)


def zstd() -> Any:
    """Return the module of zstd: the standard library's since Python 3.14, before that its backport."""
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        from backports import zstd as module
    return module


class _Zstd:
    __slots__ = ("_inner",)

    def __init__(self, dictionary: bytes | None = None) -> None:
        module = zstd()
        window = {module.DecompressionParameter.window_log_max: _WINDOW_LOG}
        known = (
            module.ZstdDict(dictionary, is_raw=not dictionary.startswith(b"\x37\xa4\x30\xec")) if dictionary else None
        )
        self._inner = module.ZstdDecompressor(zstd_dict=known, options=window)

    def feed(self, data: bytes, most: int) -> bytes:
        found: bytes = self._inner.decompress(data, most)
        return found

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def is_hungry(self) -> bool:
        return bool(self._inner.needs_input)

    @property
    def unused(self) -> int:
        return len(self._inner.unused_data)


def plain_pieces(file: BinaryIO, *, end: int | None = None) -> Iterator[Piece]:
    """Yield a file as it is from where it stands, up to byte `end` or its own end, in pieces of a megabyte."""
    offset = file.tell()
    while data := file.read(_STEP if end is None else min(_STEP, end - offset)):
        yield Piece(data, offset, is_end=True)
        offset += len(data)


def inflated(file: BinaryIO, *, limits: Limits = LIMITS) -> Iterator[Piece | Damage]:
    """Yield the content of a gzip or zstd file in pieces of at most a megabyte, and what of it is damaged.

    `file` can be sought and stands at its first byte. Never raises for what the file holds. All members together may
    cost no more failed work than eight times the size of the file: nobody can make the search go on for ever.
    """
    return _Members(file, limits).pieces()


class _Members:
    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self._is_zstd = file.read(4) == ZSTD or self._is_skippable()
        self._errors = (EOFError, zstd().ZstdError) if self._is_zstd else (EOFError, zlib.error)
        self._magic = ZSTD if self._is_zstd else _GZIP_START
        self._dictionary: bytes | None = None
        self._wasted = 0
        file.seek(0, 2)
        self._size = file.tell()

    def _is_skippable(self) -> bool:
        self._file.seek(0)
        return _frame(self._file.read(4)) in _SKIPPABLE

    def pieces(self) -> Iterator[Piece | Damage]:
        at, was_damaged = 0, False
        while at < self._size:
            self._file.seek(at)
            head = self._file.read(8)
            if self._is_zstd and _frame(head) in _SKIPPABLE and len(head) == 8:
                at = self._past_skippable(at, head)
                continue
            if not head.startswith(self._magic):
                after = self._search(at)
                if not was_damaged and not self._is_padding(at, after):
                    yield Damage(at, Damaged(f"what lies from byte {at} on is not compressed data"))
                    was_damaged = True
                at = after
                continue
            end: int | Damage = at
            for one in self._member(at):
                if isinstance(one, Piece):
                    yield one
                else:
                    end = one
            if isinstance(end, Damage):
                if not was_damaged:
                    yield end
                else:
                    yield Damage(end.offset, end.error)
                was_damaged = True
                if self._wasted > 8 * self._size + self._limits.record_bytes:
                    yield Damage(at, Damaged(f"too much of the file is corrupt; it was given up at byte {at}"))
                    return
                at = self._search(at + len(self._magic))
            else:
                at, was_damaged = end, False

    def _member(self, at: int) -> Iterator[Piece | Damage | int]:
        """Yield the pieces of the member at `at`, then where the next one begins or what is wrong."""
        codec: _Codec = _Zstd(self._dictionary) if self._is_zstd else _Gzip()
        self._file.seek(at)
        taken = given = 0
        chunk = b""
        try:
            while not codec.eof:
                if codec.is_hungry:
                    chunk = self._file.read(_CHUNK)
                    if not chunk:
                        self._wasted += given
                        yield Damage(at, Damaged(f"the compressed data that begin at byte {at} are cut off"))
                        return
                    taken += len(chunk)
                    data = codec.feed(chunk, _STEP)
                else:
                    data = codec.feed(b"", _STEP)
                given += len(data)
                if given > _FREE and given > taken * self._limits.ratio:
                    self._wasted += given
                    yield Damage(at, bomb(f"the compressed data that begin at byte {at}", self._limits))
                    return
                if data or codec.eof:
                    yield Piece(data, at, is_end=codec.eof)
        except self._errors as error:
            self._wasted += given
            yield Damage(at, Damaged(f"the compressed data that begin at byte {at} are corrupt ({error})"))
            return
        yield at + taken - codec.unused

    def _past_skippable(self, at: int, head: bytes) -> int:
        length = int.from_bytes(head[4:], "little")
        if _frame(head) == _DICTIONARY and at == 0 and length <= self._limits.page_bytes:
            data = self._file.read(length)
            self._dictionary = inflate_whole(data, "zstd", most=self._limits.page_bytes) if data[:4] == ZSTD else data
        return at + 8 + length

    def _search(self, at: int) -> int:
        """Return where the next member seems to begin, or the end of the file."""
        self._file.seek(at)
        kept = b""
        while chunk := self._file.read(_CHUNK):
            window = kept + chunk
            found = window.find(self._magic)
            if found >= 0:
                return at - len(kept) + found
            at += len(chunk)
            kept = window[-(len(self._magic) - 1) :]
        return self._size

    def _is_padding(self, start: int, end: int) -> bool:
        """Tapes and disks fill up with zeros; they are no damage."""
        self._file.seek(start)
        left = end - start
        while left > 0:
            chunk = self._file.read(min(_CHUNK, left))
            if not chunk or chunk.strip(b"\0"):
                return not chunk
            left -= len(chunk)
        return True


def _frame(head: bytes) -> int:
    return int.from_bytes(head[:4], "little") if len(head) >= 4 else 0


def bomb(what: str, limits: Limits) -> Bomb:
    """Return the error of data that grow beyond the ratio that is allowed."""
    return Bomb(f"{what} grow more than {limits.ratio:,} to 1; they were given up")


def inflate_whole(data: bytes, coding: str, *, most: int, limits: Limits = LIMITS) -> bytes:
    """Return `data` without its compression: `gzip`, `deflate`, `zstd` or `br` (RFC 9110, section 8.4.1).

    Raises Bomb above `most` bytes or the ratio of `limits`, Damaged if the data are corrupt or cut off.
    """
    parts: list[bytes] = []
    given = 0
    for part in _parts(data, coding):
        given += len(part)
        if given > most:
            raise Bomb(f"compressed data of {len(data):,} bytes hold more than {most:,}; they were given up")
        if given > _FREE and given > len(data) * limits.ratio:
            raise bomb(f"compressed data of {len(data):,} bytes", limits)
        parts.append(part)
    return b"".join(parts)


def _parts(data: bytes, coding: str) -> Iterator[bytes]:
    try:
        if coding == "br":
            yield from _brotli_parts(data)
        else:
            yield from _codec_parts(
                data, _Zstd() if coding == "zstd" else _Gzip(31 if coding == "gzip" else _deflate_bits(data))
            )
    except CommuniqueError:
        raise
    except Exception as error:  # noqa: BLE001  (zstd and brotli have errors of their own, and are not loaded for gzip)
        raise Damaged(f"compressed data are corrupt ({error})") from None


def _codec_parts(data: bytes, codec: _Codec) -> Iterator[bytes]:
    yield codec.feed(data, _STEP)
    while not codec.eof:
        if codec.is_hungry:
            raise Damaged("compressed data are cut off")
        yield codec.feed(b"", _STEP)


def _deflate_bits(data: bytes) -> int:
    """Servers send "deflate" with the header of zlib, as they should, and without."""
    return 15 if len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0 else -15


def _brotli_parts(data: bytes) -> Iterator[bytes]:
    import brotli

    codec = brotli.Decompressor()
    yield codec.process(data, output_buffer_limit=_STEP)
    while not codec.is_finished():
        if codec.can_accept_more_data():
            raise Damaged("compressed data are cut off")
        yield codec.process(b"", output_buffer_limit=_STEP)
