"""All documents of an archive -> the file of its meetings; and that file with what people decided."""

import contextlib
import json
import shutil
import sqlite3
import tempfile
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from communique.archive import Archive, Judgement, disk
from communique.history import told
from communique.history.folder import stamp
from communique.history.store import (
    BARE_VISIT,
    DAYS,
    FAR,
    INDEXES,
    NUMBERS,
    SCHEMA,
    TIMES,
    Meetings,
    packed,
    spaced,
    time_of,
)
from communique.history.texts import copies_among, documents_of, heads_of, texts_of
from communique.model import ActorKind
from communique.model.history import MeetingCluster
from communique.track.grouping import group
from communique.track.groups import Group
from communique.track.itinerary import is_bare_visit
from communique.track.meetings import cluster, days_of, name_of, named, what_names
from communique.track.parties import Party, party
from communique.track.shelf import Shelf
from communique.track.tellings import Head
from communique.track.verdicts import DIFFERENT, SAME, made_of, replay

_NAMES = "SELECT DISTINCT actor, name FROM actors WHERE kind = 'person' ORDER BY actor, name"


def make(archive: Archive, target: Path, folder: Path, *, keep: bool) -> None:
    """Write the meetings of an archive to a new file, as they are without anybody's judgement.

    Texts, tellings and meetings are passed through one after the other; what is held of all of them are columns, and
    which telling belongs to which meeting.
    """
    documents = documents_of(archive)
    texts = texts_of(archive, documents, folder, keep=keep)
    copies = copies_among(archive, documents, texts.signs, folder, keep=keep)
    heads = texts.heads
    del documents, texts
    with _written(target) as connection:
        connection.executemany("INSERT INTO copies VALUES (?, ?)", sorted(copies.items()))
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", _names_of_people(archive))
        with disk.telling(folder, "write"), tempfile.TemporaryFile(dir=folder) as file:
            shelf, topics = _shelf(archive, heads, file)
            groups = group(shelf, copies=copies)
            writing = _Writing(connection, _Lists())
            writing.write(groups, copies, {})
            writing.write_lists(_of_meetings(topics, groups, len(shelf)))
        connection.executescript(INDEXES)


def _names_of_people(archive: Archive) -> Iterator[tuple[str, str | None, str]]:
    """Yield by which id and name documents have people, with the words of the name."""
    for piece in archive.query(_NAMES, seconds=told.SECONDS).to_batches(max_chunksize=1000):
        for identity, name in zip(piece["actor"].to_pylist(), piece["name"].to_pylist(), strict=True):
            yield identity, name, spaced(party(identity, ActorKind.PERSON, name, None).name_words)


def _shelf(archive: Archive, heads: Mapping[str, Head], file: BinaryIO) -> tuple[Shelf, dict[str, "array[int]"]]:
    """Return what all documents tell of meetings, and for each topic those tellings whose document speaks of it."""
    shelf = Shelf(file)
    on: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for some in told.ranges(archive):
        topics = told.topics(archive, some)
        for telling in told.tellings(archive, heads, some):
            number = shelf.add(telling)
            for topic in topics.get(telling.document, ()):
                on[topic].append(number)
    return shelf, on


def make_judged(archive: Archive, before: Meetings, base: Path, target: Path, judgements: Sequence[Judgement]) -> None:
    """Write the meetings as these judgements leave them to a new file; only what they touch is made again."""
    judged = [one for one in judgements if one.what in SAME | DIFFERENT]
    places = sorted({str(place["document"]) for one in judged for place in one.about.get("tellings", ())})
    touched = _groups(archive, before, before.of_documents(places))
    # The groups as they are now: replaying changes them.
    old = [*_groups(archive, before, list(touched)).values()]
    replayed = replay(list(touched.values()), judged, number=len(before.array("first", DAYS)))
    keys = {what_names(one) for one in chain(old, replayed.groups)}
    alike = _groups(archive, before, sorted(set(_named_by(before, keys)) - touched.keys()))
    groups = [*alike.values(), *replayed.groups]
    documents = sorted({name for one in groups for name in one.documents})
    spoken_of = told.topics(archive, documents)
    topics: defaultdict[str, list[int]] = defaultdict(list)
    for one in groups:
        for topic in {topic for name in one.documents for topic in spoken_of.get(name, ())}:
            topics[topic].append(one.number)
    shutil.copyfile(base, target)
    with _written(target, is_new=False) as connection:
        writing = _Writing(connection, _Lists(before))
        writing.forget([*old, *alike.values()])
        writing.write(groups, before.copies(documents), replayed.made_by)
        writing.write_lists(topics)


