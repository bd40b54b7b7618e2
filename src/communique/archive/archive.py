"""An archive: documents and records that are never lost, and the tables that are made of them."""

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from communique.archive import disk
from communique.archive import judgements as judging
from communique.archive.adding import INDEXED_AT_ONCE, SECONDS, is_full, put
from communique.archive.compaction import due, groups, put_together, remove_replaced
from communique.archive.contents import Contents
from communique.archive.entry import Added, DocumentStatus, Entry, Fetch, document_key, fetch_key
from communique.archive.folder import Folder
from communique.archive.judgements import Judgement
from communique.archive.known import Known
from communique.archive.lock import ReaderSign, WriterLock
from communique.archive.lookup import forget_places
from communique.archive.reading import Snapshot
from communique.archive.search import (
    NO_FILTERS,
    Filters,
    Found,
    Held,
    Opened,
    SearchIndex,
    facts,
    find,
    held,
    is_broken_index,
    matching,
)
from communique.archive.search.find import Choice
from communique.archive.segments import Segment, list_segments, total
from communique.archive.writing import Batch, write_batch
from communique.errors import ArchiveError, NotWritable

T = TypeVar("T")
CACHES = ("places", "history")
"""Folders of the cache besides the index: where rows stand, and what is made of many documents."""


class Archive(Contents):
    """An open archive. It shows what was there when it was opened, plus what it adds itself; `refresh` looks again."""

    def __init__(self, folder: Folder, lock: WriterLock | None = None) -> None:
        self._lock = lock
        self._known: Known | None = None
        self._index = SearchIndex(folder.cache)
        self._indexes: list[Opened] | None = None
        self._not_indexed = 0
        # Only a writer removes anything, and there is one: it needs no sign that keeps it from doing so.
        self._sign = ReaderSign(folder.segments) if lock is None else None
        try:
            super().__init__(folder, Snapshot(list_segments(folder.segments)))
            if lock is not None:
                disk.sweep(folder.path)
                disk.sweep(folder.segments)
                remove_replaced(folder.segments)
                forget_places(folder.cache, self._snapshot.segments)
        except BaseException:
            self._release_sign()
            raise

    # Life ---------------------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Bring the search index up to date, if something was added, and let others write. More than once is once."""
        if self._lock is not None and self._not_indexed:
            self._bring_index_up_to_date()
        self._index.close()
        self._close_database()
        self._release_sign()
        if self._lock is not None:
            self._lock.release()

    def _bring_index_up_to_date(self) -> None:
        self._not_indexed = 0
        with contextlib.suppress(ArchiveError):  # a cache: the next search tries again, and tells
            self._index.update(self._snapshot)

    def _release_sign(self) -> None:
        if self._sign is not None:
            self._sign.release()

    def refresh(self) -> None:
        """Take in what other processes added since this archive was opened."""
        if self._sign is not None:
            self._sign.release()
            self._sign = ReaderSign(self._folder.segments)
        self._known = None
        self._see(list_segments(self._folder.segments))

    def _see(self, segments: Sequence[Segment]) -> None:
        self._snapshot = Snapshot(segments, met=self._snapshot.damage)
        self._indexes = None
        self._close_database()

    @property
    def path(self) -> Path:
        """Return the folder."""
        return self._folder.path

    @property
    def writes(self) -> bool:
        """Tell whether this archive was opened for writing."""
        return self._lock is not None

    @property
    def snapshot(self) -> str:
        """Return what stands for all that this archive shows, as 32 hexadecimal digits; every export names it.

        The same documents and judgements, put together in other segments or read elsewhere, have the same id.
        """
        documents = self.snapshot_of_documents
        judgements = judging.state_hash(self._folder.judgements)
        return hashlib.sha256(documents.encode() + judgements).hexdigest()[:32] if judgements else documents

    @property
    def snapshot_of_documents(self) -> str:
        """Return what stands for the documents alone, whatever people decided about them."""
        return f"{total(self._snapshot.segments):032x}"

    # Adding -------------------------------------------------------------------------------------------------------

    def add(self, entries: Iterable[Entry | Fetch], *, renew: bool = False) -> Added:
        """Add documents and return what was done; see `adding`, which tells batch by batch."""
        return sum(self.adding(entries, renew=renew), Added())

    def adding(self, entries: Iterable[Entry | Fetch], *, renew: bool = False) -> Iterator[Added]:
        """Add documents and yield after each batch what was done: from then on the batch survives any crash.

        The same text at the same page again adds nothing, unless more is known than before (a record of what was set
        aside, a text of what failed) or `renew` asks to replace the record. A changed text at a known page is a new
        version of it. If `entries` raises, what it gave before is still written. Raises NotWritable, DiskFull or
        DiskFailed; what was yielded before is kept, and the same call again takes up where this one stopped. A `Fetch`
        is kept with the entries before it or after them, never without them.
        """
        self._must_write()
        batch, tally, written, started = Batch(), Added(), list[str](), time.monotonic()
        source = iter(entries)
        while True:
            try:
                entry = next(source, None)
            except BaseException:
                self._write(batch)
                raise
            if isinstance(entry, Fetch):
                self._note(batch, entry)
            elif entry is not None:
                if batch.holds(entry.key, document_key(entry.page, None)):
                    # One batch holds a document once: rows are put out of force by rows of a later batch.
                    self._write(batch)
                    written += batch.keys
                    batch = Batch()
                tally += put(batch, entry, self._holdings, renew=renew, again=bool(self._snapshot.damage))
            if entry is None or is_full(batch) or time.monotonic() - started > SECONDS:
                self._write(batch)
                written += batch.keys
                if tally != Added():
                    yield replace(tally, documents=tuple(written))
                batch, tally, written, started = Batch(), Added(), [], time.monotonic()
            if entry is None:
                return

    def _must_write(self) -> None:
        if self._lock is None:
            raise NotWritable(f"{self.path} was opened for reading")

    def _note(self, batch: Batch, fetch: Fetch) -> None:
        before = self.fetched(fetch.asked)
        if before is None or (before.etag, before.last_modified) != (fetch.etag, fetch.last_modified):
            with contextlib.suppress(UnicodeEncodeError):  # an address that cannot be stored is asked without it
                batch.note(fetch, is_known=before is not None)

    def fetched(self, asked: str) -> Fetch | None:
        """Return what a server gave when an address was last fetched, None if it gave nothing, or never was.

        Also None where the archive has damage: what is lost may be what came from there.
        """
        if self._known is None:
            self._snapshot.look_over()
        if self._snapshot.damage or not self._snapshot.rows("fetched", self._snapshot.segments):
            return None
        found = self.query(
            "SELECT asked, etag, last_modified, retrieved_at FROM fetched WHERE document = ?", [fetch_key(asked)]
        )
        rows = [row for row in found.to_pylist() if row["asked"] == asked]
        return Fetch(**rows[-1]) if rows else None

    def _write(self, batch: Batch) -> None:
        if batch.is_empty:
            return
        segments = self._snapshot.segments
        try:
            segment = write_batch(self._folder.segments, batch, segments[-1].last + 1 if segments else 1)
        except BaseException:
            self._known = None  # it holds what was not written; and a segment may be there though its folder failed
            self._see(list_segments(self._folder.segments))
            raise
        self._see((*segments, segment))
        self._not_indexed += len(batch)
        # The batch is safe already: what goes wrong from here on must not look as if it were not.
        with contextlib.suppress(ArchiveError):
            while group := due(self._snapshot.segments):
                if self._put_together(group) is None:
                    break
        if self._not_indexed >= INDEXED_AT_ONCE:
            self._bring_index_up_to_date()

    # Keeping in order ---------------------------------------------------------------------------------------------

    def compact(self) -> int:
        """Put small segments together and leave out rows that are out of force; return how many segments went.

        What the archive shows stays the same, and so does `snapshot`. Segments with damage are left alone.
        """
        self._must_write()
        before = len(self._snapshot.segments)
        self._snapshot.look_over()
        for group in groups(self._snapshot):
            self._put_together(group)
        disk.sweep(self._folder.segments)
        remove_replaced(self._folder.segments)
        return before - len(self._snapshot.segments)

    def _put_together(self, group: Sequence[Segment]) -> Segment | None:
        try:
            segment = put_together(self._folder.segments, self._snapshot, group)
            if segment is not None:
                remove_replaced(self._folder.segments)
        finally:  # after a fault, too: the new segment may be there though its folder could not be flushed
            self._see(list_segments(self._folder.segments))
        return segment

    # Judgements ---------------------------------------------------------------------------------------------------

    def judge(
        self,
        who: str,
        what: str,
        *,
        about: Mapping[str, Any] | None = None,
        before: object = None,
        after: object = None,
        undoes: str | None = None,
    ) -> Judgement:
        """Note what a person decided, and return it; from then on it survives any crash. See `Judgement`.

        `undoes` is the id of a judgement that `what="undo"` takes back. Values are what JSON can hold.
        """
        self._must_write()
        judgement = Judgement.now(who, what, about=about, before=before, after=after, undoes=undoes)
        judging.append(self._folder.judgements, judgement)
        return judgement

    def judgements(self, *, all_of_them: bool = False) -> list[Judgement]:
        """Return the judgements that count, in their order; `all_of_them` with undos and what these took back."""
        found, _ = judging.read_all(self._folder.judgements)
        return found if all_of_them else judging.in_force(found)

    # What is known ------------------------------------------------------------------------------------------------

    @property
    def _holdings(self) -> Known:
        if self._known is None:
            self._snapshot.look_over()
            sound = [segment for segment in self._snapshot.segments if not self._snapshot.damaged(segment)]
            columns = ["document", "page_key", "version", "status", "sha256"]
            self._known = Known(self._snapshot.batches("documents", columns=columns, segments=sound, rows=65_536))
        return self._known

    def status(self, page: str, sha256: str | None = None) -> DocumentStatus | None:
        """Return what became of the text with this hash at this page, None if the archive does not have it.

        Without a hash: of the page's source, if no text could be had of it.
        """
        found = self._holdings.document(document_key(page, sha256))
        return found[0] if found is not None else None

    def known(self, sha256: str) -> bool:
        """Tell whether some document has the text with this hash (of the text in UTF-8, 64 hexadecimal digits)."""
        return self._holdings.text(sha256)

    # Finding ------------------------------------------------------------------------------------------------------

    def search(
        self,
        words: str = "",
        *,
        who: Choice = None,
        place: Choice = None,
        topic: Choice = None,
        kind: Choice = None,
        status: Choice = None,
        language: Choice = None,
        publisher: Choice = None,
        since: str | date | None = None,
        until: str | date | None = None,
        limit: int = 20,
        offset: int = 0,
        contexts: int = 3,
    ) -> Found:
        """Find documents: read ones and those set aside; the best first, without words the latest first.

        All of `words` must be there, in text or title: words, "phrases", beginnings*, and -what must not be there. Case
        and accents do not count. A filter holds if one of its values does: `who` an id, a state's code, a name or one
        word of it; `place` a name or a state's code, of meetings and stops; `topic` an id; `kind` a kind of meeting;
        `status` read or set_aside. `since` and `until` (inclusive) are dates at any precision, and leave out documents
        whose date is not known. Each hit shows up to `contexts` places in its text. Raises BadSearch or BadDate.
        """
        filters = Filters(
            who=who,
            place=place,
            topic=topic,
            kind=kind,
            status=status,
            language=language,
            publisher=publisher,
            since=since,
            until=until,
        )
        return self._asked(lambda one: find(one, words, filters, limit=limit, offset=offset, contexts=contexts))

    def matching(self, words: str = "", filters: Filters = NO_FILTERS) -> list[str]:
        """Return the ids of all documents that `search` would find, in no order; much faster than to show them all."""
        return self._asked(lambda one: matching(one, words, filters))

    def facts(self, documents: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return what a hit shows of each of these documents that has a text: id, title, url, page, version, ..."""
        wanted = sorted(set(documents))
        return self._asked(lambda one: facts(one, wanted))

    def held(self, documents: Iterable[str]) -> list[Held]:
        """Return those of these documents that have a text, with it and with who says what in it, in no order."""
        wanted = sorted(set(documents))
        return self._asked(lambda one: list(held(one, wanted)))

    def _asked(self, question: Callable[[list[Opened]], T]) -> T:
        if self._indexes is None:
            self._indexes = self._index.open(self._snapshot)
        try:
            return question(self._indexes)
        except BaseException as error:
            if not is_broken_index(error):
                raise
        self._index.remake(self._snapshot)
        self._indexes = self._index.open(self._snapshot)
        return question(self._indexes)

    def rebuild(self) -> None:
        """Throw the caches away and make them again from the segments."""
        self._must_write()
        self._indexes = None
        for name in CACHES:
            disk.remove(self._folder.cache / name)
        self._index.remake(self._snapshot)
