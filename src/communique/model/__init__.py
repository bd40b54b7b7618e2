"""The nouns: frozen types that every stage speaks in."""

from communique.model.actor import Actor, ActorKind, Mention
from communique.model.agenda import AgendaItem, AgendaStatus
from communique.model.base import Model, PartialDate
from communique.model.document import Document, Failure, KnownBy, Passage, PassageKind, PublishedOn
from communique.model.event import Event, EventFlag
from communique.model.meeting import Meeting, MeetingKind, Place, Status, Stop
from communique.model.record import MadeBy, Record
from communique.model.span import Excerpt, Span, text_sha256
from communique.model.statement import Attribution, Medium, Mode, Party, Polarity, Statement
from communique.model.time import TimeReference, TimeType

__all__ = [
    "Actor",
    "ActorKind",
    "AgendaItem",
    "AgendaStatus",
    "Attribution",
    "Document",
    "Event",
    "EventFlag",
    "Excerpt",
    "Failure",
    "KnownBy",
    "MadeBy",
    "Medium",
    "Meeting",
    "MeetingKind",
    "Mention",
    "Mode",
    "Model",
    "PartialDate",
    "Party",
    "Passage",
    "PassageKind",
    "Place",
    "Polarity",
    "PublishedOn",
    "Record",
    "Span",
    "Statement",
    "Status",
    "Stop",
    "TimeReference",
    "TimeType",
    "text_sha256",
]
