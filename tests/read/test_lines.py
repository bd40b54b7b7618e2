"""One reading a line, whatever the line holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadEncoding, BadLine, EmptySource, NoArticle, TooDeep, TooLarge
from communique.model import KnownBy, PublishedOn
from communique.read import read_line
from communique.read.plain import LONGEST

TEXT = "The ministers met on Tuesday and agreed to resume the talks on the border in the spring."


def line(**fields: object) -> str:
    return json.dumps({"id": "a", "text": TEXT} | fields)


def codes(reading: object) -> list[str]:
    return [failure.code for failure in reading.failures]  # type: ignore[attr-defined]


def test_a_whole_line() -> None:
    reading = read_line(
        line(published_on="2025-07-14", title="Talks", url="https://paper.example/t", publisher="The Example",
             language="en", desk="world", rank=3, tags=["a", {"b": None}]),
        1,
    )  # fmt: skip
    document = reading.document
    assert reading.failures == ()
    assert (document.id, document.text, document.title, document.publisher) == ("a", TEXT, "Talks", "The Example")
    assert document.published_on == PublishedOn(value="2025-07-14", known_by=KnownBy.GIVEN)
    assert document.extra == {"desk": "world", "rank": 3, "tags": ["a", {"b": None}]}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("", "is blank"),
        ("  \t", "is blank"),
        ("{bad", "is not JSON"),
        ('{"id": "a", "text": "cut', "is not JSON"),
        ("The talks resumed.", "is not JSON"),
        ("[1, 2]", "is not a JSON object"),
        ('"text"', "is not a JSON object"),
        ("null", "is not a JSON object"),
        ("5", "is not a JSON object"),
        ("[" * 100_000, "nested too deep"),
        ('{"id": 1' + "0" * 5000 + ', "text": "x"}', "is not JSON"),
        ('{"id": "a"}', "neither text nor html"),
        ('{"id": "a", "text": null}', "neither text nor html"),
        ('{"id": "a", "text": 5}', "text is not a string"),
        ('{"id": "a", "text": ["x"]}', "text is not a string"),
        ('{"id": "a", "html": {"p": 1}}', "html is not a string"),
    ],
)
def test_a_line_that_is_no_document_says_why(bad: str, said: str) -> None:
    reading = read_line(bad, 7)
    assert reading.document.text == ""
    assert codes(reading) == [BadLine.code]
    assert said in reading.failures[0].message
    assert "line 7" in reading.failures[0].message


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_an_empty_text_is_a_failure(text: str) -> None:
    assert codes(read_line(line(text=text), 1)) == [EmptySource.code]


def test_a_line_without_an_id_is_named_by_its_number() -> None:
    odd: tuple[object, ...] = (None, [1], True, {}, "", "  ", 1.5)
    for value in odd:
        assert read_line(line(id=value), 12).document.id == "line-12"
    assert read_line(line(id=2025), 12).document.id == "2025"


def test_two_lines_with_one_id_are_two_documents() -> None:
    first, second = read_line(line(), 1), read_line(line(text="Another text."), 2)
    assert first.document.id == second.document.id == "a"
    assert first.document.sha256 != second.document.sha256


@pytest.mark.parametrize("value", ["2025-02-30", "soon", "2025/13/01"])
def test_a_date_that_is_none_is_passed_over_and_said(value: str) -> None:
    reading = read_line(line(published_on=value), 1)
    assert reading.document.text == TEXT
    assert reading.document.published_on is None
    assert codes(reading) == [BadLine.code]


@pytest.mark.parametrize("name", ["published_on", "title", "url", "publisher", "language"])
def test_a_field_of_the_wrong_type_is_passed_over_and_said(name: str) -> None:
    for value in (5, ["x"], {"x": 1}, True):
        reading = read_line(line(**{name: value}), 1)
        assert reading.document.text == TEXT
        assert f"{name} is not a string" in reading.failures[0].message


def test_null_fields_are_as_if_not_given() -> None:
    reading = read_line(line(published_on=None, title=None, html=None), 1)
    assert reading.failures == ()
    assert reading.document.title is None


@pytest.mark.parametrize("url", ["http://[::1", "not an address", "http://" + "a" * 10_000, "\0"])
def test_an_odd_address_does_no_harm(url: str) -> None:
    assert read_line(line(url=url), 1).document.text == TEXT


def test_bytes_and_marks() -> None:
    assert read_line(("\ufeff" + line()).encode(), 1).document.text == TEXT
    assert read_line(line().encode() + b"\r\n", 1).document.text == TEXT
    broken = read_line(line(text="caf~").encode().replace(b"~", b"\xe9"), 1)
    assert broken.document.text == "caf\ufffd"
    assert codes(broken) == [BadEncoding.code]
    assert "UTF-16" in read_line(line().encode("utf-16"), 1).failures[0].message


def test_surrogates_in_every_field() -> None:
    reading = read_line('{"id": "\\ud800", "text": "x\\ud800y", "title": "\\udfff", "odd\\ud800": ["\\ud800"]}', 1)
    assert (reading.document.id, reading.document.text, reading.document.title) == ("\ufffd", "x\ufffdy", "\ufffd")
    assert reading.document.extra == {"odd\ufffd": ["\ufffd"]}
    assert codes(reading) == [BadEncoding.code]


def test_raw_control_characters_inside_strings_are_taken() -> None:
    assert read_line('{"id": "a", "text": "one\ttwo\0three"}', 1).document.text == "one\ttwo\0three"


def test_an_extra_field_that_is_nested_too_deep_is_dropped_and_said() -> None:
    nested = "[" * 500 + "]" * 500
    reading = read_line(f'{{"id": "a", "text": "{TEXT}", "deep": {nested}, "flat": [1]}}', 1)
    assert reading.document.extra == {"flat": [1]}
    assert "deep is nested too deep" in reading.failures[0].message


def test_a_text_wins_over_html_and_html_is_kept() -> None:
    document = read_line(line(html="<p>other</p>"), 1).document
    assert document.text == TEXT
    assert document.extra == {"html": "<p>other</p>"}


def test_html_is_read(page: str, story: str) -> None:
    reading = read_line(json.dumps({"id": "a", "html": page}), 1)
    assert story in reading.document.text
    empty = read_line('{"id": "a", "html": "<p></p>"}', 1)
    assert codes(empty) == [NoArticle.code]
    deep = read_line(json.dumps({"id": "a", "html": "<div>" * 1000}), 1)
    assert codes(deep) == [TooDeep.code]


def test_what_is_known_of_an_unread_document_is_kept() -> None:
    document = read_line('{"id": "a", "url": "https://paper.example/a", "title": "Talks", "x": 1}', 1).document
    assert (document.url, document.title, document.extra) == ("https://paper.example/a", "Talks", {"x": 1})


def test_a_huge_text_is_refused() -> None:
    assert codes(read_line(line(text="x" * (LONGEST + 1)), 1)) == [TooLarge.code]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "published_on", "title", "url", "publisher", "language", "extra"]), JSON
    )
)
def test_any_object_gives_a_reading(fields: dict[str, object]) -> None:
    reading = read_line(json.dumps(fields), 3)
    reading.document.model_dump_json()
    assert reading.document.text or reading.failures


@given(st.one_of(st.binary(max_size=200), st.text(st.characters(), max_size=200)))
def test_any_line_gives_a_reading(raw: bytes | str) -> None:
    reading = read_line(raw, 3)
    reading.document.model_dump_json()
    assert reading.document.text or reading.failures
