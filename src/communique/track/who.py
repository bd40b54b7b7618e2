"""A person: the offices held and when, the meetings, and what the person is reported to have said."""

from collections.abc import Iterable, Iterator, Mapping

from communique.codebook.offices import all_terms_of
from communique.codebook.people import people, people_called
from communique.model import Actor, ActorKind, Record, Statement
from communique.model.history import Evidence, MeetingCluster, OfficeHeld, OfficeSeen, Person, PersonStatement
from communique.track.days import in_order
from communique.track.evidence import cut_all
from communique.track.meetings import is_called
from communique.track.parties import Party
from communique.track.tellings import Numbered, Source, source_of


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
    found: dict[str, _Collected] = {}
    for document, record in records:
        for actor in record.actors:
            if actor.kind is ActorKind.PERSON and (actor.id == name or is_called(Party.of(actor), name)):
                found.setdefault(actor.id, _Collected()).add(document, record, actor)
    for identity in _known(name):
        found.setdefault(identity, _Collected())
    clusters = list(clusters)
    rows = [collected.person(identity, clusters, copies or {}) for identity, collected in found.items()]
    return sorted(rows, key=lambda row: (-row.documents, row.id))


def _known(name: str) -> list[str]:
    return [name] if name in people() else [person.id for person in people_called(name)]


class _Collected:
    """What documents say of one person."""

    def __init__(self) -> None:
        self.told: list[tuple[Source, Record, Actor]] = []

    def add(self, document: str, record: Record, actor: Actor) -> None:
        self.told.append((source_of(record, document), record, actor))

    def person(self, identity: str, clusters: Iterable[MeetingCluster], copies: Mapping[str, str]) -> Person:
        self.told.sort(key=lambda one: (one[0].published_on or "9", one[0].document))
        known = people().get(identity)
        names = [actor.name for _, _, actor in self.told if actor.name]
        countries = [actor.country for _, _, actor in self.told if actor.country]
        statements = [row for one in self.told for row in _statements(*one, copies)]
        return Person(
            id=identity,
            name=known.name if known is not None else max(names, key=len, default=None),
            country=known.country or None if known is not None else next(iter(countries), None),
            documents=len({source.document for source, _, _ in self.told}),
            offices=tuple(_offices(identity)),
            seen_as=tuple(self._seen_as()),
            meetings=tuple(cluster for cluster in clusters if identity in cluster.meeting.participants),
            statements=tuple(sorted(statements, key=lambda row: (in_order(row.date), row.document, row.statement))),
        )

    def _seen_as(self) -> Iterator[OfficeSeen]:
        found: dict[tuple[str, str | None], list[tuple[Source, Record, Actor]]] = {}
        for one in self.told:
            actor = one[2]
            if actor.office is not None:
                found.setdefault((actor.office, actor.country), []).append(one)
        for (office, country), told in found.items():
            dates = [source.published_on for source, _, _ in told if source.published_on is not None]
            source, record, actor = told[0]
            mention = next((one for one in record.mentions if one.actor == actor.id), None)
            yield OfficeSeen(
                office=office,
                country=country,
                first=min(dates, default=None),
                last=max(dates, default=None),
                documents=len({source.document for source, _, _ in told}),
                evidence=Evidence.cut(source.document, record.document.text, mention.start, mention.end)
                if mention is not None
                else None,
            )


def _offices(identity: str) -> Iterator[OfficeHeld]:
    for term in sorted(all_terms_of(identity), key=lambda term: (term.start or "0", term.entity, term.office)):
        yield OfficeHeld(
            entity=term.entity,
            office=term.office,
            start=term.start or None,
            end=term.end or None,
            last_confirmed=term.last_confirmed or None,
        )


def _statements(source: Source, record: Record, actor: Actor, copies: Mapping[str, str]) -> Iterator[PersonStatement]:
    original = copies.get(source.document)
    for statement in record.statements:
        joint = _says(record, statement, actor.id)
        if joint is None:
            continue
        yield PersonStatement(
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
