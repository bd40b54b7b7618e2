"""Records <-> Parquet segments, which are the truth, and caches that can be made again.

with open_archive("archive", write=True, create=True) as archive:
    archive.add(Entry.read(record) for record in records)
    archive.statements()  # an Arrow table
"""

from communique.archive.archive import Archive
from communique.archive.entry import Added, DocumentStatus, Entry, Fetch, Source
from communique.archive.judgements import Judgement
from communique.archive.opening import open_archive
from communique.archive.reading import Damage
from communique.archive.search import Context, Filters, Found, Held, Hit

__all__ = [
    "Added",
    "Archive",
    "Context",
    "Damage",
    "DocumentStatus",
    "Entry",
    "Fetch",
    "Filters",
    "Found",
    "Held",
    "Hit",
    "Judgement",
    "Source",
    "open_archive",
]