def _of_meetings(topics: Mapping[str, Sequence[int]], groups: Iterable[Group], tellings: int) -> dict[str, Any]:
    """Return the numbers of meetings (numpy) for those of their tellings."""
    import numpy as np

    number = np.zeros(tellings, dtype=NUMBERS)
    for one in groups:
        number[one.members] = one.number
    return {topic: number[np.asarray(members)] for topic, members in topics.items()}


def _named_by(before: Meetings, keys: Iterable[str]) -> list[int]:
    """Return the numbers of the meetings whose ids are made of these."""
    return [
        number for key in keys for (number,) in before.rows("SELECT number FROM meetings WHERE named_by = ?", (key,))
    ]


def _groups(archive: Archive, before: Meetings, numbers: Sequence[int]) -> dict[int, Group]:
    """Return groups as they were when their meetings were made, by their numbers."""
    rows = [
        (number, json.loads(tellings))
        for number in numbers
        for (tellings,) in before.rows("SELECT tellings FROM meetings WHERE number = ?", (number,))
    ]
    names = sorted({document for _, tellings in rows for document, _, _ in tellings})
    shelf = Shelf.of(told.tellings(archive, heads_of(archive, names), names))
    members = {(shelf[at].document, shelf[at].meetings[0]): at for at in range(len(shelf))}
    return {
        number: made_of(number, shelf, [(members[document, meeting], sure) for document, meeting, sure in tellings])
        for number, tellings in rows
    }


@contextlib.contextmanager
def _written(target: Path, *, is_new: bool = True) -> Iterator[sqlite3.Connection]:
    """Open a new file of meetings for writing, or a copy of one to change it; close it when all is written."""
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as connection:
        # A file that was not finished is never given its name: nothing is gained by flushing it on the way.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
        connection.execute("BEGIN")
        if is_new:
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp(),))
        yield connection
        if connection.in_transaction:
            connection.execute("COMMIT")


class _Lists:
    """The short lists and arrays while they are made, or changed."""

    def __init__(self, before: Meetings | None = None) -> None:
        self.before = before
        self.more: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))
        self.less: set[int] = set()
        self.parties: dict[tuple[str, str | None, bool, str], int] = {}
        self.known = 0
        if before is not None:
            for party, *rest in before.rows("SELECT party, id, side, is_person, words FROM parties"):
                self.parties[rest[0], rest[1], bool(rest[2]), rest[3]] = party
            self.known = len(self.parties)

    def party(self, one: Party) -> int:
        """Return the number of a participant as it is asked for."""
        words = spaced(one.name_words) if one.is_person else ""
        return self.parties.setdefault((one.id, one.side, one.is_person, words), len(self.parties))


FLAGS = (("status", "planned"), ("status", "cancelled"), ("texts", "of_both"), BARE_VISIT)
"""Lists of what is counted, or asked for besides, of the meetings that are asked for."""


def _flags(meeting: MeetingCluster) -> set[tuple[str, str]]:
    flags = {("status", meeting.meeting.status.value)} & set(FLAGS)
    flags |= {("texts", "of_both")} if len(set(meeting.own_accounts)) > 1 else set()
    return flags | ({BARE_VISIT} if is_bare_visit(meeting) else set())


class _Made(NamedTuple):
    """What puts meetings in order, in columns: number, time, id (as a number), first and last day."""

    number: "array[int]"
    when: "array[int]"
    name: "array[int]"
    first: "array[int]"
    last: "array[int]"


