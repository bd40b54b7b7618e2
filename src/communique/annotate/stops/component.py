"""The component that fills the layer of stops."""

from datetime import date

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.meetings.contact import Journey
from communique.annotate.meetings.journeys import Journeys
from communique.annotate.meetings.standings import STATUS
from communique.annotate.parties import Parties
from communique.codebook.places import is_state
from communique.model import Meeting, MeetingKind, Place, Span, Status, Stop
from communique.model.dates import first_day

_PRESENT = frozenset({MeetingKind.MEETING, MeetingKind.SIDELINE, MeetingKind.SUMMIT})


class StopsComponent:
    """Component that fills `Layers(doc).stops`: who was, or will be, where, in the order of travel."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its stops."""
        layers = Layers(doc)
        told = Journeys.of(doc)
        told.parties.keep(journey.actor for journey in told.journeys)
        layers.stops = stops_of(told.journeys, layers.meetings, told.parties)
        return doc


def stops_of(journeys: list[Journey], meetings: tuple[Meeting, ...], parties: Parties) -> list[Stop]:
    """Return the stops of each traveller, numbered along the journey.

    A meeting abroad is a stop too. The way home is one for those whose way out the text tells.
    """
    found: dict[tuple[str, str], _Stay] = {}
    away = {journey.actor for journey in journeys if not journey.is_home}
    for meeting in meetings:
        if meeting.place is not None and meeting.place.country is not None and meeting.kind in _PRESENT:
            away |= {one for one in meeting.participants if parties.country(one) not in {None, meeting.place.country}}
    for journey in journeys:
        if journey.is_home and journey.actor not in away:
            continue
        stay = found.setdefault((journey.actor, _key(journey.place)), _Stay(journey.actor, journey.place, journey.rank))
        stay.add(journey.start, journey.end, journey.date, STATUS[journey.standing])
    ways = {(journey.actor, journey.place.country) for journey in journeys}
    for meeting in meetings:
        if meeting.place is None or meeting.place.country is None or meeting.kind not in _PRESENT:
            continue
        for person in meeting.participants:
            if meeting.status is Status.CANCELLED and (person, meeting.place.country) not in ways:
                continue  # nobody is said to have been on the way
            if parties.country(person) not in {None, meeting.place.country} and parties.is_named_person(person):
                stay = found.setdefault((person, _key(meeting.place)), _Stay(person, meeting.place, 0))
                for span in meeting.spans[:1]:
                    stay.add(span.start, span.end, meeting.date, meeting.status)
    stays = list(found.values())
    people = dict.fromkeys(stay.person for stay in stays)
    return [stop for person in people for stop in _number([stay for stay in stays if stay.person == person])]


def _key(place: Place) -> str:
    return place.name.casefold()


class _Stay:
    """One person at one place, with all the words that say so."""

    __slots__ = ("date", "person", "place", "rank", "spans", "status")

    def __init__(self, person: str, place: Place, rank: int) -> None:
        self.person, self.place, self.rank = person, place, rank
        self.date: str | None = None
        self.status = Status.HAPPENED
        self.spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int, date: str | None, status: Status) -> None:
        """Add one mention."""
        if not self.spans:
            self.status = status
        self.date = self.date or date
        self.spans.append((start, end))


def _number(stays: list[_Stay]) -> list[Stop]:
    """Return the stays of one person as numbered stops; "Iraq" is none beside "Baghdad"."""
    own = [
        stay
        for stay in stays
        if not any(_is_within(other.place, stay.place) and other.status is stay.status for other in stays)
    ]
    own.sort(key=_in_order)
    own = _by_date(own)
    return [
        Stop(
            actor=stay.person,
            place=stay.place,
            date=stay.date,
            status=stay.status,
            order=order,
            spans=tuple(Span(start=start, end=end) for start, end in sorted(set(stay.spans))),
        )
        for order, stay in enumerate(own, start=1)
    ]


def _by_date(stays: list[_Stay]) -> list[_Stay]:
    """Put what is dated in the order of time; what is not stays beside what the text tells before or after it."""
    days: list[date | None] = [first_day(stay.date) if stay.date is not None else None for stay in stays]
    known = next((day for day in days if day is not None), None)
    keyed: list[tuple[bool, date, int]] = []
    for at, day in enumerate(days):
        known = day or known
        if known is None:
            return stays
        keyed.append((stays[at].status is Status.PLANNED, known, at))
    return [stays[at] for _, _, at in sorted(keyed)]


def _is_within(place: Place, state: Place) -> bool:
    """Tell whether `place` lies in what `state` names, a whole state."""
    return (
        place.name != state.name
        and place.country == state.country
        and is_state(state.name)
        and not is_state(place.name)
    )


def _in_order(stay: _Stay) -> tuple[bool, int, int]:
    """Order by what lies ahead last, then by what the words put before or after, then by the order of the text."""
    return (stay.status is Status.PLANNED, stay.rank, min(stay.spans)[0])
