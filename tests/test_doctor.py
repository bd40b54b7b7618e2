import datetime as dt
import importlib.metadata
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.doctor import Check, Verdict, examine
from communique.errors import ModelMissing


def found(name: str) -> list[Check]:
    return [check for check in examine() if check.name == name]


def test_this_installation_can_read() -> None:
    checks = list(examine())
    assert [check for check in checks if check.verdict is Verdict.BROKEN] == []
    assert {"communique", "Python", "spacy", "language model", "codebook", "fast kernels", "trial reading"} <= {
        check.name for check in checks
    }
    assert all(check.remedy for check in checks if check.verdict is not Verdict.GOOD)


def test_a_package_that_is_missing_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(package: str) -> str:
        raise importlib.metadata.PackageNotFoundError(package)

    monkeypatch.setattr(importlib.metadata, "version", version)
    (check,) = found("htmldate")
    assert (check.verdict, check.found, check.remedy) == (Verdict.BROKEN, "not installed", "pip install htmldate")


def _without_model() -> object:
    raise ModelMissing("no English language model is installed")


def _out_of_memory() -> object:
    raise MemoryError("no room")


@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (_without_model, "[C201] no English language model is installed"),
        (_out_of_memory, "MemoryError: no room"),
    ],
)
def test_a_check_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[[], object], told: str
) -> None:
    monkeypatch.setattr("communique.annotate.language.find_model", fails)
    (check,) = found("language model")
    assert (check.verdict, check.found) == (Verdict.BROKEN, told)
    assert check.remedy
    assert found("codebook")


def test_another_model_than_the_expected_one_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.annotate.language.EXPECTED_WEIGHTS", "0" * 64)
    (check,) = found("language model")
    assert check.verdict is Verdict.ADVICE
    assert check.found.startswith("[C202]")


def test_a_codebook_that_nobody_confirmed_for_long_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.codebook.offices.STALE_AFTER", dt.timedelta(days=-100_000))
    (check,) = found("codebook")
    assert check.verdict is Verdict.ADVICE
    assert check.found.startswith("[C302]")


@pytest.mark.parametrize(
    ("tables", "verdict", "told"),
    [
        ([], Verdict.ADVICE, "holds no tables"),
        (["topics.csv", "topic.csv"], Verdict.ADVICE, "not read: topic.csv"),
        (["plover.csv"], Verdict.GOOD, "plover.csv in "),
    ],
)
def test_tables_of_the_users_own_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tables: list[str], verdict: Verdict, told: str
) -> None:
    for name in tables:
        (tmp_path / name).touch()
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    (check,) = found("your own tables")
    assert check.verdict is verdict
    assert told in check.found
