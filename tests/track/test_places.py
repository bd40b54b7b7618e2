"""A phrase in a stream of words stands where it stands in each of the texts."""

import random
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.track.places import places_in
from communique.track.streams import IN_DOUBT, RATES, RATES_NOT, Stream, Writing, cut, marks_in
from communique.track.wordings import find_phrase

WORDS = {
    "en": [
        *("candid", "candidly", "candidate", "and", "constructive", "constructively", "the", "U.S.", "u.s.a"),
        *("win-win", "“win”", "1.9", "1.95", "nation's", "nations", "talks", "talk", "İzmir", "naïve", "re-open", "a"),
    ],
    "ru": [
        *("откровенный", "откровенного", "разговор", "разговора", "и", "конструктивный", "конструктивно"),
        *("США", "ещё", "еще"),
    ],
    "zh": list("坦诚深入，。；！交换意见G20 "),
    "fr": ["échange", "franc", "et", "direct", "francs", "l'accord"],
}
GAPS = [" ", "  ", ", ", ". ", ".", "! ", "\n", ".\n", "; ", " - ", "—", "\u00a0", " (", ") ", "? ", "' "]


def stream_of(texts: list[str], language: str) -> Stream:
    writing = Writing()
    for text in texts:
        writing.put(text, language)
    return Stream(writing.arrays())


def found_in(stream: Stream, texts: list[str], phrase: str, language: str) -> list[list[tuple[int, int, bool]]]:
    """Return the places in each text, as characters of it."""
    found = places_in(stream, phrase, language)
    ends = [[0, *accumulate(map(len, ["", *cut(text, language)]))] for text in texts]
    told: list[list[tuple[int, int, bool]]] = [[] for _ in texts]
    for first, last, exact, before, after in zip(*(column.tolist() for column in found[:-1]), strict=True):
        number = int(stream.text_of(first))
        begin = int(stream.texts[number])
        start = ends[number][2 * (first - begin)] - len(found.edges[before])
        end = ends[number][2 * (last - begin) + 1] + len(found.edges[after])
        told[number].append((start, end, exact))
    return told


def a_text(rng: random.Random, language: str) -> str:
    gaps = [""] if language == "zh" else GAPS
    words = WORDS[language]
    return "".join(f"{rng.choice(words)}{rng.choice(gaps)}" for _ in range(rng.randrange(40)))


@pytest.mark.parametrize("language", sorted(WORDS))
@given(seed=st.integers(0, 1 << 30))
@settings(max_examples=150, deadline=None)
def test_a_stream_has_a_phrase_where_its_texts_do(language: str, seed: int) -> None:
    rng = random.Random(seed)
    texts = [a_text(rng, language) for _ in range(4)]
    stream = stream_of(texts, language)
    joint = "" if language == "zh" else " "
    for _ in range(4):
        phrase = joint.join(rng.choice(WORDS[language]) for _ in range(rng.randrange(1, 4)))
        if not any(letter.isalnum() for letter in phrase):
            continue
        expected = [[(one.start, one.end, one.exact) for one in find_phrase(text, phrase, language)] for text in texts]
        assert found_in(stream, texts, phrase, language) == expected, phrase


def test_a_word_that_most_texts_have_is_found_without_a_list() -> None:
    texts = ["the talks and the talks and the talks"] * 3 + ["one other word"]
    stream = stream_of(texts, "en")
    assert [len(one) for one in found_in(stream, texts, "the talks", "en")] == [3, 3, 3, 0]


def test_more_words_and_gaps_than_short_numbers_can_tell() -> None:
    rare = [f"w{number}" for number in range(70_000)]
    gaps = "".join(f"x{'.' * number} " for number in range(1, 300))
    texts = [" ".join(rare), gaps, "w69999 w5", f"talk{'-' * 290}talk"]
    stream = stream_of(texts, "en")
    for phrase in ("w69999", "w69998 w69999", "w5", "x", "talk"):
        expected = [[(one.start, one.end, one.exact) for one in find_phrase(text, phrase, "en")] for text in texts]
        assert found_in(stream, texts, phrase, "en") == expected, phrase


def test_a_text_without_words() -> None:
    stream = stream_of(["", " ... ", "talks"], "en")
    assert places_in(stream, "talks", "en").first.tolist() == [3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. The talks were candid and constructive.", [("candid and constructive", RATES)]),
        ("She called for a candid dialogue.", [("candid", RATES_NOT)]),
        (f"The talks on {'fish and ' * 60}grain were candid.", [("candid", IN_DOUBT)]),
        ("They spoke of fisheries.", []),
    ],
)
def test_what_may_rate_a_talk(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[mark.start : mark.end], mark.rates) for mark in marks_in(text, "en")] == expected
