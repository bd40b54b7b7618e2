"""Lines that pages print around a story, each in the middle of a story and at its end (tests/cases/furniture.csv)."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from communique.read.passages import split_passages

with (Path(__file__).parents[2] / "cases" / "furniture.csv").open(encoding="utf-8", newline="") as _file:
    LINES = [(row["kind"], row["line"]) for row in csv.DictReader(_file)]

HEAD = (
    "Border talks to resume in spring\n"
    "The foreign ministers of Valdora and Kestria agreed on Tuesday to resume talks on the border in spring.\n"
    '"We have found a way to speak to each other again," Valdora\'s minister Anneke Brandt told reporters.\n'
    "The two countries closed their border in 2021 after a dispute over grain shipments.\n"
)
TAIL = "Kestria's ministry said in a statement that a date would be fixed by both sides in the coming weeks.\n"


def apart(before: str, line: str, after: str) -> str:
    text = f"{before}{line}\n{after}"
    return "".join(text[one.start : one.end] for one in split_passages(text) if not one.kind.is_news).strip()


@pytest.mark.parametrize(("before", "after"), [(HEAD, TAIL), (HEAD + TAIL, "")], ids=["within", "after"])
def test_nineteen_in_twenty_are_set_apart_and_never_more_than_they(before: str, after: str) -> None:
    tally: Counter[str] = Counter()
    for _, line in LINES:
        found = apart(before, line, after)
        assert found in {"", line} or found in line, f"{line!r} takes {found!r} with it"
        tally["whole"] += found == line
    assert tally["whole"] >= 0.95 * len(LINES)


def test_their_kind_is_mostly_right() -> None:
    tally: Counter[str] = Counter()
    for kind, line in LINES:
        text = f"{HEAD}{TAIL}{line}\n"
        last = split_passages(text)[-1].kind
        if not last.is_news:
            tally["right"] += last.value == kind
            tally["all"] += 1
    assert tally["right"] >= 0.8 * tally["all"]


with (Path(__file__).parents[2] / "cases" / "plain_news.csv").open(encoding="utf-8", newline="") as _file:
    SENTENCES = [line for line in _file.read().splitlines()[1:] if line]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_plain_news_in_the_words_of_pages_stays_news(sentence: str) -> None:
    assert apart(HEAD, sentence, TAIL) == ""
