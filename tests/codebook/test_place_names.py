"""Which states places lie in, and what a state lies in."""

from pathlib import Path

import pytest

from communique.codebook import place_names
from communique.codebook.place_names import find_places, named_by_state, regions_of
from communique.codebook.places import places
from communique.errors import BadCodebookRow


@pytest.mark.parametrize(
    ("text", "language", "states"),
    [
        ("the ceasefire in Idlib", "en", {"SYR"}),
        ("talks in Vienna and Cairo", "en", {"AUT", "EGY"}),
        ("He was received in the Oval Office.", "en", set()),
        ("переговоры в Женеве", "ru", {"CHE"}),
        ("Шанхайская организация сотрудничества", "ru", set()),
        ("双方在日内瓦会谈", "zh", {"CHE"}),
        ("les négociations de Genève", "fr", set()),
    ],
)
def test_places_are_found_with_their_states(text: str, language: str, states: set[str]) -> None:
    assert {match.value for match in find_places(text, language)} == states


def test_a_state_stands_for_its_crisis_and_its_region() -> None:
    assert {"topic:syria_transition", "topic:middle_east"} <= named_by_state("SYR")
    assert regions_of("KEN") == {"topic:africa"}
    assert not regions_of("NOR")
    assert not named_by_state("no state")


def test_capitals_are_names() -> None:
    assert not [name for name in places() if len(name) < 3 or name[0].islower()]


def test_a_region_of_a_state_that_nobody_knows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    (tmp_path / "region_states.csv").write_text("topic,state,source\nafrica,QQQ,me\n", encoding="utf-8")
    place_names._regions.cache_clear()
    with pytest.raises(BadCodebookRow, match="QQQ"):
        regions_of("KEN")
    monkeypatch.undo()
    place_names._regions.cache_clear()
    assert regions_of("KEN")
