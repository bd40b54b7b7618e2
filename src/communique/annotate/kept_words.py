"""Words that are kept between memory zones: within a zone the tokenizer remembers none, and works each out anew."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from spacy.language import Language

from communique.annotate.language import load_language

LIMIT = 20_000
"""Words that are kept, about 8 MB; the first so many that a process meets hold nearly all that are frequent."""

LONGEST = 32
"""Characters of a word that is kept: what is longer is an address or a fault, and rare."""


class KeptWords:
    """The words that one pipeline's tokenizer has been taught; after `limit` it learns no more."""

    __slots__ = ("_known", "_limit", "_tokenizer", "is_full")

    def __init__(self, nlp: Language, limit: int = LIMIT) -> None:
        tokenizer: Any = nlp.tokenizer  # spaCy's stub knows only that it can be called
        # Room for the words that it meets outside of a zone otherwise, too.
        tokenizer.max_cache_size = max(tokenizer.max_cache_size, 2 * limit)
        self._tokenizer = tokenizer
        self._known: set[str] = set()
        self._limit = limit
        self.is_full = False

    def learn(self, texts: Iterable[str]) -> None:
        """Teach the tokenizer the words of the texts that it does not know; call it outside of a memory zone.

        One by one: after the first special case ("Mr.", "don't") the tokenizer keeps no other word of a text.
        """
        if self.is_full:
            return
        words = dict.fromkeys(word for text in texts for word in text.split())  # in order: the same run, the same words
        for word in words:
            if word not in self._known and len(word) <= LONGEST:
                self._tokenizer(word)
                self._known.add(word)
                if len(self._known) >= self._limit:
                    self._known.clear()
                    self.is_full = True
                    return


@cache
def kept_words() -> KeptWords:
    """Return those of the pipeline that this process reads with."""
    return KeptWords(load_language())
