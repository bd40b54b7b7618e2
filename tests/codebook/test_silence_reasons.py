"""The scorecard of silences: what each reason may say, and how the points add up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def training(script: Callable[[str], Any]) -> Any:
    return script("training/silence_reasons.py")


def units(training: Any, group: str) -> list[Any]:
    """Return clauses of which little is carried where they are missed."""
    carried = [number / 20 for number in range(20)]
    rows = [(share < 0.5, share) for share in carried]
    return [
        training.Unit(
            group, None, silent, frozenset({f"{group}{share}"}) if silent else frozenset(), (share,) * len(REASONS)
        )
        for silent, share in rows
    ]


def test_what_is_learned_never_speaks_against_what_a_reader_expects(training: Any) -> None:
    model = training.Model(units(training, "one"))
    rows = list(model.table())
    assert rows[0][0] == "base"
    assert all(float(points) > 0 for _, _, _, points in rows[1:])
    # the larger `things_absent` is here, the fewer clauses are missed: next to nothing can be learned from it
    points = {reason: sum(float(row[3]) for row in rows if row[0] == reason) for reason in REASONS}
    assert points["things_absent"] < 0.1 * points["clause_carried"]
    card = Scorecard(float(rows[0][3]), tuple(Step(n, sense, float(b), float(p)) for n, sense, b, p in rows[1:]))
    for unit, likely in zip(units(training, "one"), model.likelihood(units(training, "one")), strict=True):
        told = card.likelihood(dict(zip(REASONS, unit.values, strict=True)))
        assert told == pytest.approx(likely, abs=0.02)


def test_a_set_is_told_by_what_the_others_taught(training: Any) -> None:
    lines = list(training.measured([*units(training, "one"), *units(training, "two")]))
    assert len(lines) == 2 * len(training.BOUNDS)
    assert "wrong" in lines[0]


def test_what_is_hidden_is_the_same_every_time(training: Any) -> None:
    hide, again = training.hidden(1), training.hidden(1)
    names = [f"concept{number}" for number in range(500)]
    gone = [name for name in names if hide(name, "zh")]
    assert gone == [name for name in names if again(name, "zh")]
    assert 50 < len(gone) < 150
    assert len([name for name in names if hide(name, "en")]) < len(gone)
    assert not any(training.hidden(None)(name, "zh") for name in names)
