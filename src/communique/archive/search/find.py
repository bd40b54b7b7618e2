"""A search: words and filters -> documents, ranked, with the words in context."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.archive.search.contexts import Context, contexts_of
from communique.archive.search.index import Opened
from communique.archive.search.words import Part, PartKind, folded, parts_of, places_of
from communique.errors import BadDate, BadSearch
from communique.model.dates import first_day, last_day

if TYPE_CHECKING:
    import tantivy

Choice = str | Iterable[str] | None
"""A value of a filter, or several of which one must hold."""
TITLE = 3.0
"""How much more a word weighs in the title."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found. `document` is the archive's id; `contexts` show the words in its text."""

    document: str
    score: float
    id: str
    title: str | None
    url: str | None
    publisher: str | None
    language: str | None
    published_on: str | None
    page: str
    version: int
    source: str | None
    sha256: str
    status: str
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: how many documents in all, and those that were asked for, the best first."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a document must be besides holding the words; several values of one filter are alternatives."""

    who: Choice = None
    place: Choice = None
    topic: Choice = None
    kind: Choice = None
    status: Choice = None
    language: Choice = None
    publisher: Choice = None
    since: str | dt.date | None = None
    until: str | dt.date | None = None


NO_FILTERS = Filters()


def find(indexes: Sequence[Opened], search: str, filters: Filters, *, limit: int, offset: int, contexts: int) -> Found:
    """Search; see `Archive.search`."""
    if limit < 1 or offset < 0:
        raise BadSearch(f"limit must be at least 1 and offset at least 0, got {limit} and {offset}")
    parts = parts_of(search)
    ranked = any(not part.excluded for part in parts)
    total = 0
    found: list[tuple[float, str, Any]] = []
    for opened in indexes:
        query = _query(opened.index.schema, parts, filters, opened.without)
        searcher = opened.index.searcher()
        if not searcher.num_docs:
            continue
        result: Any = searcher.search(query, limit=limit + offset, order_by_field=None if ranked else "from_day")
        total += result.count
        for score, address in result.hits:
            document = searcher.doc(address)
            # Without words the score is the day.
            found.append((float(score or 0), str(document.get_first("document")), document))
    found.sort(key=lambda one: -one[0])
    return Found(total, tuple(_hit(*one, parts, contexts) for one in found[offset : offset + limit]))


def matching(indexes: Sequence[Opened], search: str, filters: Filters) -> list[str]:
    """Return the ids of all documents that hold the words and pass the filters, in no order."""
    found: list[str] = []
    for opened in indexes:
        query = _query(opened.index.schema, parts_of(search), filters, opened.without)
        searcher = opened.index.searcher()
        if searcher.num_docs:
            hits: Any = searcher.search(query, limit=searcher.num_docs, count=False).hits
            found.extend(str(searcher.doc(address).get_first("document")) for _, address in hits)
    return found


def facts(indexes: Sequence[Opened], documents: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what a hit shows of each of these documents that an index has."""
    return {
        str(document.get_first("document")): json.loads(bytes(document.get_first("facts")))
        for opened in indexes
        for document in opened.stored(documents)
    }


def _hit(score: float, key: str, document: Any, parts: tuple[Part, ...], contexts: int) -> Hit:
    shown: tuple[Context, ...] = ()
    if contexts and parts:
        text = bytes(document.get_first("text")).decode()
        shown = contexts_of(text, places_of(parts, text), most=contexts)
    facts = json.loads(bytes(document.get_first("facts")))
    return Hit(document=key, score=score, contexts=shown, **facts)


def _query(
    schema: "tantivy.Schema", parts: tuple[Part, ...], filters: Filters, without: tuple[str, ...]
) -> "tantivy.Query":
    from tantivy import Occur, Query

    clauses = [(Occur.MustNot if part.excluded else Occur.Must, _part(schema, part)) for part in parts]
    for name in ("who", "place", "topic", "kind", "status", "language", "publisher"):
        values = _values(name, getattr(filters, name))
        if values is not None:
            clauses.append((Occur.Must, Query.const_score_query(Query.term_set_query(schema, name, values), 0.0)))
    clauses.extend((Occur.Must, Query.const_score_query(one, 0.0)) for one in _days(schema, filters))
    if without:
        clauses.append((Occur.MustNot, Query.term_set_query(schema, "document", without)))
    if not any(occur == Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(clauses)


def _part(schema: "tantivy.Schema", part: Part) -> "tantivy.Query":
    from tantivy import Occur, Query

    def within(field: str) -> Query:
        if part.kind is PartKind.BEGINNING:
            return Query.regex_query(schema, field, f"{part.words[0]}.*")
        if part.kind is PartKind.PHRASE:
            return Query.phrase_query(schema, field, list(part.words))
        return Query.term_query(schema, field, part.words[0])

    title = Query.boost_query(within("title_words"), TITLE)
    return Query.boolean_query([(Occur.Should, within("words")), (Occur.Should, title)])


def _values(name: str, choice: Choice) -> list[str] | None:
    if choice is None:
        return None
    given = [choice] if isinstance(choice, str) else list(choice)
    if name == "who":
        # An id is stored as it is but for its case, a name by its words.
        values = {form for one in given for form in (one.casefold(), folded(one))}
    elif name in {"place", "publisher"}:
        values = {folded(one) for one in given}
    else:
        values = set(given)
    values.discard("")
    if not values:
        raise BadSearch(f"{name} was given without a value")
    return sorted(values)


def _days(schema: "tantivy.Schema", filters: Filters) -> list["tantivy.Query"]:
    from tantivy import FieldType, Query

    found = []
    if filters.since is not None:
        first = _date(filters.since, first=True).toordinal()
        found.append(Query.range_query(schema, "to_day", FieldType.Integer, lower_bound=first))
    if filters.until is not None:
        last = _date(filters.until, first=False).toordinal()
        found.append(Query.range_query(schema, "from_day", FieldType.Integer, upper_bound=last))
    return found


def _date(value: str | dt.date, *, first: bool) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return first_day(value) if first else last_day(value)
    except ValueError as error:
        raise BadDate(str(error)) from error
