"""Russian texts read as a whole, and the tests of them, where the reader of Russian is installed."""

import importlib.util
from collections.abc import Callable

import pytest

from communique import stages
from communique.model import Record

collect_ignore_glob = [] if importlib.util.find_spec("natasha") is not None else ["test_*.py"]

Read = Callable[..., Record]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a text of Tuesday 10 March 2026; a component that fails fails the test."""
    monkeypatch.setenv("COMMUNIQUE_DEBUG", "1")

    def reading(text: str, *, published_on: str | None = "2026-03-10", publisher: str | None = None) -> Record:
        return stages.read(text, published_on=published_on, publisher=publisher, language="ru")

    return reading
