"""Rows with their documents, in an order that does not depend on how they came."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.report.export.columns import AFTER, BEFORE
from communique.report.export.rows import export_rows


def test_a_row_is_led_by_its_document_and_ends_with_the_snapshot(rows: Any) -> None:
    table = export_rows(
        "statements", rows.statements(rows.statement("a", 3)), rows.documents(rows.document("a")), snapshot="5eed"
    )
    assert table.schema.names == [
        *BEFORE, "statement", "said_from", "topics", "start", "end", "spans", "words", *AFTER, "snapshot",
    ]  # fmt: skip
    (row,) = table.to_pylist()
    assert (row["publisher"], row["words"], row["snapshot"]) == ("The Fjord Courier", "open doors", "5eed")


def test_the_documents_themselves_have_all_their_columns_once(rows: Any) -> None:
    held = rows.documents(rows.document("a"))
    table = export_rows("documents", held, held, snapshot="5eed")
    assert table.schema.names == [*(name for name in held.schema.names if name != "batch"), "snapshot"]


def test_rows_of_documents_that_are_not_asked_for_are_left_out(rows: Any) -> None:
    said = rows.statements(rows.statement("a", 3), rows.statement("b", 3))
    table = export_rows("statements", said, rows.documents(rows.document("b")), snapshot="5eed")
    assert table["document"].to_pylist() == ["b"]


def test_without_rows_the_columns_are_there(rows: Any) -> None:
    table = export_rows("statements", rows.statements(), rows.documents(), snapshot="5eed")
    assert table.num_rows == 0
    assert "words" in table.schema.names


@pytest.mark.parametrize("table", ["statements"])
@given(order=st.permutations(range(6)))
def test_the_order_in_which_rows_come_does_not_matter(table: str, order: list[int]) -> None:
    schema = pa.schema(
        [("document", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("topics", pa.list_(pa.string()))]
    )
    held = [
        {"document": "b", "start": 5, "end": 9, "topics": ["trade"]},
        {"document": "b", "start": 5, "end": 9, "topics": ["arms"]},
        {"document": "b", "start": 2, "end": 9, "topics": []},
        {"document": "b", "start": None, "end": None, "topics": None},
        {"document": "a", "start": 1, "end": 2, "topics": ["trade"]},
        {"document": "a", "start": 1, "end": 3, "topics": ["trade"]},
    ]
    names = dict.fromkeys([*BEFORE, *AFTER])
    kept = pa.Table.from_pylist(
        [{**names, "document": "b"}, {**names, "document": "a"}], schema=pa.schema([(n, pa.string()) for n in names])
    )
    found = export_rows(table, pa.Table.from_pylist([held[at] for at in order], schema=schema), kept, snapshot="5eed")
    assert [(row["document"], row["start"], row["end"], row["topics"]) for row in found.to_pylist()] == [
        ("b", 2, 9, []),
        ("b", 5, 9, ["arms"]),
        ("b", 5, 9, ["trade"]),
        ("b", None, None, None),
        ("a", 1, 2, ["trade"]),
        ("a", 1, 3, ["trade"]),
    ]
