"""Decisions of people, as plain HTML forms send them: each is noted, and the browser is led back to the page.

Only pages of this server are listened to (`security`). Nothing here needs a script.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from fastapi import APIRouter, Depends
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.archive import Judgement
from communique.web.asking import DeskHere, watch_of
from communique.web.desk import Desk
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
from communique.web.problems import Fault, Refused, plain_problem

router = APIRouter(include_in_schema=False)
Fields = dict[str, list[str]]
_NAME = "communique_name"
_FIELDS = 200
_MEETING = re.compile(r"\b[0-9a-f]{16}\b")
"""The id of a meeting, also within the address of its page."""
_YEAR = 365 * 24 * 3600
FORM = "application/x-www-form-urlencoded"


async def _fields(request: Request) -> Fields:
    """Return what a form sent; raises Refused for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().casefold() != FORM:
        raise Refused(plain_problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A form is sent as {FORM}."))
    body = await request.body()
    try:
        return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except ValueError:
        raise Refused(plain_problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The form cannot be read.")) from None


FormFields = Annotated[Fields, Depends(_fields)]


@router.post("/meetings/merge")
async def merge_form(request: Request, desk: DeskHere, fields: FormFields) -> Response:
    """Meetings are one."""
    given = (found[0] if (found := _MEETING.findall(one)) else one.strip() for one in fields.get("meeting", []))
    decision = _decision(MergeDecision, fields, meetings=list(dict.fromkeys(filter(None, given))))
    told = await run_in_threadpool(_told, desk, decision.meetings[0])
    answer = await _noted(request, fields, lambda: merge(watch_of(request), desk, decision))
    return await run_in_threadpool(_led, request, answer, told)


@router.post("/meetings/{meeting}/split")
async def split_form(request: Request, desk: DeskHere, meeting: str, fields: FormFields) -> Response:
    """Documents tell of another meeting."""
    decision = _decision(SplitDecision, fields, documents=list(dict.fromkeys(fields.get("document", []))))
    answer = await _noted(request, fields, lambda: split(watch_of(request), desk, meeting, decision))
    return await run_in_threadpool(_led, request, answer, decision.documents[0])


@router.post("/meetings/{meeting}/findings/{finding}/judgement")
async def finding_form(request: Request, desk: DeskHere, meeting: str, finding: str, fields: FormFields) -> Response:
    """A finding is right, wrong, or of another kind."""
    decision = _decision(FindingDecision, fields, **_verdict(fields, "kind"))
    return await _noted(request, fields, lambda: judge_finding(watch_of(request), desk, meeting, finding, decision))


@router.post("/documents/{document}/statements/{statement}/judgement")
async def statement_form(
    request: Request, desk: DeskHere, document: str, statement: str, fields: FormFields
) -> Response:
    """A statement is read rightly, is none, or is somebody else's."""
    decision = _decision(StatementDecision, fields, **_verdict(fields, "speaker"))
    return await _noted(
        request, fields, lambda: judge_statement(watch_of(request), desk, document, statement, decision)
    )


@router.post("/judgements/{judgement}/undo")
async def undo_form(request: Request, judgement: str, fields: FormFields) -> Response:
    """A decision is taken back."""
    decision = _decision(Decision, fields)
    return await _noted(request, fields, lambda: undo(watch_of(request), judgement, decision))


def remembered_name(request: Request) -> str:
    """Return the name in which this browser decided last, empty if it has not."""
    name = unquote(request.cookies.get(_NAME, ""))[:100]
    return name if name.isprintable() else ""


async def _noted(request: Request, fields: Fields, write: Callable[[], Judgement]) -> Response:
    judgement = await run_in_threadpool(write)
    answer = RedirectResponse(local(_first(fields, "next")), status_code=HTTPStatus.SEE_OTHER)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        _NAME, quote(judgement.who), max_age=_YEAR, httponly=True, samesite="strict", secure=secure, path="/"
    )
    return answer


def _told(desk: Desk, meeting: str) -> str:
    """Return a document that tells of a meeting: its id may be another one once it is merged."""
    return desk.meeting(meeting).accounts[0].document


def _led(request: Request, answer: Response, document: str) -> Response:
    """Lead back to the meeting that was put together by hand of which this document tells."""
    with watch_of(request).desk() as desk:
        made = [one for one in desk.document(document).meetings if one.judgements]
    answer.headers["Location"] = f"/meetings/{made[-1].id}?saved=1" if made else "/"
    return answer


def local(place: str) -> str:
    r"""Return a place on this server that a form asks to be led back to; anything else is the first page.

    Browsers take `//host`, `/\\host` and what hides behind tabs and line breaks for another server.
    """
    parts = urlsplit(place) if place.isprintable() and len(place) <= 2000 else None
    if parts is None or parts.scheme or parts.netloc or not place.startswith("/") or place[1:2] in {"/", "\\"}:
        return "/"
    return quote(place, safe="/?&=%#:+,;@!$'()*~[]-._")


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _verdict(fields: Fields, corrected: str) -> dict[str, str | None]:
    """Return the fields of a verdict; what is corrected goes with a correction only, a form sends all its fields."""
    given: dict[str, str | None] = {"verdict": _first(fields, "verdict"), "note": _first(fields, "note")}
    if given["verdict"] == "correct":
        given[corrected] = _first(fields, corrected) or None
    return given


def _decision(form: Any, fields: Fields, /, **given: Any) -> Any:
    adapter: TypeAdapter[Any] = TypeAdapter(form)
    try:
        return adapter.validate_python({"who": _first(fields, "who"), **given})
    except ValidationError as error:
        faults = [Fault(where=".".join(map(str, one["loc"])), what=one["msg"]) for one in error.errors()]
        problem = plain_problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Something is missing in the form.")
        raise Refused(problem.model_copy(update={"faults": faults})) from None
