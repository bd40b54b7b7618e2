"""Contacts and journeys -> meetings and stops, each told once."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.annotate.chinese.contacts import Contact
from communique.annotate.chinese.stops import Journey
from communique.model import Meeting, MeetingKind, Span, Stop

_TWO = 2


@dataclass(slots=True)
class _Told:
    """One meeting, with every place that tells of it."""

    ids: tuple[str, ...]
    contacts: list[Contact]

    def holds(self, contact: Contact, ids: tuple[str, ...]) -> bool:
        """Tell whether a contact may be this meeting told again."""
        first = self.contacts[0]
        if set(self.ids) != set(ids) or first.status is not contact.status:
            return False
        return first.date is None or contact.date is None or first.date == contact.date


def meetings_of(contacts: Sequence[Contact], journeys: Sequence[Journey]) -> list[tuple[Meeting, Span]]:
    """Return the meetings with the words that tell of each; a visit of somebody who met there is none of its own."""
    merged: list[_Told] = []
    for contact in contacts:
        ids = tuple(dict.fromkeys(one.player.id for one in (*contact.first, *contact.second) if one.player))
        if len(ids) < _TWO:
            continue
        known = next((told for told in merged if told.holds(contact, ids)), None)
        if known is not None:
            known.contacts.append(contact)
        else:
            merged.append(_Told(ids, [contact]))
    found = [
        (_meeting(f"m{number}", told), Span(start=told.contacts[0].verb[0], end=told.contacts[0].verb[1]))
        for number, told in enumerate(merged, start=1)
    ]
    met = {one for told in merged for one in told.ids}
    visited: set[tuple[str, str]] = set()
    for journey in journeys:
        key = (journey.player.id, journey.place.name)
        if not journey.is_visit or journey.player.id in met or key in visited:
            continue
        visited.add(key)
        span = Span(start=journey.start, end=journey.end)
        visit = Meeting(
            id=f"m{len(found) + 1}",
            kind=MeetingKind.VISIT,
            status=journey.status,
            date=journey.date,
            place=journey.place,
            participants=(journey.player.id,),
            host=journey.host.id if journey.host is not None else None,
            spans=(span,),
        )
        found.append((visit, span))
    return found


def _meeting(name: str, told: _Told) -> Meeting:
    first = told.contacts[0]
    place = next((one.place for one in told.contacts if one.place is not None), None)
    where = place.country if place is not None else None
    owner = first.first[0].player
    is_host = first.receives and owner is not None and (where is None or where == owner.country)
    asked = next((one.requested_by for one in told.contacts if one.requested_by is not None), None)
    return Meeting(
        id=name,
        kind=first.kind,
        status=first.status,
        date=next((one.date for one in told.contacts if one.date is not None), None),
        place=place,
        participants=told.ids,
        host=owner.id if is_host and owner is not None else None,
        requested_by=asked.id if asked is not None else None,
        spans=tuple(Span(start=one.start, end=one.end) for one in told.contacts),
    )


def stops_of(journeys: Sequence[Journey]) -> tuple[Stop, ...]:
    """Return the stops of each traveller in order; a place named again at once is one stop."""
    found: list[Stop] = []
    orders: dict[str, int] = {}
    for journey in journeys:
        last = next((one for one in reversed(found) if one.actor == journey.player.id), None)
        is_there = (
            last is not None
            and last.status is journey.status
            and (last.place == journey.place or (journey.is_state and last.place.country == journey.place.country))
        )
        if is_there:
            continue  # 抵达阿斯塔纳，对哈萨克斯坦进行访问 is one stop
        order = orders[journey.player.id] = orders.get(journey.player.id, 0) + 1
        found.append(
            Stop(
                actor=journey.player.id,
                place=journey.place,
                date=journey.date,
                status=journey.status,
                order=order,
                spans=(Span(start=journey.start, end=journey.end),),
            )
        )
    return tuple(found)
