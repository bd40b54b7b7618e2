"""The component that fills the layer of events."""

from spacy.tokens import Doc

from communique.annotate.events import meetings, statements
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.topics import topics
from communique.model import Actor, ActorKind, AgendaItem, AgendaStatus, Event


class EventsComponent:
    """Component that fills `Layers(doc).events` from the meetings and the statements, in the order of the text."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its events."""
        layers = Layers(doc)
        if not layers.meetings and not layers.statements:
            layers.events = ()
            return doc
        parties = Parties(doc)
        published = layers.published_on.value if layers.published_on is not None else None
        contexts = _contexts(layers.agenda)
        found: list[Event] = [
            meetings.event_of(meeting, layers.text, parties, contexts=contexts, published=published)
            for meeting in layers.meetings
        ]
        for statement in layers.statements:
            event = statements.event_of(statement, doc, parties, published=published)
            if event is not None:
                found.append(event)
        layers.events = sorted(found, key=lambda event: min(span.start for span in event.spans))
        known = {actor.id for actor in layers.actors}
        states = dict.fromkeys(one for event in found for one in event.recipients if one not in known)
        layers.actors = (*layers.actors, *(Actor(id=one, kind=ActorKind.STATE, country=one) for one in states))
        return doc


def _contexts(agenda: tuple[AgendaItem, ...]) -> tuple[str, ...]:
    """Return the contexts of the topics that were or are to be discussed: in PLOVER they are those of the document."""
    found: dict[str, None] = {}
    for item in agenda:
        if item.topic is not None and item.status is not AgendaStatus.SAID_NOT_MENTIONED:
            found.update(dict.fromkeys(topics()[item.topic].plover_contexts))
    return tuple(found)
