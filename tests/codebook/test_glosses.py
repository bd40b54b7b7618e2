"""What words of another language name in English."""

import pytest

from communique.codebook.glosses import named_in_english


@pytest.mark.parametrize(
    ("words", "language", "named"),
    [
        ("双方就制裁交换了意见", "zh", ("sanctions",)),
        ("智方不支持“台独”", "zh", ("Taiwan", "Taiwan independence")),
        ("обмен пленными", "ru", ("prisoner swap",)),
        ("words", "xx", ()),
    ],
)
def test_topics_and_things_are_named_by_their_labels(words: str, language: str, named: tuple[str, ...]) -> None:
    assert set(named_in_english(words, language)) >= set(named) if named else not named_in_english(words, language)
