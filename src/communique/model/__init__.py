"""The nouns: frozen types that every stage speaks in."""

from communique.model.account import PRESS, Account, Genre, SideKnownBy
from communique.model.actor import Actor, ActorKind, Mention
from communique.model.agenda import AgendaItem, AgendaStatus
from communique.model.base import Model, PartialDate
from communique.model.comparison import (
    ComparedAccount,
    ComparedBy,
    Comparison,
    Evidence,
    Finding,
    FindingKind,
    Level,
    Mark,
    MarkedWords,
    MarkKind,
    Relation,
    Searched,
    SilenceAgainst,
    Stand,
    SummarySentence,
    Topic,
    Wording,
)
from communique.model.document import Document, Failure, KnownBy, Passage, PassageKind, PublishedOn
from communique.model.event import Event, EventFlag
from communique.model.meeting import Meeting, MeetingKind, Place, Status, Stop
from communique.model.record import MadeBy, Record
from communique.model.span import Excerpt, Span, text_sha256
from communique.model.statement import Attribution, Medium, Mode, Party, Polarity, Statement
from communique.model.time import TimeReference, TimeType

__all__ = [
    "PRESS",
    "Account",
    "Actor",
    "ActorKind",
    "AgendaItem",
    "AgendaStatus",
    "Attribution",
    "ComparedAccount",
    "ComparedBy",
    "Comparison",
    "Document",
    "Event",
    "EventFlag",
    "Evidence",
    "Excerpt",
    "Failure",
    "Finding",
    "FindingKind",
    "Genre",
    "KnownBy",
    "Level",
    "MadeBy",
    "Mark",
    "MarkKind",
    "MarkedWords",
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
    "Relation",
    "Searched",
    "SideKnownBy",
    "SilenceAgainst",
    "Span",
    "Stand",
    "Statement",
    "Status",
    "Stop",
    "SummarySentence",
    "TimeReference",
    "TimeType",
    "Topic",
    "Wording",
    "text_sha256",
]
