"""A reader for the tests of single layers: text in, annotated document out."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.model import KnownBy, PublishedOn

Reader = Callable[..., Doc]


@pytest.fixture(scope="session")
def read_doc(nlp: Language) -> Reader:
    """Annotate a text as a story of Monday 14 July 2025; `country` makes it that side's own text, from `url`."""

    def read(text: str, *, published: str = "2025-07-14", country: str | None = None, url: str | None = None) -> Doc:
        doc = nlp.make_doc(text)
        layers = Layers(doc)
        layers.published_on = PublishedOn(value=published, known_by=KnownBy.GIVEN)
        layers.publisher_country, layers.url = country, url
        return nlp(doc)

    return read
