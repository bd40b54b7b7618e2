import pytest
from spacy.language import Language

from communique.codebook.unmet_words import unmet_words


def test_words_are_lower_case_and_of_the_same_number() -> None:
    for word, known in unmet_words().items():
        assert (word, known) == (word.lower(), known.lower())
        assert word.endswith("s") == known.endswith("s")


@pytest.mark.parametrize("word", ["readout", "read-out", "write-up"])
def test_the_parser_takes_none_of_them_for_a_verb(word: str, nlp: Language) -> None:
    doc = nlp(f"The White House {word} makes no mention of gas.")
    assert [(token.text, token.tag_, token.dep_) for token in doc if token.text == word] == [(word, "NN", "nsubj")]
