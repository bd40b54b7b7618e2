"""The meetings of an archive, found once and kept in one file, to be asked in milliseconds.

    cache/history/meetings-SNAPSHOT.sqlite

Every question is answered from short lists of numbers: of the meetings of a side, of a person, on a topic. Only the
meetings that are shown are read. A file never changes; of another state of the archive there is another file.
"""

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from communique.codebook.people import name_key
from communique.errors import BadDate
from communique.history.folder import opened
from communique.model.dates import first_day, last_day
from communique.model.history import MeetingCluster
from communique.track.days import in_order

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE meetings(number INTEGER PRIMARY KEY, id TEXT NOT NULL, named_by TEXT NOT NULL, tellings TEXT NOT NULL,
    meeting BLOB NOT NULL);
CREATE TABLE documents(document TEXT, number INTEGER, PRIMARY KEY (document, number)) WITHOUT ROWID;
CREATE TABLE lists(kind TEXT, value TEXT, numbers BLOB NOT NULL, PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TABLE parties(party INTEGER PRIMARY KEY, id TEXT NOT NULL, side TEXT, is_person INTEGER, words TEXT NOT NULL);
CREATE TABLE names(id TEXT NOT NULL, name TEXT, words TEXT NOT NULL);
CREATE TABLE copies(document TEXT PRIMARY KEY, original TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE arrays(name TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX meeting_ids ON meetings(id);
CREATE INDEX meeting_names ON meetings(named_by);
CREATE INDEX names_ids ON names(id);
"""
FAR = (1 << 31) - 1
"""Day of a meeting of which no day is known."""
NUMBERS = "u4"
DAYS = "i4"
TIMES = "i8"
_WIDEST = 1_000_000
BARE_VISIT = ("kind", "bare_visit")
"""The list of the "meetings" that are a visit of one person to a place."""
_AT_ONCE = 500


def time_of(date: str | None) -> int:
    """Return a partial date as one number, in the order of `days.in_order`."""
    day, width = in_order(date)
    return day * _WIDEST + _WIDEST // 2 + width


UNDATED = time_of(None)


def spaced(words: Iterable[str]) -> str:
    """Return words so that each is found with a blank on either side."""
    return " ".join(("", *words, ""))


def packed(json: str) -> bytes:
    """Return a meeting as it is stored."""
    return zlib.compress(json.encode(), 1)


def unpacked(data: bytes) -> MeetingCluster:
    """Return a meeting from what is stored."""
    return MeetingCluster.model_validate_json(zlib.decompress(data))


class Meetings:
    """The meetings of an archive in one of its states. May be asked from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> "Meetings | None":
        """Open a file of meetings, None if there is none that is of use."""
        connection = opened(path)
        return cls(connection) if connection is not None else None

    def __del__(self) -> None:
        self._connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return what SQLite says; of our own words only."""
        with self._one_at_a_time:
            return self._connection.execute(sql, values).fetchall()

    # Which meetings -----------------------------------------------------------------------------------------------

    def which(
        self,
        *,
        between: Sequence[str] = (),
        who: str | None = None,
        since: str | None = None,
        until: str | None = None,
        topic: str | None = None,
    ) -> Any:
        """Return the numbers of meetings (numpy), in the order of time; see `meetings_of`."""
        import numpy as np

        lists = [self.listed("side", side) for side in between]
        if who is not None:
            lists.append(self._of_person(who))
        if topic is not None:
            lists.append(self.listed("topic", topic))
        found = self.order
        if lists:
            lists.sort(key=len)
            some = lists[0]
            for other in lists[1:]:
                some = np.intersect1d(some, other, assume_unique=True)
            found = some[np.argsort(self._rank[some], kind="stable")]
        if since is not None:
            found = found[(self._last[found] >= _day(since, first=True)) & (self._first[found] != FAR)]
        if until is not None:
            found = found[self._first[found] <= _day(until, first=False)]
        return found

    def listed(self, kind: str, value: str) -> Any:
        """Return a list of numbers, sorted."""
        import numpy as np

        found = self.rows("SELECT numbers FROM lists WHERE kind = ? AND value = ?", (kind, value))
        return np.frombuffer(found[0][0] if found else b"", dtype=NUMBERS)

    def sizes(self, kind: str) -> dict[str, int]:
        """Return how many meetings each list of a kind has: of each `side`, each `topic`."""
        import numpy as np

        rows = self.rows("SELECT value, length(numbers) FROM lists WHERE kind = ?", (kind,))
        return {value: size // np.dtype(NUMBERS).itemsize for value, size in rows}

    def _of_person(self, who: str) -> Any:
        """Return the meetings of somebody by id, name or words of a name; see `track.meetings.is_called`."""
        has_words, words = _has_words(who)
        condition = f"id = ? OR (side = ? AND NOT is_person) OR (is_person AND {has_words})"
        return self._of_parties(condition, [who, who, *words])

    def with_participant(self, identity: str) -> Any:
        """Return the meetings (sorted) in which somebody with this very id took part."""
        return self._of_parties("id = ?", [identity])

    def _of_parties(self, condition: str, values: Sequence[str]) -> Any:
        import numpy as np

        parties = self.rows(f"SELECT party FROM parties WHERE {condition}", values)  # noqa: S608 — our own words
        lists = [self.listed("party", str(party)) for (party,) in parties]
        return np.unique(np.concatenate(lists)) if lists else np.frombuffer(b"", dtype=NUMBERS)

    def latest(self, numbers: Any, most: int) -> Any:
        """Return the latest of some meetings in the order of time, in that order; those without a date come first."""
        import numpy as np

        when = self._when[numbers]
        found = np.lexsort((np.arange(len(when)), -when, when >= UNDATED))[:most]
        return numbers[np.sort(found)]

    def within(self, numbers: Any, *, since: str | None, until: str | None) -> Any:
        """Return those of some meetings whose own date, without one that of the first text, lies within a time."""
        import numpy as np

        when = self._when[numbers]
        first, last = when // _WIDEST, when // _WIDEST - (when % _WIDEST - _WIDEST // 2)
        here = np.ones(len(when), dtype=bool)
        if since is not None:
            here &= (last >= _day(since, first=True)) & (when < UNDATED)
        if until is not None:
            here &= first <= _day(until, first=False)
        return numbers[here]

    def array(self, name: str, dtype: str) -> Any:
        """Return one of the arrays of all meetings."""
        import numpy as np

        (found,) = self.rows("SELECT numbers FROM arrays WHERE name = ?", (name,))
        return np.frombuffer(found[0], dtype=dtype)

    @cached_property
    def order(self) -> Any:
        """The numbers of all meetings in the order of time."""
        return self.array("order", NUMBERS)

    @cached_property
    def _rank(self) -> Any:
        import numpy as np

        rank = np.zeros(len(self._first), dtype=NUMBERS)
        rank[self.order] = np.arange(len(self.order), dtype=NUMBERS)
        return rank

    @cached_property
    def _first(self) -> Any:
        return self.array("first", DAYS)

    @cached_property
    def _last(self) -> Any:
        return self.array("last", DAYS)

    @cached_property
    def _when(self) -> Any:
        return self.array("when", TIMES)

    # Meetings -----------------------------------------------------------------------------------------------------

    def read(self, numbers: Iterable[int]) -> list[MeetingCluster]:
        """Return meetings by their numbers, in that order."""
        return list(self.reading(numbers))

    def reading(self, numbers: Iterable[int]) -> Iterator[MeetingCluster]:
        """Yield meetings by their numbers, in that order; memory does not grow with them."""
        wanted = [int(number) for number in numbers]
        for begin in range(0, len(wanted), _AT_ONCE):
            some = wanted[begin : begin + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found = dict(self.rows(f"SELECT number, meeting FROM meetings WHERE number IN ({marks})", some))  # noqa: S608
            yield from (unpacked(found[number]) for number in some)

    def by_id(self, name: str) -> MeetingCluster | None:
        """Return the meeting with an id, None if there is none."""
        found = self.rows("SELECT meeting FROM meetings WHERE id = ?", (name,))
        return unpacked(found[0][0]) if found else None

    def ids(self) -> list[str]:
        """Return the ids of all meetings, in no order."""
        return [name for (name,) in self.rows("SELECT id FROM meetings")]

    def of_documents(self, documents: Sequence[str]) -> list[int]:
        """Return the numbers of the meetings that these documents tell of."""
        found: set[int] = set()
        for begin in range(0, len(documents), _AT_ONCE):
            some = list(documents[begin : begin + _AT_ONCE])
            marks = ", ".join("?" * len(some))
            rows = self.rows(f"SELECT DISTINCT number FROM documents WHERE document IN ({marks})", some)  # noqa: S608
            found.update(number for (number,) in rows)
        return sorted(found)

    def copies(self, documents: Iterable[str] | None = None) -> dict[str, str]:
        """Return the near copies, of all documents or of these, each with the first of the texts that it copies."""
        if documents is None:
            return dict(self.rows("SELECT document, original FROM copies"))
        found: dict[str, str] = {}
        wanted = list(documents)
        for begin in range(0, len(wanted), _AT_ONCE):
            some = wanted[begin : begin + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found.update(self.rows(f"SELECT document, original FROM copies WHERE document IN ({marks})", some))  # noqa: S608
        return found

    def people(self) -> dict[str, str]:
        """Return everybody whom a document names: the longest name by the id."""
        found: dict[str, str] = {}
        for identity, name in self.rows("SELECT id, name FROM names WHERE name IS NOT NULL ORDER BY id"):
            if identity not in found or (len(name), name) > (len(found[identity]), found[identity]):
                found[identity] = name
        return found

    def called(self, who: str) -> list[tuple[str, str | None]]:
        """Return the ids of people, each with the names that documents have, that somebody may be meant by.

        That is by the id, or by words of the name; see `track.meetings.is_called`.
        """
        has_words, words = _has_words(who)
        return self.rows(f"SELECT id, name FROM names WHERE id = ? OR ({has_words})", [who, *words])  # noqa: S608


def _has_words(who: str) -> tuple[str, list[str]]:
    """Return the condition that a name has all words of another, and its values."""
    words = name_key(who).split()
    return " AND ".join(["instr(words, ?)"] * len(words)) or "FALSE", [spaced([word]) for word in words]


def _day(date: str, *, first: bool) -> int:
    try:
        return (first_day(date) if first else last_day(date)).toordinal()
    except ValueError as error:
        raise BadDate(str(error)) from error
