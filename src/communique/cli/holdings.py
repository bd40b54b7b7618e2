"""What an archive holds, or the part of it that is asked for, in pieces that fit in memory and in one order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from communique.errors import BadDate
from communique.model import Record
from communique.model.dates import first_day, last_day

if TYPE_CHECKING:
    import pyarrow as pa

    from communique.archive import Archive

PIECE = 1000
"""Documents of a piece, at least, if there are so many; a batch of the archive is never divided."""
MEETINGS, STATEMENTS, RECORDS = "meetings", "statements", "records"
SAME_MEETING = "same_meeting"
"""A column that the table of meetings has in an export: the real meeting, as `communique meetings` lists it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are asked for; several values of one filter are alternatives. Meant as in `Archive.search`."""

    who: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def told(self) -> dict[str, Any]:
        """Return what was asked for."""
        return {"who": list(self.who), "topic": list(self.topic), "since": self.since, "until": self.until}


@dataclass(slots=True)
class Holdings:
    """The documents of an archive that are asked for. Raises BadDate or BadSearch when made."""

    archive: "Archive"
    wanted: Wanted = field(default_factory=Wanted)
    snapshot: str = field(init=False)
    """The archive's, when these were found."""
    _pieces: list[tuple[int, int]] = field(init=False)
    """Where each piece of them begins and ends."""
    _is_part: bool = field(init=False)
    """Whether some documents of the archive are not asked for."""
    _documents: "pa.Table" = field(init=False)
    """Ids and batches of the documents, in the order in which they came in."""

    def __post_init__(self) -> None:
        import pyarrow.compute as pc

        self.snapshot = self.archive.snapshot
        found = self.archive.table("documents", columns=["document", "batch"])
        chosen = self._chosen()
        if chosen is not None:
            found = found.filter(pc.is_in(found["document"], value_set=chosen))
        # Stable: within a batch the documents stay in the order in which they came in.
        self._documents = found.take(pc.sort_indices(found, sort_keys=[("batch", "ascending")]))
        self._pieces = list(_pieces(self._documents["batch"].to_pylist()))
        self._is_part = chosen is not None

    def __len__(self) -> int:
        return int(self._documents.num_rows)

    def _chosen(self) -> "pa.Array | None":
        """Return the ids of the documents that the filters ask for, None for all."""
        import pyarrow as pa

        wanted = self.wanted
        if wanted.who or wanted.topic:
            filters: dict[str, Any] = {
                "who": wanted.who or None,
                "topic": wanted.topic or None,
                "since": wanted.since,
                "until": wanted.until,
            }
            total = self.archive.search(limit=1, **filters).total
            hits = self.archive.search(limit=total, **filters).hits if total else ()
            return pa.array([hit.document for hit in hits], pa.string())
        if wanted.since is None and wanted.until is None:
            return None
        table = self.archive.query(
            "SELECT document FROM documents WHERE published_from IS NOT NULL "
            "AND (published_to >= $since OR $since IS NULL) AND (published_from <= $until OR $until IS NULL)",
            {
                "since": _day(wanted.since, first=True),
                "until": _day(wanted.until, first=False),
            },
        )
        return table["document"].combine_chunks().cast(pa.string())

    def schemas(self, table: str) -> tuple["pa.Schema", "pa.Schema"]:
        """Return the columns of a table, with those that are added here, and of the documents."""
        import pyarrow as pa

        from communique.archive.tables import schema

        columns = schema(table)
        if table == MEETINGS:
            columns = columns.insert(columns.get_field_index("meeting"), pa.field(SAME_MEETING, pa.string()))
        return columns, schema("documents")

    def pieces(self, table: str) -> Iterator[tuple["pa.Table", "pa.Table"]]:
        """Yield rows of a table (in no order), with the documents that are asked for, which may be fewer."""
        import pyarrow.compute as pc

        for begin, end in self._pieces:
            here = self._documents.slice(begin, end - begin)
            found = self._rows("documents", here)
            at = pc.index_in(here["document"], value_set=found["document"].combine_chunks())
            documents = found.take(at.filter(pc.is_valid(at)))  # one may be missing: damage met since
            rows = documents if table == "documents" else self._rows(table, here)
            if table == MEETINGS:
                rows = self._with_meetings(rows)
            if table in {STATEMENTS, RECORDS}:
                rows = self._as_corrected(rows, table, documents)
            yield rows, documents

    def _rows(self, table: str, here: "pa.Table") -> "pa.Table":
        from communique.archive.tables import schema

        batches = here["batch"]
        # The table's name is one of our own, from a closed list.
        asked = f'SELECT * FROM "{table}" WHERE batch BETWEEN ? AND ?'  # noqa: S608
        values: list[Any] = [batches[0].as_py(), batches[-1].as_py()]
        if self._is_part:
            asked += " AND document IN (SELECT unnest(CAST(? AS VARCHAR[])))"
            values.append(here["document"].to_pylist())
        return self.archive.query(asked, values).cast(schema(table))

    def _as_corrected(self, rows: "pa.Table", table: str, documents: "pa.Table") -> "pa.Table":
        """Give statements, and records, the speakers that people gave."""
        import pyarrow as pa

        from communique.archive.judgements import speaker_columns

        decided = self.archive.decided_of_texts()
        hashes = zip(documents["document"].to_pylist(), documents["sha256"].to_pylist(), strict=True)
        wanted = {name for name, sha256 in hashes if sha256 in decided} & set(rows["document"].to_pylist())
        if not wanted:
            return rows
        records = dict(self.archive.records_by_id(sorted(wanted)))
        given = {name: speaker_columns(record) for name, record in records.items()} if table == STATEMENTS else {}

        def corrected(row: dict[str, Any]) -> dict[str, Any]:
            if row["document"] not in records:
                return row
            if table == RECORDS:
                return row | {"record": records[row["document"]].to_json()}
            return row | given[row["document"]].get(row["statement"], {})

        return pa.Table.from_pylist([corrected(row) for row in rows.to_pylist()], schema=rows.schema)

    def _with_meetings(self, rows: "pa.Table") -> "pa.Table":
        """Add to each telling of a meeting the id of the real meeting, which all that tell of it have in common."""
        import pyarrow as pa

        from communique.history import same_meetings

        documents, meetings = rows["document"].to_pylist(), rows["meeting"].to_pylist()
        real = same_meetings(self.archive, documents)
        ids = pa.array([real.get(one) for one in zip(documents, meetings, strict=True)], pa.string())
        return rows.append_column(SAME_MEETING, ids).select(self.schemas(MEETINGS)[0].names)

    def records(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield each document that has a record, as a row, with the record's JSON."""
        for rows, documents in self.pieces("records"):
            texts = dict(zip(rows["document"].to_pylist(), rows["record"].to_pylist(), strict=True))
            for document in documents.to_pylist():
                if document["document"] in texts:
                    yield document, texts[document["document"]]

    def read(self) -> Iterator[tuple[dict[str, Any], Record]]:
        """Yield each document that has a record, as a row, with the record."""
        for document, text in self.records():
            yield document, Record.model_validate_json(text)


def _pieces(batches: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where pieces begin and end, of the batches of documents, which are sorted."""
    begin = 0
    for end in range(1, len(batches) + 1):
        is_last = end == len(batches)
        if is_last or (end - begin >= PIECE and batches[end] != batches[end - 1]):
            yield begin, end
            begin = end


def _day(date: str | None, *, first: bool) -> Any:
    if date is None:
        return None
    try:
        return first_day(date) if first else last_day(date)
    except ValueError as error:
        raise BadDate(str(error)) from error
