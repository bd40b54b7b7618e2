"""Coded events (PLOVER)."""

from enum import StrEnum

from communique.model.base import Model, PartialDate
from communique.model.meeting import Place
from communique.model.span import Span


class EventFlag(StrEnum):
    """What keeps an event from being a plain fact of the present."""

    FUTURE = "future"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


class Event(Model):
    """What one actor did to another, coded after PLOVER 0.8 (type, modes, contexts, intensity)."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: PartialDate | None = None
    place: Place | None = None
    spans: tuple[Span, ...]
    trigger: tuple[Span, ...]
    intensity: float
    flags: tuple[EventFlag, ...] = ()
    statement: str | None = None
