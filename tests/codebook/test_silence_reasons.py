"""The scorecard of silences: what each reason may say, and how the points add up."""

from pathlib import Path

import pytest

from communique.codebook.silence_reasons import AT_LEAST, BELOW, Scorecard, Step, scorecard
from communique.compare.weighed import REASONS
from communique.errors import BadCodebookRow

NOTHING = dict.fromkeys(REASONS, 0.0)


def test_every_row_is_of_a_reason_that_is_measured_and_speaks_for_a_silence() -> None:
    assert {step.reason for step in scorecard().steps} <= set(REASONS)
    assert all(step.points > 0 for step in scorecard().steps)
    senses = {step.reason: step.sense for step in scorecard().steps}
    assert all(senses[step.reason] == step.sense for step in scorecard().steps)


def test_points_add_up_to_a_likelihood() -> None:
    card = Scorecard(-1.0, (Step("clause_carried", BELOW, 0.5, 1.0), Step("own_words", AT_LEAST, 1.0, 2.0)))
    assert card.likelihood({"clause_carried": 0.5, "own_words": 0.0}) == pytest.approx(0.269, abs=0.001)
    assert card.likelihood({"clause_carried": 0.4, "own_words": 0.0}) == 0.5
    assert card.likelihood({"clause_carried": 0.4, "own_words": 1.0}) == pytest.approx(0.881, abs=0.001)


@pytest.mark.parametrize("reason", [step.reason for step in scorecard().steps if step.sense == BELOW])
def test_the_more_of_a_clause_is_there_the_less_likely_it_is_missed(reason: str) -> None:
    told = [scorecard().likelihood({**NOTHING, reason: value / 20}) for value in range(160)]
    assert told == sorted(told, reverse=True)
    assert told[0] > told[-1]


@pytest.mark.parametrize("row", ["own_words,,1,0.5,me", "own_words,above,1,0.5,me", "own_words,at_least,1,much,me"])
def test_a_row_that_cannot_be_read_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "silence_reasons.csv").write_text(f"reason,sense,bound,points,source\n{row}\n", encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    scorecard.cache_clear()
    with pytest.raises(BadCodebookRow, match=r"silence_reasons\.csv, line 2"):
        scorecard()
    scorecard.cache_clear()
