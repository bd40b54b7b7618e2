"""Where a person was, and whom the person met: stops and meetings in order, with the days of which nothing is known."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.codebook.places import is_state
from communique.model import MeetingKind, Place, Status
from communique.model.history import Evidence, ItineraryKind, ItineraryRow, MeetingCluster
from communique.track.days import Window, as_date, in_order, window_of
from communique.track.evidence import cut_all
from communique.track.meetings import is_called
from communique.track.parties import Party
from communique.track.tellings import Numbered

GAP = 2
"""Days in a row of which nothing is known, from which on they are shown."""
_STATUS_ORDER = (Status.HAPPENED, Status.PLANNED, Status.CANCELLED)


class Told(NamedTuple):
    """A stop as one document tells of it."""

    document: str
    published_on: str | None
    place: Place
    date: str | None
    status: Status
    order: int
    evidence: tuple[Evidence, ...]


def itinerary(
    who: str,
    stops: Iterable[Told],
    clusters: Iterable[MeetingCluster],
    *,
    since: str | None = None,
    until: str | None = None,
    gap: int = GAP,
) -> list[ItineraryRow]:
    """Return the stops and meetings of a person (id, name or part of a name) in order, with gaps of `gap` days or more.

    `stops` are the person's, and `clusters` meetings, of which those of the person are taken. `since` and `until` are
    inclusive. What has no date stands where it was first published, and closes no gap.
    """
    asked = _Asked(who)
    meetings = [cluster for cluster in clusters if asked.took_part_in(cluster)]
    visits = [cluster for cluster in meetings if is_bare_visit(cluster)]
    rows = [_meeting_row(cluster, asked) for cluster in meetings if not is_bare_visit(cluster)]
    rows += _stop_rows(sorted(stops, key=_first_said), visits)
    rows = [row for row in rows if _is_within(row, since, until)]
    rows = _with_clashes(sorted(rows, key=_place_in_order))
    return _with_gaps(rows, gap)


class _Asked:
    """The person who is asked for; whether somebody is this person is found out once for each id and name."""

    def __init__(self, who: str) -> None:
        self.who = who
        self._found: dict[tuple[str, str | None], bool] = {}

    def took_part_in(self, cluster: MeetingCluster) -> bool:
        return any(self.has(identity, cluster.people.get(identity)) for identity in cluster.meeting.participants)

    def has(self, identity: str, name: str | None) -> bool:
        known = self._found.get((identity, name))
        if known is None:
            known = identity == self.who or (name is not None and is_called(Party.named(identity, name), self.who))
            self._found[identity, name] = known
        return known


def is_bare_visit(cluster: MeetingCluster) -> bool:
    """Tell whether a "meeting" is a visit of one person to a place: that is a stop."""
    return (
        cluster.meeting.kind is MeetingKind.VISIT
        and len(cluster.meeting.participants) == 1
        and cluster.meeting.place is not None
    )


def _meeting_row(cluster: MeetingCluster, asked: _Asked) -> ItineraryRow:
    meeting = cluster.meeting
    return ItineraryRow(
        kind=ItineraryKind.MEETING,
        first=meeting.date,
        published_from=cluster.published_from,
        place=meeting.place,
        status=meeting.status,
        meeting=cluster.id,
        format=meeting.kind,
        company=tuple(
            cluster.people.get(identity, identity)
            for identity in meeting.participants
            if not asked.has(identity, cluster.people.get(identity))
        ),
        evidence=tuple(words for account in cluster.accounts for words in account.evidence),
        documents=cluster.evidence_count,
        confidence=cluster.confidence,
    )


# Stops ----------------------------------------------------------------------------------------------------------------


def stops_of(who: str, records: Iterable[Numbered]) -> Iterator[Told]:
    """Yield the stops of a person (id, name or part of a name) that documents tell of."""
    for name, record in records:
        for stop in record.stops:
            if is_traveller(who, Party.of(record.actor(stop.actor))):
                yield Told(
                    name,
                    record.document.published,
                    stop.place,
                    stop.date,
                    stop.status,
                    stop.order,
                    cut_all(name, record, stop.spans),
                )


def is_traveller(who: str, party: Party) -> bool:
    """Tell whether somebody who travelled is the person who is asked for."""
    return party.id == who or is_called(party, who)


def _first_said(stop: Told) -> tuple[str, str, int]:
    return stop.published_on or "9", stop.document, stop.order


class _Stay:
    """A stop, with all that is told of it."""

    def __init__(self, number: int, first: Told) -> None:
        self.number = number
        self.first = first
        self.told = [first]


class _Stays:
    """Stops while they are put together, found by their days, and those without a date by the document."""

    def __init__(self) -> None:
        self.all: list[_Stay] = []
        self._on_day: dict[int, list[_Stay]] = {}
        self._wide: list[_Stay] = []
        self._of_document: dict[str, list[_Stay]] = {}

    def put(self, stop: Told) -> None:
        """Add a stop to the first that it is the same as, or as another one."""
        near = sorted(self._near(stop), key=lambda one: one.number)
        same = next((stay for stay in near if _are_one(stay.told, stop)), None)
        if same is None:
            same = _Stay(len(self.all), stop)
            self.all.append(same)
            if stop.date is not None and not window_of(stop.date).is_day:
                self._wide.append(same)
        else:
            same.told.append(stop)
        if stop.date is not None and (window := window_of(stop.date)).is_day:
            _among(self._on_day.setdefault(window.first, []), same)
        _among(self._of_document.setdefault(stop.document, []), same)

    def _near(self, stop: Told) -> Iterable[_Stay]:
        """Return all that a stop can be the same as, and some more."""
        found = {stay.number: stay for stay in self._of_document.get(stop.document, ())}
        if stop.date is not None:
            window = window_of(stop.date)
            for day in range(window.first - 1, window.last + 2):
                found.update((stay.number, stay) for stay in self._on_day.get(day, ()))
            found.update((stay.number, stay) for stay in self._wide)
        return found.values()


def _among(stays: list[_Stay], stay: _Stay) -> None:
    if stay not in stays:
        stays.append(stay)


def _stop_rows(stops: Iterable[Told], visits: Iterable[MeetingCluster]) -> list[ItineraryRow]:
    """Return each stop once: the same place at dates that overlap, whoever tells of it."""
    told = [*stops, *(stop for visit in visits for stop in _as_stops(visit))]
    stays = _Stays()
    # What is dated finest comes first, so that "in May" joins the day in May and not the other way round.
    for stop in sorted(told, key=lambda one: (_width(one), one.date or "", *_first_said(one))):
        stays.put(stop)
    return [_stop_row(stay.told) for stay in stays.all]


def _as_stops(visit: MeetingCluster) -> Iterable[Told]:
    place = visit.meeting.place
    assert place is not None
    for account in visit.accounts:
        yield Told(account.document, account.published_on, place, account.date, account.status, 1, account.evidence)


def _width(stop: Told) -> int:
    if stop.date is None:
        return 10_000
    window = window_of(stop.date)
    return window.last - window.first


def _are_one(group: Sequence[Told], stop: Told) -> bool:
    """Tell whether a stop is one that is known: at the same place, and not on other days.

    Without a date it is one of the same document only: a visit that is remembered may be any.
    """
    first = group[0]
    if not _are_one_place(first.place, stop.place) or (first.status is Status.CANCELLED) != (
        stop.status is Status.CANCELLED
    ):
        return False
    if first.date is None or stop.date is None:
        return any(one.document == stop.document for one in group)
    here, there = window_of(first.date), window_of(stop.date)
    return here.overlaps(there) or (here.is_day and there.is_day and _is_next_day_of_one_stay(group, there))


def _is_next_day_of_one_stay(group: Sequence[Told], day: Window) -> bool:
    days = {window_of(one.date).first for one in group if one.date is not None}
    return day.first - 1 in days or day.first + 1 in days


def _are_one_place(one: Place, other: Place) -> bool:
    """Tell whether two places can be one: the same name, or a city and the state that it lies in."""
    if one.name == other.name:
        return True
    if one.country is None or one.country != other.country:
        return False
    return is_state(one.name) or is_state(other.name)


def _stop_row(group: Sequence[Told]) -> ItineraryRow:
    best = min(group, key=lambda one: (_STATUS_ORDER.index(one.status), _width(one)))
    dated = [window_of(one.date) for one in group if one.date is not None and window_of(one.date).is_day]
    first = as_date(min(window.first for window in dated)) if dated else best.date
    last = as_date(max(window.last for window in dated)) if dated else None
    cities = [one.place for one in group if not is_state(one.place.name)]
    documents = {one.document for one in group}
    return ItineraryRow(
        kind=ItineraryKind.STOP,
        first=first,
        last=last if last != first else None,
        published_from=min((one.published_on for one in group if one.published_on), default=None),
        place=(cities or [best.place])[0],
        status=best.status,
        evidence=tuple(dict.fromkeys(words for one in group for words in one.evidence)),
        documents=len(documents),
        confidence=round(1 - 0.25 ** len(documents) * (1.0 if dated else 1.6), 3),
    )


# Order, clashes and gaps ----------------------------------------------------------------------------------------------


_KIND_ORDER = (ItineraryKind.GAP, ItineraryKind.STOP, ItineraryKind.MEETING)


def _place_in_order(row: ItineraryRow) -> tuple[object, ...]:
    when = row.first or row.published_from
    return in_order(when), _KIND_ORDER.index(row.kind), in_order(row.last or when), row.meeting or ""


def _is_within(row: ItineraryRow, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    when = row.first or row.published_from
    if when is None:
        return False
    last = window_of(row.last or when).last
    if since is not None and last < window_of(since).first:
        return False
    return until is None or window_of(when).first <= window_of(until).last


def _days(row: ItineraryRow) -> Window | None:
    """Return the days on which a line has the person at a place for certain, None if it does not."""
    if row.first is None or row.place is None or row.status is not Status.HAPPENED:
        return None
    if row.format is not None and row.format.is_remote:
        return None
    first = window_of(row.first)
    return Window(first.first, window_of(row.last or row.first).last) if first.is_day else None


def _with_clashes(rows: Sequence[ItineraryRow]) -> list[ItineraryRow]:
    countries: dict[int, set[str]] = {}
    for row in rows:
        days = _days(row)
        if days is not None and row.place is not None and row.place.country is not None and days.is_day:
            countries.setdefault(days.first, set()).add(row.place.country)
    return [
        row.model_copy(update={"elsewhere_too": True})
        if (days := _days(row)) is not None and len(countries.get(days.first, ())) > 1
        else row
        for row in rows
    ]


def _with_gaps(rows: Sequence[ItineraryRow], least: int) -> list[ItineraryRow]:
    gaps: list[ItineraryRow] = []
    seen_to: int | None = None
    for row in rows:
        days = _days(row)
        if days is None:
            continue
        if seen_to is not None and (length := days.first - seen_to - 1) >= least:
            first, last = as_date(seen_to + 1), as_date(days.first - 1)
            gaps.append(ItineraryRow(kind=ItineraryKind.GAP, first=first, last=last, days=length))
        seen_to = max(seen_to or 0, days.last)
    return sorted([*rows, *gaps], key=_place_in_order)
