"""What was talked about, and in whose account."""

from enum import StrEnum

from communique.model.base import Model
from communique.model.span import Span


class AgendaStatus(StrEnum):
    """Discussed, still to be discussed, or said by a third party not to be in an account."""

    DISCUSSED = "discussed"
    PLANNED = "planned"
    SAID_NOT_MENTIONED = "said_not_mentioned"


class AgendaItem(Model):
    """A topic, in the words of the text, with the accounts that carry it (or are said not to).

    `topic` is the codebook's id, null where the codebook has none. `accounts` holds actor ids; empty means that the
    text speaks in its own voice and names no account.
    """

    topic: str | None = None
    """The codebook's id of the topic."""
    label: str
    """The topic in the words of the text."""
    status: AgendaStatus
    """Whether it was discussed, is to be discussed, or is said to be missing."""
    accounts: tuple[str, ...] = ()
    """Ids of the actors whose accounts carry it (or are said not to)."""
    spans: tuple[Span, ...]
    """The words that say so."""
