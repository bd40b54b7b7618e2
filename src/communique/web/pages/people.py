"""People: the list, and what the archive knows of one: offices, journeys, statements, whom they met."""

import datetime as dt
from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import UnknownPerson
from communique.model import Status
from communique.model.dates import first_day, precision_of
from communique.model.history import ItineraryKind, ItineraryRow, Person
from communique.report.comparison import phrases
from communique.report.names import kind_name, topic_name
from communique.report.visible import visible
from communique.web.asking import DeskHere
from communique.web.charts.journey import Halt, in_time, on_a_map
from communique.web.charts.places import spot
from communique.web.desk import Desk
from communique.web.pages import naming
from communique.web.pages.render import Crumb, page
from communique.web.words import words

router = APIRouter()
_STATEMENTS = 40
_LISTED = 400
_ROWS = 40
"""Rows of an itinerary from which on one year is shown."""
_FULL = 10
"""Rows that the year has which is shown if none is asked for, where there is one."""


@router.get("/people")
def people(request: Request, desk: DeskHere, name: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Show who took part in meetings, those with most first; with a name, those who are called so."""
    say = words()
    asked = name.strip()
    found = [_listed(one) for one in desk.people(asked, meetings=0, statements=0)] if asked else _met(desk)
    return page(
        request,
        "people.html.jinja",
        title=say("people.title"),
        part="people",
        name=asked,
        found=[one for one in found if one["documents"] or one["meetings"]],
    )


def _listed(one: Person) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": visible(one.name or one.id),
        "state": naming.side(one.country) if one.country else "",
        "documents": one.documents,
        "meetings": one.meetings_count,
    }


def _met(desk: Desk) -> list[dict[str, Any]]:
    """Return everybody who took part in a meeting, by name."""
    met: Counter[str] = Counter()
    told: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for cluster in desk.meetings(limit=1_000_000).items:
        for person, name in cluster.people.items():
            if name and not person.startswith("group:") and person not in cluster.sides:
                met[person] += 1
                names.setdefault(person, name)
                told.setdefault(person, set()).update(account.document for account in cluster.accounts)
    return [
        {
            "id": person,
            "name": visible(names[person]),
            "state": "",
            "documents": len(told[person]),
            "meetings": number,
        }
        for person, number in sorted(met.items(), key=lambda one: (-one[1], names[one[0]]))[:_LISTED]
    ]


@router.get("/people/{person:path}")
def person(
    request: Request, desk: DeskHere, person: str, year: Annotated[str, Query(pattern="^([0-9]{4}|all)?$")] = ""
) -> Response:
    """Show a person; of a long itinerary one year, the last one if none is asked for."""
    say = words()
    found = desk.people(person, statements=_STATEMENTS)
    one = next((row for row in found if row.id == person), found[0] if len(found) == 1 else None)
    if one is None:
        raise UnknownPerson(f"nobody in {desk.name} is called {visible(person)!r}")
    name = visible(one.name or one.id)
    rows = desk.itinerary(one.id)
    counted = Counter(row.first[:4] for row in rows if row.first)
    years = sorted(counted, reverse=True)
    if len(rows) > _ROWS and not year and years:
        year = next((one for one in years if counted[one] >= _FULL), years[0])
    if year and year != "all":
        rows = desk.itinerary(one.id, since=year, until=year)
    halts = [_halt(number, row) for number, row in _numbered(rows) if row.kind is not ItineraryKind.GAP]
    titles = desk.titles([statement.document for statement in one.statements])
    return page(
        request,
        "person.html.jinja",
        title=name,
        part="people",
        crumbs=[Crumb(say("people.title"), "/people")],
        one=one,
        state=naming.side(one.country) if one.country else "",
        years=years,
        year=year,
        rows=[(number, row, _what(row)) for number, row in _numbered(rows)],
        chart=on_a_map([halt for halt in halts if halt.spot], label=say("person.map_label", name=name)),
        line=in_time(halts, label=say("person.time_label")),
        met=_company(one),
        statements=[
            (statement, titles.get(statement.document, {}), [topic_name(topic) for topic in statement.topics])
            for statement in one.statements[::-1]
        ],
        total=one.statements_count,
    )


def _numbered(rows: list[ItineraryRow]) -> list[tuple[int, ItineraryRow]]:
    """Number the rows that are no gaps; a gap has the number 0."""
    found, at = [], 0
    for row in rows:
        at += row.kind is not ItineraryKind.GAP
        found.append((0 if row.kind is ItineraryKind.GAP else at, row))
    return found


def _halt(number: int, row: ItineraryRow) -> Halt:
    return Halt(
        number=number,
        name=visible(row.place.name) if row.place else _what(row),
        when=naming.date(row.first) or words()("frame.not_known"),
        country=row.place.country if row.place else None,
        spot=spot(row.place),
        day=_day(row.first),
        is_certain=row.status is Status.HAPPENED,
    )


def _day(date: str | None) -> dt.date | None:
    return first_day(date) if date and precision_of(date) == "day" else None


def _what(row: ItineraryRow) -> str:
    """Return what a row is: the format of a meeting, a stay, a gap."""
    say = words()
    if row.kind is ItineraryKind.GAP:
        return say("person.gap", n=row.days or 0)
    if row.format is not None:
        return phrases.upper_first(kind_name(row.format))
    return phrases.upper_first(say("person.stay"))


def _company(one: Person) -> list[tuple[str, str, int]]:
    """Return whom a person met, by id and name, and how often."""
    met: Counter[str] = Counter()
    names: dict[str, str] = {}
    for cluster in one.meetings:
        for other in cluster.meeting.participants:
            if other != one.id:
                met[other] += 1
                names[other] = visible(cluster.people.get(other) or phrases.side_name(other))
    return [(other, names[other], number) for other, number in sorted(met.items(), key=lambda row: (-row[1], row[0]))]
