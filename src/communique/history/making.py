"""All documents of an archive -> the file of its meetings; and that file with what people decided."""

import json
import shutil
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from communique.archive import Archive, Judgement
from communique.history import told
from communique.history.folder import stamp
from communique.history.store import DAYS, FAR, INDEXES, NUMBERS, SCHEMA, TIMES, Meetings, packed
from communique.history.texts import copies_among, texts_of
from communique.model.history import MeetingCluster
from communique.track.days import in_order
from communique.track.grouping import group
from communique.track.groups import Group
from communique.track.meetings import cluster, days_of, named, what_names
from communique.track.parties import Party
from communique.track.tellings import Telling
from communique.track.verdicts import DIFFERENT, SAME, replay

_PEOPLE = """
SELECT actor, arg_max(name, {'length': length(name), 'name': name}) AS name
FROM actors WHERE kind = 'person' AND name IS NOT NULL GROUP BY actor
"""
_WIDEST = 1_000_000


def make(archive: Archive, target: Path, folder: Path, *, keep: bool) -> None:
    """Write the meetings of an archive to a new file, as they are without anybody's judgement."""
    documents = told.rows_of_documents(archive)
    texts = texts_of(archive, documents, folder, keep=keep)
    copies = copies_among(archive, documents, texts, folder, keep=keep)
    source = told.sources(documents, texts.heads)
    del documents, texts
    tellings: list[Telling] = []
    topics: dict[str, list[str]] = {}
    for some in told.ranges(archive):
        tellings.extend(told.tellings(archive, source, some))
        topics |= told.topics(archive, some)
    people = archive.query(_PEOPLE, seconds=told.SECONDS)
    groups = group(tellings, copies=copies)
    del tellings, source
    with _new(target) as connection:
        connection.executemany("INSERT INTO copies VALUES (?, ?)", sorted(copies.items()))
        connection.executemany(
            "INSERT INTO people VALUES (?, ?)",
            zip(people["actor"].to_pylist(), people["name"].to_pylist(), strict=True),
        )
        _Writing(connection, _Lists(), topics).write(groups, copies, {})
        connection.executescript(INDEXES)


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
    topics = told.topics(archive, documents)
    shutil.copyfile(base, target)
    with _changed(target) as connection:
        writing = _Writing(connection, _Lists(before), topics)
        writing.forget([*old, *alike.values()])
        writing.write(groups, before.copies(documents), replayed.made_by)


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
    documents = told.rows_of_documents(archive, names)
    source = told.sources(documents, texts_of(archive, documents, Path(), keep=False).heads)
    found = {(one.document, one.meetings[0]): one for one in told.tellings(archive, source, names)}
    groups: dict[int, Group] = {}
    for number, tellings in rows:
        (first, meeting, sure), *others = tellings
        one = Group(number, found[first, meeting], found[first, meeting].window)
        one.sure[0] = sure
        for document, other, how_sure in others:
            one.take(found[document, other], how_sure)
        groups[number] = one
    return groups


class _new:  # noqa: N801 — used as a function
    """Open a new file of meetings for writing, and close it when all is written."""

    def __init__(self, target: Path) -> None:
        self._connection = sqlite3.connect(target, isolation_level=None)

    def __enter__(self) -> sqlite3.Connection:
        # A file that was not finished is never given its name: nothing is gained by flushing it on the way.
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
        self._connection.execute("BEGIN")
        self._prepare()
        return self._connection

    def _prepare(self) -> None:
        for statement in SCHEMA.split(";"):
            self._connection.execute(statement)
        self._connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp(),))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._connection.close()


class _changed(_new):  # noqa: N801 — used as a function
    """Open a copy of a file of meetings, to change it before it gets its name."""

    def _prepare(self) -> None:
        pass


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
        words = " ".join(("", *one.name_words, "")) if one.is_person else ""
        return self.parties.setdefault((one.id, one.side, one.is_person, words), len(self.parties))


FLAGS = (("status", "planned"), ("status", "cancelled"), ("texts", "of_both"))
"""Lists of what is counted of the meetings that are asked for."""


def _flags(meeting: MeetingCluster) -> set[tuple[str, str]]:
    flags = {("status", meeting.meeting.status.value)} & set(FLAGS)
    return flags | ({("texts", "of_both")} if len(set(meeting.own_accounts)) > 1 else set())


