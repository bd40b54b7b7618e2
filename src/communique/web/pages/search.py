"""Search: words and filters, documents with the words in their places, and how to narrow them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.archive import Filters
from communique.asked import topic_id
from communique.errors import CommuniqueError
from communique.model import MeetingKind
from communique.report.names import kind_name, topic_name
from communique.web.asking import DeskHere
from communique.web.holdings import Facet
from communique.web.pages import naming, problem
from communique.web.pages.meetings import a_date
from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()
SHOWN = 20
_FACETS = ("publisher", "language", "year", "kind", "topic")
Text = Annotated[str, Query(max_length=500)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by: what it is called, how many documents have it, where its link leads, whether it is on."""

    label: str
    count: int | None
    values: dict[str, str]
    is_on: bool


@router.get("/search")
def search(
    request: Request,
    desk: DeskHere,
    q: Text = "",
    publisher: Text = "",
    language: Text = "",
    year: Annotated[str, Query(pattern="^([0-9]{4})?$")] = "",
    kind: Text = "",
    topic: Text = "",
    since: Text = "",
    until: Text = "",
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """Show what a search finds; without words the latest documents."""
    given = {"q": q.strip(), "publisher": publisher, "language": language, "year": year, "kind": kind, "topic": topic}
    given |= {"since": since, "until": until}
    trouble, found = "", None
    try:
        filters = Filters(
            publisher=publisher or None,
            language=language or None,
            kind=kind or None,
            topic=topic_id(topic or None),
            since=year or a_date(since),
            until=year or a_date(until),
        )
        found = desk.search(given["q"], filters, offset=offset, limit=SHOWN, facets=True)
    except CommuniqueError as error:
        trouble = problem.trouble(error)
    return page(
        request,
        "search.html.jinja",
        title=words()("search.title"),
        part="search",
        status=200 if found is not None else 422,
        given=given,
        asked_for=given | {"words": given["q"], "q": "", "year": "", "since": year or since, "until": year or until},
        found=found,
        trouble=trouble,
        facets=[] if found is None else _narrowed(found.facets, given),
        is_narrowed=any(given[name] for name in _FACETS),
        offset=offset,
    )


def _narrowed(facets: dict[str, tuple[Facet, ...]], given: dict[str, str]) -> Sequence[tuple[str, list[Choice]]]:
    """Return the facets with links: a value that is on leads to the search without it."""
    shown = []
    for name in _FACETS:
        found = list(facets.get(name, ()))
        choices = [
            Choice(
                _label(name, facet.value),
                facet.count,
                given | {name: "" if given[name] == facet.value else facet.value},
                given[name] == facet.value,
            )
            for facet in found
        ]
        if given[name] and not any(choice.is_on for choice in choices):
            choices.insert(0, Choice(_label(name, given[name]), None, given | {name: ""}, is_on=True))
        if choices:
            shown.append((name, choices))
    return shown


def _label(name: str, value: str) -> str:
    if name == "language":
        return naming.language(value)
    if name == "topic":
        return topic_name(value)
    if name == "kind" and value in set(MeetingKind):
        return kind_name(MeetingKind(value))
    return value
