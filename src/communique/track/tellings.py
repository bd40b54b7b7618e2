"""What single documents tell of meetings, taken out of records or of an archive's rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.codebook.publishers import find_publisher, publisher_of
from communique.model import PRESS, ActorKind, Document, Meeting, MeetingKind, Place, Record, Status
from communique.track.days import Window, day_of, window_of
from communique.track.evidence import Evidence
from communique.track.parties import Party, party, same_person, united

_TWO = 2
Numbered = tuple[str, Record]
"""A record, and the id that names its document here: an archive's own, or the record's."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What is to be known of a document before its tellings are weighed.

    `side` is the state or organisation whose own text it is, or `press`; `publisher` names who published it, if known.
    """

    document: str
    side: str = PRESS
    publisher: str | None = None
    language: str | None = None
    published_on: str | None = None

    @property
    def is_own(self) -> bool:
        """Tell whether it is a side's own text."""
        return self.side != PRESS


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One document's telling of one meeting. `meetings` are the ids within the record that it is made of.

    `leads` if it is the first meeting that the text tells of: what a readout is about.
    """

    source: Source
    meetings: tuple[str, ...]
    kind: MeetingKind
    status: Status
    date: str | None
    place: Place | None
    parties: tuple[Party, ...]
    host: str | None
    requested_by: str | None
    evidence: tuple[Evidence, ...]
    leads: bool = True

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.source.document

    @property
    def window(self) -> Window | None:
        """The days on which the meeting can have been, None where the text gives no date."""
        return window_of(self.date) if self.date is not None else None

    @property
    def published(self) -> int | None:
        """The day of publication, None where it is not known."""
        return day_of(self.source.published_on)

    @property
    def refs(self) -> tuple[tuple[str, str], ...]:
        """What a judgement names it by: document and id within the record."""
        return tuple((self.source.document, meeting) for meeting in self.meetings)


def source_of(record: Record, document: str | None = None) -> Source:
    """Return what is known of a record's document."""
    return _source(document or record.document.id, record.document)


def _source(name: str, document: Document) -> Source:
    publisher = publisher_of(document)
    published = document.published_on
    return Source(
        document=name,
        side=publisher.side or PRESS if publisher is not None else PRESS,
        publisher=publisher.name if publisher is not None else document.publisher,
        language=document.language,
        published_on=published.value if published is not None else None,
    )


def numbered(records: Iterable[Record]) -> Iterator[Numbered]:
    """Name each record's document by its own id."""
    return ((record.document.id, record) for record in records)


def tellings_of(records: Iterable[Numbered]) -> Iterator[Telling]:
    """Yield what each record tells of meetings."""
    for name, record in records:
        if record.meetings:
            source = source_of(record, name)
            yield from _joined([_telling(source, record, meeting) for meeting in record.meetings])


def _telling(source: Source, record: Record, meeting: Meeting) -> Telling:
    text = record.document.text
    parties: list[Party] = []
    for identity in meeting.participants:
        actor = record.actor(identity)
        parties.extend(Party.of(record.actor(member)) for member in actor.members or (identity,))
    return Telling(
        source=source,
        meetings=(meeting.id,),
        kind=meeting.kind,
        status=meeting.status,
        date=meeting.date,
        place=meeting.place,
        parties=_without_place(united(parties), meeting.place),
        host=meeting.host,
        requested_by=meeting.requested_by,
        evidence=tuple(Evidence.cut(source.document, text, span.start, span.end) for span in meeting.spans),
    )


def _without_place(parties: tuple[Party, ...], place: Place | None) -> tuple[Party, ...]:
    """Leave out a state that is only where two others met: "met in Geneva, Switzerland"."""
    if place is None or len({party.side for party in parties if party.is_person} - {None, place.country}) < _TWO:
        return parties
    return tuple(party for party in parties if party.kind is not ActorKind.STATE or party.id != place.country)


