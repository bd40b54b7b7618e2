from collections.abc import Callable

import pytest

from communique.annotate.chinese.reading import Reading, read
from communique.annotate.chinese.text import Text

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read_chinese() -> Read:
    def reading(words: str, *, published: str | None = "2026-03-11", side: str | None = None) -> Reading:
        return read(Text(words, [(0, len(words))]), published=published, side=side)

    return reading
