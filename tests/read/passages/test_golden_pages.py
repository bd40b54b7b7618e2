"""Whole pages, each line with the kind that a person gave it (tests/golden/passages).

A file has one line of a page in each of its lines: kind, tab, words. A plus before the kind says that no line break
stands before the words; a written backslash-n is a line break inside a paragraph.
"""

from collections import Counter
from pathlib import Path

import pytest

from communique.model import PassageKind
from communique.read.passages import split_passages

PAGES = sorted((Path(__file__).parents[2] / "golden" / "passages").glob("*.tsv"))


def read_page(path: Path) -> tuple[str, list[tuple[int, int, PassageKind]]]:
    """Return the text of a page and the kind of each stretch."""
    text, stretches = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, words = line.split("\t", 1)
        if not kind.startswith("+") and text:
            text += "\n"
        words = words.replace("\\n", "\n")
        stretches.append((len(text), len(text) + len(words), PassageKind(kind.removeprefix("+"))))
        text += words
    return text, stretches


def found_kinds(text: str) -> list[PassageKind]:
    """Return the kind of every character."""
    kinds: list[PassageKind] = []
    for passage in split_passages(text):
        kinds += [passage.kind] * (passage.end - passage.start)
    return kinds


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_news_is_set_apart(path: Path) -> None:
    text, stretches = read_page(path)
    kinds = found_kinds(text)
    lost = [
        text[start:end]
        for start, end, kind in stretches
        if kind.is_news and not all(kinds[at].is_news or kinds[at] is PassageKind.BYLINE for at in range(start, end))
    ]
    assert lost == []


def test_nearly_all_furniture_is_set_apart_and_called_by_its_name() -> None:
    tally: Counter[str] = Counter()
    for path in PAGES:
        text, stretches = read_page(path)
        kinds = found_kinds(text)
        for start, end, kind in stretches:
            news = kind.is_news or kind is PassageKind.BYLINE
            for at in range(start, end):
                tally["furniture"] += not news
                tally["found"] += not (news or kinds[at].is_news)
                tally["same"] += kinds[at] is kind
                tally["all"] += 1
    assert tally["found"] / tally["furniture"] > 0.91
    assert tally["same"] / tally["all"] > 0.92
