from typing import Any

import pytest

from communique.model import Record
from communique.model.history import PhraseHistory
from communique.track.phrases import Text, phrase
from communique.track.tellings import Source, numbered
from communique.track.wordings import find_phrase

Told = Any


def words(text: str, asked: str, language: str | None = "en") -> list[tuple[str, bool]]:
    return [(text[place.start : place.end], place.exact) for place in find_phrase(text, asked, language)]


def history(asked: str, *records: Record, **options: Any) -> PhraseHistory:
    return phrase(asked, numbered(records), **options)


@pytest.mark.parametrize(
    ("text", "asked", "language", "expected"),
    [
        ("A Candid talk.", "candid", "en", [("Candid", True)]),
        ("The candidate spoke candidly.", "candid", "en", [("candidly", False)]),
        (
            "Constructive and candid talks; candid\u00a0and constructive ones.",
            "candid and constructive",
            "en",
            [("Constructive and candid", False), ("candid\u00a0and constructive", True)],
        ),
        (
            "A candid, in-depth and constructive talk.",
            "candid constructive",
            "en",
            [("candid, in-depth and constructive", False)],
        ),
        ("It was candid. Constructive it was not.", "candid and constructive", "en", []),
        ("candid talk about a long list of very constructive", "candid and constructive", "en", []),
        ("candid, then candid and constructive", "candid constructive", "en", [("candid and constructive", False)]),
        (
            "откровенный и конструктивный разговор",
            "откровенного разговора",
            "ru",
            [("откровенный и конструктивный разговор", False)],
        ),
        ("双方坦诚深入交换意见，坦诚、深入。", "坦诚深入", "zh", [("坦诚深入", True), ("坦诚、深入", False)]),
        ("un échange franc et direct", "franc et direct", "fr", [("franc et direct", True)]),
        ("a win-win result and win win talk", "win-win", "en", [("win-win", True), ("win win", False)]),
        ("the U.S. and us", "U.S.", "en", [("U.S.", True)]),
        ("francs francs franc", "francs franc", "fr", [("francs franc", True)]),
        ("nothing of it", "candid", None, []),
    ],
)
def test_where_a_phrase_stands(text: str, asked: str, language: str | None, expected: list[tuple[str, bool]]) -> None:
    assert words(text, asked, language) == expected


def test_first_last_and_counts(told: Told) -> None:
    first = told(text="The ministers had a candid exchange.", published="2021-03-01", url="https://regeringen.se/1")
    second = told(
        text="The ministers held candid and constructive talks.", published="2023-03-01", url="https://regeringen.se/2"
    )
    third = told(text="They were candid with each other, and candid about it.", published="2023-07-01")
    found = history("candid", third, first, second)
    assert found.first is not None
    assert found.last is not None
    assert (found.first.document, found.last.document) == (first.document.id, third.document.id)
    assert (found.uses_count, found.documents) == (4, 3)
    assert [(year.year, year.side, year.uses, year.documents) for year in found.by_year] == [
        ("2021", "SWE", 1, 1),
        ("2023", "SWE", 1, 1),
        ("2023", "press", 2, 1),
    ]
    assert [(one.wording, one.uses) for one in found.variants] == [("candid", 3), ("candid and constructive", 1)]
    assert found.first.sentence.words == "The ministers had a candid exchange."


def test_who_said_it(told: Told) -> None:
    text = "She said the talks were candid. It was a candid talk."
    record = told(text=text, statements=[told.statement("lindqvist", 9, 30, said_on="2024-05-02")])
    mine, narrators = history("candid", record).uses
    assert (mine.speaker_name, mine.date, mine.side) == ("Anna Lindqvist", "2024-05-02", "press")
    assert (narrators.speaker, narrators.date) == (None, "2024-05-14")


def test_copies_count_once(told: Told) -> None:
    records = [told(text="A candid talk.", name=name) for name in "ab"]
    found = history("candid", *records, copies={"a": "a", "b": "a"})
    assert (found.uses_count, found.documents, len(found.uses)) == (1, 1, 2)


def test_a_phrase_that_nobody_used(told: Told) -> None:
    found = history("candid", told(text="A talk."))
    assert (found.first, found.last, found.uses, found.by_year, found.variants) == (None, None, (), (), ())


def test_a_phrase_without_words(told: Told) -> None:
    with pytest.raises(ValueError, match="no word"):
        history(" ...", told())


def test_a_date_before_the_first_sentence_is_not_shown_with_it() -> None:
    words = "date 2026-03-09 The talks in Oslo were candid and constructive."
    source = Source("d1", language="en", published_on="2026-03-09")
    (use,) = phrase("candid", [Text(source, words, [(16, len(words))])]).uses
    assert use.sentence.words == "The talks in Oslo were candid and constructive."
