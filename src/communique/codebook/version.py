"""The version of the codebook: the day of its last change and a digest over every table that is in force."""

import hashlib
from functools import cache

from communique.codebook.tables import folders

DATED = "2026-11-24"
"""When the package's own tables were last revised."""


@cache
def codebook_version() -> str:
    """Return the date and eight hexadecimal digits over the names and contents of all tables, the user's included."""
    digest = hashlib.sha256()
    for folder in folders():
        for table in sorted(
            (item for item in folder.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name
        ):
            digest.update(table.name.encode() + b"\0" + table.read_bytes() + b"\0")
    return f"{DATED} {digest.hexdigest()[:8]}"
