"""The list of meetings: newest first, filtered, each with its accounts and the first thing its comparison shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from communique import asked
from communique.codebook.topics import topics
from communique.errors import BadDate
from communique.model import PRESS, FindingKind, Level, MeetingKind, Status
from communique.model.dates import check_partial_date, precision_of
from communique.model.history import MeetingCluster
from communique.report.comparison import phrases
from communique.report.comparison.findings import ORDER
from communique.report.names import joined
from communique.report.visible import visible
from communique.web.asking import DeskHere
from communique.web.desk import Desk, MeetingFilters
from communique.web.pages import naming
from communique.web.pages.render import page
from communique.web.pages.verdicts import rejected, stands
from communique.web.words import words

router = APIRouter()
SHOWN = 25
"""Meetings on a page."""
LOOKED = 200
"""Meetings that are compared at most to find those with a one-sided topic."""
_OWN_ONES = frozenset({FindingKind.ONLY_IN, FindingKind.PUT_IN_MOUTH})


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as the list shows it."""

    cluster: MeetingCluster
    title: str
    kind: str
    status: str
    where: str
    accounts: tuple[tuple[str, str, int], ...]
    """Whose, the class of its mark, how many texts."""
    sentence: str
    tallies: tuple[tuple[str, int], ...]


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
    found, following = _one_sided(desk, filters, offset) if one_sided else _all(desk, filters, offset)
    listed = desk.meetings(filters, offset=offset, limit=SHOWN)
    values = {"side": given, "who": who, "topic": topic, "since": since, "until": until, "one_sided": one_sided}
    is_filtered = any(values.values())
    say = words()
    return page(
        request,
        "meetings.html.jinja",
        title=say("meetings.title"),
        part="meetings",
        months=_by_month([entry(desk, cluster) for cluster in found]),
        total=listed.total,
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
    except ValueError as error:
        raise BadDate(str(error)) from None


def _all(desk: Desk, filters: MeetingFilters, offset: int) -> tuple[Sequence[MeetingCluster], int | None]:
    listed = desk.meetings(filters, offset=offset, limit=SHOWN)
    return listed.items, listed.next_offset


def _one_sided(desk: Desk, filters: MeetingFilters, offset: int) -> tuple[Sequence[MeetingCluster], int | None]:
    """Return the next meetings with a topic that only one side's account names, and where to go on looking."""
    listed = desk.meetings(filters, offset=offset, limit=LOOKED)
    found: list[MeetingCluster] = []
    for number, cluster in enumerate(listed.items, start=1):
        comparison = desk.comparison(cluster.id).comparison if len(set(cluster.own_accounts)) > 1 else None
        if comparison and any(
            finding.kind in _OWN_ONES and finding.level is Level.TOPIC and not finding.protocol
            for finding in comparison.findings
        ):
            found.append(cluster)
            if len(found) == SHOWN:
                return found, offset + number
    return found, listed.next_offset


def entry(desk: Desk, cluster: MeetingCluster) -> Entry:
    """Return a meeting as lists show it."""
    meeting = cluster.meeting
    counted = Counter(account.side for account in cluster.accounts)
    order = sorted(counted, key=lambda side: (side == PRESS, side))
    sentence, tallies = _compared(desk, cluster)
    return Entry(
        cluster=cluster,
        title=people_of(cluster),
        kind=phrases.upper_first(phrases.kind_of(meeting.kind)),
        status="" if meeting.status is Status.HAPPENED else phrases.MEETING_STATUSES[meeting.status],
        where=place_of(cluster),
        accounts=tuple((naming.side(side), naming.mark(side, order), counted[side]) for side in order),
        sentence=sentence,
        tallies=tallies,
    )


def _compared(desk: Desk, cluster: MeetingCluster) -> tuple[str, tuple[tuple[str, int], ...]]:
    if len({account.document for account in cluster.accounts}) < 2:
        return "", ()
    compared = desk.comparison(cluster.id)
    comparison = compared.comparison
    if comparison is None:
        return "", ()
    gone = rejected(compared)
    counted = Counter(one.kind for one in comparison.findings if not one.protocol and one.id not in gone)
    sentence = next((one.sentence for one in comparison.summary if stands(one.findings, gone)), "")
    return visible(sentence), tuple((kind.value, counted[kind]) for kind in ORDER if counted[kind])


def people_of(cluster: MeetingCluster) -> str:
    """Return who met, by name; sides and others by what they are called."""
    names = [visible(cluster.people.get(one) or phrases.side_name(one)) for one in cluster.meeting.participants]
    return joined(names) or joined([naming.side(side) for side in cluster.sides])


def place_of(cluster: MeetingCluster) -> str:
    """Return where it took place: `Oslo, Norway`; empty where that is not known or it was a call."""
    place = cluster.meeting.place
    if place is None or cluster.meeting.kind is MeetingKind.CALL:
        return ""
    name = visible(place.name)
    state = phrases.side_name(place.country) if place.country else name
    return name if state.casefold() in name.casefold() else f"{name}, {state}"


def _by_month(entries: Sequence[Entry]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the entries under their months, in the order given; undated ones where they were first told of."""
    months: dict[str, list[dict[str, Any]]] = {}
    for one in entries:
        date = one.cluster.meeting.date
        told = date or one.cluster.published_from
        day, name = "", words()("meetings.no_day" if date else "meetings.no_date")
        if date is not None and precision_of(date) == "day":
            name, day, *_ = naming.date(date).split()
        head = words()("meetings.no_date") if told is None else naming.date(_month(told))
        months.setdefault(head, []).append({"entry": one, "day": day, "weekday": name})
    return list(months.items())


def _month(date: str) -> str:
    """Return the month of a day; a week, a month and a year stay what they are."""
    return date[: len("2025-07")] if precision_of(date) == "day" else date
