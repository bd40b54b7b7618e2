"""A text stays as it was received, and what cannot be read of it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadDate, BadEncoding, EmptySource, TooLarge
from communique.read import read_text
from communique.read.plain import LONGEST, partial_date


@pytest.mark.parametrize("text", ["", " \n\t ", "\0\0\0", "\u200b\ufeff\u3000", "\x1c\x85\u2028"])
def test_nothing_to_read_is_an_error(text: str) -> None:
    with pytest.raises(EmptySource, match="holds no text"):
        read_text(text, document_id="x")


@pytest.mark.parametrize(
    "text", ["a\r\nb\rc", "  indented ", "tab\there", "nul\0inside", "a\u2028b", "\u202eright to left"]
)
def test_every_character_stays(text: str) -> None:
    assert read_text(text, document_id="x").document.text == text


def test_a_byte_order_mark_belongs_to_the_file_not_to_the_text() -> None:
    assert read_text("\ufeffThe talks", document_id="x").document.text == "The talks"


def test_half_a_surrogate_pair_is_replaced_in_its_place() -> None:
    reading = read_text("ab\ud800cd\udfff\udfff", document_id="x")
    assert reading.document.text == "ab\ufffdcd\ufffd\ufffd"
    assert [(failure.code, failure.start, failure.end) for failure in reading.failures] == [
        (BadEncoding.code, 2, 3),
        (BadEncoding.code, 5, 7),
    ]


def test_thousands_of_bad_characters_give_a_short_list() -> None:
    reading = read_text("a\ud800" * 5000, document_id="x")
    assert len(reading.failures) == 21
    assert "4980 more" in reading.failures[-1].message


def test_ten_million_characters_are_read_and_not_one_more() -> None:
    assert len(read_text("x" * LONGEST, document_id="x").document.text) == LONGEST
    with pytest.raises(TooLarge, match="10,000,001 characters"):
        read_text("x" * (LONGEST + 1), document_id="x")


def test_what_is_given_is_kept() -> None:
    document = read_text(
        "The talks resumed.",
        document_id="x",
        title="Talks",
        url="https://paper.example/talks",
        publisher="The Example",
        language="EN-gb",
        extra={"desk": "world"},
    ).document
    assert (document.title, document.url, document.publisher) == ("Talks", "https://paper.example/talks", "The Example")
    assert document.language == "en"
    assert document.extra == {"desk": "world"}


@pytest.mark.parametrize(
    ("given_date", "value"),
    [("2025-07-14", "2025-07-14"), ("2025-07", "2025-07"), ("2025", "2025"), ("2025-W28", "2025-W28"), (None, None),
     ("2025-07-14T08:30:00+02:00", "2025-07-14"), ("20250714", "2025-07-14"), ("14 July 2025", "2025-07-14"),
     (" ", None)],
)  # fmt: skip
def test_a_given_date_keeps_its_precision(given_date: str | None, value: str | None) -> None:
    assert partial_date(given_date) == value


@pytest.mark.parametrize("value", ["2025-02-30", "yesterday", "14/07", "05/06/2025", "0000-01-01", "2025-13"])
def test_what_is_no_date_is_refused_when_it_is_given(value: str) -> None:
    with pytest.raises(BadDate, match="is not a date"):
        read_text("The talks resumed.", document_id="x", published_on=value)


@given(st.text(st.characters(), max_size=300))
def test_any_text_becomes_a_document_of_the_same_length_or_a_coded_error(text: str) -> None:
    try:
        reading = read_text(text, document_id="x")
    except EmptySource:
        return  # any other error fails the test
    assert len(reading.document.text) == len(text.removeprefix("\ufeff"))
    reading.document.text.encode("utf-8")
