"""What addresses of the REST interface take."""

from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import AfterValidator, WithJsonSchema
from starlette.requests import Request

from communique.asked import sides
from communique.codebook.topics import topics
from communique.errors import BadDate, UsageError
from communique.model.dates import check_partial_date
from communique.web.asking import settings_of
from communique.web.problems import Refused, plain_problem

_NAME = 200
_MOST = 20
_LEAP = "([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)"
DATE = (
    r"^([1-9][0-9]{3}(-(0[1-9]|1[0-2])|-W(0[1-9]|[1-4][0-9]|5[0-2]))?"
    r"|[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
    rf"|{_LEAP}-02-29)$"
)
"""A year, a month, a week or a day that exists. The 53rd week, which few years have, is asked for by its days."""

Limit = Annotated[int, Query(ge=1, le=500, description="Items at most.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Items that are passed over.")]
Since = Annotated[str | None, Query(pattern=DATE, description="On or after: 2025, 2025-07, 2025-W28 or 2025-07-14.")]
Until = Annotated[str | None, Query(pattern=DATE, description="On or before, inclusive.")]
Name = Annotated[str | None, Query(min_length=1, max_length=_NAME, description="A name, a part of one, or an id.")]
Names = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=_NAME)]] | None,
    Query(max_length=_MOST, description="One or more; one of them must hold."),
]
Languages = Annotated[
    list[Annotated[str, Query(pattern="^[a-z]{2,3}$")]] | None,
    Query(max_length=_MOST, description="One or more, as ISO 639 codes: en, zh; one of them must hold."),
]
Side = Annotated[str, Query(min_length=1, max_length=_NAME, description="A state or an organisation: CHN or China.")]
SideInPath = Annotated[
    str, Path(min_length=1, max_length=_NAME, description="A state or an organisation: CHN or China.")
]
PersonInPath = Annotated[str, Path(min_length=1, max_length=_NAME, description="A name, a part of one, or an id.")]
MeetingInPath = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a meeting.")]
DocumentInPath = Annotated[str, Path(pattern="^[0-9a-f]{24}$", description="The archive's id of a document.")]
JudgementInPath = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a judgement.")]
InRecord = Annotated[str, Path(pattern="^[A-Za-z0-9._-]{1,64}$", description="Id within the comparison or the record.")]


def code_of(side: str) -> str:
    """Return the code of a side given by code or name; raises UnknownSide."""
    return sides([side])[0]


def codes_of(given: list[str] | None) -> tuple[str, ...]:
    """Return the codes of sides; raises UnknownSide."""
    return sides(given or ())


def _a_topic(given: str) -> str:
    if given not in topics():
        raise ValueError("is no topic of the codebook")
    return given


TopicId = Annotated[str, AfterValidator(_a_topic), WithJsonSchema({"type": "string", "enum": sorted(topics())})]
Topic = Annotated[TopicId | None, Query(description="A topic of the codebook.")]
Topics = Annotated[list[TopicId] | None, Query(max_length=_MOST, description="Topics; one of them must hold.")]


def day(value: str | None) -> str | None:
    """Check that a date exists; raises BadDate."""
    if value is None:
        return None
    try:
        return check_partial_date(value)
    except ValueError as error:
        raise BadDate(str(error)) from error


def two_sides(one: str, other: str) -> tuple[str, str]:
    """Return the codes of two sides; raises UnknownSide, or UsageError if they are the same."""
    pair = code_of(one), code_of(other)
    if pair[0] == pair[1]:
        raise UsageError("both sides are the same", remedy="Name two sides.")
    return pair


def _known_only(request: Request) -> None:
    """Refuse a parameter that the address does not take: a filter with a slip of the pen must not filter nothing."""
    route = request.scope.get("route")
    dependant = getattr(route, "dependant", None)
    if dependant is None:
        return
    known = {"format", *_names(dependant)}
    unknown = sorted({name for name in request.query_params if name not in known})
    if unknown:
        shown = ", ".join(name[:40] for name in unknown[:5])
        raise Refused(
            plain_problem(422, f"This address does not take: {shown}.", try_=f"It takes {', '.join(sorted(known))}.")
        )
    if len(request.query_params.multi_items()) > 4 * _MOST or settings_of(request) is None:
        raise Refused(plain_problem(422, "These are too many parameters."))


def _names(dependant: object) -> set[str]:
    names = {field.alias for field in getattr(dependant, "query_params", ())}
    for inner in getattr(dependant, "dependencies", ()):
        names |= _names(inner)
    return names


KnownOnly = Depends(_known_only)
