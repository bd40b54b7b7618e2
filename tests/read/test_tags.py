"""The plain way from markup to text keeps all words and takes linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.tags import text_without_tags, title_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("<p>A <b>bold</b> <a href='x'>link</a>.</p>", "A bold link."),
        ("one<br>two", "one\ntwo"),
        ("a &lt; b &amp; c&nbsp;d", "a < b & c\xa0d"),
        ("<script>var a = '<p>';</script>seen", "seen"),
        ("<style>p {}</style><!-- no <p> -->seen", "seen"),
        ("<script>never closed", "never closed"),
        ("2 < 3 and 4 > 1", "2 < 3 and 4 > 1"),
        ("cut off <a href=", "cut off <a href="),
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>", "&a;"),
        ("<![CDATA[<b>raw</b>]]>", "<b>raw</b>"),
        ("<?xml version='1.0'?><rss><p>x</p></rss>", "x"),
        ("", ""),
        ("<p></p><p> </p>", ""),
    ],
)
def test_words_stay_and_blocks_break_lines(markup: str, text: str) -> None:
    assert text_without_tags(markup) == text


def test_entities_of_a_dtd_are_not_expanded() -> None:
    nested = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    assert text_without_tags(f'<!DOCTYPE x [<!ENTITY e0 "ha">{nested}]><p>&e9;</p>') == "&e9;"


@pytest.mark.parametrize(
    "unit", ["<", "<p ", "<!--", "<![CDATA[", "<script>", "<!DOCTYPE [", "<?", "&amp;", "<a href='"]
)
def test_half_a_million_openings_take_no_time(unit: str) -> None:
    started = time.monotonic()
    text_without_tags(unit * (500_000 // len(unit)))
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("markup", "title"),
    [("<title> Talks\n resume </title>", "Talks resume"), ("<title></title>", None), ("<p>x</p>", None),
     ("<TITLE lang='en'>A &amp; B</TITLE>", "A & B")],
)  # fmt: skip
def test_the_title_is_found(markup: str, title: str | None) -> None:
    assert title_of(markup) == title


@given(st.text("<>/!-ab c&;'\"=[]?", max_size=200))
def test_any_markup_gives_text_without_empty_lines(markup: str) -> None:
    lines = text_without_tags(markup).split("\n")
    assert lines == [""] or all(lines)
