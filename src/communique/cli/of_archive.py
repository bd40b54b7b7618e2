"""The accounts of `communique compare MEETING-ID`: what an archive's documents tell of one of its meetings."""

import re
from pathlib import Path

import click

from communique.cli.archives import opened
from communique.errors import NothingToCompare
from communique.model import Account

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
    from communique.history import accounts_of

    with opened(folder) as held:
        (cluster,) = known(held, [meeting])
        accounts, left_out = accounts_of(held, cluster)
    if not accounts:
        raise NothingToCompare(
            f"no text in {folder} is an account of meeting {meeting}: {len(cluster.accounts)} mention it",
            remedy="`communique meetings` shows which meetings have texts of two sides.",
        )
    _say_left_out(len(left_out))
    return accounts


def _say_left_out(number: int) -> None:
    if number:
        texts = (
            "1 text that only mentions the meeting, or copies another, is"
            if number == 1
            else (f"{number:,} texts that only mention the meeting, or copy another, are")
        )
        click.echo(f"{texts} left out.", err=True)
