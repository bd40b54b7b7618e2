"""What could not be read or understood, with what to do about it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import ERRORS, CommuniqueError
from communique.web.asking import DeskHere
from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()


@router.get("/failures")
def failures(request: Request, desk: DeskHere, offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """Show the failures."""
    found = desk.failures(offset=offset)
    return page(
        request,
        "failures.html.jinja",
        title=words()("failures.title"),
        part="failures",
        found=found,
        rows=[(row, ERRORS.get(row["code"], CommuniqueError).remedy) for row in found.items],
        damage=desk.damage(),
    )
