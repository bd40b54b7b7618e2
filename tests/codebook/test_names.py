"""Titles, institutions, names of states and organisations, places, and the words around them."""

import pytest

from communique.codebook.actor_words import offices_of_noun, words_for, words_in_order
from communique.codebook.aliases import aliases, aliases_by_form, entities
from communique.codebook.people import given_names
from communique.codebook.places import country_of, places
from communique.codebook.titles import actor_nouns, institutions, office_label, titles


def test_titles_know_their_office_and_state() -> None:
    assert titles()["foreign minister"][0].office == "foreign_minister"
    assert {title.country for title in titles()["secretary of state"]} == {"USA"}
    assert titles()["mr."][0].kind == "honorific"


@pytest.mark.parametrize(
    ("office", "country", "label"),
    [
        ("foreign_minister", "NOR", "Foreign Minister"),
        ("foreign_minister", "GBR", "Foreign Secretary"),
        ("foreign_minister", "USA", "Secretary of State"),
        ("head_of_state", "JOR", "King"),
        ("head_of_state", None, "President"),
        ("keeper_of_the_seal", "NOR", "Keeper Of The Seal"),
    ],
)
def test_an_office_is_called_as_its_state_calls_it(office: str, country: str | None, label: str) -> None:
    assert office_label(office, country) == label


def test_institutions_know_whose_they_are() -> None:
    assert institutions()["foreign ministry"][0].country == ""
    assert institutions()["kremlin"][0].country == "RUS"


def test_every_alias_names_a_known_entity() -> None:
    assert {alias.entity for alias in aliases()} <= set(entities())


def test_a_form_is_valid_in_its_time_only() -> None:
    soviet = aliases_by_form()["Soviet Union"][0]
    assert soviet.is_valid("1987-10-14")
    assert soviet.is_valid("1987")
    assert not soviet.is_valid("1995-01-01")
    assert soviet.is_valid(None)
    moscow = {alias.entity for alias in aliases_by_form()["Moscow"] if alias.is_valid("1987-10-14")}
    assert moscow == {"SUN"}


@pytest.mark.parametrize(
    ("name", "on", "country"),
    [
        ("Beijing", None, "CHN"),
        ("the Netherlands", None, "NLD"),
        ("Norway", "2020-01-01", "NOR"),
        ("Nowhere at all", None, None),
    ],
)
def test_places_lie_in_states(name: str, on: str | None, country: str | None) -> None:
    assert country_of(name, on) == country


def test_every_place_lies_in_a_known_state() -> None:
    states = {entity.id for entity in entities().values() if entity.kind == "state"}
    assert {place.country for held in places().values() for place in held} - states - {""} == set()


def test_common_nouns_and_given_names() -> None:
    assert "diplomat" in actor_nouns("person")
    assert "readout" in actor_nouns("document")
    assert actor_nouns("no such kind") == frozenset()
    assert given_names()["anna"] == "f"


def test_words_keep_their_order() -> None:
    assert words_in_order("office_first")[0] == "foreign_minister"
    assert words_for("office_first") == frozenset(words_in_order("office_first"))
    assert words_for("no such use") == frozenset()
    assert offices_of_noun()["minister"] == (("minister",), ("head_of_government",))
