"""What people decided: the log, with a form to take a decision back."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.archive import Judgement
from communique.report.visible import visible
from communique.web.asking import DeskHere
from communique.web.desk import Desk
from communique.web.forms import remembered_name
from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()


@router.get("/corrections")
def corrections(request: Request, desk: DeskHere, saved: str = "") -> Response:
    """Show every decision, the latest first."""
    rows = desk.judgements()
    by_id = {one.id: one for one in rows}
    meant = {one.id: by_id.get(one.undoes or "", one) for one in rows}
    in_force = {one.id for one in desk.decided()}
    return page(
        request,
        "corrections.html.jinja",
        title=words()("corrections.title"),
        part="corrections",
        rows=[
            (one, _about(desk, meant[one.id]), _where(meant[one.id].about), one.id in in_force) for one in rows[::-1]
        ],
        who=remembered_name(request),
        saved=bool(saved),
    )


def _about(desk: Desk, one: Judgement) -> str:
    """Return what a decision is about: the topic, or the texts by their titles."""
    about = one.about
    topic = about.get("topic")
    if isinstance(topic, Mapping):
        return visible(f"{about.get('finding', '')} · {topic.get('label', '')}")
    documents = [told["document"] for told in about.get("tellings", ())] or [about.get("document")]
    known = desk.titles([name for name in documents if isinstance(name, str)])
    titles = dict.fromkeys(row["title"] or words()("comparison.no_title") for row in known.values())
    if "statement" in about:
        return visible(words()("judge.statement_of", id=about["statement"], title=next(iter(titles), "")))
    return visible(", ".join(words()("judge.text", title=title) for title in titles))


def _where(about: Mapping[str, Any]) -> str:
    """Return the address of what a decision is about, empty where it has none."""
    meeting, document = about.get("meeting"), about.get("document")
    if meeting and about.get("finding"):
        return f"/meetings/{quote(str(meeting))}/findings/{quote(str(about['finding']))}"
    if document:
        return f"/documents/{quote(str(document))}#s-{quote(str(about.get('statement', '')))}"
    return f"/meetings/{quote(str(meeting))}" if meeting else ""
