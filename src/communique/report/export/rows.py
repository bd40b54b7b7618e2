"""Rows of an archive's tables -> rows of an export: each with its document, in an order that nothing changes."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from communique.report.export.columns import AFTER, BEFORE, DOCUMENTS, INTERNAL, SNAPSHOT


def export_schema(table: str, items: "pa.Schema", documents: "pa.Schema") -> "pa.Schema":
    """Return the columns of an export of this table: the document's, the item's own, the rest of the document's."""
    fields = {field.name: field for field in documents} | {field.name: field for field in items}
    if table == DOCUMENTS:
        names = [name for name in documents.names if name not in INTERNAL]
    else:
        own = [name for name in items.names if name not in {*BEFORE, *AFTER, *INTERNAL}]
        names = [*BEFORE, *own, *AFTER]
    return pa.schema([*(fields[name] for name in names), pa.field(SNAPSHOT, pa.string())])


def export_rows(table: str, items: "pa.Table", documents: "pa.Table", *, snapshot: str) -> "pa.Table":
    """Return the rows of those `items` whose document is among `documents`, led by what is known of the document.

    They stand in the order of `documents`, within one in the order of its text, and where two rows stand at the same
    place in the order of their values: how and in what order the rows were read does not matter.
    """
    schema = export_schema(table, items.schema, documents.schema)
    rows = documents if table == DOCUMENTS else _joined(items, documents)
    named = rows.append_column(SNAPSHOT, pa.repeat(pa.scalar(snapshot), rows.num_rows))
    return named.select(schema.names).cast(schema)


def _joined(items: "pa.Table", documents: "pa.Table") -> "pa.Table":
    at = pc.index_in(items["document"], value_set=documents["document"].combine_chunks())
    wanted = pc.is_valid(at)
    rows, at = items.filter(wanted), at.filter(wanted)
    keys = _keys(rows, at)
    order = pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names])
    rows, beside = rows.take(order), documents.take(at.take(order))
    for name in (*BEFORE, *AFTER):
        if name not in rows.column_names:
            rows = rows.append_column(name, beside[name])
    return rows


def _keys(rows: "pa.Table", at: Any) -> "pa.Table":
    """Return what rows are sorted by: the document's place, the place in the text, then every other value."""
    keys = {"document's place": at}
    first = [name for name in ("start", "end") if name in rows.column_names]
    rest = [name for name in rows.column_names if name not in {*first, *INTERNAL, "document"}]
    for name in (*first, *rest):
        column = rows[name]
        if pa.types.is_list(column.type):
            if not pa.types.is_string(column.type.value_type):
                continue  # spans, which begin at start
            column = pc.binary_join(column, "\n")
        keys[name] = column
    return pa.table(keys)
