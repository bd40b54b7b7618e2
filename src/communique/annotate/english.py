"""The reader of English: the parser and the components around it, run over documents together."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc

from communique.annotate.kept_words import kept_words
from communique.annotate.language import find_model, load_language
from communique.annotate.parts import Part, join_parts, parts_of
from communique.annotate.reader import try_component

BATCH = 16
"""Documents that are parsed together: measured as the fastest and smallest size."""

ABREAST = 20_000
"""Tokens of a batch up to which the parser steps through all its documents abreast, for it takes 4 KB for each."""


class EnglishReader:
    """Reads English with the model that is installed; raises ModelMissing if there is none."""

    __slots__ = ("_nlp",)

    def __init__(self) -> None:
        self._nlp = load_language()

    @property
    def name(self) -> str:
        """Package, version and hash of the model."""
        return find_model().name

    def tokenise(self, text: str) -> Doc:
        """Return `text` in words."""
        return self._nlp.make_doc(text)

    def run(self, docs: list[Doc]) -> None:
        """Run every component. spaCy's own `pipe` drops a document on which one of them fails."""
        _run(self._nlp, docs)

    @contextmanager
    def zone(self, texts: Iterable[str]) -> Iterator[bool]:
        """Open a zone that frees the words of its documents at its end: a long run does not grow with every new name.

        Yields whether more documents than those with `texts` may share it: as long as words are learned, the next
        ones' are learned before their own zone.
        """
        # (spaCy's stub does not know the property.)
        if self._nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]
            yield True
            return
        kept = kept_words()
        is_learning = not kept.is_full
        kept.learn(texts)
        with self._nlp.memory_zone():
            yield not is_learning


def reader() -> EnglishReader:
    """Return the reader of English, with its model loaded."""
    return EnglishReader()


def _run(nlp: Language, docs: list[Doc]) -> None:
    parts: list[list[Part]] = []
    for name, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            parts = parts or [parts_of(doc) for doc in docs]
            every = [part.doc for own in parts for part in own]
            # If that fails: one by one, so that only the document at fault is noted.
            with suppress(Exception):
                deque(component.pipe(every, batch_size=_abreast(every) if len(docs) > 1 else 1), maxlen=0)
                continue
            for doc, own in zip(docs, parts, strict=True):
                for part in own:
                    try_component(name, component, part.doc, doc)
            continue
        if parts:
            for doc, own in zip(docs, parts, strict=True):
                join_parts(doc, own)
            parts = []
        for doc in docs:
            try_component(name, component, doc, doc)


def _abreast(docs: list[Doc]) -> int:
    """Return the batch size to ask for: the parser takes a quarter of it at once, and more at once is faster."""
    return 4 * BATCH if sum(map(len, docs)) <= ABREAST else BATCH
