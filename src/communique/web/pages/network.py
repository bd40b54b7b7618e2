"""Who met whom: a network of sides, and the pairs as a table."""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.web.asking import DeskHere
from communique.web.charts.network import network as drawn
from communique.web.pages import naming
from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()
_DRAWN = 48
"""Sides on the circle; more could not be read."""
_PAIRS = 300


@router.get("/network")
def network(request: Request, desk: DeskHere) -> Response:
    """Show who met whom how often."""
    say = words()
    found = desk.network()
    shown = [facet.value for facet in found.sides[:_DRAWN]]
    ties = [(*tie.sides, tie.meetings) for tie in found.ties if set(tie.sides) <= set(shown)]
    tied = {side for one, other, _ in ties for side in (one, other)}
    names = {side: naming.side(side) for side in shown if side in tied}
    addresses = {side: f"/?side={quote(side)}" for side in names}
    picture = drawn(names, ties, addresses, label=say("network.label"), tie=say("network.tie"))
    return page(
        request,
        "network.html.jinja",
        title=say("network.title"),
        part="network",
        picture=picture if ties else None,
        pairs=[(*tie.sides, *map(naming.side, tie.sides), tie.meetings) for tie in found.ties[:_PAIRS]],
        shown=len(names),
        total=len(found.sides),
    )
