import csv
import io

import pytest

from communique.model import Account, Comparison
from communique.report.comparison import comparison_table
from communique.report.comparison.table import safe

Accounts = tuple[Account, ...]


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def test_one_row_for_each_finding_and_side(comparison: Comparison, accounts: Accounts) -> None:
    table = comparison_table(comparison, accounts)
    assert table.startswith("\ufeffmeeting_id,finding,kind,")
    assert table.count("\r\n") == 1 + sum(len(finding.sides) for finding in comparison.findings)
    keys = [(row["finding"], row["side"]) for row in rows(table)]
    assert len(keys) == len(set(keys))
    assert keys[:3] == [("f1", "NOR"), ("f1", "CHL"), ("f1", "press")]


def test_words_are_exact_and_have_their_places(comparison: Comparison, accounts: Accounts) -> None:
    by_key = {(row["finding"], row["side"]): row for row in rows(comparison_table(comparison, accounts))}
    boats = by_key["f1", "CHL"]
    account, _, place = boats["places"].partition(":")
    start, _, end = place.partition("-")
    assert account == "chl"
    assert accounts[1].text[int(start) : int(end)] == boats["words"] == "the sale of patrol boats"
    silence = by_key["f1", "NOR"]
    assert (silence["stand"], silence["whole"], silence["length_in_words"]) == ("silent", "yes", "100")
    assert silence["similarity"] == "0.31; 0.22"
    assert by_key["f6", "CHL"]["relation"] == "NOR>CHL: softer"
    assert by_key["f3", "CHL"]["speaker"] == "Astrid Lindvik"
    assert by_key["f10", "CHL"]["protocol"] == "yes"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u3000=", "＝", "－"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("cell", ["", " ", "words", "“= words", "'=1", "0.5"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell
