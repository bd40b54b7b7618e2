"""Words and their stems: which are one word, which never tell one claim from another."""

import pytest

from communique.codebook.concepts import find_concepts
from communique.codebook.words import function_words, stems

TOLD = "The ministers discussed budget support for troops today, and agreed that her counterpart gets more vaccines."


def named(text: str, language: str = "en") -> set[str]:
    return {match.concept for match in find_concepts(text, language)}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("рынок", "рынка"),
        ("инициатива", "инициатив"),
        ("режим", "режиме"),
        ("вызов", "вызовы"),
        ("проблема", "проблем"),
        ("участвовать", "участвует"),
        ("реализовать", "реализует"),
    ],
)
def test_forms_of_a_russian_word_share_a_stem(word: str, other: str) -> None:
    assert [stem.stem for stem in stems(word, "ru")] == [stem.stem for stem in stems(other, "ru")] != []


def test_stems_that_the_algorithm_would_mix_up_are_kept_apart() -> None:
    assert "non_interference" not in named("international affairs")
    assert "trade" not in named("an important matter")
    assert "sanctions" not in named("several costs")
    assert "human_rights" not in named("right now")


@pytest.mark.parametrize(
    ("text", "language", "not_named"),
    [
        ("со своей стороны", "ru", "soybeans"),
        ("выступил за мир", "ru", "debt"),
        ("ради мира", "ru", "think_tanks_media"),
        ("он стал министром", "ru", "steel_aluminium"),
        ("apart from this", "en", "housing_urban"),
        ("back to Oslo", "en", "support_position"),
        ("团结协作", "zh", "bloc_confrontation"),
    ],
)
def test_words_of_grammar_are_no_other_word_of_the_same_stem(text: str, language: str, not_named: str) -> None:
    assert not_named not in named(text, language)


def test_words_with_content_keep_their_stem_beside_words_of_grammar() -> None:
    assert "soybeans" in named("поставки сои", "ru")
    assert "housing_urban" in named("new apartments")


def test_british_and_american_spelling_are_one() -> None:
    assert named("defence programme") == named("defense program")
    assert named("normalisation of relations") == named("normalization of relations")


def test_stems_leave_out_what_every_account_says() -> None:
    left = {stem.stem for stem in stems(TOLD, "en")}
    assert not left & {"discuss", "today", "minist", "agreed", "the", "counterpart"}
    assert {"vaccin", "budget", "troops"} <= left


def test_numbers_are_kept() -> None:
    assert {"225", "1.9"} <= {stem.stem for stem in stems("$225 million and 1.9 billion", "en")}


def test_states_and_pronouns_are_told_apart() -> None:
    assert not stems("It told us.", "en")
    assert stems("US", "en") == stems("US", "en")
    assert {stem.stem for stem in stems("He told us of the UK", "en")} == {"uk"}


def test_chinese_stems_are_pairs_of_characters() -> None:
    text = "粮食安全"
    assert [stem.stem for stem in stems(text, "zh")] == ["粮食", "食安", "安全"]


def test_function_words_are_known_per_language() -> None:
    assert function_words("en")["the"] == "skipped"
    assert function_words("fr") == {}
