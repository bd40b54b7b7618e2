"""The accounts of `communique compare MEETING-ID`: what an archive's documents tell of one of its meetings."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.archives import opened
from communique.errors import NothingToCompare
from communique.model import PRESS, Account, Genre, SideKnownBy

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.model import Record
    from communique.track.meetings import MeetingAccount, MeetingCluster

_ID = re.compile(r"[0-9a-f]{16}")


def is_meeting_id(argument: str) -> bool:
    """Tell whether an argument is the id of an archive's meeting, and no file."""
    return _ID.fullmatch(argument) is not None and not Path(argument).exists()


def accounts_of_meeting(folder: str, meeting: str) -> tuple[Account, ...]:
    """Return the accounts of a meeting in the order of their dates; raises UnknownMeeting or NothingToCompare.

    A text that only mentions the meeting is no account of it, and a copy in another place tells nothing new: both are
    left out, and said to be so. An earlier text at the same page is an earlier version of the account.
    """
    from communique.cli.meetings import known

    with opened(folder) as held:
        (cluster,) = known(held, [meeting])
        pages = _pages(held, cluster)
        records = dict(held.records_by_id(sorted({account.document for account in cluster.accounts})))
        told = [account for account in cluster.accounts if _is_account(account, records, pages)]
    if not told:
        raise NothingToCompare(
            f"no text in {folder} is an account of meeting {meeting}: {len(cluster.accounts)} mention it",
            remedy=f"`communique meetings --archive {folder}` shows which meetings have accounts of both sides.",
        )
    _say_left_out(len(cluster.accounts) - len(told))
    told.sort(key=lambda account: (account.published_on or "", pages[account.document][1], account.document))
    return tuple(_account(account, records[account.document], meeting, told, pages) for account in told)


def _pages(archive: "Archive", cluster: "MeetingCluster") -> dict[str, tuple[str, int]]:
    """Return the page of each document, and which text at that page it is."""
    rows = archive.query(
        "SELECT document, page_key, version FROM documents WHERE list_contains($documents, document)",
        {"documents": sorted({account.document for account in cluster.accounts})},
    ).to_pylist()
    return {row["document"]: (row["page_key"] or row["document"], row["version"] or 1) for row in rows}


def _is_account(account: "MeetingAccount", records: "dict[str, Record]", pages: dict[str, tuple[str, int]]) -> bool:
    from communique.track.contents import is_about

    if not is_about(account, records[account.document]):
        return False
    original = account.copy_of
    return original is None or (account.side != PRESS and pages[original][0] == pages[account.document][0])


def _account(
    account: "MeetingAccount",
    record: "Record",
    meeting: str,
    told: "Iterable[MeetingAccount]",
    pages: dict[str, tuple[str, int]],
) -> Account:
    first = next(one for one in told if one.side == account.side)
    # Texts of one genre are taken for versions of each other, and what the later one lacks for dropped. Another page
    # of the same side is another text, from which nothing was dropped.
    is_version = pages[first.document][0] == pages[account.document][0]
    return Account(
        account_id=account.document,
        meeting_id=meeting,
        side=account.side,
        side_known_by=SideKnownBy.PUBLISHER,
        date=account.published_on,
        genre=None if is_version or account.side == PRESS else Genre.STATEMENT,
        record=record,
    )


def _say_left_out(number: int) -> None:
    if number:
        texts = (
            "1 text that only mentions the meeting, or copies another, is"
            if number == 1
            else (f"{number:,} texts that only mention the meeting, or copy another, are")
        )
        click.echo(f"{texts} left out.", err=True)
