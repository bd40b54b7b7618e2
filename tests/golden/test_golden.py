import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

GOLDEN = Path(__file__).parent


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_make", GOLDEN / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(source.parent.name for source in GOLDEN.glob("*/record.json")))
def test_the_record_is_the_one_that_a_person_found_right(make: ModuleType, name: str) -> None:
    if name.startswith("ru-") and importlib.util.find_spec("natasha") is None:
        pytest.skip("the reader of Russian is not installed")
    found = make.difference(GOLDEN / name)
    assert not found, f"read the difference; if it is right: python tests/golden/make.py\n{found}"
