"""How two accounts word one point: invented pairs in three languages, written before they were measured."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WRITTEN = Path("evaluation") / "written"


@pytest.fixture(scope="module")
def wordings(script: Callable[[str], Any]) -> Any:
    return script("evaluation/wordings.py")


@pytest.mark.parametrize(("name", "least"), [("wordings-first", 0.9), ("wordings-second", 0.75)])
def test_the_relation_of_written_pairs(wordings: Any, request: pytest.FixtureRequest, name: str, least: float) -> None:
    told = wordings.read(request.config.rootpath / WRITTEN / f"{name}.jsonl", None)
    assert sum(one.is_right for one in told) / len(told) >= least


def test_a_reader_s_words_for_a_relation(wordings: Any) -> None:
    assert wordings.wanted("softer or generic") == {"softer", "generic"}
    assert wordings.wanted("specific against generic") == {"generic"}
    assert wordings.wanted("China: at the other side's request; US: neutral") == {"only in the second"}
