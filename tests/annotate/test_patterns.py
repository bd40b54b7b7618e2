"""Finding many words at once by their first letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.patterns import Beginnings

STEMS = ("meet", "met", "is in ", "not in", "includ", "co-host")
WORDS = ("meet", "met", "Met", "is", "in", "not", "included", "hosts", "co-host", "a", "the", "’s")
BEGINNINGS = Beginnings(STEMS)


def places(*words: str) -> list[int]:
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    return list(BEGINNINGS.places(" ".join(words), [word.lower() for word in words], starts))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("They", "Met", "at", "meetings"), [1, 3]),
        (("metal", "MET", "met"), [2]),
        (("She", "is", "in", "Kest"), [1]),
        (("She", "is", "inside"), []),
        (("talks", "not", "included"), [1]),
    ],
    ids=["any ending of a long stem", "a short one stands alone", "several words", "cut short", "one within another"],
)
def test_places(words: tuple[str, ...], found: list[int]) -> None:
    assert places(*words) == found


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_they_are_those_that_the_pattern_finds_at_words(words: list[str]) -> None:
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    searched = [starts.index(hit.start()) for hit in BEGINNINGS.pattern.finditer(text) if hit.start() in starts]
    assert places(*words) == searched
