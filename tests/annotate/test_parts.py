from itertools import pairwise

import pytest
from spacy.language import Language

from communique.annotate import parts
from communique.annotate.documents import Task, annotate
from communique.annotate.layers import Layers
from communique.model import Document, Passage, PassageKind

LINE = "Foreign Minister Astrid Lindvik told reporters on Sunday that the talks would resume.\n"


def test_a_short_document_is_one_part(nlp: Language) -> None:
    doc = nlp.make_doc(LINE)

    assert parts.parts_of(doc) == [parts.Part(0, doc)]


@pytest.mark.parametrize("text", [LINE * 40, "word " * 400, LINE * 3 + "word " * 300 + "\n" + LINE])
def test_parts_hold_all_words_in_order(nlp: Language, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(parts, "TOKENS", 50)
    doc = nlp.make_doc(text)

    several = [part.doc for part in parts.parts_of(doc)]

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


def test_what_is_set_apart_is_not_parsed_and_the_news_is_parsed_as_with_it() -> None:
    appeal = "Dear readers, we need your help, for independent reporting costs more every year than we can earn. " * 4
    text = f"{LINE * 2}{appeal}\nPlease give what you can.\n{LINE}"
    start, end = 2 * len(LINE), len(text) - len(LINE)
    passages = (
        Passage(start=0, end=start, kind=PassageKind.BODY),
        Passage(start=start, end=end, kind=PassageKind.APPEAL),
        Passage(start=end, end=len(text), kind=PassageKind.BODY),
    )
    document = Document.of("appeal", text)

    (_, whole), (_, doc) = annotate([Task(document), Task(document, passages)])

    news = [token.i for token in doc if token.idx < start or token.idx >= end]
    assert [(doc[at].tag_, doc[at].dep_, doc[at].head.i) for at in news] == [
        (whole[at].tag_, whole[at].dep_, whole[at].head.i) for at in news
    ]
    unread = [token for token in doc if not token.tag_]
    assert len(unread) >= parts.LEAST
    assert all(start < token.idx < end for token in unread)
    assert {token.head.sent.start for token in unread} == {token.sent.start for token in unread}
    last = doc[len(doc) - 1].sent
    assert last.text.strip() == LINE.strip()


def test_a_page_without_news_is_not_parsed() -> None:
    text = "Subscribe now and read every story of ours for a year at half of the price. " * 6
    passages = (Passage(start=0, end=len(text), kind=PassageKind.NEWSLETTER),)

    for _, doc in annotate([Task(Document.of("page", text), passages)]):
        assert not any(token.tag_ for token in doc)
        assert Layers(doc).failures == ()
