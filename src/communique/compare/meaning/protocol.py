"""What an engine of meaning is: similarities between two lists of sentences, and from where on they count."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from communique.errors import MeaningMissing

Similarities = NDArray[np.float32]
"""A row for each sentence on the left, a column for each on the right; cosines, rounded to three places."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which similarity on an engine speaks; measured for each engine, within a language and across languages.

    `pair`: two claims that share a topic or thing are one. `alone`: two claims are one whatever they share. `forbid`: a
    passage this near forbids silence. How they were measured: docs/decisions/0012-meaning-engines.md.
    """

    pair: float
    alone: float
    forbid: float


class Engine(Protocol):
    """What tells how near sentences are in meaning."""

    @property
    def name(self) -> str:
        """Name and version of package and model, as a comparison's `made_by` says them."""
        ...

    def bounds(self, left: str, right: str) -> Bounds | None:
        """Return from where on similarities of texts in two languages count; None if it does not read one of them."""
        ...

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Similarities:
        """Return the cosine of each sentence on the left with each on the right."""
        ...


class SentenceVectors(ABC):
    """An engine that makes a vector of each sentence; the latest are kept, for every claim meets every sentence."""

    _KEPT = 20_000

    def __init__(self) -> None:
        self._known: dict[str, NDArray[np.float32]] = {}

    @abstractmethod
    def _encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector for each sentence, a row each."""

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Similarities:
        """Return the cosine of each sentence on the left with each on the right."""
        if not left or not right:
            return np.zeros((len(left), len(right)), dtype=np.float32)
        # Rounded, so that nothing hangs on the order in which sentences were encoded.
        return np.round(self._vectors(left) @ self._vectors(right).T, 3).astype(np.float32)

    def _vectors(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if new:
            if len(self._known) + len(new) > self._KEPT:
                self._known.clear()
                new = list(dict.fromkeys(sentences))
            vectors = self._encode(new).astype(np.float32)
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
            self._known.update(zip(new, vectors / np.where(lengths == 0, 1, lengths), strict=True))
        return np.stack([self._known[sentence] for sentence in sentences])


def package_folder(module: str, package: str, extra: str) -> Path:
    """Return the folder of an installed package without running any of it; raise MeaningMissing if there is none."""
    spec: ModuleSpec | None = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise missing(package, extra)
    return Path(next(iter(spec.submodule_search_locations)))


def package_version(package: str) -> str:
    """Return the version of an installed package, `?` for one that was put there by hand."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def missing(package: str, extra: str) -> MeaningMissing:
    """Return the error that names the package which is not installed and the command that installs it."""
    return MeaningMissing(
        f"the engine of meaning needs {package}, which is not installed", remedy=f'pip install "communique[{extra}]"'
    )
