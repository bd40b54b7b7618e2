"""Answers that are kept: each question is worked on once, however many ask it at the same time."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST = 256
"""Answers that are kept; of more the one goes that was asked for longest ago."""


class _Answer:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.made = False
        self.value: Any = None


class Kept:
    """Answers by their questions."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[object, ...], _Answer] = OrderedDict()

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return the answer to a question, made if it is not kept; what `make` raises is raised and not kept."""
        with self._lock:
            answer = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        with answer.lock:
            if not answer.made:
                answer.value = make()
                answer.made = True
            return cast("T", answer.value)
