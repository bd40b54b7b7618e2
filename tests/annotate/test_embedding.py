"""Embedding equal words once gives the same vectors, and the same model."""

from typing import Any

import numpy as np
from spacy.language import Language

from communique.annotate.embedding import embed_once
from communique.annotate.language import find_model

TEXTS = [
    "The ministers met. The ministers talked, and the ministers left.",
    "",
    "Talks",
    "They talked of talks\n\nin Riga.",
]


def _plain() -> Language:
    import spacy

    return spacy.load(find_model().folder)


def _model(nlp: Language, pipe: str) -> Any:
    component: Any = nlp.get_pipe(pipe)
    return component.model


def test_the_vectors_are_the_same() -> None:
    model = _model(_plain(), "tok2vec")
    nlp = _plain()
    changed = _model(nlp, "tok2vec")
    before = changed.to_bytes()
    assert embed_once(changed)
    assert changed.to_bytes() == before
    docs = [nlp.make_doc(text) for text in TEXTS]
    for one, other in zip(changed.predict(docs), model.predict(docs), strict=True):
        assert np.allclose(one, other, atol=1e-6)


def test_another_model_is_left_alone() -> None:
    nlp = _plain()
    model = _model(nlp, "tok2vec")
    model.layers[0].layers.pop()
    assert not embed_once(model)
    assert not embed_once(_model(nlp, "tagger"))
