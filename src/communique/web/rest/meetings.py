"""REST: meetings, their comparisons and findings."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from communique.archive import Judgement
from communique.errors import NothingToCompare
from communique.model import Comparison, Finding, FindingKind
from communique.model.history import MeetingCluster, ReadoutChange
from communique.report.comparison.table import comparison_table
from communique.web.holdings import MeetingFilters
from communique.web.listed import Listed
from communique.web.rest.answers import OneQuestion, Question, TableQuestion, described
from communique.web.rest.parameters import (
    InRecord,
    KnownOnly,
    Limit,
    MeetingInPath,
    Name,
    Offset,
    Since,
    Topic,
    Until,
    codes_of,
    day,
)

router = APIRouter(tags=["meetings"], dependencies=[KnownOnly])


class ComparedMeeting(BaseModel):
    """The accounts of a meeting side by side, and what people decided about the findings."""

    comparison: Comparison
    left_out: list[str]
    """Documents that only mention the meeting, or copy another."""
    judgements: dict[str, list[Judgement]]
    """Decisions in force, by finding; the last one counts."""


class JudgedFinding(BaseModel):
    """A finding, and what people decided about it."""

    finding: Finding
    quotations: dict[str, list[str]]
    """The words of the evidence, by side: slices of the texts."""
    judgements: list[Judgement]
    """Decisions in force; the last one counts."""


@router.get("/meetings", responses=described(MeetingCluster, listed=True), operation_id="meetings")
def meetings(
    asked: Question,
    between: Annotated[
        list[Annotated[str, Query(min_length=1, max_length=200)]] | None,
        Query(max_length=4, description="Sides that all took part: CHN or China."),
    ] = None,
    who: Name = None,
    topic: Topic = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Each meeting once, however many texts tell of it, the newest first."""
    filters = MeetingFilters(between=codes_of(between), who=who, topic=topic, since=day(since), until=day(until))
    return asked.listed(MeetingCluster, asked.desk.meetings(filters, limit=limit, offset=offset), row=_row)


def _row(meeting: dict[str, Any]) -> dict[str, Any]:
    """Return a meeting as a row."""
    facts = meeting["meeting"]
    place = facts["place"] or {}
    return {
        "id": meeting["id"],
        "date": facts["date"],
        "kind": facts["kind"],
        "status": facts["status"],
        "place": place.get("name"),
        "place_country": place.get("country"),
        "sides": "; ".join(meeting["sides"]),
        "people": "; ".join(meeting["people"].values()),
        "own_accounts": "; ".join(meeting["own_accounts"]),
        "documents": "; ".join(account["document"] for account in meeting["accounts"]),
        "evidence_count": meeting["evidence_count"],
        "published_from": meeting["published_from"],
        "judgements": "; ".join(meeting["judgements"]),
        "confidence": meeting["confidence"],
    }


@router.get("/meetings/{meeting}", responses=described(MeetingCluster), operation_id="meeting")
def meeting(asked: OneQuestion, meeting: MeetingInPath) -> Response:
    """One meeting, with every document that tells of it and the words."""
    return asked.one(MeetingCluster, asked.desk.meeting(meeting))


@router.get(
    "/meetings/{meeting}/comparison", responses=described(ComparedMeeting, table=True), operation_id="comparison"
)
def comparison(asked: TableQuestion, meeting: MeetingInPath) -> Response:
    """What the accounts of a meeting share, how they word it, and what only one of them carries; 409 without accounts.

    As CSV: one row for each finding and side, with the words.
    """
    compared = asked.desk.comparison(meeting)
    if compared.comparison is None:
        raise NothingToCompare(f"no text is an account of meeting {meeting}: {len(compared.left_out)} mention it")
    if asked.form == "csv":
        return asked.text(comparison_table(compared.comparison, compared.accounts), "csv")
    return asked.one(
        ComparedMeeting,
        ComparedMeeting.model_construct(
            comparison=compared.comparison,
            left_out=list(compared.left_out),
            judgements={name: list(rows) for name, rows in compared.judged.items()},
        ),
    )


@router.get("/meetings/{meeting}/findings", responses=described(Finding, listed=True), operation_id="findings")
def findings(
    asked: Question,
    meeting: MeetingInPath,
    kind: Annotated[list[FindingKind] | None, Query(max_length=10, description="Only of these kinds.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The findings of a meeting's comparison; none where there is nothing to compare."""
    compared = asked.desk.comparison(meeting)
    found = compared.comparison.findings if compared.comparison is not None else ()
    wanted = [one for one in found if kind is None or one.kind in kind]
    return asked.listed(Finding, Listed.cut(wanted, offset=offset, limit=limit))


@router.get("/meetings/{meeting}/findings/{finding}", responses=described(JudgedFinding), operation_id="finding")
def finding(asked: OneQuestion, meeting: MeetingInPath, finding: InRecord) -> Response:
    """One finding with the words that it rests on."""
    found = asked.desk.finding(meeting, finding)
    compared = asked.desk.comparison(meeting)
    texts = {account.account_id: account.text for account in compared.accounts}
    return asked.one(
        JudgedFinding,
        JudgedFinding.model_construct(
            finding=found,
            quotations={
                side: [words.of(texts[words.account_id]) for words in rows if words.account_id in texts]
                for side, rows in found.evidence.items()
            },
            judgements=list(compared.judged.get(finding, ())),
        ),
    )


@router.get(
    "/meetings/{meeting}/since-last",
    responses=described(ReadoutChange, listed=True),
    operation_id="since_last",
)
def since_last(asked: Question, meeting: MeetingInPath, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What is new and gone in each side's readout since the same two people met before."""
    return asked.listed(ReadoutChange, Listed.cut(asked.desk.since_last(meeting), offset=offset, limit=limit))
