from spacy.language import Language

from communique.codebook.whole_words import whole_words


def test_words_are_lower_case_and_have_a_hyphen() -> None:
    assert all(word == word.lower() and "-" in word for word in whole_words())


def test_the_parser_sees_them_whole(nlp: Language) -> None:
    doc = nlp("The ministers agreed to de-escalate tensions. De-escalation takes time.")
    assert [(token.text, token.tag_) for token in doc if "-" in token.text] == [
        ("de-escalate", "VB"),
        ("De-escalation", "NN"),
    ]
