"""The cases of `tests/cases/statements.csv`: a sentence or two, with every speech act that must be read in them.

Parts of one column are apart by " // ". A text without a cue and without content reports nothing.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest
from spacy.language import Language

from communique.annotate.layers import Layers
from communique.model import Party, Span, Statement

CASES = Path(__file__).parents[2] / "cases" / "statements.csv"
Case = tuple[str, list[dict[str, str]]]


def cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(text, [row for row in group if row["content"]]) for text, group in groupby(rows, lambda row: row["text"])]


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " // ".join(span.of(text) for span in spans)


def of_party(text: str, party: Party | None) -> str:
    return words(text, party.spans) if party is not None else ""


def described(text: str, statement: Statement) -> dict[str, str]:
    return {
        "text": text,
        "cue": words(text, statement.cue),
        "content": words(text, statement.content),
        "speaker": of_party(text, statement.speaker),
        "addressee": of_party(text, statement.addressee),
        "mode": statement.mode.value,
        "polarity": statement.polarity.value,
        "according_to": " // ".join(
            f"{link.medium.value}: {words(text, link.spans)}" for link in statement.according_to
        ),
    }


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_case(nlp: Language, text: str, expected: list[dict[str, str]]) -> None:
    assert [described(text, statement) for statement in Layers(nlp(text)).statements] == expected
