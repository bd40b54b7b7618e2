"""The written sentences on silences: nobody is called silent without reason, and no fewer are found than were."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EVALUATION = Path(__file__).parents[3] / "evaluation"


FOUND = [
    ("first", 0.95),
    ("second", 0.91),
    ("third", 0.94),
    ("fourth", 0.97),
    ("fifth", 0.97),
    ("sixth", 0.96),
    ("seventh", 0.93),
]


@pytest.mark.parametrize(("name", "found"), FOUND)
def test_no_false_claim_and_no_fewer_found(script: Callable[[str], Any], name: str, found: float) -> None:
    omissions = script("evaluation/omissions.py")
    written = EVALUATION / "written" / f"silences-{name}.jsonl"
    rows = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    figures = omissions.figures(omissions.read_sentences(rows))
    assert figures.precision == 1.0
    assert figures.no_wrong_side == 1.0
    assert figures.recall >= found
