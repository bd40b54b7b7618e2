"""Events: who did what to whom, coded after PLOVER, from the meetings and the statements of a document."""

from communique.annotate.events.component import EventsComponent

__all__ = ["EventsComponent"]
