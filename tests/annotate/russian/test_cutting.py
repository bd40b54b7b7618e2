"""Words and sentences of Russian texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.russian.cutting import sentences_in, words_in


@pytest.mark.parametrize(
    "sentences",
    [
        ["Министр С.В.Одинцов провёл переговоры с Ван И.", "Обсуждены вопросы торговли."],
        ["Договорённость от 18 марта 2025 г. остаётся в силе.", "Стороны довольны."],
        ["Соглашение подписано в 2025 г.", "Оно действует."],
        ["Встреча прошла в г. Минске.", "Он уехал."],
        ["В.А.Зорин и П. Ярцев прибыли.", "Их встретил посол."],
        ["«Мы готовы!» – заявил он.", "«Да», – ответила она."],
        ["Обсуждались нефть, газ и т.д.", "Итоги подведут позже."],
        ["Помощь составит 5 млн. долл. США.", "Её передадут в мае."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentences_in(text)] == sentences


def test_a_line_ends_a_sentence() -> None:
    text = "Телефонный разговор\n\u00a0 Стороны обсудили торговлю"
    assert [text[a:b] for a, b in sentences_in(text)] == ["Телефонный разговор", "Стороны обсудили торговлю"]


def test_hyphens_hold_words_together_and_quotes_do_not() -> None:
    text = "«Российско-китайские» 30-дневные переговоры в 20:15"
    words = [text[a:b] for a, b in words_in(text, 0, len(text))]
    assert words == ["«", "Российско-китайские", "»", "30-дневные", "переговоры", "в", "20:15"]


@given(st.text(max_size=200))
def test_every_character_that_is_no_space_is_in_one_word_of_one_sentence(text: str) -> None:
    covered = [
        place for a, b in sentences_in(text) for start, end in words_in(text, a, b) for place in range(start, end)
    ]
    assert covered == sorted(set(covered))
    assert {place for place in range(len(text)) if not text[place].isspace()} <= set(covered)
