"""What happens to an entry: new, a new version, more than was known, or nothing."""

from communique.archive.entry import Added, DocumentStatus, Entry
from communique.archive.known import Known
from communique.archive.writing import Batch
from communique.errors import NotStorable

DOCUMENTS = 1000
"""Documents of a batch: more would make a crash cost more, fewer would make every document pay for flushing."""
CHARACTERS = 16_000_000
"""Length of its texts at which a batch is full, so that memory stays bounded."""
SECONDS = 10.0
"""Age at which a batch is written though it is not full: reading a document can take a while."""

INDEXED_AT_ONCE = 20_000
"""Documents after which the search index is brought up to date: whoever breaks off waits a few seconds for the rest."""


def is_full(batch: Batch) -> bool:
    """Tell whether a batch is to be written before anything is added to it."""
    return len(batch) >= DOCUMENTS or batch.characters >= CHARACTERS


def put(batch: Batch, entry: Entry, known: Known, *, renew: bool = False, again: bool = False) -> Added:
    """Put an entry into a batch if it brings anything, note it in `known`, and return what it counts as.

    `renew` replaces the record of a text that has one. `again` says that the archive has damage: rows of what is added
    may still be read there in part, so the new ones put them out of force.
    """
    key, status = entry.key, entry.status
    before = known.document(key)
    if before is not None and (before[0].rank > status.rank or (before[0] is status and not renew)):
        return Added(unchanged=1)
    if status is DocumentStatus.FAILED:
        if known.versions(entry.page):
            return Added(unchanged=1)  # a text of that page is there from an earlier time
        version = 0
    else:
        version = before[1] if before is not None else known.versions(entry.page) + 1
    replaces = [key] if before is not None or again else []
    failure = known.failure(entry.page)
    if failure is not None and failure != key:
        replaces.append(failure)
    try:
        batch.put(entry, version=version, replaces=replaces)
    except ValueError as error:  # UnicodeEncodeError, or what pydantic makes of it
        fault = NotStorable(f"{key} cannot be stored: {error}")
        return put(batch, entry.without_text(fault), known, renew=renew, again=again)
    sha256 = entry.document.sha256 if version else None
    known.put(key, entry.page, status=status, version=version, sha256=sha256)
    if status is DocumentStatus.FAILED:
        return Added(failed=1)
    if before is not None:
        return Added(renewed=1)
    if status is DocumentStatus.SET_ASIDE:
        return Added(set_aside=1)
    return Added(versions=1) if version > 1 else Added(new=1)
