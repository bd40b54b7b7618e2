import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent


@pytest.fixture(scope="module")
def make(script: Callable[[str], Any]) -> Any:
    return script("tests/golden/make.py")


@pytest.mark.parametrize("name", sorted(source.parent.name for source in GOLDEN.glob("*/record.json")))
def test_the_record_is_the_one_that_a_person_found_right(make: Any, name: str) -> None:
    if name.startswith("ru-") and importlib.util.find_spec("natasha") is None:
        pytest.skip("the reader of Russian is not installed")
    found = make.difference(GOLDEN / name)
    assert not found, f"read the difference; if it is right: python tests/golden/make.py\n{found}"
