"""The full-text index, a cache: made from the segments, brought up to date where it lags behind, thrown away in doubt.

    cache/search/        a tantivy index
    cache/search.json    which segments it holds

An index holds a segment if the segments it was made from add up to it (see `segments.py`): putting segments together
makes nothing to do here.
"""

import contextlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.archive import disk
from communique.archive.lock import WriterLock
from communique.archive.reading import Snapshot
from communique.archive.search.documents import indexed_documents
from communique.archive.segments import Segment
from communique.errors import ArchiveError, DiskFailed

if TYPE_CHECKING:
    import tantivy

FORM = 2
"""Form of the index. Another one is thrown away and made again."""
HEAP = 64_000_000
"""Bytes that the index's writer may use before it writes a piece to the disk."""
FEW = 10_000
"""Documents that are indexed in memory; more go to a temporary folder."""

Covered = tuple[int, int, int]
"""First and last batch of a segment, and its sum."""


def index_schema() -> "tantivy.Schema":
    """Return the fields: what is searched, what is filtered by, and what a hit shows."""
    import tantivy

    fields = tantivy.SchemaBuilder()
    fields.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("words", "title_words"):
        fields.add_text_field(name, tokenizer_name="whitespace")
    for name in ("who", "place", "topic", "kind", "status", "language", "publisher"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("from_day", "to_day"):
        fields.add_integer_field(name, indexed=True, fast=True)
    fields.add_bytes_field("text", stored=True)
    for name in ("facts", "parts"):
        fields.add_bytes_field(name, stored=True)
    return fields.build()


@dataclass(frozen=True, slots=True)
class Opened:
    """An index, and the documents that it may hold and that are not to be found in it."""

    index: "tantivy.Index"
    without: tuple[str, ...] = ()

    def stored(self, documents: Sequence[str]) -> Iterator[Any]:
        """Yield what is stored of those of these documents that the index has, in no order that means anything."""
        from tantivy import Occur, Query

        searcher = self.index.searcher()
        if not searcher.num_docs or not documents:
            return
        clauses = [(Occur.Must, Query.term_set_query(self.index.schema, "document", list(documents)))]
        if self.without:
            clauses.append((Occur.MustNot, Query.term_set_query(self.index.schema, "document", list(self.without))))
        hits: Any = searcher.search(Query.boolean_query(clauses), limit=len(documents), count=False).hits
        # Texts are stored together in blocks: in their order each is unpacked once.
        for address in sorted((address for _, address in hits), key=lambda one: (one.segment_ord, one.doc)):
            yield searcher.doc(address)


class SearchIndex:
    """The index in a folder of caches."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._folder = cache / "search"
        self._list = cache / "search.json"
        self._aside: list[tempfile.TemporaryDirectory[str]] = []

    def open(self, snapshot: Snapshot) -> list[Opened]:
        """Return indexes that together hold what the snapshot shows: the one on the disk, brought up to date.

        Where that cannot be done (read-only, or another process is at it), what it lacks is indexed aside, and what it
        holds of the same documents, or of those that they replace, is to be left out.
        """
        if self._list_read() != ([_covered(segment) for segment in snapshot.segments], False):
            with contextlib.suppress(ArchiveError):
                self.update(snapshot)
        held, _ = self._list_read()
        index = self._opened()
        missing = _missing(snapshot.segments, held) if held is not None and index is not None else None
        if index is None or missing is None:
            return [Opened(self._beside(snapshot, snapshot.segments))]
        if not missing:
            return [Opened(index)]
        return [Opened(self._beside(snapshot, missing)), Opened(index, tuple(_touched(snapshot, missing)))]

    def close(self) -> None:
        """Remove what was indexed aside."""
        while self._aside:
            self._aside.pop().cleanup()

    def _beside(self, snapshot: Snapshot, segments: Sequence[Segment]) -> "tantivy.Index":
        import tantivy

        if snapshot.rows("documents", segments) > FEW:
            self._aside.append(tempfile.TemporaryDirectory(prefix="communique-"))
            index = tantivy.Index(index_schema(), path=self._aside[-1].name)
        else:
            index = tantivy.Index(index_schema())
        _fill(index, snapshot, segments, replacing=False)
        return index

    def update(self, snapshot: Snapshot) -> None:
        """Bring the index on the disk up to the snapshot. Raises an ArchiveError; the old state is then still there."""
        with disk.telling(self._cache, "write to"):
            self._cache.mkdir(exist_ok=True)
        with WriterLock(self._cache, wait=0.0):
            held, pending = self._list_read()
            index = self._opened() if held is not None else None
            missing = _missing(snapshot.segments, held) if held is not None and index is not None else None
            wanted = [_covered(segment) for segment in snapshot.segments]
            if index is None or held is None or missing is None:
                self._make(snapshot)
                return
            if missing:
                self._write_list(held, pending=True)
                try:
                    _fill(index, snapshot, missing, replacing=True)
                except DiskFailed:  # a full disk, or an index that a crash broke: then a new one helps
                    self._make(snapshot)
                    return
            if missing or pending or held != wanted:
                self._write_list(wanted)

    def remake(self, snapshot: Snapshot) -> None:
        """Make the index anew from the segments, and put it in the place of the old one."""
        with disk.telling(self._cache, "write to"):
            self._cache.mkdir(exist_ok=True)
        with WriterLock(self._cache):
            self._make(snapshot)

    def _make(self, snapshot: Snapshot) -> None:
        import tantivy

        disk.sweep(self._cache)
        draft = self._cache / disk.unfinished_name()
        with disk.telling(self._cache, "write to"):
            draft.mkdir()
            try:
                _fill(tantivy.Index(index_schema(), path=str(draft)), snapshot, snapshot.segments, replacing=False)
                disk.remove(self._list)  # without the list an index counts for nothing: no moment of a wrong pair
                disk.remove(self._folder)
                draft.rename(self._folder)
            except BaseException:
                disk.remove(draft)
                raise
        self._write_list([_covered(segment) for segment in snapshot.segments])

    def _list_read(self) -> tuple[list[Covered] | None, bool]:
        """Return the segments that the index on the disk holds, and whether it may hold more, from a broken update.

        None if there is no index that could be used.
        """
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            content = json.loads(self._list.read_bytes())
            if content["form"] == FORM:
                held = [(first, last, int(sum_, 16)) for first, last, sum_ in content["segments"]]
                return held, bool(content["pending"])
        return None, False

    def _write_list(self, held: list[Covered], *, pending: bool = False) -> None:
        segments = [(first, last, f"{sum_:032x}") for first, last, sum_ in held]
        content = {"form": FORM, "segments": segments, "pending": pending}
        disk.replace_file(self._list, json.dumps(content).encode())

    def _opened(self) -> "tantivy.Index | None":
        import tantivy

        # The library raises ValueError for whatever it does not like about a folder; there is then no index.
        with contextlib.suppress(ValueError, OSError):
            if tantivy.Index.exists(str(self._folder)):
                return tantivy.Index.open(str(self._folder))
        return None


def is_broken_index(error: BaseException) -> bool:
    """Tell whether an error means that the index does not hold what was written, so that it must be made again.

    The library says ValueError or OSError; where its own checks fail it panics, which Python gets as a BaseException.
    """
    return isinstance(error, (ValueError, OSError)) or type(error).__name__ == "PanicException"


def _covered(segment: Segment) -> Covered:
    return segment.first, segment.last, segment.sum


def _missing(segments: Sequence[Segment], held: list[Covered]) -> list[Segment] | None:
    """Return the segments that an index lacks; None if it holds what is no longer there, so that it is of no use."""
    rest = dict.fromkeys(held)
    missing = []
    for segment in segments:
        within = [one for one in rest if segment.first <= one[0] and one[1] <= segment.last]
        if sum(one[2] for one in within) % (1 << 128) != segment.sum:
            missing.append(segment)
        for one in within:
            del rest[one]
    return None if rest else missing


def _fill(index: "tantivy.Index", snapshot: Snapshot, segments: Sequence[Segment], *, replacing: bool) -> None:
    """Index segments; `replacing`, what the index has of their documents, or of those they replace, goes.

    Raises DiskFailed. The library does not say whether the disk is full or broken.
    """
    try:
        _write(index, snapshot, segments, replacing=replacing)
    except BaseException as error:
        if not is_broken_index(error):
            raise
        raise DiskFailed(f"the search index cannot be written: {error}") from error


def _write(index: "tantivy.Index", snapshot: Snapshot, segments: Sequence[Segment], *, replacing: bool) -> None:
    import tantivy

    form = index_schema()
    writer = index.writer(HEAP, 1)
    for segment in segments:
        if replacing:
            for key in _touched(snapshot, [segment]):
                writer.delete_documents_by_term("document", key)
        for document in indexed_documents(snapshot, segment):
            writer.add_document(tantivy.Document.from_dict(document, form))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def _touched(snapshot: Snapshot, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the documents that segments hold, and those of earlier ones that they put out of force."""
    for table in ("replaced", "documents"):
        for batch in snapshot.batches(table, columns=["document"], segments=segments, rows=65_536):
            yield from batch["document"].to_pylist()
