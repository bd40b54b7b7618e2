"""The events of meetings and of statements that are acts (PLOVER 0.8), in whatever language they were told."""

from collections.abc import Callable, Iterable

from communique.annotate.events.flags import historical
from communique.codebook.plover import intensity
from communique.codebook.topics import topics
from communique.model import AgendaItem, AgendaStatus, Event, EventFlag, Meeting, MeetingKind, Span, Statement, Status

_SEVERAL = 3
"""From so many states on a meeting is multilateral."""

CountryOf = Callable[[str], str | None]
"""Answers which state an actor is or acts for."""


def event_of_meeting(
    meeting: Meeting,
    triggers: tuple[Span, ...],
    country_of: CountryOf,
    *,
    contexts: tuple[str, ...],
    published: str | None,
) -> Event:
    """Return the event of a meeting; `triggers` are the words that name it.

    PLOVER 0.8: what took place is CONSULT; what is still to come is AGREE and a meeting called off REJECT, whatever its
    format. Without a host all parties act and nobody receives; a visitor acts, his host receives.
    """
    actors, recipients, modes = _roles(meeting, country_of)
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
        trigger=triggers,
        intensity=intensity(kind, modes),
        flags=flags,
    )


def _roles(meeting: Meeting, country_of: CountryOf) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return who acts, who receives, and the modes."""
    where = meeting.place.country if meeting.place is not None else None
    at_home = tuple(one for one in meeting.participants if where is not None and country_of(one) == where)
    visitors = tuple(one for one in meeting.participants if one not in at_home)
    if meeting.kind is MeetingKind.VISIT:
        return meeting.participants, (where,) if where is not None and not at_home else (), ("visit",)
    states = {country_of(one) for one in meeting.participants} - {None}
    modes: list[str] = []
    if meeting.kind.is_remote:
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


def event_of_act(
    statement: Statement,
    plover: str | None,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    *,
    published: str | None,
    flags: tuple[EventFlag, ...] = (),
) -> Event | None:
    """Return the event of a statement whose verb is the act `plover`; None for a verb that only says something.

    `flags` are those that the clause of the verb gives; that of an old date is added.
    """
    if plover is None or not actors:
        return None
    contexts = tuple(dict.fromkeys(one for topic in statement.topics for one in topics()[topic].plover_contexts))
    return Event(
        type=plover,
        contexts=contexts,
        actors=actors,
        recipients=tuple(one for one in recipients if one not in actors),
        date=statement.said_on,
        spans=(*statement.cue, *statement.content),
        trigger=statement.cue,
        intensity=intensity(plover),
        flags=(*flags, *historical(statement.said_on, published)),
        statement=statement.id,
    )


def contexts_of(agenda: Iterable[AgendaItem]) -> tuple[str, ...]:
    """Return the contexts of the topics that were or are to be discussed: in PLOVER they are those of the document."""
    found: dict[str, None] = {}
    for item in agenda:
        if item.topic is not None and item.status is not AgendaStatus.SAID_NOT_MENTIONED:
            found.update(dict.fromkeys(topics()[item.topic].plover_contexts))
    return tuple(found)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in the order of the text."""
    return tuple(sorted(events, key=lambda event: min(span.start for span in event.spans)))
