"""The component that fills the layer of events."""

from spacy.tokens import Doc

from communique.annotate.events import statements
from communique.annotate.events.coding import contexts_of, event_of_meeting, in_order
from communique.annotate.events.triggers import triggers_of
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.model import Actor, ActorKind, Event


class EventsComponent:
    """Component that fills `Layers(doc).events` from the meetings and the statements, in the order of the text."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its events."""
        layers = Layers(doc)
        if not layers.meetings and not layers.statements:
            layers.events = ()
            return doc
        parties = Parties(doc)
        published = layers.published
        contexts = contexts_of(layers.agenda)
        found: list[Event] = [
            event_of_meeting(
                meeting, triggers_of(meeting, layers.text), parties.country, contexts=contexts, published=published
            )
            for meeting in layers.meetings
        ]
        for statement in layers.statements:
            event = statements.event_of(statement, doc, parties, published=published)
            if event is not None:
                found.append(event)
        layers.events = in_order(found)
        known = {actor.id for actor in layers.actors}
        states = dict.fromkeys(one for event in found for one in event.recipients if one not in known)
        layers.actors = (*layers.actors, *(Actor(id=one, kind=ActorKind.STATE, country=one) for one in states))
        return doc
