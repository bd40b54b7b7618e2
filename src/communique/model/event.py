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
    """The PLOVER type."""
    modes: tuple[str, ...] = ()
    """PLOVER modes."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts."""
    actors: tuple[str, ...] = ()
    """Ids of those who act."""
    recipients: tuple[str, ...] = ()
    """Ids of those who are acted on."""
    date: PartialDate | None = None
    """When."""
    place: Place | None = None
    """Where."""
    spans: tuple[Span, ...]
    """The words that report it."""
    trigger: tuple[Span, ...]
    """The words that name the act."""
    intensity: float
    """The intensity of the type and mode, as PLOVER scales it."""
    flags: tuple[EventFlag, ...] = ()
    """What keeps it from being a plain fact of the present."""
    statement: str | None = None
    """Id of the statement that reports it."""
