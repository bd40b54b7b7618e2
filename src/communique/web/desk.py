"""The one door to an archive, for pages and programs: an archive at one snapshot, and what it can be asked.

No logic of its own: everything is asked of `archive`, `history` and `compare`; what costs is kept as long as the desk
lives. A desk never changes: when the archive has, `Watch` opens another one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from pydantic import TypeAdapter

from communique import history
from communique.archive import Archive, Damage, Filters, Judgement
from communique.archive.judgements import in_force, judged_statements, speaker_columns
from communique.asked import one_person
from communique.errors import BadSearch, UnknownDocument, UnknownMeeting
from communique.history.answers import answered
from communique.model import Finding
from communique.model.history import (
    Habits,
    ItineraryRow,
    MeetingCluster,
    Person,
    PhraseOverview,
    ReadoutChange,
    RelationMonth,
)
from communique.web.compared import Compared, comparison_of
from communique.web.holdings import (
    Counts,
    Facet,
    Held,
    MeetingFilters,
    Network,
    Searched,
    StatementFilters,
    Tie,
)
from communique.web.kept import Kept
from communique.web.listed import Listed

T = TypeVar("T")
LIMIT = 50
"""Items on a page of a list where nobody says how many."""
AHEAD = 25
"""Meetings that are compared before anybody asks: those of the first page."""


class Desk:
    """An archive at one snapshot. Methods may be called from several threads at once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept = Kept()
        self.snapshot = archive.snapshot
        """What stands for all that the desk shows."""
        self.name = archive.path.resolve().name
        """The name of the archive's folder."""

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def warm(self) -> None:
        """Do beforehand what would make the first question slow."""
        self._archive.search("", limit=1)
        history.prepare(self._archive)
        self.counts()

    def look_ahead(self) -> Iterator[Compared]:
        """Compare the newest meetings, which are asked for first: that also loads the tables of comparing."""
        for cluster in self.meetings(limit=AHEAD).items:
            if len({account.document for account in cluster.accounts}) > 1:
                yield self.comparison(cluster.id)

    def _once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        return self._kept.once(key, make)

    def lasting(self, question: tuple[str, ...], form: TypeAdapter[T], make: Callable[[], T]) -> T:
        """Return an answer that is kept with the archive if it took long, as long as this is its state."""
        return self._once(question, lambda: answered(self._archive, question, form, make))

    # Meetings -----------------------------------------------------------------------------------------------------

    def meetings(
        self, filters: MeetingFilters | None = None, *, offset: int = 0, limit: int = LIMIT
    ) -> Listed[MeetingCluster]:
        """Return meetings, the newest first. Raises BadDate or BadSearch."""
        asked = asdict(filters or MeetingFilters())
        found = history.meetings_of(self._archive, **asked, limit=limit, offset=offset, newest_first=True)
        total = self._once(
            ("number of meetings", *asked.values()), lambda: history.meetings_count(self._archive, **asked)
        )
        return Listed(tuple(found), total, offset, limit)

    def meetings_counted(self, filters: MeetingFilters | None = None) -> history.MeetingCounts:
        """Return what meetings come to: planned, called off, with texts of two sides. Raises BadDate or BadSearch."""
        asked = asdict(filters or MeetingFilters())
        return self._once(
            ("meetings counted", *asked.values()), lambda: history.meetings_counted(self._archive, **asked)
        )

    def meeting(self, meeting: str) -> MeetingCluster:
        """Return a meeting by its id; raises UnknownMeeting."""
        found = history.meeting_of(self._archive, meeting)
        if found is None:
            raise UnknownMeeting(f"{self.name} has no meeting {meeting!r}")
        return found

    def became(self, meeting: str) -> str | None:
        """Return the id of the meeting that one of this id was put together into, None if it was not."""
        for one in reversed(self.decided()):
            if meeting in one.about.get("meetings", ()) and one.about.get("tellings"):
                held = self.document(one.about["tellings"][0]["document"])
                made = next((cluster.id for cluster in held.meetings if one.id in cluster.judgements), None)
                if made is not None and made != meeting:
                    return made
        return None

    def comparison(self, meeting: str) -> Compared:
        """Return the accounts of a meeting side by side; raises UnknownMeeting."""
        cluster = self.meeting(meeting)
        return self._once(("comparison", meeting), lambda: comparison_of(self._archive, cluster, self.decided()))

    def since_last(self, meeting: str) -> tuple[ReadoutChange, ...]:
        """Return what is new and gone since the same two people met before, for each side with readouts of both.

        Raises UnknownMeeting.
        """
        cluster = self.meeting(meeting)
        return self._once(("since last", meeting), lambda: history.since_last_of(self._archive, cluster))

    def neighbours(self, meeting: str) -> tuple[MeetingCluster | None, MeetingCluster | None]:
        """Return the meetings before and after of the same two sides that have texts of both; raises UnknownMeeting."""
        cluster = self.meeting(meeting)
        return self._once(("neighbours", meeting), lambda: history.neighbours_of(self._archive, cluster))

    def finding(self, meeting: str, finding: str) -> Finding:
        """Return a finding of a meeting's comparison; raises UnknownMeeting, also for a finding that is not there."""
        compared = self.comparison(meeting).comparison
        for one in compared.findings if compared is not None else ():
            if one.id == finding:
                return one
        raise UnknownMeeting(f"the comparison of meeting {meeting} has no finding {finding!r}")

    # Documents ----------------------------------------------------------------------------------------------------

    def document(self, document: str) -> Held:
        """Return a document by the archive's id of it; raises UnknownDocument."""
        return self._once(("document", document), lambda: self._document(document))

    def _document(self, document: str) -> Held:
        row = next(iter(self._archive.rows_of("documents", [document]).to_pylist()), None)
        if row is None:
            raise UnknownDocument(f"{self.name} has no document {document!r}")
        pages = self._archive.rows_of("documents", [row["page_key"]], by="page_key").to_pylist()
        versions = sorted(pages, key=lambda one: one["version"])
        failures = self._archive.rows_of("failures", [document]).to_pylist()
        is_read = row["status"] == "read"
        record = next(self._archive.records([document])) if is_read else None
        text = record.document.text if record is not None else self._text(document)
        judged = judged_statements(record, self.decided()) if record is not None else {}
        told = tuple(history.meetings_with(self._archive, [document]))
        return Held(row, text, record, tuple(versions), tuple(failures), told, judged)

    def _text(self, document: str) -> str | None:
        try:
            return next(text for _, text in self._archive.texts([document]))
        except UnknownDocument:
            return None

    def titles(self, documents: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return what lists show of documents (title, publisher, published_on, url, language, status) by id."""
        found = self._archive.facts(list(documents))
        return {name: {**dict(facts), "document": name} for name, facts in found.items()}

    def statements(
        self, filters: StatementFilters | None = None, *, offset: int = 0, limit: int = LIMIT
    ) -> Listed[dict[str, Any]]:
        """Return rows of the table of statements with what is to be known of their documents, the latest first.

        They have the speakers that people gave; they are found by those that were read.
        """
        asked = filters or StatementFilters()
        values = {name: value for name in _STATEMENT_FILTERS if (value := getattr(asked, name)) is not None}
        where = " AND ".join(["true", *(_STATEMENT_FILTERS[name] for name in values)])
        (number,) = self._rows(f"SELECT count(*) AS number FROM statements s WHERE {where}", **values)  # noqa: S608 - ours
        rows = self._rows(
            "SELECT s.* EXCLUDE (batch), d.title, d.publisher, d.url, d.published_on, d.sha256 "  # noqa: S608 - ours
            f"FROM statements s JOIN documents d ON d.document = s.document WHERE {where} "
            "ORDER BY s.said_from DESC NULLS LAST, s.document, s.start, s.statement LIMIT $limit OFFSET $offset",
            **values,
            limit=limit,
            offset=offset,
        )
        return Listed(tuple(self._as_corrected(row) for row in rows), number["number"], offset, limit)

    def _as_corrected(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row of a statement with the speaker that people gave."""
        if row["sha256"] not in self._once(("decided of texts",), self._archive.decided_of_texts):
            return row
        record = self.document(row["document"]).record
        return row | speaker_columns(record).get(row["statement"], {}) if record is not None else row

    def search(
        self,
        words: str = "",
        filters: Filters | None = None,
        *,
        offset: int = 0,
        limit: int = LIMIT,
        facets: bool = False,
    ) -> Searched:
        """Return the documents that hold the words, the best first; see `Archive.search`. Raises BadSearch, BadDate."""
        asked = filters or Filters()
        found = self._archive.search(
            words,
            who=asked.who,
            place=asked.place,
            topic=asked.topic,
            kind=asked.kind,
            status=asked.status,
            language=asked.language,
            publisher=asked.publisher,
            since=asked.since,
            until=asked.until,
            offset=offset,
            limit=limit,
        )
        return Searched(
            Listed(found.hits, found.total, offset, limit), self._facets(words, asked) if facets and found.total else {}
        )

    def _facets(self, words: str, filters: Filters) -> dict[str, tuple[Facet, ...]]:
        return self._once(("facets", words, repr(filters)), lambda: self._count_facets(words, filters))

    def _count_facets(self, words: str, filters: Filters) -> dict[str, tuple[Facet, ...]]:
        everything = not words.strip() and filters == Filters()
        documents = [] if everything else self._archive.matching(words, filters)
        counted = " UNION ALL ".join(
            f"(SELECT '{name}' AS name, {column} AS value, count(DISTINCT document) AS count FROM {table} "  # noqa: S608 - ours
            f"WHERE {'true' if everything else 'document IN (SELECT document FROM found)'} AND {column} IS NOT NULL "
            "GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 20)"
            for name, (column, table) in _FACETS.items()
        )
        # The cast tells the type of an empty list.
        found = "WITH found AS (SELECT unnest(CAST($documents AS VARCHAR[])) AS document)"
        rows = self._rows(f"{found} {counted}", documents=documents)
        return {
            name: tuple(Facet(str(row["value"]), row["count"]) for row in rows if row["name"] == name)
            for name in _FACETS
        }

    # People and words over time -----------------------------------------------------------------------------------

    def people(self, name: str, *, meetings: int | None = None, statements: int | None = None) -> list[Person]:
        """Return the people of a name or id, with offices, meetings and statements, all or so many of the latest."""
        return self._once(
            ("people", name, meetings, statements),
            lambda: history.who_is(self._archive, name, meetings=meetings, statements=statements),
        )

    def itinerary(self, name: str, *, since: str | None = None, until: str | None = None) -> list[ItineraryRow]:
        """Return the stops and meetings of a person in order; raises UnknownPerson or SeveralPeople."""
        return self._once(
            ("itinerary", name, since, until),
            lambda: history.itinerary_of(self._archive, self._one_person(name), since=since, until=until),
        )

    def _one_person(self, name: str) -> str:
        return self._once(("one person", name), lambda: one_person(self._archive, name)[0])

    def relations(self, one: str, other: str) -> list[RelationMonth]:
        """Return meetings, tone and agenda of two sides (codes) by month."""
        return self._once(("relations", one, other), lambda: history.relations_of(self._archive, one, other))

    def phrase(self, words: str, *, limit: int) -> PhraseOverview:
        """Return a wording from its first use. Raises BadSearch."""
        if not any(letter.isalnum() for letter in words):
            raise BadSearch("there is no word in the phrase")
        return self._once(("phrase", words, limit), lambda: history.phrase_overview(self._archive, words, limit=limit))

    def habits(self, side: str) -> Habits:
        """Return what a side leaves out, and what changed in its readouts, "since their last meeting" among it."""
        return self._once(("habits", side), lambda: history.habits_of(self._archive, side))

    def network(self) -> Network:
        """Return who met whom how often, sides and pairs."""
        return self._once(("network",), self._network)

    def _network(self) -> Network:
        sides, ties = history.who_met_whom(self._archive)
        return Network(
            tuple(Facet(side, count) for side, count in sorted(sides.items(), key=lambda one: (-one[1], one[0]))),
            tuple(Tie(pair, count) for pair, count in sorted(ties.items(), key=lambda one: (-one[1], one[0]))),
        )

    # The archive itself -------------------------------------------------------------------------------------------

    def counts(self) -> Counts:
        """Return how much there is."""
        return self._once(("counts",), self._counts)

    def _counts(self) -> Counts:
        rows = self._rows("SELECT status, count(*) AS number FROM documents GROUP BY status")
        by_status = {row["status"]: row["number"] for row in rows}
        (statements,) = self._rows("SELECT count(*) AS number FROM statements")
        return Counts(
            documents=sum(by_status.values()),
            read=by_status.get("read", 0),
            set_aside=by_status.get("set_aside", 0),
            failed=by_status.get("failed", 0),
            statements=statements["number"],
            meetings=history.meetings_count(self._archive),
        )

    def failures(self, *, offset: int = 0, limit: int = LIMIT) -> Listed[dict[str, Any]]:
        """Return what could not be read or understood: `document`, `code`, `message`, `start`, `end`, `path`."""
        (number,) = self._rows("SELECT count(*) AS number FROM failures")
        rows = self._rows(
            "SELECT f.*, d.title, d.page FROM failures f LEFT JOIN documents d ON d.document = f.document "
            "ORDER BY f.document, f.code, f.start LIMIT $limit OFFSET $offset",
            limit=limit,
            offset=offset,
        )
        return Listed(tuple(rows), number["number"], offset, limit)

    def damage(self) -> list[Damage]:
        """Return what is damaged in the archive's own files."""
        return self._once(("damage",), self._archive.damage)

    def judgements(self) -> list[Judgement]:
        """Return what people decided, undos and what they took back included, the oldest first."""
        return self._once(("judgements",), lambda: self._archive.judgements(all_of_them=True))

    def decided(self) -> list[Judgement]:
        """Return the decisions in force, in their order."""
        return self._once(("decided",), lambda: in_force(self.judgements()))

    def _rows(self, sql: str, **values: object) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._archive.query(sql, values, seconds=10).to_pylist()
        return rows


_STATEMENT_FILTERS = {
    "speaker": "(s.speaker = $speaker OR s.speaker_country = $speaker)",
    "topic": "list_contains(s.topics, $topic)",
    "document": "s.document = $document",
    "since": "s.said_to >= $since",
    "until": "s.said_from <= $until",
}
_FACETS = {
    "publisher": ("publisher", "documents"),
    "language": ("language", "documents"),
    "year": ("strftime(published_from, '%Y')", "documents"),
    "kind": ("kind", "meetings"),
    "topic": ("topic", "agenda"),
}
