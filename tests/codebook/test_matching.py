"""Lengths that can be set beside each other in all languages; what stands between the ends around a place."""

import re

import pytest

from communique.codebook.matching import between_ends, count_words


@pytest.mark.parametrize(
    ("texts", "language", "words"),
    [
        (["The ministers’ long-term plan.", "Both agreed."], "en", 6),
        (["Министры обсудили план."], "ru", 3),
        (["双方讨论了渔业合作。", "\n两国 外长"], "zh", 9),
        (["雙方討論了漁業合作。"], "zh-Hant", 6),
        ([], "en", 0),
        (["Words without a language"], None, 4),
    ],
)
def test_texts_are_counted_in_words(texts: list[str], language: str | None, words: int) -> None:
    assert count_words(texts, language) == words


def test_a_place_stands_between_the_ends_around_it() -> None:
    text = "They met. Talks were frank, they said! Then they left."
    start = text.index("frank")
    sentence = between_ends(text, start, start + 5)
    assert text[slice(*sentence)] == " Talks were frank, they said"
    clause = between_ends(text, start, start + 5, re.compile("[,.]"))
    assert text[slice(*clause)] == " Talks were frank"
    assert between_ends("x" * 50, 20, 22, reach=10) == (10, 32)
