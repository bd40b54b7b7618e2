"""How well a telling fits a group besides its people: format, place, time, and whose text it is."""

from collections.abc import Sequence

from communique.model import MeetingKind, Status
from communique.track.groups import Group
from communique.track.parties import ONE_SIDE_ONLY, fit
from communique.track.tellings import Telling

PRESS_UNDATED = 7
"""Days for which a text of the press without a date speaks of what just happened."""
AHEAD = 14
"""Days that a plan without a date may lie ahead where nothing but the people agrees; half of that for a call."""
AHEAD_OF_ITS_FORMAT = 45
"""The same where the format agrees that is not simply a meeting: "on the margins", "visit"."""
AHEAD_AT_ITS_PLACE = 60
"""The same where the place agrees."""


def same_day_kind(telling: Telling, group: Group) -> float:
    """Return how well the format fits, for the same people on the same day.

    A plain "meeting" may be a call; talks at a place are none, nor is a visit. Two places in two states are an error of
    reading if the people are named, and two meetings if only their states are.
    """
    if any(telling.document == own.document for own in group.tellings):
        return 1.0 if are_alike(telling, group, generic=True) else 0.0
    if not are_alike(telling, group, generic=telling.place is None):
        return 0.0
    if are_apart(telling, group) and fit(telling.parties, group.parties) < ONE_SIDE_ONLY:
        return 0.0
    return 1.0 if any(telling.kind is own.kind for own in group.tellings) else 0.98


def next_day_kind(early: Group, late: Group) -> float:
    """Return 1 where format and place of two groups on neighbouring days allow that they are one, else 0."""
    if any(are_apart(telling, early) for telling in late.tellings):
        return 0.0
    if not any(are_alike(telling, early, generic=True) for telling in late.tellings):
        return 0.0
    return 1.0


def vague_kind(telling: Telling, group: Group) -> float:
    """Return how well format and place fit where the day does not tell.

    A meeting that is planned is no call; one that took place may be told of so.
    """
    if are_apart(telling, group):
        return 0.0
    is_generic = telling.status is Status.HAPPENED and telling.place is None and _is_close(telling, group)
    if not any(
        telling.kind.is_remote == own.kind.is_remote or own.document == telling.document for own in group.tellings
    ) and not (is_generic and are_alike(telling, group, generic=True)):
        return 0.0
    if _is_at_same_place(telling, group):
        return 1.0
    return 0.97 if any(telling.kind is own.kind for own in group.tellings) else 0.93


def _is_close(telling: Telling, group: Group) -> bool:
    """Tell whether a text came out within a day of the meeting, or of another text about it."""
    days = [group.day, *(own.published for own in group.tellings)]
    return telling.published is not None and any(day is not None and abs(day - telling.published) <= 1 for day in days)


def is_soon(telling: Telling, group: Group) -> bool:
    """Tell whether a plan without a date can be of this meeting: the less agrees, the sooner it must be."""
    ahead = distance(telling, group)
    if _is_at_same_place(telling, group):
        return ahead <= AHEAD_AT_ITS_PLACE
    if telling.kind.is_remote:
        return ahead <= AHEAD // 2
    if telling.kind is not MeetingKind.MEETING and any(telling.kind is own.kind for own in group.tellings):
        return ahead <= AHEAD_OF_ITS_FORMAT
    return ahead <= AHEAD


def _is_at_same_place(telling: Telling, group: Group) -> bool:
    return telling.place is not None and any(
        own.place is not None and own.place.name == telling.place.name for own in group.tellings
    )


def are_alike(telling: Telling, group: Group, *, generic: bool) -> bool:
    """Tell whether one of the formats can be the other on the same day; `generic` lets a plain meeting be a call."""
    for own in group.tellings:
        if telling.kind.is_remote == own.kind.is_remote:
            return True
        present = own if telling.kind.is_remote else telling
        if present.kind is MeetingKind.MEETING and (present.place is None or (present is telling and generic)):
            return True
        if (
            MeetingKind.VIDEO in {telling.kind, own.kind}
            and present.place is None
            and present.kind is MeetingKind.SUMMIT
        ):
            return True
    return False


def are_apart(telling: Telling, group: Group) -> bool:
    """Tell whether the places named lie in different states; a call has no place."""
    if telling.kind.is_remote or telling.place is None or telling.place.country is None:
        return False
    countries = {own.place.country for own in group.tellings if own.place is not None and not own.kind.is_remote} - {
        None
    }
    return bool(countries) and telling.place.country not in countries


def is_called_off(cancelled: Sequence[Telling], held: Sequence[Telling]) -> bool:
    """Tell whether `cancelled` calls off what `held` says took place, and nobody reported later that it did."""
    off = [telling.published for telling in cancelled if telling.status is Status.CANCELLED]
    if not off or any(telling.status is Status.HAPPENED for telling in cancelled):
        return False
    took_place = [telling.published for telling in held if telling.status is Status.HAPPENED]
    known_off = [day for day in off if day is not None]
    known_held = [day for day in took_place if day is not None]
    return bool(took_place) and not (known_off and known_held and max(known_held) > min(known_off))


def are_of_one_house(one: Telling, other: Telling) -> bool:
    """Tell whether two texts are of one side, or of one publisher of the press."""
    if one.source.is_own or other.source.is_own:
        return one.source.side == other.source.side
    return one.source.publisher is not None and one.source.publisher == other.source.publisher


def is_in_time(telling: Telling, group: Group) -> bool:
    """Tell whether what a text says happened lies before its publication, and what it says is planned not."""
    published, window = telling.published, group.window
    if published is None or window is None:
        return True
    return window.first <= published + 1 if telling.status is Status.HAPPENED else window.last >= published - 1


def distance(telling: Telling, group: Group) -> int:
    """Return the days between the publication of a text and the meeting, 0 where one of them is not known."""
    if telling.published is None or group.day is None:
        return 0
    return abs(telling.published - group.day)


def are_of_one_time(telling: Telling, group: Group) -> bool:
    """Tell whether two texts without a date were published within a week."""
    there = group.published
    return telling.published is not None and there is not None and abs(telling.published - there) <= PRESS_UNDATED
