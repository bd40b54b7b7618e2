"""REST: what people decide. Every answer is the entry in the log; an undo is another entry."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.archive import Judgement
from communique.web.asking import DeskHere, watch_of
from communique.web.judging import (
    Decision,
    FindingDecision,
    MergeDecision,
    SplitDecision,
    StatementDecision,
    judge_finding,
    judge_statement,
    merge,
    split,
    undo,
)
from communique.web.rest.parameters import DocumentInPath, InRecord, JudgementInPath, KnownOnly, MeetingInPath

router = APIRouter(tags=["judgements"], dependencies=[KnownOnly])
_CREATED: dict[int | str, dict[str, Any]] = {201: {"model": Judgement, "description": "What was noted."}}


@router.post(
    "/meetings/{meeting}/findings/{finding}/judgements",
    status_code=HTTPStatus.CREATED,
    responses=_CREATED,
    operation_id="judge_finding",
)
def finding(
    request: Request, desk: DeskHere, meeting: MeetingInPath, finding: InRecord, decision: FindingDecision
) -> Response:
    """Say that a finding is right, is wrong, or is of another kind."""
    return _created(judge_finding(watch_of(request), desk, meeting, finding, decision))


@router.post(
    "/documents/{document}/statements/{statement}/judgements",
    status_code=HTTPStatus.CREATED,
    responses=_CREATED,
    operation_id="judge_statement",
)
def statement(
    request: Request, desk: DeskHere, document: DocumentInPath, statement: InRecord, decision: StatementDecision
) -> Response:
    """Say that a statement is read rightly, is none, or is somebody else's."""
    return _created(judge_statement(watch_of(request), desk, document, statement, decision))


@router.post("/merges", status_code=HTTPStatus.CREATED, responses=_CREATED, operation_id="merge_meetings")
def merge_meetings(request: Request, desk: DeskHere, decision: MergeDecision) -> Response:
    """Say that meetings are one."""
    return _created(merge(watch_of(request), desk, decision))


@router.post(
    "/meetings/{meeting}/split", status_code=HTTPStatus.CREATED, responses=_CREATED, operation_id="split_meeting"
)
def split_meeting(request: Request, desk: DeskHere, meeting: MeetingInPath, decision: SplitDecision) -> Response:
    """Say that what some documents tell is another meeting."""
    return _created(split(watch_of(request), desk, meeting, decision))


@router.post(
    "/judgements/{judgement}/undo", status_code=HTTPStatus.CREATED, responses=_CREATED, operation_id="undo_judgement"
)
def undo_judgement(request: Request, judgement: JudgementInPath, decision: Decision) -> Response:
    """Take a decision back. It stays in the log, with who took it back and when."""
    return _created(undo(watch_of(request), judgement, decision))


def _created(judgement: Judgement) -> Response:
    return Response(judgement.model_dump_json(), status_code=HTTPStatus.CREATED, media_type="application/json")
