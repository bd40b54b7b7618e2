"""Whatever the text (THREATS rows 16 and 19): its record leads back to its words, and JSON gives the record again."""

import json
import unicodedata
from collections.abc import Iterator
from importlib import resources
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from communique import stages
from communique.annotate.documents import parse_form
from communique.errors import EmptySource
from communique.model import Record
from communique.report.terminal import record_page

STORY = resources.files("communique.demo").joinpath("story.txt").read_text(encoding="utf-8")
WORDS = [*STORY.split(" "), "“", "”", '"', "’", "\n", "\n\n", "—", "(", ")", "said:", "according to", "did not mention"]

scraps = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
"""Words of a story in any order: quotations that never close, cues without a subject, dates without an anchor."""
odd = st.text(st.characters(exclude_categories=()), min_size=1, max_size=80)
"""Any characters at all, lone surrogates and controls included."""
texts = st.lists(st.one_of(scraps, odd, st.sampled_from(STORY.splitlines())), min_size=1, max_size=4).map("\n".join)


def read(text: str) -> Record | None:
    try:
        return stages.read(text, published_on="2026-03-09")
    except EmptySource:
        return None


def places(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, list):
        for item in value:
            yield from places(item)
    elif isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        for item in value.values():
            yield from places(item)


@settings(max_examples=60)
@given(texts)
def test_every_place_lies_in_the_text_and_json_gives_the_record_again(text: str) -> None:
    record = read(text)
    if record is None:
        return
    told = record.to_json()
    assert Record.model_validate_json(told) == record
    length = len(record.document.text)
    assert all(0 <= start < end <= length for start, end in places(json.loads(told)))


@settings(max_examples=60)
@given(texts)
def test_sentences_hold_all_of_the_news_and_nothing_else(text: str) -> None:
    record = read(text)
    if record is None or any(failure.code == "C203" for failure in record.failures):
        return
    news = {at for passage in record.passages if passage.kind.is_news for at in range(passage.start, passage.end)}
    held = [at for sentence in record.sentences for at in range(sentence.start, sentence.end)]
    assert held == sorted(set(held))
    assert news.issuperset(held)
    seen = parse_form(record.document.text)  # in which marks that nobody sees are white space
    assert not "".join(seen[at] for at in news.difference(held)).strip()
    assert all(seen[sentence.start].strip() and seen[sentence.end - 1].strip() for sentence in record.sentences)


@settings(max_examples=60)
@given(text=texts, width=st.integers(24, 120), spans=st.booleans())
def test_a_page_cannot_steer_the_terminal_and_keeps_to_its_width(*, text: str, width: int, spans: bool) -> None:
    record = read(text)
    if record is None:
        return
    console = Console(width=width, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as capture:
        console.print(record_page(record, spans=spans))
    shown = capture.get()
    assert all(cell_len(line) <= width for line in shown.splitlines())
    assert not any(unicodedata.category(mark) in {"Cc", "Cs"} for mark in shown if mark != "\n")


@settings(max_examples=30)
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
