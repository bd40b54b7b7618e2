"""The words that report speech: forms, frames, and what a bad row says."""

from pathlib import Path

import pytest

from communique.codebook import reporting
from communique.codebook.tables import OVERLAY
from communique.errors import BadCodebookRow
from communique.model import Medium, Polarity


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("warn", {"warn", "warns", "warned", "warning"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("praise", {"praise", "praises", "praised", "praising"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("beg", {"beg", "begs", "beged", "begging", "beging"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
    ],
)
def test_regular_forms(lemma: str, forms: set[str]) -> None:
    assert reporting.inflections(lemma) == forms


def test_irregular_forms_stand_in_the_table() -> None:
    found = reporting.verbs_by_form()
    assert [verb.lemma for verb in found["said"]] == ["say"]
    assert "begged" in found
    assert [verb.particle for verb in found["pointed"]] == ["out", None]


def test_only_denials_are_negative() -> None:
    negative = [verb for verb, _ in reporting.reporting_verbs() if verb.polarity is Polarity.NEGATIVE]
    assert {"deny", "reject", "rule"} <= {verb.lemma for verb in negative}
    assert {verb.kind for verb in negative} == {"deny"}


def test_carriers_know_their_medium_and_whether_they_speak() -> None:
    assert reporting.carriers()["readout"].medium is Medium.READOUT
    assert reporting.carriers()["twitter"].medium is Medium.POST
    assert not reporting.carriers()["interview"].speaks


def test_phrases_and_words_come_by_use() -> None:
    assert "according to" in reporting.phrases("according")
    assert "condolence" in reporting.object_nouns("sayable")
    assert "monday" in reporting.words_for("calendar")


def test_a_verb_may_be_added_beside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "lemma,forms,quote,clause,infinitive,object,prepositions,listener,polarity,kind,strength,plover,source"
    (tmp_path / "reporting_verbs.csv").write_text(
        f"{header}\nbewhisper,,1,1,,content,,,positive,say,1,,test\n", encoding="utf-8"
    )
    monkeypatch.setenv(OVERLAY, str(tmp_path))
    reporting.reporting_verbs.cache_clear()
    try:
        assert "bewhisper" in {verb.lemma for verb, _ in reporting.reporting_verbs()}
    finally:
        reporting.reporting_verbs.cache_clear()


def test_a_bad_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reporting_objects.csv").write_text("noun,use,source\nthanks,sung,test\n", encoding="utf-8")
    monkeypatch.setenv(OVERLAY, str(tmp_path))
    reporting.object_nouns.cache_clear()
    with pytest.raises(BadCodebookRow, match=r"reporting_objects\.csv, line 2"):
        reporting.object_nouns("sayable")
    reporting.object_nouns.cache_clear()
