"""The accounts of `communique compare MEETING-ID`: what an archive's documents tell of one of its meetings."""

import re
from collections.abc import Iterable, Iterator, Mapping
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
        told = list(_told(cluster.accounts, records, pages))
    if not told:
        raise NothingToCompare(
            f"no text in {folder} is an account of meeting {meeting}: {len(cluster.accounts)} mention it",
            remedy="`communique meetings` shows which meetings have texts of two sides.",
        )
    _say_left_out(len(records) - len(told))
    told.sort(
        key=lambda one: (
            one[0].published_on or "",
            one[1] == PRESS,
            one[1],
            pages[one[0].document][1],
            one[0].document,
        )
    )
    first_page: dict[str, str] = {}
    return tuple(
        Account(
            account_id=account.document,
            meeting_id=meeting,
            side=side,
            side_known_by=known_by,
            date=account.published_on,
            # Texts of one genre are taken for versions of each other, and what the later one lacks for dropped. Another
            # page of the same side is another text, from which nothing was dropped.
            genre=None
            if side == PRESS or first_page.setdefault(side, pages[account.document][0]) == pages[account.document][0]
            else Genre.STATEMENT,
            record=records[account.document],
        )
        for account, side, known_by in told
    )


def _pages(archive: "Archive", cluster: "MeetingCluster") -> dict[str, tuple[str, int]]:
    """Return the page of each document, and which text at that page it is."""
    rows = archive.query(
        "SELECT document, page_key, version FROM documents WHERE list_contains($documents, document)",
        {"documents": sorted({account.document for account in cluster.accounts})},
    ).to_pylist()
    return {row["document"]: (row["page_key"] or row["document"], row["version"] or 1) for row in rows}


def _side(account: "MeetingAccount", record: "Record") -> tuple[str, SideKnownBy]:
    """Return whose text it is: by its publisher, else, as for a file, by its head, else by what it says."""
    if account.publisher is not None or account.side != PRESS:
        return account.side, SideKnownBy.PUBLISHER
    from communique.compare.sides import own_side
    from communique.read.accounts import side_at_the_head

    heading = side_at_the_head(record.document.text)
    return (heading, SideKnownBy.PUBLISHER) if heading is not None else own_side(record)


def _told(
    held: "Iterable[MeetingAccount]", records: "Mapping[str, Record]", pages: Mapping[str, tuple[str, int]]
) -> "Iterator[tuple[MeetingAccount, str, SideKnownBy]]":
    """Yield the accounts that are about the meeting and no copies of others, each with its side."""
    from communique.track.contents import is_about

    for account in held:
        side, known_by = _side(account, records[account.document])
        original = account.copy_of
        is_version = original is not None and side != PRESS and pages[original][0] == pages[account.document][0]
        if is_about(account, records[account.document]) and (original is None or is_version):
            yield account, side, known_by


def _say_left_out(number: int) -> None:
    if number:
        texts = (
            "1 text that only mentions the meeting, or copies another, is"
            if number == 1
            else (f"{number:,} texts that only mention the meeting, or copy another, are")
        )
        click.echo(f"{texts} left out.", err=True)
