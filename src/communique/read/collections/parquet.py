"""Parquet files -> rows. The file is parsed in the child process; here its answers become rows and failures."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.errors import BadLine, Damaged, TooSlow
from communique.read.collections.rows import BadRow, Row
from communique.read.found import LIMITS, Limits
from communique.read.sandbox import PARSERS, Sandbox

MAGIC = b"PAR1"
_BATCH = 64
_ENOUGH = 8_000_000
"""Characters after which an answer is sent, even if rows are left."""
_SECONDS = 30.0
"""Wall time for one batch: a row group of a gigabyte is unpacked for its first row."""


def groups_of(path: Path, *, sandbox: Sandbox = PARSERS) -> list[tuple[int, int]]:
    """Return where each row group begins and how many rows it has; nothing for a file that cannot be read."""
    try:
        about = _ask(sandbox, {"path": str(path), "do": "open", "page_bytes": LIMITS.page_bytes})
    except TooSlow:
        return []
    return [(offset, rows) for offset, rows in about.get("groups", ())] if about.get("has_text") else []


def parquet_rows(
    path: Path, *, limits: Limits = LIMITS, sandbox: Sandbox = PARSERS, first: int = 0, end: int | None = None
) -> Iterator[Row | BadRow]:
    """Yield the rows of a Parquet file. Of a row group that is corrupt the rows before the fault are kept.

    A file without its foot, which is written last and says where everything lies, cannot be read at all. `first` and
    `end` (exclusive) are row groups, where a part of the file is asked for.
    """
    try:
        about = _ask(sandbox, {"path": str(path), "do": "open", "page_bytes": limits.page_bytes})
    except TooSlow as error:
        yield BadRow(0, 0, error)
        return
    if "error" in about:
        yield BadRow(0, 0, Damaged(f"the foot of the Parquet file is missing or corrupt ({about['error']})"))
        return
    if not about["has_text"]:
        what = f"no column of the table is a text; its columns are {', '.join(about['columns'])[:200]}"
        yield BadRow(0, 0, BadLine(what, remedy="Name the column that holds the texts `text` or `html`."))
        return
    number = 0
    for group, (offset, count) in enumerate(about["groups"]):
        if group < first or (end is not None and group >= end):
            number += count
            continue
        read = 0
        do = "group"
        while read < count:
            try:
                found = _ask(sandbox, {"path": str(path), "do": do, "group": group, "page_bytes": limits.page_bytes})
            except TooSlow as error:
                found = {"error": error.what}
            if "error" in found:
                what = (
                    f"row group {group + 1}, from byte {offset} on, is corrupt after {read} of its {count} rows "
                    f"({found['error']})"
                )
                yield BadRow(number + read + 1, offset, Damaged(what))
                break
            for fields in found["rows"]:
                read += 1
                yield Row(number + read, offset, fields)
            if not found["rows"]:
                what = f"row group {group + 1}, from byte {offset} on, holds {read} rows, not {count}"
                yield BadRow(number + read + 1, offset, Damaged(what))
                break
            do = "more"
        number += count


def _ask(sandbox: Sandbox, request: dict[str, Any]) -> dict[str, Any]:
    return sandbox.ask({"kind": "parquet", **request}, what="the Parquet file", seconds=_SECONDS)


# In the child process ----------------------------------------------------------------------------------------------


class _Open:
    """The file that was asked about last, and the rows of its group that are still to be sent."""

    def __init__(self, path: str) -> None:
        from pyarrow import parquet

        self.path = path
        self.file = parquet.ParquetFile(path, memory_map=False, page_checksum_verification=True)
        self._left: Iterator[dict[str, Any]] = iter(())
        self._error: str | None = None

    def start(self, group: int, page_bytes: int) -> None:
        self._left, self._error = self._rows(group, page_bytes), None

    def some(self) -> dict[str, Any]:
        """Return the next rows of the group, or, if there are none before a fault, what is wrong."""
        rows: list[dict[str, Any]] = []
        size = 0
        try:
            for row in self._left:
                rows.append(row)
                size += sum(len(value) for value in row.values() if isinstance(value, str))
                if len(rows) >= _BATCH or size >= _ENOUGH:
                    break
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (Arrow raises many kinds for corrupt files; each is an answer)
            self._error = _shown(error)
        return {"rows": rows} if rows or not self._error else {"error": self._error}

    def _rows(self, group: int, page_bytes: int) -> Iterator[dict[str, Any]]:
        for batch in self.file.iter_batches(_BATCH, row_groups=[group], use_threads=False):
            for row in batch.to_pylist():
                yield {name: _plain(value, page_bytes) for name, value in row.items()}


_opened: list[_Open] = []


def answer_about_parquet(request: dict[str, Any]) -> dict[str, Any]:
    """Open a file, or return the first or the next rows of a group of it. Called in the child process only."""
    try:
        if request["do"] == "open":
            return _about(request["path"])
        if not _opened or _opened[0].path != request["path"]:
            _opened[:] = [_Open(request["path"])]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  (see `some`)
        return {"error": _shown(error)}
    if request["do"] == "group":
        _opened[0].start(request["group"], request["page_bytes"])
    return _opened[0].some()


def _shown(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _about(path: str) -> dict[str, Any]:
    from communique.codebook.field_names import field_names, folded

    _opened[:] = [_Open(path)]
    about = _opened[0].file.metadata
    columns = list(_opened[0].file.schema_arrow.names)
    groups = []
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        first = group.column(0) if group.num_columns else None
        groups.append([first.dictionary_page_offset or first.data_page_offset if first else 0, group.num_rows])
    has_text = any(field_names().get(folded(name)) in {"text", "html"} for name in columns)
    return {"columns": [name[:100] for name in columns[:50]], "has_text": has_text, "groups": groups}


def _plain(value: Any, page_bytes: int) -> Any:
    """Return a value as JSON holds it. What is longer than a page becomes a string that is too long to be read."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value if len(value) <= page_bytes else value[: page_bytes + 1]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item, page_bytes) for item in value[:1000]]
    if isinstance(value, dict):
        return {str(name): _plain(item, page_bytes) for name, item in list(value.items())[:1000]}
    return str(value)[:1000]
