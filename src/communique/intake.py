"""Sources -> archive: what is found is read into records and put away, what cannot be read is kept with its reason."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from communique import stages
from communique.archive import Added, Archive, DocumentStatus, Entry, Source
from communique.read import Outcome, Reading, read_any
from communique.read.fetch import Fetcher
from communique.read.found import LIMITS, Found, Limits
from communique.read.relevance import is_about_diplomacy

BATCH = 64
"""Readings that are parsed together; what came in before them waits no longer than that."""
ASIDE = "not about dealings between states"

Seen = Callable[[Found], None]
"""Told of each thing that is found, before it is read."""


def take_in(
    archive: Archive,
    sources: Iterable[str | Path],
    *,
    limits: Limits = LIMITS,
    everything: bool = False,
    seen: Seen | None = None,
) -> Iterator[Added]:
    """Read sources into an archive; yield what was done, batch by batch.

    A text that the archive holds at the same page is not read again. With `everything` texts that are not about
    diplomacy get records too. `seen` is told of each thing that is found. Nothing that a source holds stops it; raises
    ArchiveError where the archive cannot be written, and what was yielded before is safe.
    """
    wanted = None if everything else is_about_diplomacy
    yield from archive.adding(_entries(archive, sources, limits=limits, wanted=wanted, seen=seen))


def _entries(
    archive: Archive,
    sources: Iterable[str | Path],
    *,
    limits: Limits,
    wanted: Callable[[str], bool] | None,
    seen: Seen | None,
) -> Iterator[Entry]:
    waiting: list[Found] = []
    fetcher = Fetcher(limits=limits)
    for source in sources:
        for found in read_any(source, limits=limits, wanted=wanted, fetcher=fetcher):
            if seen is not None:
                seen(found)
            if found.outcome is Outcome.UNCHANGED:
                continue
            if found.outcome is Outcome.READ and not _is_held(archive, found):
                waiting.append(found)
                if len(waiting) >= BATCH:
                    yield from _read(waiting)
                    waiting = []
            else:
                yield _unread(found)
    yield from _read(waiting)


def _is_held(archive: Archive, found: Found) -> bool:
    """Tell whether the archive has a record of this text at this page."""
    document = found.reading.document
    page = Entry.set_aside(document, reason="", source=_source(found)).page
    return archive.status(page, document.sha256) is DocumentStatus.READ


def _read(waiting: list[Found]) -> Iterator[Entry]:
    readings: list[Reading] = [found.reading for found in waiting]
    for found, record in zip(waiting, stages.records(readings), strict=True):
        yield Entry.read(record, source=_source(found))


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
