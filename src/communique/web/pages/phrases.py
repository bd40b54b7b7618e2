"""A phrase over time: first and last use, counts by year and side, wordings, every place."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import CommuniqueError
from communique.model import PRESS
from communique.model.history import PhraseOverview
from communique.web.asking import DeskHere
from communique.web.charts.columns import Column, columns
from communique.web.pages import naming, problem
from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()
_SHOWN = 200
"""Places and wordings that a page shows."""


@router.get("/phrases")
def phrases(request: Request, desk: DeskHere, q: Annotated[str, Query(max_length=300)] = "") -> Response:
    """Show what became of a phrase."""
    say = words()
    asked = q.strip()
    trouble, found = "", None
    if asked:
        try:
            found = desk.phrase(asked, limit=_SHOWN)
        except CommuniqueError as error:
            trouble = problem.trouble(error)
    sides = _sides(found) if found else []
    return page(
        request,
        "phrases.html.jinja",
        title=f"“{asked}”" if found else say("phrases.title"),
        part="phrases",
        status=422 if trouble else 200,
        asked_for=asked,
        found=found,
        trouble=trouble,
        sides=[(side, naming.side(side), naming.mark(side, sides)) for side in sides],
        marks={side: naming.mark(side, sides) for side in sides},
        chart=_chart(found, sides) if found and found.by_year else None,
    )


def _sides(found: PhraseOverview) -> list[str]:
    """Return the sides that use it, the most frequent first, the press last."""
    counted: Counter[str] = Counter()
    for row in found.by_year:
        counted[row.side] += row.uses
    counted.update(dict.fromkeys((use.side for use in found.uses), 0))
    return sorted(counted, key=lambda side: (side == PRESS, -counted[side], side))


_FILLS = {"one": "fill-1", "other": "fill-2", "press": "fill-3", "": "fill-soft"}


def _chart(found: PhraseOverview, sides: list[str]) -> Markup:
    years = sorted({row.year for row in found.by_year if row.year})
    every = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    counts: dict[Any, int] = {(row.year, row.side): row.uses for row in found.by_year}
    drawn = [
        Column(
            year,
            f"{year}: " + ", ".join(f"{naming.side(side)} {counts.get((year, side), 0)}" for side in sides),
            [(_FILLS[naming.mark(side, sides)], counts.get((year, side), 0)) for side in sides],
        )
        for year in every
    ]
    return columns(drawn, label=words()("phrases.by_year_label"))
