"""The accounts of a meeting of an archive, put side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique.archive import Archive, Judgement
from communique.archive.judgements import judged_findings
from communique.compare import compare
from communique.compare.sides import own_side
from communique.errors import NothingToCompare
from communique.model import PRESS, Account, Comparison, Genre, Record, SideKnownBy
from communique.read.accounts import side_at_the_head
from communique.track.contents import is_about
from communique.track.habits import Readout, ReadoutChange, change, series_of
from communique.track.meetings import MeetingAccount, MeetingCluster


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
    judged: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """Return the hashes of the accounts' texts by account id."""
        return {account.account_id: account.record.document.sha256 for account in self.accounts}


def comparison_of(archive: Archive, cluster: MeetingCluster, judgements: Iterable[Judgement] = ()) -> Compared:
    """Compare the accounts of a meeting; `judgements` are those in force."""
    documents = sorted({account.document for account in cluster.accounts})
    pages = _pages(archive, documents)
    records = dict(archive.records_by_id(documents))
    told = list(_told(cluster, records, pages))
    told.sort(key=lambda one: (one[0].published_on or "", one[1] == PRESS, one[1], pages[one[0].document][1]))
    first_page: dict[str, str] = {}
    accounts = tuple(
        Account(
            account_id=account.document,
            meeting_id=cluster.id,
            side=side,
            side_known_by=known_by,
            date=account.published_on,
            genre=None
            if side == PRESS or first_page.setdefault(side, pages[account.document][0]) == pages[account.document][0]
            else Genre.STATEMENT,
            record=records[account.document],
        )
        for account, side, known_by in told
    )
    left_out = tuple(name for name in documents if name not in {account.account_id for account in accounts})
    try:
        comparison = compare(accounts)
    except (NothingToCompare, ValueError):
        comparison = None
    hashes = {account.account_id: account.record.document.sha256 for account in accounts}
    judged = judged_findings(comparison, hashes, judgements) if comparison is not None else {}
    return Compared(cluster, accounts, left_out, comparison, judged)


def since_last_of(
    archive: Archive, cluster: MeetingCluster, earlier: Sequence[MeetingCluster]
) -> tuple[ReadoutChange, ...]:
    """Return what changed in each side's readout since the same two people met before.

    `earlier` are the meetings of the same two sides before this one, in order.
    """
    return tuple(
        found
        for side in cluster.sides
        if side in cluster.own_accounts and (found := _change(archive, side, cluster, earlier))
    )


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


_AT_ONCE = 20
"""Meetings whose texts are read together, from the latest on: mostly the one before is among them."""


def _version(readout: Readout, side: str, number: int) -> Account:
    """Return a readout as the first or second version of one account, whatever its date."""
    return Account(
        account_id=readout.account.document,
        side=side,
        date=f"000{number}",
        genre=Genre.READOUT,
        record=readout.record,
    )


def _pages(archive: Archive, documents: list[str]) -> dict[str, tuple[str, int]]:
    rows = archive.query(
        "SELECT document, page_key, version FROM documents WHERE list_contains($documents, document)",
        {"documents": documents},
    ).to_pylist()
    return {row["document"]: (row["page_key"] or row["document"], row["version"] or 1) for row in rows}


def _told(
    cluster: MeetingCluster, records: Mapping[str, Record], pages: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[MeetingAccount, str, SideKnownBy]]:
    for account in cluster.accounts:
        record = records[account.document]
        side, known_by = _side(account, record)
        original = account.copy_of
        is_version = original is not None and side != PRESS and pages[original][0] == pages[account.document][0]
        if is_about(account, record) and (original is None or is_version):
            yield account, side, known_by


def _side(account: MeetingAccount, record: Record) -> tuple[str, SideKnownBy]:
    if account.publisher is not None or account.side != PRESS:
        return account.side, SideKnownBy.PUBLISHER
    heading = side_at_the_head(record.document.text)
    return (heading, SideKnownBy.PUBLISHER) if heading is not None else own_side(record)
