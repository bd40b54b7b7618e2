"""What single documents tell of meetings, taken out of records or of an archive's rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from communique.codebook.publishers import Publisher, find_publisher, publisher_in_dateline, side_at_the_head
from communique.model import PRESS, ActorKind, Meeting, MeetingKind, Place, Record, Status
from communique.track.days import Window, day_of, window_of
from communique.track.parties import Party, party, same_person, united

_TWO = 2
Numbered = tuple[str, Record]
"""A record, and the id that names its document here: an archive's own, or the record's."""


class Words(NamedTuple):
    """Words of a text and their place: characters `start` to `end`, exclusive."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What is to be known of a document before its tellings are weighed; see `source_named`.

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
    evidence: tuple[Words, ...]
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
    known = record.document
    return source_named(
        document or known.id,
        publisher=known.publisher,
        url=known.url,
        head=Head.of(known.text),
        language=known.language,
        published_on=known.published,
    )


class Head(NamedTuple):
    """Whose text the text itself says that it is: the agency of its dateline, the ministry whose name heads it."""

    agency: Publisher | None
    side: str | None

    @classmethod
    def of(cls, text: str) -> "Head":
        """Read the first lines of a text."""
        return cls(publisher_in_dateline(text), side_at_the_head(text))


SILENT = Head(None, None)
"""The head of a text that does not say whose it is."""


def source_named(
    document: str,
    *,
    publisher: str | None,
    url: str | None,
    head: Head,
    language: str | None,
    published_on: str | None,
) -> Source:
    """Return whose text a document is: its publisher's, or of its address; else of an agency; else what its head says.

    What stands at the head counts only where no publisher is named: a newspaper may print a ministry's text.
    """
    known = find_publisher(name=publisher, url=url) or head.agency
    side = known.side if known is not None else head.side if publisher is None else None
    return Source(
        document=document,
        side=side or PRESS,
        publisher=known.name if known is not None else publisher,
        language=language,
        published_on=published_on,
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
    evidence = tuple(Words(span.start, span.end, text[span.start : span.end]) for span in meeting.spans)
    words = " ".join(one.words for one in evidence)
    parties: list[Party] = []
    for identity in meeting.participants:
        actor = record.actor(identity)
        parties.extend(Party.of(record.actor(member)).told_in(words) for member in actor.members or (identity,))
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
        evidence=evidence,
    )


def _without_place(parties: tuple[Party, ...], place: Place | None) -> tuple[Party, ...]:
    """Leave out a state that is only where two others met: "met in Geneva, Switzerland"."""
    if place is None or len({party.side for party in parties if party.is_person} - {None, place.country}) < _TWO:
        return parties
    return tuple(party for party in parties if party.kind is not ActorKind.STATE or party.id != place.country)


def tellings_of_rows(rows: Iterable[Mapping[str, Any]], sources: Callable[[str], Source]) -> Iterator[Telling]:
    """Yield what rows of an archive's table `meetings` tell, those of a document together (`pyarrow.Table.to_pylist`).

    A row may have `kinds` and `offices` of the participants, in their order; without them the kind is worked out from
    id and name, and no office is known.
    """
    for document, own in groupby(rows, key=itemgetter("document")):
        source = sources(document)
        yield from _joined([_telling_of_row(source, row) for row in own])


def _telling_of_row(source: Source, row: Mapping[str, Any]) -> Telling:
    nothing = (None,) * len(row["participants"])
    parties = [
        party(identity, kind or _kind(identity, name, country), name, country, office).told_in(row["words"])
        for identity, name, country, kind, office in zip(
            row["participants"],
            row["names"],
            row["countries"],
            row.get("kinds") or nothing,
            row.get("offices") or nothing,
            strict=True,
        )
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
        evidence=tuple(Words(span["start"], span["end"], said) for span, said in zip(spans, words, strict=True)),
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
