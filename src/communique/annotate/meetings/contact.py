"""What one place of a text says about a contact or a journey, before the places are put together."""

from dataclasses import dataclass

from communique.annotate.clause import Standing
from communique.model import MeetingKind, Place


@dataclass(frozen=True, slots=True)
class Contact:
    """One mention of a contact.

    `parties` are actor ids; with fewer than two it is a mention that points back ("the talks"). `start` and `end`
    (exclusive) are characters of the words that say so, `at` is the token of the cue.
    """

    kind: MeetingKind
    standing: Standing
    parties: tuple[str, ...]
    date: str | None
    place: Place | None
    start: int
    end: int
    at: int
    host: str | None = None
    requested_by: str | None = None
    is_own: bool = True
    """False where the words only point back to a contact told before."""
    is_next: bool = False
    """True for "the next round of talks", which those who met last will hold."""
    is_moved: bool = False
    """True for "the talks have been moved to Friday", which dates those announced before."""
    since: int = 0
    """Where words that only call something off ("the trip was called off") begin to look back for it."""
    is_talks: bool = False
    """True for "talks", "a meeting", which may have further rounds, not for "received" or "saw"."""
    follows: bool = False
    """True if "also", "later" or "in the evening" puts it on the day of the contact told before."""
    is_of_that_day: bool = False
    """True if "earlier in the day" says so whoever met before."""
    opens: bool = False
    """True if words that may point back tell of a contact of their own where none was told ("they talked about")."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One mention of a person on the way to, or at, a place.

    `is_visit` tells that the word itself means a visit (not only a way of travelling); `leads_to_contact` that the same
    clause goes on to a meeting there, so that the journey has no record of its own; `is_home` that the place lies in
    the traveller's own state, `is_onward` that it is only the next leg ("travelled on to"). `rank` orders the stops of
    one sentence where the words do ("following a visit to").
    """

    actor: str
    place: Place
    standing: Standing
    date: str | None
    start: int
    end: int
    at: int
    is_visit: bool
    is_home: bool = False
    is_onward: bool = False
    leads_to_contact: bool = False
    rank: int = 0
