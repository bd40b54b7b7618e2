"""Ids of the codebook in words."""

import pytest

from communique.codebook.written import formula_in_words, thing_in_words


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("one_china_principle", "one-China principle"),
        ("free_open_indo_pacific", "free and open Indo-Pacific"),
        ("jcpoa", "JCPOA"),
        ("not_in_the_table", "not in the table"),
    ],
)
def test_a_formula_is_called_by_its_first_form(formula: str, words: str) -> None:
    assert formula_in_words(formula) == words


@pytest.mark.parametrize(
    ("thing", "words"),
    [("ukraine_war", "Ukraine war"), ("korean_peninsula", "Korean peninsula"), ("global_south", "global South")],
)
def test_a_thing_has_the_capitals_of_its_names(thing: str, words: str) -> None:
    assert thing_in_words(thing) == words
