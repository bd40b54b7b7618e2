"""Words of diplomacy and names of actors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.codebook import relevance
from communique.codebook.field_names import field_names, with_known_names
from communique.errors import BadCodebookRow


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    relevance.diplomatic_words.cache_clear()
    field_names.cache_clear()
    yield tmp_path
    relevance.diplomatic_words.cache_clear()
    field_names.cache_clear()


def test_words_are_of_three_languages_and_two_strengths() -> None:
    words = relevance.diplomatic_words()
    assert {form.language for form, _ in words} == {"en", "ru", "zh"}
    assert {is_strong for _, is_strong in words} == {True, False}
    assert all(form.is_stem == (form.language == "ru") for form, _ in words)
    assert len({(form.language, form.form) for form, _ in words}) == len(words)


@pytest.mark.parametrize("row", ["en,Ambassador,strong,x", "en,,weak,x", "en,envoy,medium,x", "xx,envoy,strong,x"])
def test_a_bad_row_is_named(table: Path, row: str) -> None:
    (table / relevance.FILE).write_text(f"language,form,strength,source\n{row}\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match="line 2"):
        relevance.diplomatic_words()


def test_parties_and_people_stand_for_their_state() -> None:
    keys = {form.form: form.key for form in relevance.actor_names()}
    assert keys["Sergei Lavrov"] == "RUS"
    assert keys["Norway"] == keys["Norwegian"] == "NOR"
    assert keys["NATO"] == "NATO"
    assert "Росси" in keys
    assert relevance.titled_names()["Biden"]["President"] == "USA"


def test_names_of_fields_of_other_programs() -> None:
    assert with_known_names({"pubDate": "2025", "Headline": "a", "body": "b", "x": 1}) == {
        "published_on": "2025", "title": "a", "text": "b", "x": 1,
    }  # fmt: skip
    assert with_known_names({"text": "a", "content": "b"}) == {"text": "a", "content": "b"}
    assert with_known_names({"content": "", "body": "b"}) == {"content": "", "text": "b"}


def test_a_name_cannot_stand_for_two_fields(table: Path) -> None:
    (table / "field_names.csv").write_text("field,name,source\ntitle,Body,x\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match="already"):
        field_names()
