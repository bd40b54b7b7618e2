"""Rows of a segment -> documents of the index."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique.archive.entry import DocumentStatus
from communique.archive.reading import Snapshot
from communique.archive.search.words import folded, words_of
from communique.archive.segments import Segment
from communique.model import ActorKind, Mode, PassageKind

Row = dict[str, Any]

SHOWN = ("id", "title", "url", "publisher", "language", "published_on", "page", "version", "source", "sha256", "status")
"""Columns of `documents` that a hit shows; kept in the index, so that showing hits reads nothing else."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document: what a hit shows of it, its text, and who says what in it.

    `news` are the stretches that speak about the news, None where that is not known; `speeches` have start, end,
    speaker (id), name, side, whether they are in quotation marks, and when they were said.
    """

    document: str
    facts: dict[str, Any]
    text: str
    news: list[tuple[int, int]] | None
    speeches: Sequence[tuple[int, int, str | None, str | None, str | None, bool, str | None]]


def held_documents(snapshot: Snapshot, segment: Segment) -> Iterator[tuple[int, Held]]:
    """Yield each document that has a record, with its batch, in memory that does not grow with the segment."""
    sources = _Beside(snapshot, segment, "sources", ["text"])
    statements = _Beside(snapshot, segment, "statements", list(_SPEECH))
    records = _Beside(snapshot, segment, "records", ["record"])
    for row in _rows(snapshot, segment, "documents", ["document", "batch", *SHOWN]):
        key = row["document"]
        texts, said, read = sources.of(key), statements.of(key), records.of(key)
        if row["status"] == DocumentStatus.READ and texts and read:
            facts = {name: row[name] for name in SHOWN}
            yield row["batch"], Held(key, facts, texts[0]["text"], _news(read[0]["record"]), _speeches(said))


def indexed_documents(snapshot: Snapshot, segment: Segment) -> Iterator[dict[str, Any]]:
    """Yield what is indexed of each document with a text, in memory that does not grow with the segment."""
    days = ("published_from", "published_to")
    sources = _Beside(snapshot, segment, "sources", ["text"])
    actors = _Beside(snapshot, segment, "actors", ["actor", "name", "country"])
    meetings = _Beside(snapshot, segment, "meetings", ["kind", "place_name", "place_country"])
    stops = _Beside(snapshot, segment, "stops", ["place_name", "place_country"])
    statements = _Beside(snapshot, segment, "statements", ["topics", *_SPEECH])
    records = _Beside(snapshot, segment, "records", ["record"])
    agenda = _Beside(snapshot, segment, "agenda", ["topic"])
    for row in _rows(snapshot, segment, "documents", ["document", *SHOWN, *days]):
        key = row["document"]
        texts = sources.of(key)
        if row["status"] == DocumentStatus.FAILED or not texts:
            continue
        text = texts[0]["text"]
        met, stopped = meetings.of(key), stops.of(key)
        said, read = statements.of(key), records.of(key)
        topics = [topic for one in said for topic in one["topics"]]
        found: dict[str, Any] = {
            "document": [key],
            "words": [" ".join(words_of(text))],
            "title_words": [" ".join(words_of(row["title"] or ""))],
            "who": sorted(_names(actors.of(key))),
            "place": sorted(_places([*met, *stopped])),
            "topic": sorted({*topics, *(one["topic"] for one in agenda.of(key) if one["topic"])}),
            "kind": sorted({one["kind"] for one in met}),
            "status": [row["status"]],
            "language": [row["language"]] if row["language"] else [],
            "publisher": [folded(row["publisher"])] if row["publisher"] else [],
            "text": [text.encode()],
            "facts": [json.dumps({name: row[name] for name in SHOWN}, ensure_ascii=False).encode()],
        }
        if read:
            found["parts"] = [json.dumps([_news(read[0]["record"]), _speeches(said)], ensure_ascii=False).encode()]
        if row["published_from"] is not None:
            found["from_day"] = [row["published_from"].toordinal()]
            found["to_day"] = [row["published_to"].toordinal()]
        yield found


_SPEECH = ("spans", "mode", "speaker", "speaker_name", "speaker_kind", "speaker_country", "said_on")
_PASSAGES = '"passages":['
_NEWS = frozenset(kind.value for kind in PassageKind if kind.is_news)
_SIDES = frozenset({ActorKind.STATE.value, ActorKind.ORGANISATION.value})


def _news(record: str) -> list[tuple[int, int]] | None:
    """Return the stretches of a text that speak about the news, out of a record's JSON; None if they are not there.

    Only this list is parsed: the whole would cost more than all else that is indexed. In the text of a document a
    quotation mark would have a backslash before it.
    """
    start = record.find(_PASSAGES)
    end = record.find("]", start)
    if start < 0 or end < 0:
        return None
    passages = json.loads(record[start + len(_PASSAGES) - 1 : end + 1])
    return [(one["start"], one["end"]) for one in passages if one["kind"] in _NEWS]


def _speeches(statements: Iterable[Row]) -> list[tuple[Any, ...]]:
    """Return start, end, speaker, name, side, whether in quotation marks, and date of the stretches that are said."""
    return [
        (
            span["start"],
            span["end"],
            one["speaker"],
            one["speaker_name"],
            one["speaker_country"] or (one["speaker"] if one["speaker_kind"] in _SIDES else None),
            one["mode"] == Mode.DIRECT,
            one["said_on"],
        )
        for one in statements
        for span in one["spans"]
    ]


def _names(actors: Iterable[Row]) -> set[str]:
    """Return what an actor is found by: id, name, each word of the name, the code of the state."""
    found: set[str] = set()
    for actor in actors:
        found.add(actor["actor"].casefold())
        if actor["country"]:
            found.add(actor["country"].casefold())
        if actor["name"]:
            words = words_of(actor["name"])
            found.update([" ".join(words), *words])
    return found


def _places(rows: Iterable[Row]) -> set[str]:
    found: set[str] = set()
    for row in rows:
        if row["place_name"]:
            found.add(folded(row["place_name"]))
        if row["place_country"]:
            found.add(row["place_country"].casefold())
    return found


def _rows(snapshot: Snapshot, segment: Segment, table: str, columns: Sequence[str]) -> Iterator[Row]:
    for batch in snapshot.batches(table, columns=columns, segments=[segment], rows=512):
        yield from batch.to_pylist()


class _Beside:
    """The rows of a table that belong to one document after the other; all tables of a segment have the same order."""

    def __init__(self, snapshot: Snapshot, segment: Segment, table: str, columns: Sequence[str]) -> None:
        self._rows = _rows(snapshot, segment, table, ["document", *columns])
        self._next = next(self._rows, None)

    def of(self, document: str) -> list[Row]:
        """Return the rows of the next document that is asked for; none if it has none."""
        found = []
        while self._next is not None and self._next["document"] == document:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found
