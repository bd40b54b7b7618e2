"""Every table and every column is described in the docs."""

import csv
from pathlib import Path

import pytest

from communique.codebook.tables import folders

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"
TABLES = sorted(table.name for table in folders()[0].iterdir() if table.name.endswith(".csv"))


def row_of(table: str) -> str:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return next((line for line in lines if line.startswith(f"| `{table}` ")), "")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_described_with_its_columns_in_order(table: str) -> None:
    header = next(csv.reader([(folders()[0] / table).read_text(encoding="utf-8-sig").splitlines()[0]]))
    cells = row_of(table).split("|")
    assert len(cells) > 3, f"{table} is not on the page"
    assert [column.strip(" `") for column in cells[2].split(",")] == header
