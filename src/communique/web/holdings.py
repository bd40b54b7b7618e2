"""What a desk is asked for and answers with: filters, a document that is held, facets, counts, who met whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.archive import Hit, Judgement
from communique.model import Record
from communique.model.history import MeetingCluster
from communique.web.listed import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFilters:
    """Which meetings are asked for; sides are codes. See `history.meetings_of`."""

    between: tuple[str, ...] = ()
    who: str | None = None
    topic: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an archive holds."""

    documents: int
    read: int
    set_aside: int
    failed: int
    statements: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the archive: its row of the table of documents, its text, its record, other texts of its page.

    `text` is None where no text could be had; `record` is None where there is none, and has the speakers that people
    gave. `failures` are what could not be read or understood of it; `meetings` are those that it tells of. `judged` are
    the decisions in force about its statements, by statement: the last one counts.
    """

    row: dict[str, Any]
    text: str | None
    record: Record | None
    versions: tuple[dict[str, Any], ...]
    failures: tuple[dict[str, Any], ...]
    meetings: tuple[MeetingCluster, ...]
    judged: Mapping[str, tuple[Judgement, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilters:
    """Which statements are asked for: by id or state of the speaker, topic, document, and the days of saying."""

    speaker: str | None = None
    topic: str | None = None
    document: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a filter, and how many of the documents that were found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found: hits, and by which values it can be narrowed."""

    hits: Listed[Hit]
    facets: dict[str, tuple[Facet, ...]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sides, and how often they met."""

    sides: tuple[str, str]
    meetings: int


@dataclass(frozen=True, slots=True)
class Network:
    """Who met whom: each side with its number of meetings, and each pair."""

    sides: tuple[Facet, ...]
    ties: tuple[Tie, ...]
