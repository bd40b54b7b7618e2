"""Coded events (PLOVER) from the contacts and the statements of a Chinese text."""

from collections.abc import Mapping, Sequence

from communique.annotate.events.flags import historical
from communique.codebook.plover import intensity
from communique.codebook.topics import topics
from communique.model import (
    Actor,
    AgendaItem,
    AgendaStatus,
    Event,
    EventFlag,
    Meeting,
    MeetingKind,
    Span,
    Statement,
    Status,
)

_BY_PHONE = frozenset({MeetingKind.CALL, MeetingKind.VIDEO})
_SEVERAL = 3


def of_meeting(
    meeting: Meeting, verb: Span, actors: Mapping[str, Actor], contexts: tuple[str, ...], published: str | None
) -> Event:
    """Return the event of a meeting: CONSULT, AGREE if it lies ahead, REJECT if it was called off (PLOVER 0.8)."""
    where = meeting.place.country if meeting.place is not None else None
    countries = {one: actors[one].country for one in meeting.participants}
    at_home = tuple(one for one in meeting.participants if where is not None and countries[one] == where)
    visitors = tuple(one for one in meeting.participants if one not in at_home)
    states = set(countries.values()) - {None}
    modes: list[str] = []
    acting: tuple[str, ...] = meeting.participants
    receiving: tuple[str, ...] = ()
    if meeting.kind in _BY_PHONE:
        modes.append("phone")
    elif meeting.kind is MeetingKind.VISIT:
        modes.append("visit")
        acting, receiving = meeting.participants, (where,) if where is not None and not at_home else ()
    elif at_home and visitors:
        modes.append("visit")
        acting, receiving = visitors, at_home
    elif where is not None and len(states) > 1 and where not in states:
        modes.append("third-party")
    if meeting.kind is MeetingKind.SUMMIT or len(states) >= _SEVERAL:
        modes.append("multilateral")
    kind, flags = "CONSULT", historical(meeting.date, published)
    if meeting.status is Status.PLANNED:
        kind, modes, flags = "AGREE", [], (EventFlag.FUTURE,)
    elif meeting.status is Status.CANCELLED:
        kind, modes = "REJECT", ["meet"]
    return Event(
        type=kind,
        modes=tuple(modes),
        contexts=contexts,
        actors=acting,
        recipients=receiving,
        date=meeting.date,
        place=meeting.place,
        spans=meeting.spans,
        trigger=(verb,),
        intensity=intensity(kind, tuple(modes)),
        flags=flags,
    )


def of_statement(
    statement: Statement, plover: str, members: tuple[str, ...], addressed: tuple[str, ...], published: str | None
) -> Event | None:
    """Return the event of a statement whose verb is an act (感谢, 谴责, 敦促), None if it only says something."""
    if not plover or not members:
        return None
    contexts = tuple(dict.fromkeys(one for topic in statement.topics for one in topics()[topic].plover_contexts))
    return Event(
        type=plover,
        contexts=contexts,
        actors=members,
        recipients=tuple(one for one in addressed if one not in members),
        date=statement.said_on,
        spans=(*statement.cue, *statement.content),
        trigger=statement.cue,
        intensity=intensity(plover),
        flags=historical(statement.said_on, published),
        statement=statement.id,
    )


def contexts_of(agenda: Sequence[AgendaItem]) -> tuple[str, ...]:
    """Return the contexts of the topics that were or are to be discussed."""
    found: dict[str, None] = {}
    for item in agenda:
        if item.topic is not None and item.status is not AgendaStatus.SAID_NOT_MENTIONED:
            found.update(dict.fromkeys(topics()[item.topic].plover_contexts))
    return tuple(found)
