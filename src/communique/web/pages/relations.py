"""Two sides over time: meetings, agenda and tone by month, drawn and as a table."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from communique.asked import side_code
from communique.errors import CommuniqueError
from communique.model.dates import first_day
from communique.model.history import RelationMonth
from communique.web.asking import DeskHere
from communique.web.charts.columns import Column, columns
from communique.web.charts.grid import grid
from communique.web.charts.level import level
from communique.web.desk import Desk
from communique.web.holdings import MeetingFilters
from communique.web.pages import naming, problem
from communique.web.pages.entries import entries
from communique.web.pages.render import page
from communique.web.words import words

router = APIRouter()
_TOPICS = 12
_MEETINGS = 20
Side = Annotated[str, Query(max_length=200)]


@router.get("/relations")
def relations(request: Request, desk: DeskHere, one: Side = "", other: Side = "") -> Response:
    """Show two sides, or the pairs to choose from."""
    say = words()
    trouble, pair = "", None
    if one.strip() and other.strip():
        try:
            pair = side_code(one), side_code(other)
            trouble = say("relations.same") if pair[0] == pair[1] else ""
        except CommuniqueError as error:
            trouble = problem.trouble(error)
    shown = _shown(desk, *pair) if pair and not trouble else {"months": []}
    names = [naming.side(side) for side in pair] if pair else []
    return page(
        request,
        "relations.html.jinja",
        title=f"{names[0]} – {names[1]}" if names and not trouble else say("relations.title"),
        part="relations",
        status=422 if trouble else 200,
        one=one,
        other=other,
        pair=pair if pair and not trouble else None,
        names=names,
        trouble=trouble,
        frequent=[(tie, *map(naming.side, tie.sides)) for tie in desk.network().ties[:24]],
        sides=[facet.value for facet in desk.network().sides],
        **{"chart": None, "agenda": None, "tone": None, "entries": [], "total": 0, "topics": [], **shown},
    )


def _shown(desk: Desk, one: str, other: str) -> dict[str, Any]:
    months = desk.relations(one, other)
    names = naming.side(one), naming.side(other)
    clusters = desk.meetings(MeetingFilters(between=(one, other)), limit=_MEETINGS)
    return {
        "months": months,
        "chart": _meetings(months, names) if months else None,
        "agenda": _agenda(months) if months else None,
        "tone": _tone(months) if months else None,
        "entries": list(entries(desk, clusters.items)),
        "total": clusters.total,
        "topics": _topics(months),
    }


def _meetings(months: Sequence[RelationMonth], names: tuple[str, str]) -> Markup:
    say = words()
    drawn = [
        Column(
            _label(months, number),
            f"{naming.date(month.month)}: {month.held - month.remote} {say('relations.in_person')}, "
            f"{month.remote} {say('relations.remote')}, {month.planned} {say('relations.planned')}",
            (
                ("fill-0", month.held - month.remote),
                ("fill-soft", month.remote),
                ("fill-line", month.planned),
            ),
        )
        for number, month in enumerate(months)
    ]
    return columns(drawn, label=say("relations.meetings_label", one=names[0], other=names[1]))


def _topics(months: Sequence[RelationMonth]) -> list[tuple[str, list[int]]]:
    """Return each topic with its number of meetings month by month, those of most meetings first."""
    named: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    for number, month in enumerate(months):
        for count in month.agenda:
            named[count.id] = count.label
            counts.setdefault(count.id, [0] * len(months))[number] = count.meetings
    ordered = sorted(counts, key=lambda topic: (-sum(counts[topic]), named[topic]))
    return [(named[topic], counts[topic]) for topic in ordered]


def _agenda(months: Sequence[RelationMonth]) -> Markup | None:
    topics = _topics(months)[:_TOPICS]
    if not topics:
        return None
    labels = [(_label(months, number), naming.date(month.month)) for number, month in enumerate(months)]
    return grid(topics, labels, label=words()("relations.agenda_label"))


def _tone(months: Sequence[RelationMonth]) -> Markup | None:
    say = words()
    known = [month.warmth for month in months if month.warmth is not None]
    if not known:
        return None
    points = [
        (
            _label(months, number),
            f"{naming.date(month.month)}: {month.warmth}" if month.warmth is not None else "",
            month.warmth,
        )
        for number, month in enumerate(months)
    ]
    return level(
        points,
        low=(-3, say("relations.cold")),
        high=(3, say("relations.warm")),
        middle=say("relations.neutral"),
        usual=(sum(known) / len(known), say("relations.usual")),
        label=say("relations.tone_label"),
    )


def _label(months: Sequence[RelationMonth], number: int) -> str:
    """Return what stands under a month: its name; where there are many, the year under each January."""
    month = months[number].month
    if len(month) < len("2025-01"):
        return month
    day = first_day(month)
    if len(months) > _NAMED:
        far = len(months) - number if day.month == 1 else 13 - day.month
        is_first = number == 0 and far > _ROOM
        return f"{day.year}" if day.month == 1 or is_first else ""
    if number and day.month == 1:
        return str(day.year)
    return f"{day:%b} {day.year % 100:02}" if number == 0 else f"{day:%b}"


_NAMED = 14
"""Up to this many months each has its name under it."""
_ROOM = 3
"""Months that a year takes."""
