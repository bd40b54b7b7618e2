"""Reading a short text up to its actors."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.model import KnownBy, Passage, PublishedOn

Read = Callable[..., Doc]


@pytest.fixture(scope="session")
def read(nlp: Language) -> Read:
    """Return a function that annotates a text with its actors, each text once."""
    known: dict[tuple[str, str | None, str | None], Doc] = {}

    def annotated(
        text: str, *, published_on: str | None = None, side: str | None = None, passages: tuple[Passage, ...] = ()
    ) -> Doc:
        key = (text, published_on, side)
        if key in known and not passages:
            return known[key]
        doc = nlp.make_doc(text)
        layers = Layers(doc)
        layers.published_on = PublishedOn(value=published_on, known_by=KnownBy.GIVEN) if published_on else None
        layers.publisher_country = side
        layers.passages = passages
        for name, component in nlp.pipeline:
            doc = component(doc)
            if name == "communique_actors":
                break
        known[key] = doc
        return doc

    return annotated
