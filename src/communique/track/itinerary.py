"""Where a person was, and whom the person met: stops and meetings in order, with the days of which nothing is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.codebook.places import is_state
from communique.model import MeetingKind, Place, Status
from communique.model.history import Evidence, ItineraryKind, ItineraryRow, MeetingCluster
from communique.track.days import Window, as_date, in_order, window_of
from communique.track.evidence import cut_all
from communique.track.meetings import is_called
from communique.track.parties import Party
from communique.track.tellings import Numbered, Source, source_of

GAP = 2
"""Days in a row of which nothing is known, from which on they are shown."""
_STATUS_ORDER = (Status.HAPPENED, Status.PLANNED, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A stop as one document tells of it."""

    source: Source
    place: Place
    date: str | None
    status: Status
    order: int
    evidence: tuple[Evidence, ...]


def itinerary(
    who: str,
    records: Iterable[Numbered],
    clusters: Iterable[MeetingCluster],
    *,
    since: str | None = None,
    until: str | None = None,
    gap: int = GAP,
) -> list[ItineraryRow]:
    """Return the stops and meetings of a person (id, name or part of a name) in order, with gaps of `gap` days or more.

    `clusters` are meetings, of which those of the person are taken. `since` and `until` are inclusive. What has no date
    stands where it was first published, and closes no gap.
    """
    meetings = [cluster for cluster in clusters if _takes_part(cluster, who)]
    visits = [cluster for cluster in meetings if _is_bare_visit(cluster)]
    rows = [_meeting_row(cluster, who) for cluster in meetings if not _is_bare_visit(cluster)]
    rows += _stop_rows(sorted(_stops_of(who, records), key=_first_said), visits)
    rows = [row for row in rows if _is_within(row, since, until)]
    rows = _with_clashes(sorted(rows, key=_place_in_order))
    return _with_gaps(rows, gap)


def _takes_part(cluster: MeetingCluster, who: str) -> bool:
    return any(_is_called(identity, cluster.people.get(identity), who) for identity in cluster.meeting.participants)


def _is_called(identity: str, name: str | None, who: str) -> bool:
    if identity == who:
        return True
    return name is not None and is_called(Party.named(identity, name), who)


def _is_bare_visit(cluster: MeetingCluster) -> bool:
    """Tell whether a "meeting" is a visit of one person to a place: that is a stop."""
    return (
        cluster.meeting.kind is MeetingKind.VISIT
        and len(cluster.meeting.participants) == 1
        and cluster.meeting.place is not None
    )


def _meeting_row(cluster: MeetingCluster, who: str) -> ItineraryRow:
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
            if not _is_called(identity, cluster.people.get(identity), who)
        ),
        evidence=tuple(words for account in cluster.accounts for words in account.evidence),
        documents=cluster.evidence_count,
        confidence=cluster.confidence,
    )


# Stops ----------------------------------------------------------------------------------------------------------------


def _stops_of(who: str, records: Iterable[Numbered]) -> Iterable[_Stop]:
    for name, record in records:
        source: Source | None = None
        for stop in record.stops:
            actor = record.actor(stop.actor)
            if stop.actor != who and not is_called(Party.of(actor), who):
                continue
            source = source or source_of(record, name)
            yield _Stop(source, stop.place, stop.date, stop.status, stop.order, cut_all(name, record, stop.spans))


def _first_said(stop: _Stop) -> tuple[str, str, int]:
    return stop.source.published_on or "9", stop.source.document, stop.order


def _stop_rows(stops: Sequence[_Stop], visits: Iterable[MeetingCluster]) -> list[ItineraryRow]:
    """Return each stop once: the same place at dates that overlap, whoever tells of it."""
    told = [*stops, *(stop for visit in visits for stop in _as_stops(visit))]
    kept: list[list[_Stop]] = []
    # What is dated finest comes first, so that "in May" joins the day in May and not the other way round.
    for stop in sorted(told, key=lambda one: (_width(one), one.date or "", *_first_said(one))):
        same = next((group for group in kept if _are_one(group, stop)), None)
        if same is None:
            kept.append([stop])
        else:
            same.append(stop)
    return [_stop_row(group) for group in kept]


def _as_stops(visit: MeetingCluster) -> Iterable[_Stop]:
    place = visit.meeting.place
    assert place is not None
    for account in visit.accounts:
        source = Source(account.document, account.side, account.publisher, account.language, account.published_on)
        yield _Stop(source, place, account.date, account.status, 1, account.evidence)


def _width(stop: _Stop) -> int:
    if stop.date is None:
        return 10_000
    window = window_of(stop.date)
    return window.last - window.first


def _are_one(group: Sequence[_Stop], stop: _Stop) -> bool:
    """Tell whether a stop is one that is known: at the same place, and not on other days.

    Without a date it is one of the same document only: a visit that is remembered may be any.
    """
    first = group[0]
    if not _are_one_place(first.place, stop.place) or (first.status is Status.CANCELLED) != (
        stop.status is Status.CANCELLED
    ):
        return False
    if first.date is None or stop.date is None:
        return any(one.source.document == stop.source.document for one in group)
    here, there = window_of(first.date), window_of(stop.date)
    return here.overlaps(there) or (here.is_day and there.is_day and _is_next_day_of_one_stay(group, there))


def _is_next_day_of_one_stay(group: Sequence[_Stop], day: Window) -> bool:
    days = {window_of(one.date).first for one in group if one.date is not None}
    return day.first - 1 in days or day.first + 1 in days


def _are_one_place(one: Place, other: Place) -> bool:
    """Tell whether two places can be one: the same name, or a city and the state that it lies in."""
    if one.name == other.name:
        return True
    if one.country is None or one.country != other.country:
        return False
    return is_state(one.name) or is_state(other.name)


def _stop_row(group: Sequence[_Stop]) -> ItineraryRow:
    best = min(group, key=lambda one: (_STATUS_ORDER.index(one.status), _width(one)))
    dated = [window_of(one.date) for one in group if one.date is not None and window_of(one.date).is_day]
    first = as_date(min(window.first for window in dated)) if dated else best.date
    last = as_date(max(window.last for window in dated)) if dated else None
    cities = [one.place for one in group if not is_state(one.place.name)]
    documents = {one.source.document for one in group}
    return ItineraryRow(
        kind=ItineraryKind.STOP,
        first=first,
        last=last if last != first else None,
        published_from=min((one.source.published_on for one in group if one.source.published_on), default=None),
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
    if row.format in {MeetingKind.CALL, MeetingKind.VIDEO}:
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
