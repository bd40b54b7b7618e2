"""Two sides over time, month by month."""

from pydantic import Field

from communique.model.base import Model, PartialDate
from communique.model.history.meetings import Evidence


class Count(Model):
    """How often something is named: in how many meetings, and by whom."""

    id: str
    """The codebook's id of the topic or the tone."""
    label: str
    """What it is called."""
    meetings: int = Field(ge=1)
    """Meetings whose accounts have it."""
    by_side: dict[str, int]
    """Accounts that have it, by side or `press`."""
    evidence: tuple[Evidence, ...]
    """The first places, one for each account."""


class RelationMonth(Model):
    """A month of two sides. A month without meetings is there too, between the first and the last that has some."""

    month: PartialDate
    """The month; meetings of which only the year is known stand in a row for the year."""
    meetings: tuple[str, ...] = ()
    """Ids of the meetings."""
    held: int = 0
    """Meetings that took place."""
    remote: int = 0
    """Calls and video meetings among them."""
    planned: int = 0
    """Meetings that were planned and of which nothing more is known."""
    cancelled: int = 0
    """Meetings that were called off."""
    accounts: int = 0
    """Texts about them that tone and agenda are taken from, near copies counted once."""
    tone: tuple[Count, ...] = ()
    """Words that rate the talks, by code, the most frequent first."""
    warmth: float | None = None
    """Mean of the ratings, from -3 (cold) to 3 (warm); null where nothing rates a talk."""
    agenda: tuple[Count, ...] = ()
    """Topics, the most frequent first."""