class _Writing:
    """Meetings being written to a file."""

    def __init__(self, connection: sqlite3.Connection, lists: _Lists, topics: Mapping[str, Sequence[str]]) -> None:
        self._connection = connection
        self._lists = lists
        self._topics = topics

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
        """Put meetings into the file, and what they are found by."""
        same: defaultdict[str, list[Group]] = defaultdict(list)
        for one in groups:
            same[what_names(one)].append(one)
        made: list[tuple[tuple[int, int], str, int, int, int]] = []
        for key, found in same.items():
            names = named(key, found)
            for one in found:
                meeting = cluster(one, names[one.number], copies, judged.get(one.number, ()))
                self._put(one, key, meeting)
                for what in self._keys(one) | _flags(meeting):
                    self._lists.more[what].append(one.number)
                days = days_of(one)
                first, last = days if days is not None else (FAR, FAR)
                when = in_order(meeting.meeting.date or meeting.published_from)
                made.append((when, meeting.id, one.number, first, last))
        self._write_lists()
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
        """Return the lists that a meeting stands in."""
        keys = {("side", party.side) for party in one.parties if party.side}
        keys |= {("party", str(self._lists.party(party))) for party in one.parties}
        return keys | {("topic", topic) for document in one.documents for topic in self._topics.get(document, ())}

    def _write_lists(self) -> None:
        import numpy as np

        lists = self._lists
        new = [(party, *key) for key, party in lists.parties.items() if party >= lists.known]
        self._connection.executemany("INSERT INTO parties VALUES (?, ?, ?, ?, ?)", new)
        less = np.array(sorted(lists.less), dtype=NUMBERS)
        rows: list[tuple[str, str, bytes]] = []
        for kind, value in sorted(lists.more):
            numbers = np.array(lists.more[kind, value], dtype=NUMBERS)
            if lists.before is not None:
                kept = lists.before.listed(kind, value)
                numbers = np.concatenate([kept[~np.isin(kept, less)], numbers])
            rows.append((kind, value, np.unique(numbers).astype(NUMBERS).tobytes()))
        self._connection.executemany("INSERT OR REPLACE INTO lists VALUES (?, ?, ?)", rows)

    def _write_arrays(self, made: list[tuple[tuple[int, int], str, int, int, int]]) -> None:
        import numpy as np

        before = self._lists.before
        made.sort()
        size = 1 + max((number for _, _, number, _, _ in made), default=-1)
        if before is not None:
            size = max(size, len(before.array("first", DAYS)))
        days = {"first": np.full(size, FAR, DAYS), "last": np.full(size, FAR, DAYS), "when": np.zeros(size, TIMES)}
        order: list[int] = []
        if before is not None:
            for name, dtype in (("first", DAYS), ("last", DAYS), ("when", TIMES)):
                kept = before.array(name, dtype)
                days[name][: len(kept)] = kept
            order = [number for number in before.order.tolist() if number not in self._lists.less]
        for when, _, number, first, last in made:
            days["first"][number], days["last"][number] = first, last
            days["when"][number] = when[0] * _WIDEST + _WIDEST // 2 + when[1]
        order = [one[2] for one in made] if before is None else self._merged(order, days["when"], made)
        arrays = [(name, numbers.tobytes()) for name, numbers in days.items()]
        arrays.append(("order", np.array(order, dtype=NUMBERS).tobytes()))
        self._connection.executemany("INSERT OR REPLACE INTO arrays VALUES (?, ?)", arrays)

    def _merged(self, order: list[int], when: Any, made: Iterable[tuple[Any, str, int, int, int]]) -> list[int]:
        """Put new meetings into the order of those that stayed; of one time the order is that of the ids."""
        for _, name, number, _, _ in made:
            here = int(when[number])
            low = bisect_left(order, here, key=lambda one: int(when[one]))
            high = bisect_right(order, here, key=lambda one: int(when[one]))
            ids = {
                one: self._connection.execute("SELECT id FROM meetings WHERE number = ?", (one,)).fetchone()[0]
                for one in order[low:high]
            }
            order.insert(bisect_left(order, name, low, high, key=ids.__getitem__), number)
        return order
