"""The meetings of the same two sides around one, and what changed in a side's readout since the same people met."""

from collections.abc import Sequence
from typing import Any

from communique.archive import Archive
from communique.history.changes import change_at
from communique.history.questions import meetings_of
from communique.model.history import MeetingCluster, ReadoutChange
from communique.track.days import in_order
from communique.track.habits import series_of

_SIDES = 2
_AT_ONCE = 20
"""Meetings that are read together, from the nearest on: mostly the one that is looked for is among them."""
_FAR = 2000
"""Meetings of two sides that are looked through for one with texts of both."""


def neighbours_of(archive: Archive, cluster: MeetingCluster) -> tuple[MeetingCluster | None, MeetingCluster | None]:
    """Return the meetings before and after of the same two sides that have texts of both."""
    if len(cluster.sides) != _SIDES:
        return None, None
    date = cluster.meeting.date
    return _next(archive, cluster, until=date, newest_first=True), _next(archive, cluster, since=date)


def _next(archive: Archive, cluster: MeetingCluster, **asked: Any) -> MeetingCluster | None:
    """Return the first meeting after this one, in the order that is asked for, with texts of both sides."""
    is_past = False
    for offset in range(0, _FAR, _AT_ONCE):
        some = meetings_of(archive, between=cluster.sides, limit=_AT_ONCE, offset=offset, **asked)
        for one in some:
            if is_past and len(set(one.own_accounts)) > 1:
                return one
            is_past = is_past or one.id == cluster.id
        if len(some) < _AT_ONCE:
            break
    return None


def since_last_of(archive: Archive, cluster: MeetingCluster) -> tuple[ReadoutChange, ...]:
    """Return what changed in each side's readout since the same two people met before."""
    if len(cluster.sides) != _SIDES:
        return ()
    earlier = _earlier(archive, cluster)
    return tuple(
        found
        for side in cluster.sides
        if side in cluster.own_accounts and (found := _change(archive, side, cluster, earlier))
    )


def _earlier(archive: Archive, cluster: MeetingCluster) -> list[MeetingCluster]:
    """Return the meetings of the same two sides before this one at which two of its participants were, in order."""
    people = cluster.meeting.participants
    found: dict[str, MeetingCluster] = {}
    for one in people[:-1]:  # of any two, one is among these
        rows = meetings_of(archive, between=cluster.sides, who=one, until=cluster.meeting.date)
        at = next((at for at, row in enumerate(rows) if row.id == cluster.id), 0)
        found |= {row.id: row for row in rows[:at] if len(set(people) & set(row.meeting.participants)) >= _SIDES}
    return sorted(found.values(), key=lambda row: (in_order(row.meeting.date or row.published_from), row.id))


def _change(
    archive: Archive, side: str, cluster: MeetingCluster, earlier: Sequence[MeetingCluster]
) -> ReadoutChange | None:
    own = [one for one in earlier if side in one.own_accounts]
    for end in range(len(own), 0, -_AT_ONCE):
        clusters = [*own[max(0, end - _AT_ONCE) : end], cluster]
        documents = sorted({account.document for one in clusters for account in one.accounts})
        for series in series_of(side, clusters, archive.records_by_id(documents)):
            at = next((at for at, one in enumerate(series.readouts) if one.cluster.id == cluster.id), 0)
            if at > 0:
                return change_at(series, at)
    return None
