"""Tellings while they are put together: under numbers, and outside of memory where there are many.

Of each only what puts it in order is at hand, in columns; the telling itself is read when it is looked at. Those that
were looked at last are kept, because what is compared lies near in time.
"""

import hashlib
import marshal
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, BinaryIO, Self

from communique.model import MeetingKind, Place, Status
from communique.track.parties import recalled
from communique.track.tellings import Source, Telling, Words

_STATUS_ORDER = {Status.HAPPENED: 0, Status.PLANNED: 1, Status.CANCELLED: 2}
_KINDS = {kind.value: kind for kind in MeetingKind}
_STATUS = {status.value: status for status in Status}
_AT_HAND = 10_000
"""Tellings that are kept after they were looked at; at most twice as many."""
_PACKED = 8192
_NO_DAY = -1


class Shelf:
    """Tellings in the order in which they came; with a `file` (open for reading and writing) they lie in it."""

    def __init__(self, file: BinaryIO | None = None) -> None:
        self._file = file
        self._held: list[Telling] = []
        self._ends = array("Q", [0])
        self._near: dict[int, Telling] = {}
        self._nearly: dict[int, Telling] = {}
        self._status, self._own = array("B"), array("B")
        self._persons, self._width = array("I"), array("I")
        self._published, self._first = array("q"), array("q")
        self._named = _Names()
        self._meetings = _Names()
        self._same = bytearray()

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> Self:
        """Return a shelf in memory."""
        made = cls()
        for telling in tellings:
            made.add(telling)
        return made

    def __len__(self) -> int:
        return len(self._status)

    def add(self, telling: Telling) -> int:
        """Put a telling in and return its number."""
        window = telling.window
        self._status.append(_STATUS_ORDER[telling.status])
        self._own.append(telling.source.is_own)
        self._persons.append(sum(party.is_person for party in telling.parties))
        self._width.append(window.last - window.first if window is not None else 0)
        self._published.append(telling.published or 0)
        self._first.append(window.first if window is not None else _NO_DAY)
        self._named.add(telling.document)
        self._meetings.add(telling.meetings[0])
        self._same += _what_copies_share(telling)
        if self._file is None:
            self._held.append(telling)
        else:
            self._ends.append(self._ends[-1] + self._file.write(_packed(telling)))
        return len(self) - 1

    def __getitem__(self, number: int) -> Telling:
        if self._file is None:
            return self._held[number]
        found = self._near.get(number)
        if found is None:
            found = self._nearly.get(number) or self._read(number)
            if len(self._near) >= _AT_HAND:
                self._near, self._nearly = {}, self._near
            self._near[number] = found
        return found

    def _read(self, number: int) -> Telling:
        assert self._file is not None
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return _unpacked(self._file.read(end - start))

    # Columns ------------------------------------------------------------------------------------------------------

    def ranked(self) -> Any:
        """Return the numbers (numpy) in the order in which tellings are placed.

        What happened comes first, then the finest date, most people named, a side's own text; ties fall by document.
        """
        import numpy as np

        return np.lexsort(
            (
                self._meetings.column(),
                self._named.column(),
                np.array(self._published),
                np.logical_not(np.array(self._own)),
                -np.array(self._persons, dtype="i8"),
                np.array(self._width),
                np.array(self._status),
            )
        ).astype("u4")

    def days(self) -> tuple[Any, Any]:
        """Return of each telling the first of the days that it gives, below zero if none, and whether it is one day."""
        import numpy as np

        first = np.array(self._first)
        return first, (first != _NO_DAY) & (np.array(self._width) == 0)

    def documents(self) -> Iterable[str]:
        """Yield the id of each telling's document."""
        for name in self._named.column():
            yield bytes(name).decode("utf-8", "surrogatepass")

    def shared_by_copies(self) -> Any:
        """Return of each telling (numpy, two numbers) what stands for the part of it that near copies have too."""
        import numpy as np

        return np.frombuffer(bytes(self._same), dtype="u8").reshape(-1, 2)


class _Names:
    """Short strings, in a column; sorted as such."""

    def __init__(self) -> None:
        self._packed: list[Any] = []
        self._last: list[bytes] = []

    def add(self, name: str) -> None:
        self._last.append(name.encode("utf-8", "surrogatepass"))
        if len(self._last) == _PACKED:
            self._pack()

    def _pack(self) -> None:
        import numpy as np

        self._packed.append(np.array(self._last, dtype=np.bytes_))
        self._last = []

    def column(self) -> Any:
        import numpy as np

        if self._last or not self._packed:
            self._pack()
        if len(self._packed) > 1:
            self._packed = [np.concatenate(self._packed)]
        return self._packed[0]


def _what_copies_share(telling: Telling) -> bytes:
    """Return a hash of participants, status and words: what copies tell in the same words is one telling."""
    people = tuple(sorted(party.id for party in telling.parties))
    words = telling.evidence[0].words if telling.evidence else None
    told = repr((people, telling.status.value, words))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _packed(telling: Telling) -> bytes:
    source, place = telling.source, telling.place
    return marshal.dumps(
        (
            (source.document, source.side, source.publisher, source.language, source.published_on),
            telling.meetings,
            telling.kind.value,
            telling.status.value,
            telling.date,
            (place.name, place.country) if place is not None else None,
            tuple(
                [(one.id, one.kind.value, one.name, one.country, one.office, one.by_office) for one in telling.parties]
            ),
            telling.host,
            telling.requested_by,
            tuple([tuple(words) for words in telling.evidence]),
            telling.leads,
        )
    )


def _unpacked(data: bytes) -> Telling:
    # What this very process wrote, to a file that nobody else can open.
    source, meetings, kind, status, date, place, parties, host, requested_by, evidence, leads = marshal.loads(data)  # noqa: S302
    return Telling(
        Source(*source),
        meetings,
        _KINDS[kind],
        _STATUS[status],
        date,
        _place(*place) if place is not None else None,
        tuple([recalled(one) for one in parties]),
        host,
        requested_by,
        tuple([Words(*words) for words in evidence]),
        leads,
    )


@lru_cache(maxsize=1 << 12)
def _place(name: str, country: str | None) -> Place:
    return Place(name=name, country=country)
