"""Meetings as events: consultations that took place, agreements to meet, meetings called off."""

from communique.annotate.events.flags import historical
from communique.annotate.meetings.cues import trigger_words
from communique.annotate.parties import Parties
from communique.codebook.plover import intensity
from communique.model import Event, EventFlag, Meeting, MeetingKind, Span, Status

_BY_PHONE = frozenset({MeetingKind.CALL, MeetingKind.VIDEO})
_SEVERAL = 3
"""From so many states on a meeting is multilateral."""


def event_of(
    meeting: Meeting, text: str, parties: Parties, *, contexts: tuple[str, ...], published: str | None
) -> Event:
    """Return the event of a meeting.

    PLOVER 0.8: what took place is CONSULT; what is still to come is AGREE and a meeting called off REJECT, whatever its
    format. Without a host all parties act and nobody receives; a visitor acts, his host receives.
    """
    actors, recipients, modes = _roles(meeting, parties)
    flags: tuple[EventFlag, ...] = historical(meeting.date, published)
    if meeting.status is Status.PLANNED:
        kind, modes, flags = "AGREE", (), (EventFlag.FUTURE,)
    elif meeting.status is Status.CANCELLED:
        kind, modes = "REJECT", ("meet",)
    else:
        kind = "CONSULT"
    return Event(
        type=kind,
        modes=modes,
        contexts=contexts,
        actors=actors,
        recipients=recipients,
        date=meeting.date,
        place=meeting.place,
        spans=meeting.spans,
        trigger=_triggers(meeting, text),
        intensity=intensity(kind, modes),
        flags=flags,
    )


def _roles(meeting: Meeting, parties: Parties) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return who acts, who receives, and the modes."""
    where = meeting.place.country if meeting.place is not None else None
    at_home = tuple(one for one in meeting.participants if where is not None and parties.country(one) == where)
    visitors = tuple(one for one in meeting.participants if one not in at_home)
    if meeting.kind is MeetingKind.VISIT:
        return meeting.participants, (where,) if where is not None and not at_home else (), ("visit",)
    states = {parties.country(one) for one in meeting.participants} - {None}
    modes: list[str] = []
    if meeting.kind in _BY_PHONE:
        modes.append("phone")
    elif at_home and visitors:
        modes.append("visit")
    elif where is not None and len(states) > 1 and where not in states:
        modes.append("third-party")
    if meeting.kind is MeetingKind.SUMMIT or len(states) >= _SEVERAL:
        modes.append("multilateral")
    if "visit" in modes and len(states) < _SEVERAL:
        return visitors, at_home, tuple(modes)
    return meeting.participants, (), tuple(modes)


def _triggers(meeting: Meeting, text: str) -> tuple[Span, ...]:
    """Return the word of meeting in each place that tells of it; the place itself if no such word stands there."""
    found: list[Span] = []
    for span in meeting.spans:
        hit = trigger_words().pattern.search(text, span.start, span.end)
        if hit is None:
            found.append(span)
            continue
        end = hit.end()
        while end < span.end and text[end].isalpha():
            end += 1
        found.append(Span(start=hit.start(), end=end))
    return tuple(found)
