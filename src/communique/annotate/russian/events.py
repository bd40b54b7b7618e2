"""Code the meetings and statements of a Russian text as events (PLOVER 0.8), as those of English texts are."""

from spacy.tokens import Doc

from communique.annotate.events.flags import historical
from communique.annotate.layers import Layers
from communique.annotate.russian.mentions import Mentions
from communique.annotate.russian.parsing import Text
from communique.codebook.plover import intensity
from communique.codebook.russian import meeting_cues, reporting_verbs
from communique.codebook.topics import topics
from communique.model import (
    Actor,
    ActorKind,
    AgendaStatus,
    Event,
    EventFlag,
    Meeting,
    MeetingKind,
    Span,
    Statement,
    Status,
)

_BY_PHONE = frozenset({MeetingKind.CALL, MeetingKind.VIDEO})
_SEVERAL = 3
"""From so many states on a meeting is multilateral."""
_ABOUT_SOMEBODY = frozenset({"blame", "praise"})


class EventsComponent:
    """Fills `events`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its events."""
        layers = Layers(doc)
        reader = _Reader(doc)
        found = [reader.of_meeting(meeting) for meeting in layers.meetings]
        found.extend(event for one in layers.statements if (event := reader.of_statement(one)) is not None)
        layers.events = sorted(found, key=lambda event: min(span.start for span in event.spans))
        known = {actor.id for actor in layers.actors}
        states = dict.fromkeys(one for event in found for one in (*event.actors, *event.recipients) if one not in known)
        layers.actors = (*layers.actors, *(Actor(id=one, kind=ActorKind.STATE, country=one) for one in states))
        return doc


class _Reader:
    def __init__(self, doc: Doc) -> None:
        layers = Layers(doc)
        self.mentions = Mentions(doc)
        self.words = Text.of(doc)
        self.published = layers.published_on.value if layers.published_on is not None else None
        self.contexts = tuple(
            dict.fromkeys(
                context
                for item in layers.agenda
                if item.topic is not None and item.status is not AgendaStatus.SAID_NOT_MENTIONED
                for context in topics()[item.topic].plover_contexts
            )
        )

    def of_meeting(self, meeting: Meeting) -> Event:
        """Return the event of a meeting: CONSULT, AGREE if it lies ahead, REJECT if it was called off."""
        actors, recipients, modes = self._roles(meeting)
        flags: tuple[EventFlag, ...] = historical(meeting.date, self.published)
        if meeting.status is Status.PLANNED:
            kind, modes, flags = "AGREE", (), (EventFlag.FUTURE,)
        elif meeting.status is Status.CANCELLED:
            kind, modes = "REJECT", ("meet",)
        else:
            kind = "CONSULT"
        return Event(
            type=kind,
            modes=modes,
            contexts=self.contexts,
            actors=actors,
            recipients=recipients,
            date=meeting.date,
            place=meeting.place,
            spans=meeting.spans,
            trigger=tuple(self._trigger(span) for span in meeting.spans),
            intensity=intensity(kind, modes),
            flags=flags,
        )

    def _roles(self, meeting: Meeting) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        where = meeting.place.country if meeting.place is not None else None
        at_home = tuple(one for one in meeting.participants if where and self.mentions.country(one) == where)
        visitors = tuple(one for one in meeting.participants if one not in at_home)
        if meeting.kind is MeetingKind.VISIT:
            return meeting.participants, (where,) if where is not None and not at_home else (), ("visit",)
        states = {self.mentions.country(one) for one in meeting.participants} - {None}
        modes: list[str] = []
        if meeting.kind in _BY_PHONE:
            modes.append("phone")
        elif at_home and visitors:
            modes.append("visit")
        elif where is not None and len(states) > 1 and where not in states:
            modes.append("third-party")
        if meeting.kind is MeetingKind.SUMMIT or len(states) >= _SEVERAL:
            modes.append("multilateral")
        if "visit" in modes and len(states) < _SEVERAL:
            return visitors, at_home, tuple(modes)
        return meeting.participants, (), tuple(modes)

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
        if not actors:
            return None
        recipients = self.mentions.members(statement.addressee.actor) if statement.addressee is not None else ()
        if not recipients and verb.kind in _ABOUT_SOMEBODY:
            first = self.mentions.within(statement.content[0].start, statement.content[0].end)
            if first and first[0].start == statement.content[0].start:
                recipients = self.mentions.members(first[0].actor)
        contexts = dict.fromkeys(one for topic in statement.topics for one in topics()[topic].plover_contexts)
        return Event(
            type=verb.plover,
            contexts=tuple(contexts),
            actors=actors,
            recipients=tuple(one for one in recipients if one not in actors),
            date=statement.said_on,
            spans=(*statement.cue, *statement.content),
            trigger=statement.cue,
            intensity=intensity(verb.plover),
            flags=historical(statement.said_on, self.published),
            statement=statement.id,
        )
