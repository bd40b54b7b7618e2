"""Sources -> archive: what is found is read into records and put away, what cannot be read is kept with its reason."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from communique import stages
from communique.archive import Added, Archive, DocumentStatus, Entry, Fetch, Source
from communique.read import Outcome, Reading, read_any
from communique.read.fetch import Fetcher
from communique.read.found import LIMITS, Found, Limits, Validators
from communique.read.relevance import is_about_diplomacy
from communique.read.terms import Fetched, Fetches

BATCH = 64
"""Readings that are parsed together; what comes in beside them waits as long, so that all stays in its order."""
WAITING = 1024
"""Things that wait at most, and their length in characters and bytes, however few of them are to be parsed."""
WAITING_SIZE = 32_000_000
ASIDE = "not about dealings between states"

Seen = Callable[[Found], None]
"""Told of each thing that is found, before it is read."""
Fetching = Callable[[Callable[[str], Validators | None]], Fetches]
"""Makes whoever fetches, given what is known of earlier answers."""


class Holds(Protocol):
    """What is asked whether a text is known already: an archive."""

    def status(self, page: str, sha256: str | None = None) -> DocumentStatus | None:
        """Return what became of the text with this hash at this page."""
        ...


def take_in(
    archive: Archive,
    sources: Iterable[str | Path],
    *,
    limits: Limits = LIMITS,
    everything: bool = False,
    seen: Seen | None = None,
    fetching: Fetching | None = None,
) -> Iterator[Added]:
    """Read sources into an archive; yield what was done, batch by batch.

    A text that the archive holds at the same page is not read again, and a server is asked for a page that it gave
    before only in case it has changed; pages that have not count as unchanged. With `everything` texts that are not
    about diplomacy get records too, and every page is asked for anew, for it may have been set aside before. `seen` is
    told of each thing that is found. Nothing that a source holds stops it; raises ArchiveError where the archive
    cannot be written, and what was yielded before is safe.
    """

    def known(url: str) -> Validators | None:
        before = archive.fetched(url) if not everything else None
        return Validators(before.etag, before.last_modified) if before is not None else None

    make = fetching or (lambda known: Fetcher(limits=limits, known=known))
    fetcher = _Noting(make(known))
    wanted = None if everything else is_about_diplomacy
    unchanged = 0

    def found() -> Iterator[Found | Fetch]:
        nonlocal unchanged
        for source in sources:
            is_whole = True
            for one in read_any(source, limits=limits, wanted=wanted, fetcher=fetcher):
                if seen is not None:
                    seen(one)
                if one.outcome is Outcome.UNCHANGED:
                    unchanged += 1
                    continue
                yield one
                is_whole = is_whole and one.outcome is not Outcome.FAILED
                fetch = fetcher.got.pop(one.asked_url or "", None)
                if fetch is not None and one.outcome is not Outcome.FAILED:
                    yield fetch
            if is_whole:  # what is left are feeds and sitemaps; whoever is told that they are unchanged has all of it
                yield from fetcher.got.values()
            fetcher.got.clear()

    for added in archive.adding(entries_of(found(), archive)):
        yield added + Added(unchanged=unchanged) if unchanged else added
        unchanged = 0
    if unchanged:
        yield Added(unchanged=unchanged)


class _Noting:
    """Fetches, and notes what servers give to ask later whether a page has changed."""

    def __init__(self, inner: Fetches) -> None:
        self._inner = inner
        self.got: dict[str, Fetch] = {}

    def get(self, url: str) -> Fetched:
        """Return what the server answered."""
        fetched = self._inner.get(url)
        given = fetched.validators
        if not fetched.is_unchanged and (given.etag or given.last_modified):
            self.got[url] = Fetch(
                asked=url, etag=given.etag, last_modified=given.last_modified, retrieved_at=fetched.retrieved_at
            )
        return fetched


def entries_of(found: Iterable[Found | Fetch], held: Holds) -> Iterator[Entry | Fetch]:
    """Yield an entry for each thing that was found, in its order; what is to be read is read a batch at a time."""
    waiting: list[tuple[Found | Fetch, bool]] = []
    readings = size = 0
    for one in found:
        is_read = isinstance(one, Found) and one.outcome is Outcome.READ and not _is_held(held, one)
        waiting.append((one, is_read))
        readings += is_read
        if isinstance(one, Found):
            size += len(one.reading.document.text) + len(one.received or b"")
        if readings >= BATCH or len(waiting) >= WAITING or size >= WAITING_SIZE:
            yield from _entries(waiting)
            waiting, readings, size = [], 0, 0
    yield from _entries(waiting)


def _is_held(held: Holds, found: Found) -> bool:
    """Tell whether the archive has a record of this text at this page."""
    document = found.reading.document
    page = Entry.set_aside(document, reason="", source=_source(found)).page
    return held.status(page, document.sha256) is DocumentStatus.READ


def _entries(waiting: list[tuple[Found | Fetch, bool]]) -> Iterator[Entry | Fetch]:
    readings: list[Reading] = [one.reading for one, is_read in waiting if is_read and isinstance(one, Found)]
    records = stages.records(readings)
    for one, is_read in waiting:
        if isinstance(one, Fetch):
            yield one
        elif is_read:
            yield Entry.read(next(records), source=_source(one))
        else:
            yield _unread(one)


def _unread(found: Found) -> Entry:
    """Return the entry of what failed, is set aside, or is in the archive already (which keeps the record it has)."""
    document = found.reading.document
    if found.outcome is Outcome.FAILED:
        return Entry.failed(found.failures[0], document_id=document.id, url=document.url, source=_source(found))
    return Entry.set_aside(document, reason=ASIDE, source=_source(found))


def _source(found: Found) -> Source:
    """Return where it came from; what lies in a collection without an address has the place in it for a page."""
    name = found.source if found.member is None else f"{found.source}!{found.member}"
    place = name if found.number is None else f"{name}#{found.reading.document.id}"
    return Source(
        name=name,
        page=found.reading.document.url or place,
        retrieved_at=found.retrieved_at,
        received=found.received,
        received_type=found.media_type if found.received is not None else None,
    )