class _Writing:
    """Meetings being written to a file."""

    def __init__(self, connection: sqlite3.Connection, lists: _Lists) -> None:
        self._connection = connection
        self._lists = lists

    def forget(self, groups: Iterable[Group]) -> None:
        """Take meetings out of a file."""
        for one in groups:
            self._lists.less.add(one.number)
            self._connection.execute("DELETE FROM meetings WHERE number = ?", (one.number,))
            self._connection.executemany(
                "DELETE FROM documents WHERE document = ? AND number = ?",
                [(document, one.number) for document in one.documents],
            )
            for key in self._keys(one) | set(FLAGS):
                self._lists.more[key].extend(())  # to be written again without it

    def write(self, groups: Sequence[Group], copies: Mapping[str, str], judged: Mapping[int, Sequence[str]]) -> None:
        """Put meetings into the file."""
        made = _Made(array("I"), array("q"), array("Q"), array("i"), array("i"))
        names = _names(groups)
        for one in groups:
            key = what_names(one)
            meeting = cluster(one, names.get(one.number) or name_of(key), copies, judged.get(one.number, ()))
            self._put(one, key, meeting)
            for what in self._keys(one) | _flags(meeting):
                self._lists.more[what].append(one.number)
            days = days_of(one)
            first, last = days if days is not None else (FAR, FAR)
            made.number.append(one.number)
            made.when.append(time_of(meeting.meeting.date or meeting.published_from))
            made.name.append(int(meeting.id, 16))
            made.first.append(first)
            made.last.append(last)
        self._write_arrays(made)

    def _put(self, one: Group, key: str, meeting: MeetingCluster) -> None:
        tellings = [
            (telling.document, telling.meetings[0], sure) for telling, sure in zip(one.tellings, one.sure, strict=True)
        ]
        self._connection.execute(
            "INSERT INTO meetings VALUES (?, ?, ?, ?, ?)",
            (one.number, meeting.id, key, json.dumps(tellings), packed(meeting.model_dump_json())),
        )
        self._connection.executemany(
            "INSERT INTO documents VALUES (?, ?)", [(document, one.number) for document in one.documents]
        )

    def _keys(self, one: Group) -> set[tuple[str, str]]:
        """Return the lists of participants that a meeting stands in."""
        keys = {("side", party.side) for party in one.parties if party.side}
        return keys | {("party", str(self._lists.party(party))) for party in one.parties}

    def write_lists(self, topics: Mapping[str, Sequence[int]]) -> None:
        """Put into the file what the meetings are found by. `topics` has the meetings of each, any of them repeatedly.

        A topic of a meeting that was forgotten must be among them, be it without any.
        """
        import numpy as np

        lists = self._lists
        new = [(party, *key) for key, party in lists.parties.items() if party >= lists.known]
        self._connection.executemany("INSERT INTO parties VALUES (?, ?, ?, ?, ?)", new)
        less = np.array(sorted(lists.less), dtype=NUMBERS)
        found: dict[tuple[str, str], Sequence[int]] = {("topic", topic): numbers for topic, numbers in topics.items()}
        found |= lists.more
        for kind, value in sorted(found):
            numbers = np.array(found[kind, value], dtype=NUMBERS)
            if lists.before is not None:
                kept = lists.before.listed(kind, value)
                numbers = np.concatenate([kept[~np.isin(kept, less)], numbers])
            self._connection.execute(
                "INSERT OR REPLACE INTO lists VALUES (?, ?, ?)",
                (kind, value, np.unique(numbers).astype(NUMBERS).tobytes()),
            )

    def _write_arrays(self, made: _Made) -> None:
        import numpy as np

        before = self._lists.before
        numbers = np.array(made.number, dtype=NUMBERS)
        when = np.array(made.when)
        ordered = numbers[np.lexsort((np.array(made.name), when))].tolist()
        size = 1 + max(made.number, default=-1)
        if before is not None:
            size = max(size, len(before.array("first", DAYS)))
        days = {"first": np.full(size, FAR, DAYS), "last": np.full(size, FAR, DAYS), "when": np.zeros(size, TIMES)}
        order: list[int] = []
        if before is not None:
            for name, dtype in (("first", DAYS), ("last", DAYS), ("when", TIMES)):
                kept = before.array(name, dtype)
                days[name][: len(kept)] = kept
            order = [number for number in before.order.tolist() if number not in self._lists.less]
        days["first"][numbers], days["last"][numbers], days["when"][numbers] = made.first, made.last, when
        order = ordered if before is None else self._merged(order, days["when"], ordered)
        arrays = [(name, values.tobytes()) for name, values in days.items()]
        arrays.append(("order", np.array(order, dtype=NUMBERS).tobytes()))
        self._connection.executemany("INSERT OR REPLACE INTO arrays VALUES (?, ?)", arrays)

    def _merged(self, order: list[int], when: Any, made: Iterable[int]) -> list[int]:
        """Put new meetings into the order of those that stayed; of one time the order is that of the ids."""
        for number in made:
            here = int(when[number])
            low = bisect_left(order, here, key=lambda one: int(when[one]))
            high = bisect_right(order, here, key=lambda one: int(when[one]))
            ids = {one: self._id(one) for one in [*order[low:high], number]}
            order.insert(bisect_left(order, ids[number], low, high, key=ids.__getitem__), number)
        return order

    def _id(self, number: int) -> str:
        return str(self._connection.execute("SELECT id FROM meetings WHERE number = ?", (number,)).fetchone()[0])


def _names(groups: Iterable[Group]) -> dict[int, str]:
    """Return the ids of those groups that several share what names them, by their numbers."""
    import numpy as np

    ordered = list(groups)
    plain = np.array([int(name_of(what_names(one)), 16) for one in ordered], dtype="u8")
    _, with_name, counts = np.unique(plain, return_inverse=True, return_counts=True)
    same: defaultdict[str, list[Group]] = defaultdict(list)
    for at in np.flatnonzero(counts[with_name] > 1).tolist():
        same[what_names(ordered[at])].append(ordered[at])
    return {number: name for key, found in same.items() for number, name in named(key, found).items()}
