"""Ids of the codebook in words."""

import pytest

from communique.codebook.written import formula_in_words, thing_in_words


@pytest.mark.parametrize(
    ("formula", "words"),
    [("unprovoked", "unprovoked"), ("one_china_principle", "one China principle"), ("jcpoa", "JCPOA")],
)
def test_a_formula_has_the_capitals_of_its_forms(formula: str, words: str) -> None:
    assert formula_in_words(formula) == words


@pytest.mark.parametrize(
    ("thing", "words"),
    [("ukraine_war", "Ukraine war"), ("korean_peninsula", "Korean peninsula"), ("global_south", "global South")],
)
def test_a_thing_has_the_capitals_of_its_names(thing: str, words: str) -> None:
    assert thing_in_words(thing) == words
