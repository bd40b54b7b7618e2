"""Whatever goes wrong, as one kind of answer: problem details (RFC 9457) for programs, a page for people."""

import html
from http import HTTPStatus
from typing import Final

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.errors import (
    ArchiveError,
    ArchiveLocked,
    BadDate,
    BadSearch,
    CommuniqueError,
    NothingToCompare,
    NotWritable,
    SeveralPeople,
    UnknownCode,
    UnknownDocument,
    UnknownJudgement,
    UnknownMeeting,
    UnknownPerson,
    UnknownSide,
    UsageError,
)

MEDIA_TYPE: Final = "application/problem+json"
API: Final = "/api/v1"
"""Where the REST interface lies; what lies elsewhere is for people."""

_STATUSES: tuple[tuple[type[CommuniqueError], HTTPStatus], ...] = (
    (UnknownMeeting, HTTPStatus.NOT_FOUND),
    (UnknownDocument, HTTPStatus.NOT_FOUND),
    (UnknownPerson, HTTPStatus.NOT_FOUND),
    (UnknownJudgement, HTTPStatus.NOT_FOUND),
    (UnknownCode, HTTPStatus.NOT_FOUND),
    (UnknownSide, HTTPStatus.NOT_FOUND),
    (SeveralPeople, HTTPStatus.CONFLICT),
    (NothingToCompare, HTTPStatus.CONFLICT),
    (BadSearch, HTTPStatus.UNPROCESSABLE_ENTITY),
    (BadDate, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotWritable, HTTPStatus.FORBIDDEN),
    (ArchiveLocked, HTTPStatus.SERVICE_UNAVAILABLE),
    (ArchiveError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The status of each error; the first class that fits decides."""


UNFORESEEN = "Something went wrong that should not"


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    where: str = Field(description="The parameter or field.")
    what: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = Field(default="about:blank", description="Address of the explanation of the error.")
    title: str = Field(description="What kind of problem it is.")
    status: int = Field(ge=400, le=599, description="The HTTP status.")
    detail: str | None = Field(default=None, description="What happened.")
    code: str | None = Field(default=None, description="The error's code, as `communique explain` knows it.")
    try_: str | None = Field(default=None, alias="try", description="What to do next.")
    faults: list[Fault] | None = Field(default=None, description="What is wrong with the request, one by one.")

    model_config = {"populate_by_name": True}


class Refused(Exception):
    """A request that is not answered; `problem` says why."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers or {}


class NotModified(Exception):
    """What is asked for is what was sent before."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__("not modified")
        self.headers = headers


def problem_of(error: CommuniqueError) -> Problem:
    """Return an error of the program as problem details."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
    kind = type(error)
    means = (kind.__doc__ or kind.__name__).strip().partition("\n")[0]
    return Problem(
        type=f"{API}/errors/{kind.code}",
        title=means if kind is not CommuniqueError else UNFORESEEN,  # what all errors have in common explains none
        status=status,
        detail=error.what,
        code=kind.code,
        try_=error.next_step,
    )


def plain_problem(status: int, detail: str | None = None, *, try_: str | None = None) -> Problem:
    """Return a problem that is one of HTTP, not of the program."""
    return Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, try_=try_)


def is_for_programs(path: str, accept: str = "") -> bool:
    """Tell whether a request wants problem details, and not a page."""
    if path == API or path.startswith((f"{API}/", "/mcp")):
        return True
    return "json" in accept and "text/html" not in accept


def problem_json(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return the answer to a program."""
    content = problem.model_dump_json(by_alias=True, exclude_none=True)
    return Response(content, status_code=problem.status, headers=headers, media_type=MEDIA_TYPE)


def bare_page(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return a page that shows nothing of the archive: for whoever may not see it."""
    lines = [html.escape(line) for line in (problem.detail, problem.try_) if line]
    title = html.escape(problem.title)
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    content = f"{head}<h1>{title}</h1>{paragraphs}</html>"
    return HTMLResponse(content, status_code=problem.status, headers=headers)


def bare_answer(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return the answer to whoever may not see the archive."""
    accept = request.headers.get("accept", "")
    answer = problem_json if is_for_programs(request.url.path, accept) else bare_page
    return answer(problem, headers)
