"""REST: the archive itself, what failed, what people decided, and what errors mean."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.responses import Response

from communique.archive import Judgement
from communique.errors import ERRORS, UnknownCode
from communique.version import __version__
from communique.web.holdings import Counts
from communique.web.listed import Listed
from communique.web.problems import API
from communique.web.rest.answers import OneQuestion, Question, described
from communique.web.rest.documents import FailureRow
from communique.web.rest.parameters import KnownOnly, Limit, Offset

router = APIRouter(tags=["archive"], dependencies=[KnownOnly])


class About(BaseModel):
    """What this interface speaks of."""

    name: str
    """The archive."""
    snapshot: str
    """What stands for all that is shown: the same archive has the same one."""
    counts: Counts
    version: str
    """Version of communique."""
    openapi: str
    """Address of the description of this interface."""


class LoggedJudgement(BaseModel):
    """A decision, and whether it is in force: not taken back, and no undo."""

    judgement: Judgement
    in_force: bool


class ErrorExplained(BaseModel):
    """What an error's code means."""

    code: str
    name: str
    meaning: str
    try_next: str


@router.get("", responses=described(About), operation_id="about")
def about(asked: OneQuestion) -> Response:
    """What is here."""
    desk = asked.desk
    return asked.one(
        About,
        About(
            name=desk.name,
            snapshot=desk.snapshot,
            counts=desk.counts(),
            version=__version__,
            openapi=f"{API}/openapi.json",
        ),
    )


@router.get("/failures", responses=described(FailureRow, listed=True), operation_id="failures")
def failures(asked: Question, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What could not be read or understood: what is silent here was perhaps not read."""
    found = asked.desk.failures(limit=limit, offset=offset)
    rows = tuple(FailureRow(**{name: row.get(name) for name in FailureRow.model_fields}) for row in found.items)
    return asked.listed(FailureRow, Listed(rows, found.total, found.offset, found.limit))


@router.get("/judgements", responses=described(LoggedJudgement, listed=True), operation_id="judgements")
def judgements(asked: Question, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What people decided, the latest first, with what was taken back."""
    kept = {one.id for one in asked.desk.decided()}
    rows = [LoggedJudgement(judgement=one, in_force=one.id in kept) for one in asked.desk.judgements()[::-1]]
    return asked.listed(LoggedJudgement, Listed.cut(rows, offset=offset, limit=limit))


@router.get("/errors", responses=described(ErrorExplained, listed=True), operation_id="errors")
def errors(asked: Question, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Every error's code and what it means."""
    return asked.listed(ErrorExplained, Listed.cut([_explained(code) for code in ERRORS], offset=offset, limit=limit))


@router.get("/errors/{code}", responses=described(ErrorExplained), operation_id="error")
def error(
    asked: OneQuestion, code: Annotated[str, Path(pattern="^C[0-9]{3}$", description="A code, as C513.")]
) -> Response:
    """What an error's code means."""
    if code not in ERRORS:
        raise UnknownCode(f"there is no error {code}")
    return asked.one(ErrorExplained, _explained(code))


def _explained(code: str) -> ErrorExplained:
    kind: Any = ERRORS[code]
    return ErrorExplained(code=code, name=kind.__name__, meaning=(kind.__doc__ or "").strip(), try_next=kind.remedy)
