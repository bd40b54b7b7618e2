"""What an archive shows: records, texts, tables, answers to questions, damage."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.archive import judgements as judging
from communique.archive.folder import Folder
from communique.archive.lock import ReaderSign
from communique.archive.lookup import rows_of, values_of
from communique.archive.query import Database
from communique.archive.reading import Damage, Snapshot
from communique.archive.segments import Segment
from communique.archive.writing import arrow_rows, numbered
from communique.errors import UnknownDocument
from communique.model import Record

if TYPE_CHECKING:
    import pyarrow as pa


class Contents:
    """A set of segments, read. Rows that are out of force are never shown."""

    def __init__(self, folder: Folder, snapshot: Snapshot) -> None:
        self._folder = folder
        self._snapshot = snapshot
        self._database: Database | None = None

    # Documents ----------------------------------------------------------------------------------------------------

    def records(self, documents: Iterable[str] | None = None) -> Iterator[Record]:
        """Yield the records of these documents (the archive's ids), or of all, in the order in which they came in.

        All are read as a stream, with the speakers that people gave. Raises UnknownDocument for one that is not there
        or has no record.
        """
        for _, record in self.records_by_id(documents):
            yield record

    def records_by_id(self, documents: Iterable[str] | None = None) -> Iterator[tuple[str, Record]]:
        """Yield what `records` does, each with the archive's id of its document."""
        decided = self.decided_of_texts()
        for document, written in self._values("records", "record", documents):
            record = Record.model_validate_json(written)
            if (rows := decided.get(record.document.sha256)) is not None:
                record = judging.corrected(record, rows)
            yield document, record

    def decided_of_texts(self) -> Mapping[str, Sequence[judging.Judgement]]:
        """Return what people decided about statements, by the hash of the text."""
        return judging.by_text(judging.in_force(judging.read_all(self._folder.judgements)[0]))

    def texts(self, documents: Iterable[str] | None = None, *, only_there: bool = False) -> Iterator[tuple[str, str]]:
        """Yield the texts of these documents (the archive's ids), or of all, each with its id; also those set aside.

        Raises UnknownDocument for one that is not there or has no text; `only_there` leaves it out.
        """
        return self._values("sources", "text", documents, only_there=only_there)

    def _values(
        self, table: str, column: str, documents: Iterable[str] | None, *, only_there: bool = False
    ) -> Iterator[tuple[str, str]]:
        if documents is None:
            sign = ReaderSign(self._folder.segments)  # what is put together meanwhile stays until the last one is given
            try:
                for batch in self._snapshot.batches(table, columns=["document", column], rows=256):
                    yield from zip(batch["document"].to_pylist(), batch[column].to_pylist(), strict=True)
            finally:
                sign.release()
            return
        wanted = list(documents)
        found = values_of(self._snapshot, table, column, wanted, self._folder.cache)
        for document in wanted:
            if document in found:
                yield document, found[document]
            elif not only_there:
                raise UnknownDocument(f"{self._folder.path} has no {column} of {document!r}")

    # Tables -------------------------------------------------------------------------------------------------------

    def table(self, name: str, *, columns: Sequence[str] | None = None) -> "pa.Table":
        """Return a table (see `tables.py` for names and columns), or some columns of it."""
        return self._snapshot.table(name, columns=columns)

    def batches(self, name: str, *, columns: Sequence[str] | None = None) -> Iterator["pa.RecordBatch"]:
        """Yield the rows of a table a few thousand at a time: memory does not grow with the archive."""
        sign = ReaderSign(self._folder.segments)
        try:
            yield from self._snapshot.batches(name, columns=columns)
        finally:
            sign.release()

    def rows_of(self, name: str, wanted: Iterable[str], *, by: str = "document") -> "pa.Table":
        """Return the rows of a table that belong to these documents (the archive's ids); those there are not have none.

        They are looked up, which takes as long in a large archive as in a small one. `by="page_key"` asks the table
        of documents for all of a page.
        """
        return rows_of(self._snapshot, name, wanted, self._folder.cache, by=by)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Return the segments that it shows, for caches of what never changes."""
        return self._snapshot.segments

    def replaced(self) -> dict[str, int]:
        """Return documents of which the rows of earlier batches than this one are out of force."""
        found = self._snapshot.replaced
        return dict(zip(found.documents.to_pylist(), found.before.to_pylist(), strict=True))

    def documents(self) -> "pa.Table":
        """Return what is known of every document: read, set aside or failed."""
        return self.table("documents")

    def statements(self) -> "pa.Table":
        """Return who said what."""
        return self.table("statements")

    def agenda(self) -> "pa.Table":
        """Return what was talked about."""
        return self.table("agenda")

    def meetings(self) -> "pa.Table":
        """Return the meetings as each document tells them: one meeting told by three has three rows."""
        return self.table("meetings")

    def mentions(self) -> "pa.Table":
        """Return where somebody is spoken of."""
        return self.table("mentions")

    def actors(self) -> "pa.Table":
        """Return everybody who is spoken of, once a document."""
        return self.table("actors")

    def events(self) -> "pa.Table":
        """Return the coded events."""
        return self.table("events")

    def stops(self) -> "pa.Table":
        """Return who travelled where."""
        return self.table("stops")

    def failures(self) -> "pa.Table":
        """Return what could not be read or understood, sources and parts of documents, and damage of the archive."""
        import pyarrow as pa

        rows = self.table("failures")
        damage = [(None, one.code, one.what, None, None, str(one.path)) for one in self.damage()]
        told = numbered(arrow_rows("failures", damage), "failures", None)
        return pa.concat_tables([rows, pa.Table.from_batches([told])])

    def damage(self, *, fully: bool = False) -> list[Damage]:
        """Return what is damaged in the archive's own files: missing and shortened ones, and what reading met.

        `fully` compares every byte with its hash, which takes as long as reading the disk does.
        """
        return [*self._snapshot.look_over(fully=fully), *judging.read_all(self._folder.judgements)[1]]

    # Questions ----------------------------------------------------------------------------------------------------

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), *, seconds: float = 60) -> "pa.Table":
        """Return what one SELECT over the tables finds; for SQL of this program, never of a user. See `query.py`.

        Values go in as `parameters`, for ? or $name. Raises BadSearch, also after `seconds` without an answer.
        """
        if self._database is None:
            self._database = Database(self._snapshot)
        return self._database.query(sql, parameters, seconds=seconds)

    def _close_database(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
