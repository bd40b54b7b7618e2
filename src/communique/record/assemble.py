"""Annotated document -> record: the layers in one value, with only the actors that are spoken of."""

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc

from communique.errors import NoPublicationDate
from communique.model import Actor, Document, Failure, MadeBy, Passage, Record, TimeReference


def _spoken_of(actors: Iterable[Actor], record_fields: dict[str, Any]) -> tuple[Actor, ...]:
    """Return the actors that some layer names, and the members of the groups among them, in the order of `actors`."""
    by_id = {actor.id: actor for actor in actors}
    used: set[str] = set()

    def use(actor_id: str | None) -> None:
        if actor_id is not None and actor_id not in used:
            used.add(actor_id)
            for member in by_id[actor_id].members if actor_id in by_id else ():
                use(member)

    for mention in record_fields["mentions"]:
        use(mention.actor)
    for statement in record_fields["statements"]:
        for party in (statement.speaker, statement.addressee):
            use(party.actor if party else None)
        for link in statement.according_to:
            use(link.issuer)
    for item in record_fields["agenda"]:
        for account in item.accounts:
            use(account)
    for meeting in record_fields["meetings"]:
        for actor_id in (*meeting.participants, meeting.host, meeting.requested_by):
            use(actor_id)
    for stop in record_fields["stops"]:
        use(stop.actor)
    for event in record_fields["events"]:
        for actor_id in (*event.actors, *event.recipients):
            use(actor_id)
    return tuple(actor for actor in by_id.values() if actor.id in used)


def _undated(document: Document, times: tuple[TimeReference, ...]) -> tuple[Failure, ...]:
    """Say once that relative dates stay open, where the reader could have given the date that they count from."""
    if document.published_on is not None or all(time.value for time in times):
        return ()
    first = next(time for time in times if not time.value)
    words = document.text[first.start : first.end]
    error = NoPublicationDate(f"no publication date is known, so {words!r} and the like stay without a date")
    return (Failure.of(error, start=first.start, end=first.end),)


def assemble(
    doc: Doc,
    document: Document,
    *,
    passages: tuple[Passage, ...],
    failures: tuple[Failure, ...] = (),
    made_by: MadeBy,
) -> Record:
    """Collect the layers of `doc` into the record of `document`; offsets are those of `document.text`.

    `failures` are those of reading; the components' own are added behind them.
    """
    of_doc = doc._
    layers: dict[str, Any] = {
        name: getattr(of_doc, f"communique_{name}")
        for name in ("times", "mentions", "statements", "agenda", "meetings", "stops", "events")
    }
    layers["actors"] = _spoken_of(of_doc.communique_actors, layers)
    return Record(
        document=document,
        passages=passages,
        sentences=of_doc.communique_sentences,
        failures=(*failures, *of_doc.communique_failures, *_undated(document, layers["times"])),
        made_by=made_by,
        **layers,
    )
