"""Rows -> CSV and JSON Lines. Lines come without the line feed that ends them, which whoever writes them adds."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from communique.report.comparison.table import BYTE_ORDER_MARK, safe

BETWEEN = "; "
"""Stands between the values of a cell that holds several."""


def csv_lines(schema: "pa.Schema", tables: Iterable["pa.Table"], *, guarded: bool = True) -> Iterator[str]:
    r"""Yield CSV (RFC 4180): a byte order mark and the names of the columns, then a line a row; they end in CR (LF).

    A cell of several values joins them with "; ", places are `start-end`, what is not known is empty. `guarded` leads
    cells that a spreadsheet would take for a formula with an apostrophe; without it cells are the values themselves.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")

    def line(cells: Iterable[str]) -> str:
        written.seek(0)
        written.truncate()
        writer.writerow(cells)
        return written.getvalue().removesuffix("\n")

    yield BYTE_ORDER_MARK + line(schema.names)
    for table in tables:
        for row in table.to_pylist():
            cells = [_cell(row[name]) for name in schema.names]
            yield line([safe(cell) for cell in cells] if guarded else cells)


def _cell(value: Any) -> str:
    if isinstance(value, str):  # by far the most
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return BETWEEN.join(_cell(one) for one in value)
    if isinstance(value, dict):
        return f"{value['start']}-{value['end']}"
    return str(_plain(value))


def json_lines(tables: Iterable["pa.Table"]) -> Iterator[str]:
    """Yield each row as a JSON object on a line; dates are ISO 8601, what is not known is null."""
    for table in tables:
        for row in table.to_pylist():
            yield json.dumps(row, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    """Return a date or an instant as ISO 8601, anything else as it is."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value
