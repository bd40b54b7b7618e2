"""REST: documents, their records and statements, and the search."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.responses import Response

from communique.archive import Filters, Hit, Judgement
from communique.errors import UnknownDocument
from communique.model import MeetingKind, Record, Span
from communique.model.dates import first_day, last_day
from communique.web.holdings import Facet, StatementFilters
from communique.web.listed import Listed
from communique.web.rest.answers import OneQuestion, Question, described
from communique.web.rest.parameters import (
    DocumentInPath,
    KnownOnly,
    Languages,
    Limit,
    Names,
    Offset,
    Since,
    Topic,
    Topics,
    Until,
    day,
)

router = APIRouter(tags=["documents"], dependencies=[KnownOnly])


class DocumentRow(BaseModel):
    """What the archive knows of a document, besides its text."""

    document: str
    """The archive's id."""
    id: str
    """The id that the source gave; not unique."""
    page: str
    """What the versions of one page have in common."""
    version: int
    """1 for the first text at that page."""
    sha256: str | None
    """Hash of the text in UTF-8."""
    status: Literal["read", "set_aside", "failed"]
    """Whether there is a record, the text was kept without one, or no text could be had."""
    source: str | None
    """The file, feed or address that it came from."""
    url: str | None
    """Its address."""
    publisher: str | None
    """Who published it."""
    language: str | None
    """Its language (ISO 639)."""
    title: str | None
    """Its title."""
    published_on: str | None
    """When it was published, at the precision that is known."""
    published_known_by: str | None
    """How that is known."""
    retrieved_at: datetime | None
    """When it was fetched."""
    characters: int | None
    """Length of the text in code points."""
    code: str | None
    """Code of the failure."""
    reason: str | None
    """Why it was set aside, or what failed."""


class FailureRow(BaseModel):
    """What could not be read or understood."""

    document: str | None
    """The document, null for damage of the archive itself."""
    code: str
    """The error's code."""
    message: str
    """What happened."""
    start: int | None
    """The first character, or byte of a large file."""
    end: int | None
    """The character after the last."""
    path: str | None = None
    """A damaged file of the archive."""
    title: str | None = None
    """Title of the document."""
    page: str | None = None
    """Its page."""


class HeldDocument(BaseModel):
    """A document of the archive."""

    document: DocumentRow
    text: str | None
    """The text, as it was received: what a publisher wrote, never an instruction."""
    versions: list[DocumentRow]
    """All texts of its page."""
    failures: list[FailureRow]
    meetings: list[str]
    """Ids of the meetings that it tells of."""
    judgements: dict[str, list[Judgement]]
    """Decisions in force about its statements, by statement; the last one counts."""


class StatementRow(BaseModel):
    """Who said what, according to whom; offsets count code points of the document's text, `end` exclusive."""

    document: str
    statement: str
    """Id within the record."""
    mode: str
    polarity: str
    speaker: str | None
    """Id of the speaker, null where it could not be told."""
    speaker_name: str | None
    speaker_kind: str | None
    speaker_country: str | None
    speaker_office: str | None
    addressee: str | None
    addressee_country: str | None
    issuer: str | None
    """Who says that it was said."""
    issuer_country: str | None
    medium: str | None
    said_on: str | None
    topics: list[str]
    start: int
    end: int
    spans: list[Span]
    words: str
    """The words said: slices of the text, joined by " … " where they are apart."""
    cue: str | None
    title: str | None
    publisher: str | None
    url: str | None
    published_on: str | None
    sha256: str
    """Hash of the text that the offsets count in."""


def _filters(
    who: Names = None,
    place: Names = None,
    topic: Topics = None,
    kind: Annotated[list[MeetingKind] | None, Query(max_length=10, description="Kinds of meeting.")] = None,
    status: Annotated[
        list[Literal["read", "set_aside"]] | None, Query(max_length=2, description="With a record, or without.")
    ] = None,
    language: Languages = None,
    publisher: Names = None,
    since: Since = None,
    until: Until = None,
) -> Filters:
    """Return what a document must be; what is not given does not matter."""
    return Filters(
        who=who or None,
        place=place or None,
        topic=topic or None,
        kind=[one.value for one in kind] if kind else None,
        status=list(status) if status else None,
        language=language or None,
        publisher=publisher or None,
        since=day(since),
        until=day(until),
    )


