"""The accounts of a meeting of an archive, and what they share and what only one carries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from communique.archive import Archive
from communique.codebook.genres import genre_told
from communique.compare import compare
from communique.compare.sides import own_side
from communique.errors import NothingToCompare
from communique.history.answers import answered
from communique.model import PRESS, Account, Comparison, Record, SideKnownBy
from communique.model.history import MeetingAccount, MeetingCluster
from communique.track.contents import is_about

_COMPARISON: TypeAdapter[Comparison | None] = TypeAdapter(Comparison | None)


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
    """Compare the accounts of a meeting; what took long is kept for as long as the archive does not change."""
    accounts, left_out = accounts_of(archive, cluster)
    comparison = answered(archive, ("comparison", cluster.id), _COMPARISON, lambda: _compared(accounts))
    return Compared(cluster, accounts, left_out, comparison)


def _compared(accounts: tuple[Account, ...]) -> Comparison | None:
    try:
        return compare(accounts)
    except (NothingToCompare, ValueError):
        return None


def accounts_of(archive: Archive, cluster: MeetingCluster) -> tuple[tuple[Account, ...], tuple[str, ...]]:
    """Return the accounts of a meeting in the order of their dates, and the documents that are none.

    A text that only mentions the meeting is no account of it, and a copy in another place tells nothing new. An earlier
    text at the same page is an earlier version of the account.
    """
    documents = sorted({account.document for account in cluster.accounts})
    pages = _pages(archive, documents)
    records = dict(archive.records_by_id(documents))
    told = sorted(
        _told(cluster, records, pages),
        key=lambda one: (
            one[0].published_on or "",
            one[1] == PRESS,
            one[1],
            pages[one[0].document][1],
            one[0].document,
        ),
    )
    accounts = tuple(
        Account(
            account_id=account.document,
            meeting_id=cluster.id,
            side=side,
            side_known_by=known_by,
            date=account.published_on,
            genre=None if side == PRESS else genre_told(records[account.document].document),
            page=pages[account.document][0],
            record=records[account.document],
        )
        for account, side, known_by in told
    )
    own = {account.account_id for account in accounts}
    return accounts, tuple(name for name in documents if name not in own)


def _pages(archive: Archive, documents: list[str]) -> dict[str, tuple[str, int]]:
    """Return the page of each document, and which text at that page it is."""
    return {name: (facts["page"] or name, facts["version"] or 1) for name, facts in archive.facts(documents).items()}


def _told(
    cluster: MeetingCluster, records: Mapping[str, Record], pages: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[MeetingAccount, str, SideKnownBy]]:
    """Yield the accounts that are about the meeting and no copies of others, each with its side."""
    for account in cluster.accounts:
        record = records[account.document]
        side, known_by = _side(account, record)
        original = account.copy_of
        is_version = original is not None and side != PRESS and pages[original][0] == pages[account.document][0]
        if is_about(account, record) and (original is None or is_version):
            yield account, side, known_by


def _side(account: MeetingAccount, record: Record) -> tuple[str, SideKnownBy]:
    """Return whose text it is: by its publisher or its head, else, as for a file, by what it says."""
    if account.publisher is not None or account.side != PRESS:
        return account.side, SideKnownBy.PUBLISHER
    return own_side(record)