def tellings_of_rows(
    meetings: Iterable[Mapping[str, Any]],
    documents: Iterable[Mapping[str, Any]],
    actors: Callable[[str], Iterable[Mapping[str, Any]]] | None = None,
) -> Iterator[Telling]:
    """Yield what an archive's tables `meetings` and `documents` tell, given as rows (`pyarrow.Table.to_pylist`).

    `actors` returns the rows of the table `actors` for a document; without it a participant's kind is worked out from
    its id and name, and no office is known.
    """
    sources = {row["document"]: _source_of_row(row) for row in documents}
    at: str | None = None
    waiting: list[Telling] = []
    known: dict[str, Party] = {}
    for row in meetings:
        if row["document"] != at:
            yield from _joined(waiting)
            at, waiting = row["document"], []
            known = {one["actor"]: _party_of_row(one) for one in actors(row["document"])} if actors else {}
        waiting.append(_telling_of_row(sources.get(row["document"]) or Source(row["document"]), row, known))
    yield from _joined(waiting)


def _source_of_row(row: Mapping[str, Any]) -> Source:
    publisher = find_publisher(name=row["publisher"], url=row["url"])
    return Source(
        document=row["document"],
        side=publisher.side or PRESS if publisher is not None else PRESS,
        publisher=publisher.name if publisher is not None else row["publisher"],
        language=row["language"],
        published_on=row["published_on"],
    )


def _party_of_row(row: Mapping[str, Any]) -> Party:
    return party(row["actor"], row["kind"], row["name"], row["country"], row["office"])


def _telling_of_row(source: Source, row: Mapping[str, Any], known: Mapping[str, Party]) -> Telling:
    parties = [
        known.get(identity) or party(identity, _kind(identity, name, country), name, country)
        for identity, name, country in zip(row["participants"], row["names"], row["countries"], strict=True)
    ]
    spans = row["spans"]
    words = row["words"].split(" … ") if len(spans) > 1 else [row["words"]]
    if len(words) != len(spans) or any(
        len(said) != span["end"] - span["start"] for said, span in zip(words, spans, strict=False)
    ):
        words = [""] * len(spans)  # the words themselves hold the mark that joins them
    place = Place(name=row["place_name"], country=row["place_country"]) if row["place_name"] else None
    return Telling(
        source=source,
        meetings=(row["meeting"],),
        kind=MeetingKind(row["kind"]),
        status=Status(row["status"]),
        date=row["date"],
        place=place,
        parties=_without_place(united(parties), place),
        host=row["host"],
        requested_by=row["requested_by"],
        evidence=tuple(
            Evidence(document=source.document, start=span["start"], end=span["end"], words=said)
            for span, said in zip(spans, words, strict=True)
        ),
    )


def _kind(identity: str, name: str | None, country: str | None) -> str:
    if identity.startswith("group:"):
        return "group"
    if identity == country:
        return "state"
    bare = identity.removeprefix("text:")
    if bare.split(".")[0].isupper():
        return "office" if "." in bare else "organisation"
    return "person" if name else "office"


def _joined(tellings: Sequence[Telling]) -> list[Telling]:
    """Put together what a side's own text tells twice in the same words: "met with the president and her minister".

    A readout is of one meeting; a story that says so of a visit tells of two. The same are words, date, kind and place,
    one participant, and the side of the others, as far as it is known.
    """
    kept: list[Telling] = []
    for telling in tellings:
        for at, known in enumerate(kept):
            if _is_one_company(known, telling):
                kept[at] = replace(
                    known,
                    meetings=(*known.meetings, *telling.meetings),
                    parties=united((*known.parties, *telling.parties)),
                    evidence=tuple(dict.fromkeys((*known.evidence, *telling.evidence))),
                )
                break
        else:
            kept.append(telling)
    first = min((_start(telling) for telling in kept), default=0)
    return [telling if _start(telling) == first else replace(telling, leads=False) for telling in kept]


def _start(telling: Telling) -> int:
    return min(words.start for words in telling.evidence)


def _is_one_company(one: Telling, other: Telling) -> bool:
    if not one.source.is_own or (one.kind, one.status, one.date, one.place) != (
        other.kind,
        other.status,
        other.date,
        other.place,
    ):
        return False
    if one.evidence[0] != other.evidence[0]:
        return False
    shared = [party for party in one.parties if any(same_person(party, them) for them in other.parties)]
    if not shared:
        return False
    left = [party for party in one.parties if party not in shared]
    left += [them for them in other.parties if not any(same_person(them, party) for party in shared)]
    sides = {party.side for party in left}
    # "Called A and B" may be two calls; who sits at one table is told in the same words.
    return len(sides - {None}) <= 1 and (None not in sides or one.kind is not MeetingKind.CALL)
