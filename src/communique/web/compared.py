"""The accounts of a meeting side by side, with what people decided, and what changed since the pair met before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique import history
from communique.archive import Archive, Judgement
from communique.archive.judgements import judged_findings
from communique.compare import compare
from communique.model import Account, Comparison, Genre
from communique.model.history import MeetingCluster, ReadoutChange
from communique.track.days import in_order
from communique.track.habits import Readout, change, series_of


@dataclass(frozen=True, slots=True)
class Compared:
    """A meeting, its accounts, what they share and what only one carries.

    `left_out` are documents that only mention the meeting or copy another. `comparison` is None if no text is an
    account of the meeting. `judged` are the decisions in force about findings, by finding: the last one counts.
    """

    cluster: MeetingCluster
    accounts: tuple[Account, ...]
    left_out: tuple[str, ...]
    comparison: Comparison | None
    judged: Mapping[str, tuple[Judgement, ...]]

    @property
    def texts(self) -> dict[str, str]:
        """Return the hashes of the accounts' texts by account id."""
        return _texts(self.accounts)


def comparison_of(archive: Archive, cluster: MeetingCluster, judgements: Iterable[Judgement] = ()) -> Compared:
    """Compare the accounts of a meeting; `judgements` are those in force."""
    found = history.comparison_of(archive, cluster)
    comparison = found.comparison
    judged = judged_findings(comparison, _texts(found.accounts), judgements) if comparison is not None else {}
    return Compared(found.cluster, found.accounts, found.left_out, comparison, judged)


def _texts(accounts: Iterable[Account]) -> dict[str, str]:
    return {account.account_id: account.record.document.sha256 for account in accounts}


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
        some = history.meetings_of(archive, between=cluster.sides, limit=_AT_ONCE, offset=offset, **asked)
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
        rows = history.meetings_of(archive, between=cluster.sides, who=one, until=cluster.meeting.date)
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
                before, now = series.readouts[at - 1], series.readouts[at]
                gone = compare([_version(before, side, 1), _version(now, side, 2)])
                come = compare([_version(now, side, 1), _version(before, side, 2)])
                return change(series, at, gone, come)
    return None


_SIDES = 2
_AT_ONCE = 20
"""Meetings that are read together, from the nearest on: mostly the one that is looked for is among them."""
_FAR = 2000
"""Meetings of two sides that are looked through for one with texts of both."""


def _version(readout: Readout, side: str, number: int) -> Account:
    """Return a readout as the first or second version of one account, whatever its date."""
    return Account(
        account_id=readout.account.document,
        side=side,
        date=f"000{number}",
        genre=Genre.READOUT,
        record=readout.record,
    )
