"""Entries -> rows of the archive's tables. What a column means stands in `tables.py`.

Members of a StrEnum are left as they are: they are strings, and asking each for its value took a tenth of the time.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from communique.archive.entry import DocumentStatus, Entry, Fetch, page_key
from communique.model import Actor, Place, Record, Span
from communique.model.dates import first_day, last_day

Row = tuple[Any, ...]
"""The values of a row, in the order of the table's columns; first the document, once it is put into a batch."""


def rows_of(entry: Entry, *, version: int) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the rows that an entry gives, table by table. Raises UnicodeEncodeError on halves of surrogate pairs."""
    document = entry.document
    yield "documents", [_document(entry, version)]
    if entry.status is DocumentStatus.FAILED:
        assert entry.failure is not None
        failure = entry.failure
        yield "failures", [(failure.code, failure.message, failure.start, failure.end, None)]
        return
    received = entry.source.received
    received_hash = hashlib.sha256(received).hexdigest() if received is not None else None
    yield "sources", [(document.sha256, document.text, received, received_hash, entry.source.received_type)]
    if entry.record is not None:
        yield from record_rows(entry.record)


def record_rows(record: Record) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the rows of a record's layers, table by table."""
    flat = _Flat(record)
    yield "records", [(record.to_json(),)]
    for table, rows in _LAYERS.items():
        yield table, rows(flat)


def fetched_row(fetch: Fetch) -> Row:
    """Return the row of what a server gave for an address."""
    return fetch.asked, fetch.etag, fetch.last_modified, fetch.retrieved_at


def _document(entry: Entry, version: int) -> Row:
    document, failure = entry.document, entry.failure
    made_by = entry.record.made_by if entry.record is not None else None
    published = document.published_on
    first, last = _days(document.published)
    return (
        document.id,
        entry.page,
        page_key(entry.page),
        version,
        document.sha256 if entry.status is not DocumentStatus.FAILED else None,
        entry.status.value,
        entry.source.name,
        document.url,
        document.publisher,
        document.language,
        document.title,
        document.published,
        published.known_by.value if published is not None else None,
        first,
        last,
        entry.source.retrieved_at,
        len(document.text),
        failure.code if failure is not None else None,
        failure.message if failure is not None else entry.reason,
        made_by.version if made_by is not None else None,
        made_by.language_model if made_by is not None else None,
        made_by.codebook if made_by is not None else None,
    )


class _Flat:
    """A record while its layers are written as rows."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.by_id = {actor.id: actor for actor in record.actors}

    def words(self, spans: tuple[Span, ...]) -> str:
        if len(spans) == 1:
            return self.text[spans[0].start : spans[0].end]
        return " … ".join([self.text[span.start : span.end] for span in spans])

    def place_and_words(self, spans: tuple[Span, ...]) -> Row:
        """Return start, end, spans and words."""
        if len(spans) == 1:  # nearly always: this is the busiest line of adding
            start, end = spans[0].start, spans[0].end
            return (start, end, [{"start": start, "end": end}], self.text[start:end])
        if not spans:
            return (None, None, [], None)
        places = [{"start": span.start, "end": span.end} for span in spans]
        return (min(p["start"] for p in places), max(p["end"] for p in places), places, self.words(spans))

    def countries(self, actors: Iterable[str]) -> list[str | None]:
        return [self.by_id[actor].country for actor in actors]

    def actor(self, actor_id: str | None) -> Actor | None:
        return self.by_id[actor_id] if actor_id is not None else None


@lru_cache(maxsize=10_000)  # the same days come again and again
def _days(date: str | None) -> tuple[dt.date | None, dt.date | None]:
    return (first_day(date), last_day(date)) if date is not None else (None, None)


def _place(place: Place | None) -> tuple[str | None, str | None]:
    return (place.name, place.country) if place is not None else (None, None)


def _actors(flat: _Flat) -> Iterator[Row]:
    for actor in flat.record.actors:
        yield actor.id, actor.kind, actor.name, actor.country, actor.office, actor.members


def _mentions(flat: _Flat) -> Iterator[Row]:
    text, by_id = flat.text, flat.by_id
    for mention in flat.record.mentions:
        start, end = mention.start, mention.end
        if mention.actor is None:
            yield None, None, None, None, mention.why, start, end, text[start:end]
        else:
            actor = by_id[mention.actor]
            yield actor.id, actor.kind, actor.name, actor.country, mention.why, start, end, text[start:end]


def _statements(flat: _Flat) -> Iterator[Row]:
    for statement in flat.record.statements:
        speaker = flat.actor(statement.speaker.actor if statement.speaker else None)
        addressee = flat.actor(statement.addressee.actor if statement.addressee else None)
        nearest = statement.according_to[0] if statement.according_to else None
        issuer = flat.actor(nearest.issuer if nearest else None)
        yield (
            statement.id,
            statement.mode,
            statement.polarity,
            *((speaker.id, speaker.name, speaker.kind, speaker.country, speaker.office) if speaker else _NO_ONE),
            addressee.id if addressee else None,
            addressee.country if addressee else None,
            issuer.id if issuer else None,
            issuer.country if issuer else None,
            nearest.medium if nearest else None,
            statement.said_on,
            *_days(statement.said_on),
            statement.topics,
            *flat.place_and_words(statement.content),
            flat.words(statement.cue),
        )


_NO_ONE = (None,) * 5


def _agenda(flat: _Flat) -> Iterator[Row]:
    for item in flat.record.agenda:
        countries = flat.countries(item.accounts)
        yield (
            item.topic,
            item.label,
            item.status,
            item.accounts,
            countries,
            *flat.place_and_words(item.spans),
        )


def _meetings(flat: _Flat) -> Iterator[Row]:
    for meeting in flat.record.meetings:
        yield (
            meeting.id,
            meeting.kind,
            meeting.status,
            meeting.date,
            *_days(meeting.date),
            *_place(meeting.place),
            meeting.participants,
            [flat.by_id[actor].name for actor in meeting.participants],
            flat.countries(meeting.participants),
            meeting.host,
            meeting.requested_by,
            *flat.place_and_words(meeting.spans),
        )


def _events(flat: _Flat) -> Iterator[Row]:
    for event in flat.record.events:
        yield (
            event.type,
            event.modes,
            event.contexts,
            event.actors,
            flat.countries(event.actors),
            event.recipients,
            flat.countries(event.recipients),
            event.date,
            *_days(event.date),
            *_place(event.place),
            event.intensity,
            event.flags,
            event.statement,
            *flat.place_and_words(event.spans),
            flat.words(event.trigger),
        )


def _stops(flat: _Flat) -> Iterator[Row]:
    for stop in flat.record.stops:
        actor = flat.by_id[stop.actor]
        yield (
            stop.actor,
            actor.name,
            actor.country,
            *_place(stop.place),
            stop.date,
            *_days(stop.date),
            stop.status,
            stop.order,
            *flat.place_and_words(stop.spans),
        )


def _failures(flat: _Flat) -> Iterator[Row]:
    for failure in flat.record.failures:
        yield failure.code, failure.message, failure.start, failure.end, None


_LAYERS: dict[str, Callable[[_Flat], Iterator[Row]]] = {
    "actors": _actors,
    "mentions": _mentions,
    "statements": _statements,
    "agenda": _agenda,
    "meetings": _meetings,
    "events": _events,
    "stops": _stops,
    "failures": _failures,
}
