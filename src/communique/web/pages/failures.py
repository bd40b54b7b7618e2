"""What could not be read or understood, with what to do about it."""

import inspect
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
        rows=[(row, advice(row["code"])[1]) for row in found.items],
        damage=desk.damage(),
    )


def advice(code: str) -> tuple[str, str | None]:
    """Return what a code means, in its first sentences, and what to do about it."""
    kind = ERRORS.get(code, CommuniqueError)
    return " ".join(inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].split()), kind.remedy
