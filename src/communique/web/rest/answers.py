"""How REST answers: JSON, CSV or JSON Lines as asked for, a tag by the snapshot, links to the other parts of a list."""

import csv
import hashlib
import io
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from communique.report.comparison.table import BYTE_ORDER_MARK, safe
from communique.version import __version__
from communique.web.asking import watch_of
from communique.web.desk import Desk
from communique.web.listed import Listed
from communique.web.problems import MEDIA_TYPE, NotModified, Problem, Refused, plain_problem

T = TypeVar("T")
Form = Literal["json", "csv", "jsonl"]
_TYPES: Mapping[str, Form] = {
    "application/json": "json",
    "text/csv": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_SENT: Mapping[Form, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}
_BETWEEN = "; "


class Page(BaseModel, Generic[T]):
    """A part of a list. The whole has `total` items; the header Link leads to the other parts."""

    items: list[T]
    total: int
    offset: int
    limit: int
    snapshot: str


class Asked:
    """A question to the REST interface: the desk that it is put to, and the form of the answer."""

    def __init__(self, request: Request, desk: Desk, form: Form) -> None:
        self.request = request
        self.desk = desk
        self._form = form
        self._headers = {
            "ETag": self._tag(),
            "Vary": "Accept, Authorization, Cookie",
            "Cache-Control": "private, no-cache",
            "Communique-Snapshot": desk.snapshot,
        }
        if self._headers["ETag"] in request.headers.get("if-none-match", ""):
            raise NotModified(self._headers)

    def _tag(self) -> str:
        """Return what stands for the answer: the same question to the same snapshot has the same one."""
        question = f"{self.request.url.path}?{self.request.url.query}"
        written = f"{self.desk.snapshot}\n{__version__}\n{self._form}\n{question}"
        return f'W/"{hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'

    def one(self, kind: Any, value: Any) -> Response:
        """Return one thing, as JSON."""
        if self._form != "json":
            raise _not_acceptable()
        return Response(_adapter(kind).dump_json(value, by_alias=True), media_type=_SENT["json"], headers=self._headers)

    def listed(
        self, kind: Any, found: Listed[Any], *, row: Callable[[Any], Mapping[str, Any]] | None = None
    ) -> Response:
        """Return a part of a list; `row` makes a flat row of an item for CSV."""
        headers = {**self._headers, "Total-Count": str(found.total)}
        if links := self._links(found):
            headers["Link"] = links
        adapter = _adapter(kind)
        if self._form == "json":
            page = Page[Any].model_construct(
                items=[], total=found.total, offset=found.offset, limit=found.limit, snapshot=self.desk.snapshot
            )
            items = b",".join(adapter.dump_json(item, by_alias=True) for item in found.items)
            rest = page.model_dump_json(exclude={"items"}).encode()
            return Response(b'{"items":[' + items + b"]," + rest[1:], media_type=_SENT["json"], headers=headers)
        if self._form == "jsonl":
            lines = (adapter.dump_json(item, by_alias=True) + b"\n" for item in found.items)
            return StreamingResponse(lines, media_type=_SENT["jsonl"], headers=headers)
        dumped = (adapter.dump_python(item, mode="json", by_alias=True) for item in found.items)
        rows = (
            dict(row(item) if row is not None else flat(item)) | {"snapshot": self.desk.snapshot} for item in dumped
        )
        return StreamingResponse(csv_lines(rows), media_type=_SENT["csv"], headers=headers)

    def text(self, content: str, form: Form) -> Response:
        """Return what is written already in the form that is asked for."""
        return Response(content, media_type=_SENT[form], headers=self._headers)

    @property
    def form(self) -> Form:
        """Return the form that is asked for."""
        return self._form

    def _links(self, found: Listed[Any]) -> str:
        places = {"first": 0 if found.total else None, "prev": found.previous_offset, "next": found.next_offset}
        if found.total > found.limit:
            places["last"] = (found.total - 1) // found.limit * found.limit
        url = self.request.url.replace(scheme="", netloc="")
        return ", ".join(
            f'<{url.include_query_params(offset=at, limit=found.limit)}>; rel="{name}"'
            for name, at in places.items()
            if at is not None and found.total > found.limit
        )


_FORMAT = Query(description="The form of the answer, where a header Accept cannot be sent.")


async def _asked(
    request: Request,
    format: Annotated[Form | None, _FORMAT] = None,  # noqa: A002 - the name in the address
) -> AsyncIterator[Asked]:
    with watch_of(request).desk() as desk:
        yield Asked(request, desk, format or _accepted(request.headers.get("accept", "")))


async def _asked_for_one(
    request: Request,
    format: Annotated[Literal["json"] | None, _FORMAT] = None,  # noqa: A002 - the name in the address
) -> AsyncIterator[Asked]:
    with watch_of(request).desk() as desk:
        yield Asked(request, desk, format or _accepted(request.headers.get("accept", "")))


async def _asked_for_table(
    request: Request,
    format: Annotated[Literal["json", "csv"] | None, _FORMAT] = None,  # noqa: A002 - the name in the address
) -> AsyncIterator[Asked]:
    with watch_of(request).desk() as desk:
        yield Asked(request, desk, format or _accepted(request.headers.get("accept", "")))


Question = Annotated[Asked, Depends(_asked)]
"""A question for a list; its desk stays the same during a whole request."""
OneQuestion = Annotated[Asked, Depends(_asked_for_one)]
"""A question for one thing."""
TableQuestion = Annotated[Asked, Depends(_asked_for_table)]
"""A question for one thing that can be had as a table."""


def _accepted(accept: str) -> Form:
    """Return the form that a header Accept prefers; raise Refused (406) if it wants none that there is."""
    best: tuple[float, int, Form] | None = None
    for at, part in enumerate(accept.split(",")[:40]):
        name, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        weight = _weight(parameters)
        form = _TYPES.get(name) or ("json" if name in {"*/*", "", "application/*", MEDIA_TYPE} else None)
        form = form or ("csv" if name == "text/*" else None)
        if form is not None and weight > 0 and (best is None or weight > best[0]):
            best = (weight, at, form)
    if best is None:
        raise _not_acceptable()
    return best[2]


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return 0.0
    return 1.0


def _not_acceptable() -> Refused:
    return Refused(
        plain_problem(
            HTTPStatus.NOT_ACCEPTABLE,
            "The answer cannot be had in that form.",
            try_="Lists are application/json, text/csv or application/x-ndjson, the rest is application/json.",
        )
    )


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def flat(item: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return an item as one row: what lies within has its path as its name, several values are joined with "; "."""
    row: dict[str, Any] = {}
    for name, value in item.items():
        if isinstance(value, Mapping):
            row |= flat(value, f"{prefix}{name}_")
        elif isinstance(value, list) and any(isinstance(one, (Mapping, list)) for one in value):
            row[f"{prefix}{name}"] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, list):
            row[f"{prefix}{name}"] = _BETWEEN.join("" if one is None else str(one) for one in value)
        else:
            row[f"{prefix}{name}"] = value
    return row


def csv_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    r"""Yield CSV (RFC 4180) with a byte order mark; no cell can be taken for a formula."""
    rows = list(rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    yield BYTE_ORDER_MARK + written.getvalue()
    for row in rows:
        written.seek(0)
        written.truncate()
        writer.writerow([safe(_cell(row.get(name))) for name in columns])
        yield written.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {}}}
    for status in (400, 401, 403, 404, 405, 406, 409, 413, 414, 422, 500, 503)
}
"""What every address may answer besides what was asked for."""
LISTS: dict[str, Any] = {
    "text/csv": {"schema": {"type": "string"}},
    "application/x-ndjson": {"schema": {"type": "string"}},
}
"""The other forms of a list."""


def described(kind: Any, *, listed: bool = False, table: bool = False) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says of an address that answers with `kind`, or with lists of it."""
    model = Page[kind] if listed else kind
    content = {"model": model, "description": "What was asked for."}
    if listed:
        content["content"] = dict(LISTS)
    if table:
        content["content"] = {"text/csv": LISTS["text/csv"]}
    return {200: content, 304: {"description": "Not Modified"}}
