"""The agenda: what was discussed, in whose account, and what an account is said to leave out."""

from communique.annotate.agenda.component import AgendaComponent

__all__ = ["AgendaComponent"]
