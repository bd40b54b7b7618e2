"""Sentences begin where lines and passages begin, except in hard-wrapped text."""

import pytest
from spacy.language import Language

from communique.annotate.layout import unwrap, wrapped_at

PARAGRAPHS = (
    "Ministers meet in Valletta\nThe two ministers met on Friday. They spoke for an hour.\nA second round is planned"
)
WRAPPED = """    VALLETTA, Dec 2 - The foreign ministers of the two countries met here
today for a second round of talks on fishing rights in the strait and
agreed to meet again before the summer, a spokesman for the Maltese
government told reporters after the session had ended.
    The talks lasted three hours."""


def test_every_line_begins_a_sentence(nlp: Language) -> None:
    sentences = [sentence.text.strip() for sentence in nlp(PARAGRAPHS).sents]
    assert "Ministers meet in Valletta" in sentences
    assert "A second round is planned" in sentences


def test_a_wrapped_text_is_recognised() -> None:
    assert wrapped_at(WRAPPED) == max(map(len, WRAPPED.splitlines()))
    assert wrapped_at(PARAGRAPHS) is None


def test_a_wrapped_line_begins_no_sentence(nlp: Language) -> None:
    text = unwrap(WRAPPED)
    assert len(text) == len(WRAPPED)
    starts = {next(token.text for token in sentence if not token.is_space) for sentence in nlp(text).sents}
    assert starts == {"VALLETTA", "The"}


def test_white_space_is_no_sentence(nlp: Language) -> None:
    doc = nlp("  The ministers met. \n\n They left. \n")
    assert [sentence.text.strip() for sentence in doc.sents] == ["The ministers met.", "They left."]


@pytest.mark.parametrize("text", ["", "\n", "\n\n \n", "a", "\r\n\r\n", "\u2028"])
def test_odd_texts_pass(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
