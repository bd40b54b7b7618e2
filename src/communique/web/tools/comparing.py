"""Answers about meetings: what accounts share, and what they leave out."""

from collections.abc import Sequence
from typing import Final

from communique.asked import side_code, sides, topic_id
from communique.errors import NothingToCompare
from communique.model import Account, Finding, FindingKind, Stand
from communique.model.history import Evidence, MeetingCluster
from communique.report.comparison.phrases import KIND_MEANINGS
from communique.web.compared import Compared
from communique.web.desk import Desk
from communique.web.holdings import MeetingFilters
from communique.web.tools import answers as a
from communique.web.tools.quoting import Passage, Quotation, label, quotation, quoted_evidence, shown, source_of

CAUTION: Final = (
    "A silence belongs to the text, not to the state: say that the account does not carry the point, show the closest "
    "passage, and mind the lengths. 'unknown' is not silence."
)
_QUOTED = 3
"""Quotations of a side that are shown for a finding."""
_LOOKED_AT = 200
"""Meetings that are gone through for some that have accounts of both sides."""


def meetings(
    desk: Desk,
    *,
    between: list[str],
    who: str | None,
    topic: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
) -> a.Meetings:
    """Return meetings, the newest first."""
    filters = MeetingFilters(between=sides(between), who=who, topic=topic_id(topic), since=since, until=until)
    found = desk.meetings(filters, limit=limit, offset=offset)
    return a.Meetings(
        meetings=[meeting_line(one) for one in found.items],
        total=found.total,
        next_offset=found.next_offset,
        snapshot=desk.snapshot,
    )


def meeting_line(cluster: MeetingCluster) -> a.MeetingLine:
    """Return a meeting in short."""
    place = cluster.meeting.place
    return a.MeetingLine(
        meeting_id=cluster.id,
        date=cluster.meeting.date,
        kind=cluster.meeting.kind,
        status=cluster.meeting.status,
        quoted_place=label(place.name) if place is not None else None,
        sides=list(cluster.sides),
        quoted_people=[label(name) or "" for name in list(cluster.people.values())[:20]],
        own_accounts=list(cluster.own_accounts),
        documents=cluster.evidence_count,
    )


def compared(desk: Desk, meeting: str, *, kinds: Sequence[str], protocol: bool, limit: int, offset: int) -> a.Compared:
    """Return the accounts of a meeting side by side; raises UnknownMeeting, NothingToCompare."""
    found = desk.comparison(meeting)
    if found.comparison is None:
        raise NothingToCompare(f"no text is an account of meeting {meeting}")
    accounts = {account.account_id: account for account in found.accounts}
    wanted = [
        one for one in found.comparison.findings if (not kinds or one.kind in kinds) and (protocol or not one.protocol)
    ]
    part = wanted[offset : offset + limit]
    return a.Compared(
        meeting=meeting_line(found.cluster),
        accounts=[
            a.AccountLine(
                source=source_of(accounts[one.account_id]),
                genre=one.genre,
                language=one.language,
                words=one.words,
                read_whole=one.whole,
            )
            for one in found.comparison.accounts
        ],
        summary=[
            f"{shown(one.sentence, most=1000)} ({', '.join(one.findings[:6])})" for one in found.comparison.summary
        ],
        findings=[finding_line(found, one, accounts) for one in part],
        total=len(wanted),
        next_offset=offset + limit if offset + limit < len(wanted) else None,
        snapshot=desk.snapshot,
        caution=CAUTION,
    )


