"""Lemmas and coarse tags come from tables."""

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("sentence", "form", "lemma", "pos"),
    [
        ("The ministers were praising the talks.", "ministers", "minister", "NOUN"),
        ("The ministers were praising the talks.", "praising", "praise", "VERB"),
        ("The ministers were praising the talks.", "were", "be", "AUX"),
        ("He said that it told them.", "said", "say", "VERB"),
        ("He said that it told them.", "told", "tell", "VERB"),
        ("They met in Paris.", "met", "meet", "VERB"),
        ("They met in Paris.", "Paris", "Paris", "PROPN"),
        ("Talks have begun.", "begun", "begin", "VERB"),
        ("He denied both reports.", "denied", "deny", "VERB"),
        ("She reiterated her stance.", "reiterated", "reiterate", "VERB"),
    ],
)
def test_a_form_has_its_lemma(nlp: Language, sentence: str, form: str, lemma: str, pos: str) -> None:
    token = next(token for token in nlp(sentence) if token.text == form)
    assert (token.lemma_, token.pos_) == (lemma, pos)
