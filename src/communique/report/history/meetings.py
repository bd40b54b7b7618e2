"""The meetings of an archive, each once, with who tells of it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model import PRESS, Status
from communique.model.history import MeetingAccount, MeetingCluster
from communique.report.dates import in_words
from communique.report.history.words import (
    CERTAINTY_LEGEND,
    STATUS_STYLE,
    document,
    indented,
    participants,
    place_in_words,
    quoted,
    sides_in_words,
    when,
    whose,
)
from communique.report.names import kind_name
from communique.report.terminal.words import count, dotted
from communique.report.visible import visible

_SIDES = 2


class Counts(Protocol):
    """How many meetings there are, of which some are shown."""

    @property
    def meetings(self) -> int:
        """All."""

    @property
    def planned(self) -> int:
        """Planned, and nothing more is known."""

    @property
    def cancelled(self) -> int:
        """Called off."""

    @property
    def of_both(self) -> int:
        """With texts of two sides or more."""


def meetings_page(clusters: Sequence[MeetingCluster], *, counts: Counts | None = None) -> RenderableType:
    """Return meetings in the order given, after a line that counts all that there are; without `counts` these."""
    lines: list[RenderableType] = [_counts(counts or _Counted.of(clusters), len(clusters))]
    for cluster in clusters:
        lines += [Text(), meeting_entry(cluster)]
    return Group(*lines, Text(), Text(CERTAINTY_LEGEND, style="dim"))


def has_both(cluster: MeetingCluster) -> bool:
    """Tell whether at least two sides have texts of their own, which can be compared."""
    return len(set(cluster.own_accounts)) >= _SIDES


def meeting_line(cluster: MeetingCluster) -> Text:
    """Return when, what, where and whether it took place, and the id."""
    meeting = cluster.meeting
    line = dotted(
        Text(when(meeting.date, cluster.published_from), style="bold"),
        kind_name(meeting.kind),
        Text(meeting.status.value, style=STATUS_STYLE[meeting.status]) if not _is_held(cluster) else None,
        place_in_words(meeting.place),
    )
    return line.append(f"  [{cluster.id} · {cluster.confidence:.2f}]", style="dim")


def meeting_entry(cluster: MeetingCluster) -> RenderableType:
    """Return a meeting with those who met and the texts that tell of it."""
    lines: list[RenderableType] = [Text(_who_met(cluster))]
    if has_both(cluster):
        lines.append(
            Text(
                f"accounts of {sides_in_words(cluster.own_accounts)}: communique compare {cluster.id}",
                style="bold cyan",
            )
        )
    if cluster.other_dates:
        lines.append(Text(f"also dated {', '.join(map(in_words, cluster.other_dates))}", style="yellow"))
    if cluster.judgements:
        lines.append(Text(f"decided by hand: {', '.join(cluster.judgements)}", style="dim"))
    lines += [_account(account) for account in cluster.accounts]
    return Group(meeting_line(cluster), indented(*lines))


def _who_met(cluster: MeetingCluster) -> str:
    met, sides = participants(cluster), sides_in_words(cluster.sides)
    return met if met == sides else f"{met} ({sides or 'sides not known'})"


def _is_held(cluster: MeetingCluster) -> bool:
    return cluster.meeting.status is Status.HAPPENED


class _Counted(NamedTuple):
    meetings: int
    planned: int
    cancelled: int
    of_both: int

    @classmethod
    def of(cls, clusters: Sequence[MeetingCluster]) -> "_Counted":
        found = [cluster.meeting.status for cluster in clusters]
        both = sum(map(has_both, clusters))
        return cls(len(clusters), found.count(Status.PLANNED), found.count(Status.CANCELLED), both)


def _counts(counts: Counts, shown: int) -> Text:
    parts = [f"{count(counts.meetings, 'meeting')}, newest first"]
    if counts.planned:
        parts.append(f"{counts.planned:,} planned only")
    if counts.cancelled:
        parts.append(f"{counts.cancelled:,} cancelled")
    parts.append(f"{counts.of_both:,} with texts of two sides or more")
    if shown < counts.meetings:
        parts.append(f"{shown:,} shown, --all shows all")
    return Text(" · ".join(parts), style="bold")


def _account(account: MeetingAccount) -> Text:
    head = dotted(
        Text(whose(account.side, account.publisher), style="bold" if account.side != PRESS else ""),
        visible(account.publisher or ""),
        f"published {in_words(account.published_on)}" if account.published_on else "publication date not known",
        account.status.value if account.status is not Status.HAPPENED else None,
    )
    if account.copy_of is not None:
        return Text.assemble(head, " · near copy of", document(account.copy_of), document(account.document))
    if not account.evidence:
        return head.append_text(document(account.document))
    return Text.assemble(head, ": ", quoted(account.evidence[0]))
