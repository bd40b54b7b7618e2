"""Lengths that can be set beside each other in all languages."""

import pytest

from communique.codebook.matching import count_words


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
