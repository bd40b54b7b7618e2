"""A document keeps its offsets on the way to the parser, and one failing component ends nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate import documents
from communique.annotate.documents import Task, annotate, parse_form
from communique.annotate.layers import Layers
from communique.annotate.quotation import Quotation
from communique.model import Document, Passage, PassageKind, TimeReference, TimeType


@given(st.text(max_size=300))
def test_the_parser_sees_as_many_characters(text: str) -> None:
    form = parse_form(text)
    assert len(form) == len(text)
    assert all(
        seen == was or not was.isprintable() or was.isspace() or seen == " "
        for was, seen in zip(text, form, strict=True)
    )


@given(st.text(max_size=300))
def test_tokens_stand_where_the_text_has_them(nlp: Language, text: str) -> None:
    form = parse_form(text)
    doc = nlp.make_doc(form)
    assert doc.text == form
    assert all(form[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_text_that_is_too_long_says_where_it_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 60)
    text = "The ministers met in Riga. They talked. " * 3
    passages = (Passage(start=0, end=len(text), kind=PassageKind.BODY),)
    _, doc = next(annotated := annotate([Task(Document.of("d", text), passages)]))  # asking for more frees the words
    (failure,) = Layers(doc).failures
    assert failure.code == "C204"
    assert failure.start == len(doc.text) < len(text)
    assert Layers(doc).passages[-1].end == len(doc.text)
    assert list(annotated) == []


def test_a_failing_component_is_noted_and_the_rest_goes_on(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMUNIQUE_DEBUG")

    def fail(_: Doc) -> Doc:
        raise RuntimeError("out of ink")

    monkeypatch.setattr(nlp, "_components", [*nlp._components, ("broken", fail)])
    tasks = [Task(Document.of(str(number), "They met in Riga.")) for number in range(3)]
    done = [(task.document.id, [failure.code for failure in Layers(doc).failures]) for task, doc in annotate(tasks)]
    assert done == [("0", ["C205"]), ("1", ["C205"]), ("2", ["C205"])]


def test_an_annotated_document_survives_storage(nlp: Language) -> None:
    doc = nlp("Talks began on Sunday.")
    Layers(doc).times = [TimeReference(start=15, end=21, type=TimeType.DATE, value="2025-07-13", rule="weekday")]
    Layers(doc).quotes = [Quotation(0, 5, ((0, 5),))]
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert Layers(again).times == Layers(doc).times
    assert Layers(again).quotes == Layers(doc).quotes
    assert [span.text for span in again.spans["communique_times"]] == ["Sunday"]


def test_a_paragraph_without_spaces_is_not_broken() -> None:
    text = "哈尔森表示谈判会继续" * 30
    assert parse_form(text, has_spaces=False) == text
    task = Task(Document.of("d", text), (Passage(start=0, end=len(text), kind=PassageKind.BODY),), language="zh")
    for _, doc in annotate([task]):
        assert Layers(doc).text == text
