"""The list of meetings: newest first, filtered, and sent as far as it is made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from communique import asked
from communique.codebook.topics import topics
from communique.errors import BadDate
from communique.model.dates import check_partial_date, precision_of
from communique.model.history import MeetingCluster
from communique.report.visible import visible
from communique.web.asking import DeskHere
from communique.web.desk import Desk
from communique.web.holdings import MeetingFilters
from communique.web.pages import naming
from communique.web.pages.entries import Entry, digest, entries
from communique.web.pages.render import streamed
from communique.web.words import words

router = APIRouter()
SHOWN = 25
"""Meetings on a page."""
LOOKED = 200
"""Meetings that are compared at most to find those with a one-sided topic."""


@router.get("/")
@router.get("/meetings")
def meetings(
    request: Request,
    desk: DeskHere,
    side: Annotated[list[str] | None, Query(max_length=8)] = None,
    who: str = "",
    topic: str = "",
    since: str = "",
    until: str = "",
    one_sided: str = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Show the meetings that fit."""
    given = [one for one in side or [] if one.strip()]
    filters = MeetingFilters(
        between=asked.sides(given),
        who=who.strip() or None,
        topic=asked.topic_id(topic.strip() or None),
        since=a_date(since),
        until=a_date(until),
    )
    of_both = desk.meetings_counted(filters).of_both if one_sided else 0
    found, following = _one_sided(desk, filters, offset) if one_sided else _all(desk, filters, offset)
    following = following if of_both or not one_sided else None
    listed = desk.meetings(filters, offset=offset, limit=SHOWN)
    values = {"side": given, "who": who, "topic": topic, "since": since, "until": until, "one_sided": one_sided}
    is_filtered = any(values.values())
    say = words()
    return streamed(
        request,
        "meetings.html.jinja",
        title=say("meetings.title"),
        part="meetings",
        months=_by_month(desk, found),
        total=listed.total,
        of_both=of_both,
        asked_for=asdict(filters),
        values=values,
        is_filtered=is_filtered,
        topics=sorted((one.label, name) for name, one in topics().items()),
        sides=[facet.value for facet in desk.network().sides],
        side_given=[*given, "", ""][:2],
        offset=offset,
        following=following,
        before=max(0, offset - SHOWN) if offset and not one_sided else None,
        looked=min(offset + LOOKED, listed.total) if one_sided else None,
    )


def a_date(value: str) -> str | None:
    """Return a date as it is typed, None for none; raises BadDate."""
    if not value.strip():
        return None
    try:
        return check_partial_date(value.strip())
    except ValueError:
        raise BadDate(f"{visible(value.strip())!r} is no date") from None


def _all(desk: Desk, filters: MeetingFilters, offset: int) -> tuple[Sequence[MeetingCluster], int | None]:
    listed = desk.meetings(filters, offset=offset, limit=SHOWN)
    return listed.items, listed.next_offset


def _one_sided(desk: Desk, filters: MeetingFilters, offset: int) -> tuple[Sequence[MeetingCluster], int | None]:
    """Return the next meetings with a topic that only one side's account names, and where to go on looking."""
    listed = desk.meetings(filters, offset=offset, limit=LOOKED)
    found: list[MeetingCluster] = []
    for number, cluster in enumerate(listed.items, start=1):
        if len(set(cluster.own_accounts)) > 1 and digest(desk, cluster).is_one_sided:
            found.append(cluster)
            if len(found) == SHOWN:
                return found, offset + number
    return found, listed.next_offset


Month = tuple[str, Iterator[dict[str, Any]]]


def _by_month(desk: Desk, clusters: Sequence[MeetingCluster]) -> list[Month]:
    """Return the meetings under their months, in the order given; undated ones where they were first told of."""
    months: dict[str, list[MeetingCluster]] = {}
    for one in clusters:
        told = one.meeting.date or one.published_from
        head = words()("meetings.no_date") if told is None else naming.date(_month(told))
        months.setdefault(head, []).append(one)
    return [(head, _dated(entries(desk, some))) for head, some in months.items()]


def _dated(some: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for one in some:
        date = one.cluster.meeting.date
        day, name = "", words()("meetings.no_day" if date else "meetings.no_date")
        if date is not None and precision_of(date) == "day":
            name, day, *_ = naming.date(date).split()
        yield {"entry": one, "day": day, "weekday": name}


def _month(date: str) -> str:
    """Return the month of a day; a week, a month and a year stay what they are."""
    return date[: len("2025-07")] if precision_of(date) == "day" else date
