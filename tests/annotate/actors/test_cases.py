"""The cases of `tests/cases/actors.csv`: words of a short text, and whom they must be read as.

An actor `?` is a mention that stays open, an empty one is no mention at all.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers

CASES = Path(__file__).parents[2] / "cases" / "actors.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['text'][:40]}|{case['words']}")
def test_case(read: Callable[..., Doc], case: dict[str, str]) -> None:
    doc = read(case["text"], published_on=case["published_on"], side=case["side"] or None)
    found = {
        mention.actor or "?"
        for mention in Layers(doc).mentions
        if doc.text[mention.start : mention.end] == case["words"]
    }
    assert found == ({case["actor"]} if case["actor"] else set())


def test_there_are_enough_cases_and_none_twice() -> None:
    keys = [(case["text"], case["published_on"], case["words"]) for case in cases()]
    assert len(keys) >= 80
    assert len(set(keys)) == len(keys)
