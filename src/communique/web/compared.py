"""The accounts of a meeting of an archive, put side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.archive import Archive
from communique.compare import compare
from communique.compare.sides import own_side
from communique.errors import NothingToCompare
from communique.model import PRESS, Account, Comparison, Genre, Record, SideKnownBy
from communique.read.accounts import side_at_the_head
from communique.track.contents import is_about
from communique.track.meetings import MeetingAccount, MeetingCluster


@dataclass(frozen=True, slots=True)
class Compared:
    """A meeting, its accounts, what they share and what only one carries.

    `left_out` are documents that only mention the meeting or copy another. `comparison` is None if no text is an
    account of the meeting.
    """

    cluster: MeetingCluster
    accounts: tuple[Account, ...]
    left_out: tuple[str, ...]
    comparison: Comparison | None


def comparison_of(archive: Archive, cluster: MeetingCluster) -> Compared:
    """Compare the accounts of a meeting."""
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
    return Compared(cluster, accounts, left_out, comparison)


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
