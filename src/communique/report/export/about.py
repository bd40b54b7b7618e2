"""What stands beside an export: which snapshot it is of, what was asked for, what its files and columns are."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.version import __version__

SCHEMA = "communique.export/1"


@dataclass(slots=True)
class ExportedFile:
    """A file of an export while it is written: how many rows, how many bytes, their hash."""

    name: str
    what: str
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    size: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, data: bytes) -> None:
        """Count what is written."""
        self.size += len(data)
        self._hash.update(data)

    def told(self) -> dict[str, Any]:
        """Return what is to be known of the file."""
        told = {"what": self.what, "rows": self.rows, "bytes": self.size, "sha256": self._hash.hexdigest()}
        return told | ({"columns": dict(self.columns)} if self.columns else {})


def about(
    files: Iterable[ExportedFile],
    *,
    snapshot: str,
    form: str,
    filters: Mapping[str, Any],
    documents: int,
    damage: Iterable[str],
    guarded: bool | None = None,
) -> str:
    """Return the JSON that stands beside an export. It holds no time of day: the same archive gives the same bytes.

    `damage` says what of the archive could not be read and is therefore missing; `guarded` tells whether cells that
    would be formulas were led by an apostrophe, where there are cells.
    """
    told = {
        "schema": SCHEMA,
        "snapshot": snapshot,
        "format": form,
        "filters": {name: value for name, value in filters.items() if value},
        "documents": documents,
        "guarded_cells": guarded,
        "files": {file.name: file.told() for file in files},
        "damage": list(damage),
        "made_by": {"version": __version__},
    }
    return json.dumps({name: one for name, one in told.items() if one is not None}, ensure_ascii=False, indent=1)
