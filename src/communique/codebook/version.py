"""Which codebook a record was made with."""

import hashlib
from functools import cache

from communique.codebook.offices import terms
from communique.codebook.tables import folders


@cache
def codebook_version() -> str:
    """Return when an office-holder was last confirmed and the start of a SHA-256 over all tables: `2026-09+0a1b2c3d`.

    The user's own tables (`COMMUNIQUE_CODEBOOK`) count, so two records with the same version rest on the same facts.
    """
    digest = hashlib.sha256()
    for folder in folders():
        if not folder.is_dir():
            continue
        for table in sorted(folder.iterdir(), key=lambda one: one.name):
            if table.name.endswith(".csv"):
                digest.update(table.name.encode() + b"\0" + table.read_bytes())
    confirmed = max((term.last_confirmed for term in terms()), default="")
    return f"{confirmed}+{digest.hexdigest()[:8]}"