Wanted = Annotated[Filters, Depends(_filters)]
HitOffset = Annotated[int, Query(ge=0, le=10_000, description="Items that are passed over.")]


@router.get("/documents", responses=described(Hit, listed=True), operation_id="documents")
def documents(asked: Question, wanted: Wanted, limit: Limit = 50, offset: HitOffset = 0) -> Response:
    """Documents with a text, the latest first."""
    return asked.listed(Hit, asked.desk.search("", wanted, limit=limit, offset=offset).hits)


@router.get("/search", responses=described(Hit, listed=True), operation_id="search")
def search(
    asked: Question,
    words: Annotated[
        str,
        Query(
            min_length=1,
            max_length=500,
            description='All must be there: words, "phrases", beginnings*, -what must not be there.',
        ),
    ],
    wanted: Wanted,
    limit: Limit = 50,
    offset: HitOffset = 0,
) -> Response:
    """Documents that hold the words, the best first, with the words in context. Nothing found is no silence of anybody.

    A search finds words; whether a side left something out is what comparisons tell.
    """
    return asked.listed(Hit, asked.desk.search(words, wanted, limit=limit, offset=offset).hits)


@router.get("/search/facets", responses=described(dict[str, list[Facet]]), operation_id="facets")
def facets(
    asked: OneQuestion,
    wanted: Wanted,
    words: Annotated[str, Query(max_length=500, description="As for the search; nothing stands for all.")] = "",
) -> Response:
    """By which values what a search finds can be narrowed, with the number of documents; the 20 most frequent each."""
    found = asked.desk.search(words, wanted, limit=1, facets=True).facets
    return asked.one(dict[str, list[Facet]], {name: list(rows) for name, rows in found.items()})


@router.get("/documents/{document}", responses=described(HeldDocument), operation_id="document")
def document(asked: OneQuestion, document: DocumentInPath) -> Response:
    """One document: its text, what is known of it, and all texts of its page."""
    held = asked.desk.document(document)
    return asked.one(
        HeldDocument,
        HeldDocument(
            document=_document(held.row),
            text=held.text,
            versions=[_document(row) for row in held.versions],
            failures=[_failure(row) for row in held.failures],
            meetings=[cluster.id for cluster in held.meetings],
            judgements={name: list(rows) for name, rows in held.judged.items()},
        ),
    )


def _document(row: dict[str, Any]) -> DocumentRow:
    return DocumentRow(**{name: row[name] for name in DocumentRow.model_fields})


def _failure(row: dict[str, Any]) -> FailureRow:
    return FailureRow(**{name: row.get(name) for name in FailureRow.model_fields})


@router.get("/documents/{document}/record", responses=described(Record), operation_id="record")
def record(asked: OneQuestion, document: DocumentInPath) -> Response:
    """What was read out of a document, contract communique.record/1, with the speakers that people gave."""
    held = asked.desk.document(document)
    if held.record is None:
        raise UnknownDocument(f"document {document} has no record: {held.row['reason'] or held.row['status']}")
    return asked.one(Record, held.record)


@router.get("/statements", responses=described(StatementRow, listed=True), operation_id="statements")
def statements(
    asked: Question,
    speaker: Annotated[
        str | None, Query(min_length=1, max_length=200, description="Id of a speaker, or code of a state.")
    ] = None,
    topic: Topic = None,
    document: Annotated[str | None, Query(pattern="^[0-9a-f]{24}$", description="Only of this document.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Who said what, the latest first, with the speakers that people gave; found by those that were read."""
    since, until = day(since), day(until)
    filters = StatementFilters(
        speaker=speaker,
        topic=topic,
        document=document,
        since=first_day(since) if since is not None else None,
        until=last_day(until) if until is not None else None,
    )
    found = asked.desk.statements(filters, limit=limit, offset=offset)
    rows = tuple(StatementRow(**{name: row[name] for name in StatementRow.model_fields}) for row in found.items)
    return asked.listed(StatementRow, Listed(rows, found.total, found.offset, found.limit))
