"""A document: the text as received, with what was read out of it in the margin."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.model import Record
from communique.report.names import actor_name, full_name
from communique.web.asking import DeskHere
from communique.web.forms import remembered_name
from communique.web.pages.entries import entries
from communique.web.pages.failures import advice
from communique.web.pages.marked import Sheet, bare_sheet, sheet
from communique.web.pages.render import Crumb, streamed
from communique.web.words import words

router = APIRouter()
At = Annotated[int | None, Query(ge=0, le=100_000_000)]


@router.get("/documents/{document}")
def document(
    request: Request,
    desk: DeskHere,
    document: str,
    start: Annotated[int | None, Query(alias="from", ge=0, le=100_000_000)] = None,
    to: At = None,
    saved: str = "",
) -> Response:
    """Show a document; `from` and `to` are the place that a link leads to."""
    held = desk.document(document)
    say = words()
    excerpt = (start, to) if start is not None and to is not None and start < to else None
    shown = _sheet(held.record, held.text, excerpt)
    title = held.row["title"] or held.row["url"] or held.row["id"] or say("comparison.no_title")
    return streamed(
        request,
        "document.html.jinja",
        title=title,
        crumbs=[Crumb(say("search.title"), "/search")],
        held=held,
        row=held.row,
        sheet=shown,
        failures=[(failure, *advice(failure["code"])) for failure in held.failures],
        is_excerpt_missing=excerpt is not None and (held.text is None or excerpt[1] > len(held.text)),
        entries=entries(desk, held.meetings),
        is_told_of=bool(held.meetings),
        actors=_actors(held.record),
        who=remembered_name(request),
        saved=bool(saved),
    )


def _sheet(record: Record | None, text: str | None, excerpt: tuple[int, int] | None) -> Sheet | None:
    if record is not None:
        return sheet(record, excerpt)
    return bare_sheet(text, excerpt) if text else None


def _actors(record: Record | None) -> list[tuple[str, str]]:
    """Return who may be the speaker of a statement, by id, with the name in full."""
    if record is None:
        return []
    named = [(actor.id, full_name(record, actor.id)) for actor in record.actors]
    return sorted(named, key=lambda one: actor_name(record, one[0]).casefold())
