"""What keeps an event from being a plain fact of the present."""

from communique.annotate.clause import Standing
from communique.model import EventFlag
from communique.model.dates import first_day, last_day

_PAST_DAYS = 365
"""What lies more than a year before the text is told as history."""

_BY_STANDING = {
    Standing.AHEAD: (EventFlag.FUTURE,),
    Standing.DENIED: (EventFlag.NEGATED,),
    Standing.CANCELLED: (EventFlag.NEGATED,),
    Standing.OPEN: (EventFlag.HYPOTHETICAL,),
}


def historical(date: str | None, published: str | None) -> tuple[EventFlag, ...]:
    """Return the flag of an event that lies more than a year before the text; an unknown date gives none."""
    if date is None or published is None:
        return ()
    days = (first_day(published) - last_day(date)).days
    return (EventFlag.HISTORICAL,) if days > _PAST_DAYS else ()


def of_standing(standing: Standing) -> tuple[EventFlag, ...]:
    """Return the flags of an act that lies ahead, is denied, or is left open."""
    return _BY_STANDING.get(standing, ())
