"""Spans and excerpts: offsets are true, and words that moved are found again or given up, never guessed."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from communique.model import Excerpt, Span

TEXT = "The minister said talks were frank. The minister left."
PARTS = (
    ("The foreign minister", "The president", "A spokeswoman", "An envoy"),
    ("Norway", "Chile", "Kenya"),
    ("fisheries", "visas", "the code of conduct"),
    ("Monday", "Friday"),
)


def test_a_span_is_never_empty() -> None:
    with pytest.raises(ValidationError, match="at least one character"):
        Span(start=3, end=3)


def test_a_span_counts_code_points() -> None:
    text = "𝕋alks in Minsk"
    assert Span(start=9, end=14).of(text) == "Minsk"


def test_an_excerpt_past_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="has 3 characters"):
        Excerpt.cut("d", "abc", Span(start=0, end=4))


def test_an_excerpt_whose_length_lies_is_refused() -> None:
    with pytest.raises(ValidationError, match="cannot stand at"):
        Excerpt(document_id="d", sha256="0" * 64, start=0, end=4, words="abc")


def test_the_same_text_gives_the_same_place() -> None:
    span = Span(start=4, end=12)
    assert Excerpt.cut("d", TEXT, span).find_in(TEXT) == span


def test_unique_words_are_found_in_an_edited_text() -> None:
    excerpt = Excerpt.cut("d", TEXT, Span(start=18, end=34))
    found = excerpt.find_in("Correction. " + TEXT)
    assert found is not None
    assert found.start == 30
    assert found.of("Correction. " + TEXT) == "talks were frank"


def test_words_that_are_no_longer_unique_are_an_orphan() -> None:
    excerpt = Excerpt.cut("d", "He left.", Span(start=0, end=2))
    assert excerpt.find_in("He spoke. He stayed. He smiled.") is None


def test_prefix_and_suffix_decide_between_two_places() -> None:
    text = "A: no comment. B: no comment."
    excerpt = Excerpt.cut("d", text, Span(start=18, end=28))
    found = excerpt.find_in("x A: no comment. B: no comment.")
    assert found is not None
    assert found.start == 20


@given(st.text(min_size=1, max_size=60), st.data())
def test_an_excerpt_always_holds_the_words_of_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = Excerpt.cut("d", text, Span(start=start, end=end))
    assert excerpt.words == text[start:end]
    assert excerpt.find_in(text) == Span(start=start, end=end)


@given(st.text(alphabet="ab. ", min_size=3, max_size=30), st.text(alphabet="ab. ", max_size=10), st.data())
def test_an_edited_text_never_gives_other_words(text: str, added: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = Excerpt.cut("d", text, Span(start=start, end=end))
    changed = added + text
    found = excerpt.find_in(changed)
    assert found is None or found.of(changed) == excerpt.words


def test_five_hundred_edits_and_no_excerpt_on_another_sentence() -> None:
    """THREATS row 20: after a text was read anew an excerpt stands at its own words, or nowhere."""
    chance = random.Random(20)
    sentences = [f"{who} of {state} spoke of {what} on {day}." for who, state, what, day in product(*PARTS)]
    for _ in range(500):
        chosen = chance.sample(sentences, 12)
        text = " ".join(chosen)
        number = chance.randrange(12)
        start = text.index(chosen[number])
        excerpt = Excerpt.cut("d", text, Span(start=start, end=start + len(chosen[number])))
        edited = list(chosen)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(edited))
            edit = chance.choice(["drop", "add", "again", "change", "swap"])
            if edit == "drop":
                del edited[at]
            elif edit == "add":
                edited.insert(at, chance.choice(sentences))
            elif edit == "again":
                edited.insert(chance.randrange(len(edited)), chosen[number])
            elif edit == "change":
                edited[at] = edited[at].replace("spoke", "did not speak")
            else:
                edited.append(edited.pop(at))
        after = " ".join(edited)
        found = excerpt.find_in(after)
        if found is not None:
            assert after[found.start : found.end] == chosen[number]
        if after.count(chosen[number]) == 1:
            assert found is not None
