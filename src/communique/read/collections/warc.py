"""Web archives (WARC 1.0 and 1.1, ISO 28500) -> records. A corrupt record is named and passed over.

Libraries for WARC stop at the first record that is corrupt or seek the next one without saying what was lost, and cap
neither the size nor the ratio of what they unpack; so the framing, which is simple, is read here.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.errors import CommuniqueError, Damaged, TooLarge
from communique.read.collections.inflate import Damage, Piece
from communique.read.found import LIMITS, Limits

START = b"WARC/"
_NEXT = re.compile(rb"\n(?=WARC/[01]\.\d{1,2}\r?\n)")
_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 1 << 16
_BLANK = re.compile(rb"[\r\n]+")
_AFTER = re.compile(rb"(?:\r?\n)*(?:\Z|(?<=\n)WARC/)")
_SHORTEST = 16
_HELD = 4
"""In a file that is one single compressed member, so many records wait for what comes after them."""
KINDS = frozenset({"response", "resource", "conversion"})
"""Records that hold texts; the bodies of the others are not kept."""
_OTHER_KINDS = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record. `headers` are by lower-case name; `offset` is where the record, or its member, begins in the file."""

    kind: str
    headers: dict[str, str]
    body: bytes
    offset: int
    number: int


def warc_records(
    pieces: Iterable[Piece | Damage], *, is_plain: bool, limits: Limits = LIMITS
) -> Iterator[WarcRecord | Damage]:
    """Yield the records of a web archive and, in their places, what is damaged: never raises for what it holds.

    A record is given out when the checksum of its compressed member was right, and, if it names the SHA-1 digest of its
    block, when that is right too. In a file that is one single member only the last records wait for the checksum.
    `is_plain` tells that the pieces lie in the file as they are, so that offsets are exact.
    """
    return _Reader(limits, is_plain=is_plain).records(pieces)


class _Reader:
    def __init__(self, limits: Limits, *, is_plain: bool) -> None:
        self._limits, self._is_plain = limits, is_plain
        self._buffer = bytearray()
        self._starts: list[tuple[int, int]] = []
        """Place in the buffer and offset in the file of each piece whose beginning, or more, is in the buffer."""
        self._number = 0
        self._is_lost = False
        """Within data of which no record's beginning is known."""

    def records(self, pieces: Iterable[Piece | Damage]) -> Iterator[WarcRecord | Damage]:
        held: list[WarcRecord | Damage] = []
        for piece in pieces:
            if isinstance(piece, Damage):
                # The member was corrupt: what it gave last may be wrong as well.
                while held and held[-1].offset == piece.offset:
                    held.pop()
                yield from held
                held.clear()
                self._forget()
                yield piece
                continue
            self._starts.append((len(self._buffer), piece.offset))
            self._buffer += piece.data
            held.extend(self._whole_records(is_border=piece.is_end and not self._is_plain))
            ready = len(held) if piece.is_end else max(0, len(held) - _HELD)
            yield from held[:ready]
            del held[:ready]
        yield from held
        yield from self._whole_records(is_end=True)

    def _forget(self) -> None:
        self._buffer.clear()
        self._starts.clear()
        self._is_lost = False

    def _offset(self) -> int:
        """Return where in the file the first byte of the buffer comes from: exactly, or by its member."""
        start, offset = self._starts[0] if self._starts else (0, 0)
        return offset - start if self._is_plain else offset

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        moved = [(place - count, offset) for place, offset in self._starts]
        first = max((at for at, (place, _) in enumerate(moved) if place <= 0), default=0)
        self._starts = moved[first:]

    def _lost(self, count: int, error: CommuniqueError) -> Damage:
        """Give up the record at the start of the buffer; the next one is sought behind its first `count` bytes."""
        damage = Damage(self._offset(), error)
        self._drop(count)
        self._is_lost = True
        return damage

    def _whole_records(self, *, is_border: bool = False, is_end: bool = False) -> Iterator[WarcRecord | Damage]:
        """Yield what is whole in the buffer; at a border, the end of a compressed member, a record may end."""
        while self._buffer:
            if self._is_lost and not self._find_next(is_end=is_end):
                return
            blank = _BLANK.match(self._buffer)
            if blank:
                self._drop(blank.end())
            if not self._buffer or (len(self._buffer) < _SHORTEST and not is_end):
                return
            if not _VERSION.match(self._buffer):
                yield self._lost(1, Damaged(f"no record begins at byte {self._offset()}"))
                continue
            self._number += 1
            one = self._record(is_border=is_border, is_end=is_end)
            if one is None:
                self._number -= 1
                return
            yield one

    def _find_next(self, *, is_end: bool) -> bool:
        found = _NEXT.search(self._buffer)
        if found:
            self._drop(found.end())
            self._is_lost = False
            return True
        self._drop(len(self._buffer) if is_end else max(0, len(self._buffer) - _SHORTEST))
        return False

    def _record(self, *, is_border: bool, is_end: bool) -> WarcRecord | Damage | None:
        """Return the record at the start of the buffer or what is wrong with it, None if more must be read."""
        at = self._offset()
        head = HEAD_END.search(self._buffer, 0, _LONGEST_HEAD)
        if head is None:
            if len(self._buffer) < _LONGEST_HEAD and not is_end:
                return None
            return self._lost(len(START), Damaged(f"the head of the record at byte {at} has no end"))
        headers = header_fields(bytes(self._buffer[: head.start()]))
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            return self._lost(len(START), Damaged(f"the record at byte {at} does not say how long it is"))
        end = head.end() + int(length)
        if int(length) > self._limits.record_bytes:
            return self._lost(
                head.end(), TooLarge(f"the record at byte {at} has {int(length):,} bytes; it was passed over")
            )
        if len(self._buffer) < end + (0 if is_border else _SHORTEST) and not is_end:
            return None
        if len(self._buffer) < end:
            return self._lost(head.end(), Damaged(f"the record at byte {at} is cut off"))
        if not _AFTER.match(self._buffer, end):
            return self._lost(head.end(), Damaged(f"the record at byte {at} does not end where it says"))
        kind = headers.get("warc-type", "").lower()
        if kind not in KINDS and kind not in _OTHER_KINDS:
            return self._lost(head.end(), Damaged(f"the record at byte {at} is of the unknown kind {kind[:40]!r}"))
        body = bytes(self._buffer[head.end() : end]) if kind in KINDS else b""
        if body and not _is_digest_right(headers.get("warc-block-digest"), body):
            return self._lost(head.end(), Damaged(f"the record at byte {at} is not what its digest says"))
        self._drop(end)
        return WarcRecord(kind, headers, body, at, self._number)


def header_fields(head: bytes) -> dict[str, str]:
    """Return the fields of a head by lower-case name; the first line is no field. Of two alike the first counts."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").split("\n")[1:]:
        if line[:1] in {" ", "\t"} and name:  # a folded line (RFC 2616)
            fields[name] = f"{fields[name]} {line.strip()}"
            continue
        before, colon, after = line.partition(":")
        name = before.strip().lower() if colon else ""
        if name and name in fields:
            name = ""
        elif name:
            fields[name] = after.strip()
    return fields


def _is_digest_right(digest: str | None, body: bytes) -> bool:
    """Check a SHA-1 digest in base 32 or 16; others are taken for right."""
    algorithm, _, value = (digest or "").partition(":")
    if algorithm.lower() != "sha1" or len(value) not in {32, 40}:
        return True
    made = hashlib.sha1(body, usedforsecurity=False)
    return value.upper() == (base64.b32encode(made.digest()).decode() if len(value) == 32 else made.hexdigest().upper())
