"""The keys."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()


@router.get("/keys")
def keys(request: Request) -> Response:
    """Show which keys do what."""
    return page(request, "keys.html.jinja", title=words()("keys.title"))
