"""REST: people, itineraries, relations, phrases, habits, who met whom."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from communique.errors import UnknownPerson
from communique.model.history import Habits, ItineraryRow, Person, PhraseOverview, RelationMonth
from communique.web.holdings import Network
from communique.web.listed import Listed
from communique.web.rest.answers import OneQuestion, Question, described
from communique.web.rest.parameters import (
    KnownOnly,
    Limit,
    Offset,
    PersonInPath,
    SideInPath,
    Since,
    Until,
    code_of,
    day,
    two_sides,
)

router = APIRouter(tags=["over time"], dependencies=[KnownOnly])


# A name may hold a slash, and an address has no other sign for it: what ends in /itinerary is looked at first.
@router.get("/people/{name:path}/itinerary", responses=described(ItineraryRow, listed=True), operation_id="itinerary")
def itinerary(
    asked: Question, name: PersonInPath, since: Since = None, until: Until = None, limit: Limit = 50, offset: Offset = 0
) -> Response:
    """Stops and meetings of one person in order, with the days that no text names; 409 if several bear the name."""
    rows = asked.desk.itinerary(name, since=day(since), until=day(until))
    return asked.listed(ItineraryRow, Listed.cut(rows, offset=offset, limit=limit))


@router.get("/people/{name:path}", responses=described(Person, listed=True), operation_id="people")
def people(asked: Question, name: PersonInPath, limit: Limit = 50, offset: Offset = 0) -> Response:
    """The people of a name: offices, meetings, statements. Several who bear it are several items."""
    found = asked.desk.people(name)
    if not found:
        raise UnknownPerson(f"nobody in this archive is called {name!r}")
    return asked.listed(Person, Listed.cut(found, offset=offset, limit=limit))


@router.get("/relations/{one}/{other}", responses=described(RelationMonth, listed=True), operation_id="relations")
def relations(asked: Question, one: SideInPath, other: SideInPath, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Meetings, tone and agenda of two sides, month by month."""
    rows = asked.desk.relations(*two_sides(one, other))
    return asked.listed(RelationMonth, Listed.cut(rows, offset=offset, limit=limit))


@router.get("/phrases", responses=described(PhraseOverview), operation_id="phrase")
def phrase(
    asked: OneQuestion,
    words: Annotated[str, Query(min_length=1, max_length=200, description="The phrase, without quotation marks.")],
    limit: Limit = 50,
) -> Response:
    """A wording from its first use: by whom, how often by year and side, and in which other wordings.

    Everything is counted; listed are the latest places and the most frequent wordings, `limit` of each at most.
    """
    return asked.one(PhraseOverview, asked.desk.phrase(words, limit=limit))


@router.get("/habits/{side}", responses=described(Habits), operation_id="habits")
def habits(asked: OneQuestion, side: SideInPath) -> Response:
    """What a side's own texts regularly leave out, and which formulas stopped; never from fewer than five meetings."""
    return asked.one(Habits, asked.desk.habits(code_of(side)))


@router.get("/network", responses=described(Network), operation_id="network")
def network(asked: OneQuestion) -> Response:
    """Who met whom: each side with its number of meetings, and each pair."""
    found = asked.desk.network()
    return asked.one(Network, found)
