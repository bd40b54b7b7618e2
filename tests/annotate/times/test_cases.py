"""The cases of `tests/cases/times.csv`: one sentence each, with the time that must be read in it and its value."""

import csv
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.times import find_times, names
from communique.annotate.times.grammar import RULES

CASES = Path(__file__).parents[2] / "cases" / "times.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def parsed(nlp: Language) -> dict[str, Doc]:
    texts = sorted({case["text"] for case in cases()})
    with nlp.select_pipes(enable=["communique_layout", "tok2vec", "tagger", "parser", "communique_morphology"]):
        return dict(zip(texts, nlp.pipe(texts), strict=True))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['text'][:48]}|{case['published_on']}")
def test_case(nlp: Language, case: dict[str, str]) -> None:
    text = case["text"]
    found = find_times(parsed(nlp)[text], published_on=case["published_on"] or None)
    read = {(text[time.start : time.end], time.type.value, time.value or "") for time in found}
    if case["span"]:
        assert (case["span"], case["type"], case["value"]) in read
    else:
        assert not read


def test_there_are_enough_cases_and_none_twice() -> None:
    keys = [(case["text"], case["published_on"], case["span"]) for case in cases()]
    assert len(keys) >= 150
    assert len(set(keys)) == len(keys)


def test_every_rule_has_a_case(nlp: Language) -> None:
    used = {
        time.rule
        for case in cases()
        for time in find_times(parsed(nlp)[case["text"]], published_on=case["published_on"] or None)
    }
    assert {name for name, _, reader in RULES if reader is not names.nothing} - used == set()


def test_the_page_shows_every_rule() -> None:
    page = (CASES.parents[2] / "docs" / "how-it-decides" / "times.md").read_text(encoding="utf-8")
    assert [name for name, _, _ in RULES if f"| `{name}` |" not in page] == []
