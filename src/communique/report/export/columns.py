"""What can be exported, and the columns that every row has beside its own."""

TABLES = (
    "documents",
    "records",
    "statements",
    "agenda",
    "meetings",
    "mentions",
    "stops",
    "actors",
    "events",
    "failures",
)
"""The tables that can be exported, in the order in which a folder of them is written."""
DOCUMENTS = "documents"
RECORDS = "records"
SNAPSHOT = "snapshot"
BEFORE = ("document", "id", "page", "publisher", "published_on")
"""Columns of the document that lead every row."""
AFTER = ("url", "title", "language", "version", "sha256", "retrieved_at")
"""Columns of the document that end every row; the snapshot follows."""
INTERNAL = frozenset({"batch", "page_key"})
"""Columns that only the archive itself has a use for."""
