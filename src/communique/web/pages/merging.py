"""Which meetings may be the same as this one: what the form that merges them offers."""

import datetime as dt

from communique.model.dates import first_day, last_day
from communique.model.history import MeetingCluster
from communique.web.desk import Desk
from communique.web.holdings import MeetingFilters
from communique.web.pages import naming
from communique.web.pages.entries import people_of, place_of
from communique.web.words import words

AROUND = dt.timedelta(days=14)
"""How far apart two texts of one meeting may date it, and the list still offers it."""
OFFERED = 30
_LOOKED = 60


def candidates(desk: Desk, cluster: MeetingCluster) -> list[tuple[str, str]]:
    """Return ids and names of meetings near in time that share a side or somebody, the likest first."""
    told = cluster.meeting.date or cluster.published_from
    if told is not None:
        near = MeetingFilters(since=str(first_day(told) - AROUND), until=str(last_day(told) + AROUND))
    else:
        near = MeetingFilters(between=tuple(sorted(cluster.sides))[:2])
    sides, people = set(cluster.sides), set(cluster.meeting.participants)

    def alike(one: MeetingCluster) -> int:
        return len(sides & set(one.sides)) + 2 * len(people & set(one.meeting.participants))

    found = [one for one in desk.meetings(near, limit=_LOOKED).items if one.id != cluster.id and alike(one)]
    return [(one.id, named(one)) for one in sorted(found, key=alike, reverse=True)[:OFFERED]]


def named(cluster: MeetingCluster) -> str:
    """Return a meeting in a line: when, who, where."""
    date = naming.short_date(cluster.meeting.date) or words()("meetings.no_date")
    return " · ".join(filter(None, [date, people_of(cluster), place_of(cluster)]))
