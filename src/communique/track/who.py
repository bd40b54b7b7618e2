"""A person: the offices held and when, the meetings, and what the person is reported to have said."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.codebook.offices import all_terms_of
from communique.codebook.people import people, people_called
from communique.model import ActorKind, Record, Statement
from communique.model.history import Evidence, MeetingCluster, OfficeHeld, OfficeSeen, Person, PersonStatement
from communique.track.days import in_order
from communique.track.evidence import cut_all
from communique.track.meetings import is_called
from communique.track.parties import Party
from communique.track.tellings import Numbered, Source, source_of


class Naming(NamedTuple):
    """A person as one document has the person."""

    document: str
    published_on: str | None
    id: str
    name: str | None
    country: str | None
    office: str | None


def who(
    name: str,
    records: Iterable[Numbered],
    clusters: Iterable[MeetingCluster],
    *,
    copies: Mapping[str, str] | None = None,
) -> list[Person]:
    """Return the people of this id or name, or of whose names these are words, those of most documents first.

    Somebody whom the codebook knows is given even if no document speaks of the person. Statements in near copies are
    marked, not left out.
    """
    records, clusters = list(records), list(clusters)
    found = gathered(name, (naming for document, record in records for naming in namings(name, document, record)))
    for one in found:
        for document, record in records:
            one.look_into(document, record, copies=copies)
    met = ([cluster for cluster in clusters if one.id in cluster.meeting.participants] for one in found)
    return in_order_of_documents(one.person(meetings) for one, meetings in zip(found, met, strict=True))


def namings(name: str, document: str, record: Record) -> Iterator[Naming]:
    """Yield the people of a document who have this id or name, or of whose names these are words."""
    for actor in record.actors:
        if actor.kind is ActorKind.PERSON and (actor.id == name or is_called(Party.of(actor), name)):
            yield Naming(
                document,
                record.document.published,
                actor.id,
                actor.name,
                actor.country,
                actor.office,
            )


def gathered(name: str, told: Iterable[Naming]) -> "list[Gathered]":
    """Return the people whom these documents name, and those whom the codebook knows by the name."""
    rows: dict[str, list[Naming]] = {}
    for naming in told:
        rows.setdefault(naming.id, []).append(naming)
    for identity in [name] if name in people() else [person.id for person in people_called(name)]:
        rows.setdefault(identity, [])
    return [Gathered(identity, own) for identity, own in rows.items()]


def in_order_of_documents(found: Iterable[Person]) -> list[Person]:
    """Return people, those of most documents first."""
    return sorted(found, key=lambda person: (-person.documents, person.id))


class Gathered:
    """What documents say of one person, while it is put together."""

    def __init__(self, identity: str, told: Iterable[Naming]) -> None:
        self.id = identity
        self._told = sorted(told, key=lambda one: (one.published_on or "9", one.document))
        self._documents = {one.document for one in self._told}
        self._seen: dict[tuple[str, str | None], list[Naming]] = {}
        for one in self._told:
            if one.office is not None:
                self._seen.setdefault((one.office, one.country), []).append(one)
        self.shown = {told[0].document for told in self._seen.values()}
        """The documents whose words show in which offices the person is seen."""
        self._words: dict[str, Evidence] = {}
        self._statements: list[PersonStatement] = []

    def look_into(
        self,
        document: str,
        record: Record,
        *,
        statements: Container[tuple[str, str]] | None = None,
        copies: Mapping[str, str] | None = None,
    ) -> int:
        """Take the words of a document: of its statements those of the person, or those named (document and id).

        Returns how many statements these are.
        """
        if document not in self._documents:
            return 0
        before = len(self._statements)
        if document in self.shown:
            mention = next((one for one in record.mentions if one.actor == self.id), None)
            if mention is not None:
                self._words[document] = Evidence.cut(document, record.document.text, mention.start, mention.end)
        source: Source | None = None
        for statement in record.statements:
            joint = _says(record, statement, self.id)
            if joint is not None and (statements is None or (document, statement.id) in statements):
                source = source or source_of(record, document)
                self._statements.append(_statement(source, record, statement, copies or {}, joint=joint))
        return len(self._statements) - before

    def person(
        self,
        meetings: Sequence[MeetingCluster],
        *,
        meetings_count: int | None = None,
        statements_count: int | None = None,
        statements: int | None = None,
    ) -> Person:
        """Return the person, with so many `statements`, the latest; the counts are those of all there are."""
        known = people().get(self.id)
        names = [one.name for one in self._told if one.name]
        countries = (one.country for one in self._told if one.country)
        return Person(
            id=self.id,
            name=known.name if known is not None else max(names, key=len, default=None),
            country=known.country or None if known is not None else next(countries, None),
            documents=len(self._documents),
            offices=tuple(_offices(self.id)),
            seen_as=tuple(self._seen_as()),
            meetings_count=len(meetings) if meetings_count is None else meetings_count,
            meetings=tuple(meetings),
            statements_count=len(self._statements) if statements_count is None else statements_count,
            statements=tuple(sorted(sorted(self._statements, key=_latest_first)[:statements], key=_in_time)),
        )

    def _seen_as(self) -> Iterator[OfficeSeen]:
        for (office, country), told in self._seen.items():
            dates = [one.published_on for one in told if one.published_on is not None]
            yield OfficeSeen(
                office=office,
                country=country,
                first=min(dates, default=None),
                last=max(dates, default=None),
                documents=len({one.document for one in told}),
                evidence=self._words.get(told[0].document),
            )


def _in_time(statement: PersonStatement) -> tuple[tuple[int, int], str, str]:
    """Return what sorts statements: by date, those without one last."""
    return in_order(statement.date), statement.document, statement.statement


def _latest_first(statement: PersonStatement) -> tuple[bool, int, int, str, str]:
    """Return what sorts statements by date, the latest first; what is of one day stays in order."""
    day, width = in_order(statement.date)
    return statement.date is None, -day, -width, statement.document, statement.statement


def _offices(identity: str) -> Iterator[OfficeHeld]:
    for term in sorted(all_terms_of(identity), key=lambda term: (term.start or "0", term.entity, term.office)):
        yield OfficeHeld(
            entity=term.entity,
            office=term.office,
            start=term.start or None,
            end=term.end or None,
            last_confirmed=term.last_confirmed or None,
        )


def _statement(
    source: Source, record: Record, statement: Statement, copies: Mapping[str, str], *, joint: bool
) -> PersonStatement:
    original = copies.get(source.document)
    return PersonStatement(
        document=source.document,
        statement=statement.id,
        date=statement.said_on or source.published_on,
        side=source.side,
        mode=statement.mode,
        polarity=statement.polarity,
        joint=joint,
        addressee=_addressee(record, statement),
        topics=statement.topics,
        evidence=cut_all(source.document, record, statement.content),
        cue=cut_all(source.document, record, statement.cue),
        copy_of=original if original != source.document else None,
    )


def _says(record: Record, statement: Statement, identity: str) -> bool | None:
    """Tell whether a statement is the person's own (False) or one of several people's (True); None if neither."""
    speaker = statement.speaker.actor if statement.speaker is not None else None
    if speaker is None:
        return None
    if speaker == identity:
        return False
    return True if identity in record.actor(speaker).members else None


def _addressee(record: Record, statement: Statement) -> str | None:
    actor = statement.addressee.actor if statement.addressee is not None else None
    return (record.actor(actor).name or actor) if actor is not None else None
