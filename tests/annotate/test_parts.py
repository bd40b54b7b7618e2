from itertools import pairwise

import pytest
from spacy.language import Language

from communique.annotate import parts
from communique.annotate.documents import Task, annotate
from communique.annotate.layers import Layers
from communique.model import Document

LINE = "Foreign Minister Astrid Lindvik told reporters on Sunday that the talks would resume.\n"


def test_a_short_document_is_one_part(nlp: Language) -> None:
    doc = nlp.make_doc(LINE)

    assert parts.parts_of(doc) == [doc]


@pytest.mark.parametrize("text", [LINE * 40, "word " * 400, LINE * 3 + "word " * 300 + "\n" + LINE])
def test_parts_hold_all_words_in_order(nlp: Language, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(parts, "TOKENS", 50)
    doc = nlp.make_doc(text)

    several = parts.parts_of(doc)

    assert len(several) > 1
    assert "".join(part.text_with_ws for part in several) == text
    assert all(len(part) <= 2 * 50 for part in several)


def test_a_document_in_parts_is_parsed_like_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    task = Task(Document.of("long", LINE * 40))
    whole = [(token.tag_, token.dep_, token.head.i) for _, doc in annotate([task]) for token in doc]
    monkeypatch.setattr(parts, "TOKENS", 50)

    for _, doc in annotate([task]):
        assert [(token.tag_, token.dep_, token.head.i) for token in doc] == whole
        starts = [sentence.start for sentence in doc.sents]
        assert all(doc[first].text == "Foreign" for first in starts)
        assert all(after - before == len(doc) // 40 for before, after in pairwise(starts))
        assert len(Layers(doc).statements) == 40


def test_endless_runs_of_marks_are_cut() -> None:
    """A tokenizer takes the square of a run without white space: 200,000 quotation marks took minutes."""
    task = Task(Document.of("marks", '"' * 200_000))

    for _, doc in annotate([task]):
        assert [failure.code for failure in Layers(doc).failures] == ["C204"]
        assert len(doc) <= 60_000
