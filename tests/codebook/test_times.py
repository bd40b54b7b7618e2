"""The tables of time words: their shape, and what a bad row says."""

from pathlib import Path

import pytest

from communique.codebook import times
from communique.errors import BadCodebookRow


def read_all() -> None:
    times.time_words()
    times.context("plan_verb")
    times.holidays()


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    for table in (times.time_words, times.context, times.holidays, times._context_words):
        monkeypatch.setattr(times, table.__name__, table.__wrapped__)
    return tmp_path


def test_every_form_is_one_word_of_one_kind() -> None:
    forms = [word.form for word in times.time_words()]
    assert len(forms) == len(set(forms))
    assert {"monday", "july", "week", "ago"} <= set(forms)


def test_context_words_have_the_values_of_their_kind() -> None:
    assert times.context("plan_verb")["scheduled"] == "any"
    assert times.context("plan_verb")["postponed"] == "led"
    assert times.context("direction_lead")["ahead of"] == "ahead"
    assert not times.context("plan_verb", "ru")


def test_holidays_have_rules() -> None:
    assert {holiday.form: holiday.rule for holiday in times.holidays()}["thanksgiving"] == "11#4@4"


def test_a_row_of_the_user_is_added(overlay: Path) -> None:
    (overlay / "times_holidays.csv").write_text(
        "form,rule,language,source,note\nmartyrs' day,11-30,en,own,\n", encoding="utf-8"
    )
    assert times.holidays()[-1] == times.Holiday("martyrs' day", "11-30")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("times.csv", "july,month,13,,en,own,"),
        ("times.csv", "july,moon,7,,en,own,"),
        ("times.csv", "July,month,7,,en,own,"),
        ("times.csv", "july,month,7,perhaps,en,own,"),
        ("times_context.csv", "vetoed,plan_verb,maybe,en,"),
        ("times_context.csv", "vetoed,veto_verb,,en,"),
        ("times_holidays.csv", "unity day,someday,en,own,"),
    ],
)
def test_a_bad_row_is_named(overlay: Path, table: str, row: str) -> None:
    header = {
        "times.csv": "form,kind,value,condition,language,source,note",
        "times_context.csv": "form,kind,value,language,note",
        "times_holidays.csv": "form,rule,language,source,note",
    }[table]
    (overlay / table).write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match=f"{table}, line 2"):
        read_all()
