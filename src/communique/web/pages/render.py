"""Templates into pages: always escaped, never with words or values that a template does not expect."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, StreamingResponse

from communique.report.comparison import phrases
from communique.report.comparison.page import groups_of_evidence, is_web_address
from communique.report.comparison.quotations import safe_language
from communique.report.names import topic_name
from communique.report.visible import visible
from communique.version import __version__
from communique.web.asking import assets_of, watch_of
from communique.web.pages import naming
from communique.web.words import words


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one."""

    label: str
    address: str


NAV = (
    ("meetings", "/"),
    ("search", "/search"),
    ("people", "/people"),
    ("relations", "/relations"),
    ("phrases", "/phrases"),
    ("network", "/network"),
    ("failures", "/failures"),
    ("corrections", "/corrections"),
)
"""The parts of the desk, and where they are."""
_PIECE = 2000
"""Characters of a page that are sent at once: its head is longer."""


def page(
    request: Request,
    template: str,
    *,
    title: str,
    part: str = "",
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
    **context: Any,
) -> HTMLResponse:
    """Return a page; `part` is the entry of NAV that it belongs to."""
    frame = _frame(request, title=title, part=part, crumbs=crumbs)
    return HTMLResponse(environment().get_template(template).render(**frame, **context), status_code=status)


def streamed(
    request: Request, template: str, *, title: str, part: str = "", crumbs: Sequence[Crumb] = (), **context: Any
) -> StreamingResponse:
    """Return a page that is sent as far as it is made: what `context` has as iterators may take its time.

    The desk that a route was given stays open until all is sent.
    """
    frame = _frame(request, title=title, part=part, crumbs=crumbs)
    chunks = environment().get_template(template).generate(**frame, **context)
    return StreamingResponse(_in_pieces(chunks), media_type="text/html")


def _in_pieces(chunks: Iterable[str]) -> Iterator[str]:
    """Yield what a template makes in pieces that are worth being sent."""
    waiting: list[str] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def _frame(request: Request, *, title: str, part: str, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    with watch_of(request).desk() as desk:
        frame: dict[str, Any] = {"archive": desk.name, "snapshot": desk.snapshot}
    return frame | {
        "asset": assets_of(request).address,
        "title": title,
        "part": part,
        "crumbs": crumbs,
        "asked": request.query_params.get("q", "") if part == "search" else "",
    }


@cache
def environment() -> Environment:
    """Return the templates of the desk, and those that it shares with the report of a comparison."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        loader=ChoiceLoader(
            [
                FunctionLoader(lambda name: _source("communique.web", "templates", name)),
                PrefixLoader({"report": FunctionLoader(lambda name: _source("communique.report.comparison", name))}),
            ]
        ),
    )
    made.filters |= {
        "groups_of_evidence": groups_of_evidence,
        "side": naming.side,
        "typed": naming.typed,
        "any_date": naming.any_date,
        "topic": topic_name,
        "date": naming.date,
        "short_date": naming.short_date,
        "language": naming.language,
        "lang": safe_language,
        "upper_first": phrases.upper_first,
        "opened": naming.opened,
        "commands": _commands,
        "path": _path,
        "query": _query,
    }
    made.tests["web_address"] = is_web_address
    made.globals |= {"t": words(), "say": phrases, "nav": NAV, "version": __version__}
    return made


def _source(package: str, *parts: str) -> str | None:
    file = resources.files(package).joinpath(*parts)
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _shown(value: object) -> object:
    """Have control characters and marks of direction in a stranger's words shown as escapes, line by line."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    if value.isprintable() and value.isascii():
        return value
    return "\n".join(visible(line) for line in value.split("\n"))


def _commands(words: str | None) -> Markup:
    """Return words in which commands stand between backticks as a page shows them."""
    parts = (words or "").split("`")
    return Markup().join(
        Markup('<kbd class="command">{}</kbd>').format(_shown(part)) if number % 2 else escape(_shown(part))
        for number, part in enumerate(parts)
    )


def _path(value: object) -> str:
    """Return a value as one part of an address."""
    return quote(str(value), safe="")


def _query(values: dict[str, Any]) -> str:
    """Return values as the question of an address; what is empty is left out, what has several values repeated."""
    return urlencode({key: value for key, value in values.items() if value not in (None, "", (), [])}, doseq=True)