def finding_line(found: Compared, finding: Finding, accounts: dict[str, Account]) -> a.FindingLine:
    """Return a finding with its words."""
    people = found.comparison.people if found.comparison is not None else {}
    return a.FindingLine(
        finding_id=finding.id,
        kind=finding.kind,
        meaning=KIND_MEANINGS[finding.kind],
        level=finding.level,
        quoted_topic=label(finding.topic.label) or "",
        quoted_speaker=label(people.get(finding.speaker or "", finding.speaker)),
        sides={side: stand.value for side, stand in finding.sides.items()},
        evidence={
            side: [
                _words(accounts[one.account_id], one.start, one.end)
                for one in words[:_QUOTED]
                if one.account_id in accounts
            ]
            for side, words in finding.evidence.items()
        },
        searched_and_not_found={
            side: [
                Passage(**_words(accounts[one.account_id], one.start, one.end).model_dump(), similarity=one.similarity)
                for one in passages[:_QUOTED]
                if one.account_id in accounts
            ]
            for side, passages in finding.searched.items()
        },
        silence_against=finding.silence_against,
        confidence=finding.confidence,
        decided_by_people=[one.what for one in found.judged.get(finding.id, ())],
    )


def _words(account: Account, start: int, end: int) -> Quotation:
    return quotation(account.text, start, end, source_of(account))


def left_out(desk: Desk, side: str, *, other: str | None, meeting: str | None, meetings: int, limit: int) -> a.LeftOut:
    """Return what a side's own accounts leave out; raises UnknownSide, UnknownMeeting, NothingToCompare."""
    code = side_code(side)
    clusters = [desk.meeting(meeting)] if meeting is not None else _with_both(desk, code, other, meetings)
    if not clusters:
        raise NothingToCompare(
            f"no meeting here has accounts of {code} and of {other or 'another side'}",
            remedy="list_meetings shows which sides have own_accounts.",
        )
    silent: dict[str, list[a.FindingLine]] = {}
    unknown: dict[str, int] = {}
    total = 0
    for cluster in clusters:
        found = desk.comparison(cluster.id)
        accounts = {account.account_id: account for account in found.accounts}
        findings = found.comparison.findings if found.comparison is not None else ()
        points = [one for one in findings if not one.protocol and code in one.sides]
        left = [one for one in points if one.sides[code] is Stand.SILENT]
        silent[cluster.id] = [finding_line(found, one, accounts) for one in left[:limit]]
        total += len(left)
        limit -= len(silent[cluster.id])
        unknown[cluster.id] = sum(one.sides[code] is Stand.UNKNOWN or one.kind is FindingKind.UNKNOWN for one in points)
    return a.LeftOut(
        side=code,
        meetings=[meeting_line(one) for one in clusters],
        left_out=silent,
        cannot_be_told=unknown,
        total=total,
        snapshot=desk.snapshot,
        caution=CAUTION,
    )


def _with_both(desk: Desk, code: str, other: str | None, most: int) -> list[MeetingCluster]:
    """Return the latest meetings with accounts of both sides, or of the side and of any other."""
    wanted = (code, side_code(other)) if other is not None else (code,)
    found = desk.meetings(MeetingFilters(between=wanted), limit=_LOOKED_AT).items
    return [one for one in found if set(wanted) <= set(one.own_accounts) and len(one.own_accounts) > len(("one",))][
        :most
    ]


def since_last(desk: Desk, meeting: str) -> a.Changes:
    """Return what changed in each side's readout since the same two people met before; raises UnknownMeeting."""
    changes = desk.since_last(meeting)

    def words(evidence: Sequence[Evidence]) -> list[Quotation]:
        return quoted_evidence(evidence, {}, most=_QUOTED)

    return a.Changes(
        changes=[
            a.Changed(
                side=one.side,
                meeting_id=one.meeting,
                previous_meeting_id=one.previous_meeting,
                date=one.date,
                previous_date=one.previous_date,
                words=one.words,
                previous_words=one.previous_words,
                new_topics={named.label: words(named.evidence) for named in one.new},
                dropped_topics={named.label: words(named.evidence) for named in one.dropped},
            )
            for one in changes
        ],
        snapshot=desk.snapshot,
        caution="A short readout names less than a long one: compare the lengths first.",
    )
