"""Code the meetings and statements of a Russian text as events (PLOVER 0.8), as those of English texts are."""

from spacy.tokens import Doc

from communique.annotate.events.coding import contexts_of, event_of_act, event_of_meeting, in_order
from communique.annotate.layers import Layers
from communique.annotate.russian.mentions import Mentions
from communique.annotate.russian.parsing import Text
from communique.codebook.russian import meeting_cues, reporting_verbs
from communique.model import Actor, ActorKind, Event, Meeting, Span, Statement

_ABOUT_SOMEBODY = frozenset({"blame", "praise"})


class EventsComponent:
    """Fills `events`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its events."""
        layers = Layers(doc)
        reader = _Reader(doc)
        found = [reader.of_meeting(meeting) for meeting in layers.meetings]
        found.extend(event for one in layers.statements if (event := reader.of_statement(one)) is not None)
        layers.events = in_order(found)
        known = {actor.id for actor in layers.actors}
        states = dict.fromkeys(one for event in found for one in (*event.actors, *event.recipients) if one not in known)
        layers.actors = (*layers.actors, *(Actor(id=one, kind=ActorKind.STATE, country=one) for one in states))
        return doc


class _Reader:
    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self.mentions = Mentions(doc)
        self.words = Text.of(doc)
        self.published = layers.published
        self.contexts = contexts_of(layers.agenda)

    def of_meeting(self, meeting: Meeting) -> Event:
        """Return the event of a meeting."""
        triggers = tuple(self._trigger(span) for span in meeting.spans)
        return event_of_meeting(
            meeting, triggers, self.mentions.country, contexts=self.contexts, published=self.published
        )

    def _trigger(self, span: Span) -> Span:
        for word in self.words.words:
            if span.start <= word.start < span.end and any(
                cue.frame in {"noun", "visit", "with", "receives", "visits"}
                for cue in meeting_cues().get(word.lemma, ())
            ):
                return Span(start=word.start, end=word.end)
        return span

    def of_statement(self, statement: Statement) -> Event | None:
        """Return the event of a statement whose verb is an act in PLOVER's sense, None if it only says something."""
        if statement.speaker is None or not statement.cue:
            return None
        word = self.words.by_start.get(statement.cue[0].start)
        verb = next(iter(reporting_verbs().get(word.lemma, ())), None) if word is not None else None
        if verb is None or verb.plover is None:
            return None
        actors = self.mentions.members(statement.speaker.actor)
        recipients = self.mentions.members(statement.addressee.actor) if statement.addressee is not None else ()
        if not recipients and verb.kind in _ABOUT_SOMEBODY:
            first = self.mentions.within(statement.content[0].start, statement.content[0].end)
            if first and first[0].start == statement.content[0].start:
                recipients = self.mentions.members(first[0].actor)
        return event_of_act(statement, verb.plover, actors, recipients, published=self.published)
