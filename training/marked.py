"""Meetings of which every clause was marked by a reader: what the scripts beside this one learn from.

ACCOUNTS are as `communique compare --lines` reads them; POINTS has a line for each point of their meetings, with what
each side does with it (`sides`: mentions, generic, silent) and where (`evidence`).
"""

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from communique import stages
from communique.model import Account, Span

JsonObject = dict[str, Any]


def add_sets(parser: ArgumentParser) -> None:
    """Let a script be given sets of marked meetings; each set is held out in turn."""
    parser.add_argument("--set", nargs=2, type=Path, action="append", required=True, metavar=("ACCOUNTS", "POINTS"))


def meetings(accounts_file: Path, points_file: Path) -> Iterator[tuple[list[Account], list[JsonObject]]]:
    """Yield the accounts of each meeting of a set that was marked, with its points."""
    points: dict[str, list[JsonObject]] = defaultdict(list)
    for line in points_file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            point = json.loads(line)
            points[point["meeting_id"]].append(point)
    accounts: dict[str, list[Account]] = defaultdict(list)
    with accounts_file.open("rb") as stream:
        for account in stages.read_accounts(stream):
            accounts[account.meeting_id].append(account)
    yield from ((own, points[name]) for name, own in accounts.items() if name in points)


def touching(points: Iterable[JsonObject], side: str, account_id: str, span: Span) -> Sequence[JsonObject]:
    """Return the points whose words in the account of a side overlap a stretch of it."""
    return [
        point
        for point in points
        if any(
            words["account_id"] == account_id and words["start"] < span.end and span.start < words["end"]
            for words in point["evidence"].get(side, ())
        )
    ]
