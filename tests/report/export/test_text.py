"""CSV and JSON Lines: what went in comes out, and no cell is a formula (THREATS row 18)."""

import csv
import io
import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.report.export.text import csv_lines, json_lines

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def read(lines: list[str]) -> list[dict[str, str]]:
    whole = "".join(f"{line}\n" for line in lines)
    assert whole.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(whole.removeprefix("\ufeff"), newline=""), strict=True))


def cells(*values: str | None, guarded: bool = True) -> list[str]:
    table = pa.table({"words": pa.array(values, pa.string()), "end": pa.array(range(len(values)))})
    rows = read(list(csv_lines(table.schema, [table], guarded=guarded)))
    assert [row["end"] for row in rows] == [str(at) for at in range(len(values))]
    return [row["words"] for row in rows]


@given(st.lists(ANY_TEXT, max_size=5))
def test_any_words_come_back(words: list[str]) -> None:
    assert cells(*words, guarded=False) == words


@given(st.lists(ANY_TEXT, max_size=5))
def test_no_cell_is_a_formula_and_only_an_apostrophe_is_added(words: list[str]) -> None:
    for before, after in zip(words, cells(*words), strict=True):
        assert not after.lstrip(" \u00a0\u3000").startswith(FORMULA)
        assert after in {before, f"'{before}"}


@pytest.mark.parametrize(
    "payload",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        '=HYPERLINK("https://example.org";"click")',
        "=cmd|' /C calc'!A0",
        " =1+1",
        "＝1+1",
        '-2+3+cmd|" /C calc"!A0',
    ],
)
def test_a_formula_is_words(payload: str) -> None:
    assert cells(payload) == [f"'{payload}"]


def test_cells_of_several_values_places_dates_and_nothing(rows: Any) -> None:
    said = rows.statements(
        rows.statement("a", 3, spans=[{"start": 3, "end": 7}, {"start": 9, "end": 13}]),
        rows.statement("a", 20, topics=[], said_from=None),
    )
    first, second = read(list(csv_lines(said.schema, [said])))
    assert (first["topics"], first["spans"], first["said_from"]) == ("trade; fisheries", "3-7; 9-13", "2026-03-08")
    assert (second["topics"], second["said_from"]) == ("", "")
    held = rows.documents(rows.document("a"))
    assert read(list(csv_lines(held.schema, [held])))[0]["retrieved_at"] == "2026-03-10T23:30:00Z"


@given(st.lists(ANY_TEXT, max_size=5))
def test_json_lines_hold_any_words_on_a_line(words: list[str]) -> None:
    lines = list(json_lines([pa.table({"words": pa.array(words, pa.string())})]))
    assert [json.loads(line)["words"] for line in lines] == words
    assert not any("\n" in line or "\r" in line for line in lines)


def test_json_has_dates_lists_and_null(rows: Any) -> None:
    (line,) = json_lines([rows.statements(rows.statement("a", 3, words="door", said_from=None))])
    row = json.loads(line)
    assert (row["said_from"], row["topics"], row["spans"]) == (None, ["trade", "fisheries"], [{"start": 3, "end": 7}])
