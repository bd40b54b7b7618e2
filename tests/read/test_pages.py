"""Pages of HTML become documents; hostile ones lose their tags, with a failure, within seconds."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import (
    BadEncoding,
    EmptySource,
    NoArticle,
    TooDeep,
    TooLarge,
    TooSlow,
    UnsureDate,
)
from communique.model import KnownBy, PublishedOn
from communique.read import read_html
from communique.read.plain import LONGEST


def test_the_text_is_the_headline_and_the_article(page: str, story: str) -> None:
    reading = read_html(page, document_id="x")
    assert reading.document.text == f"Talks to resume\n{story}"
    assert reading.failures == ()
    assert reading.document.language == "en"


def test_menus_and_scripts_are_left_out(page: str) -> None:
    menu = "<nav><ul><li><a href='/'>Home</a><li><a href='/w'>World</a></ul></nav><script>track()</script>"
    text = read_html(page.replace("<body>", f"<body>{menu}"), document_id="x").document.text
    assert "Home" not in text
    assert "track" not in text


def test_what_is_given_wins_over_what_the_page_declares(page: str) -> None:
    head = (
        '<head><meta property="og:title" content="Their title"><meta property="og:site_name" content="Their name">'
        '<meta property="article:published_time" content="2025-07-14"></head>'
    )
    declared = read_html(page.replace("<html>", f"<html>{head}"), document_id="x").document
    assert declared.title == "Their title"
    assert declared.publisher == "Their name"
    assert declared.published_on == PublishedOn(value="2025-07-14", known_by=KnownBy.METADATA)
    ours = read_html(
        page.replace("<html>", f"<html>{head}"),
        document_id="x",
        title="Our title",
        publisher="Our name",
        published_on="2025-07-13",
    ).document
    assert (ours.title, ours.publisher) == ("Our title", "Our name")
    assert ours.published_on == PublishedOn(value="2025-07-13", known_by=KnownBy.GIVEN)


def test_a_date_that_only_loose_markup_gives_is_used_and_reported(page: str) -> None:
    marked = page.replace("<article>", '<abbr class="published" title="2025-07-14T08:00">yesterday</abbr><article>')
    reading = read_html(marked, document_id="x")
    assert reading.document.published_on == PublishedOn(value="2025-07-14", known_by=KnownBy.METADATA)
    assert [failure.code for failure in reading.failures] == [UnsureDate.code]


@pytest.mark.parametrize("html", ["", " \n ", "\0\0", "\ufeff"])
def test_an_empty_page_is_an_error(html: str) -> None:
    with pytest.raises(EmptySource):
        read_html(html, document_id="x")


@pytest.mark.parametrize(
    "html", ["<html></html>", "<script>draw()</script>", "<!-- unclosed", "<img src='a.png'>", "<?x"]
)
def test_a_page_without_words_is_an_error(html: str) -> None:
    with pytest.raises(NoArticle, match="holds no words"):
        read_html(html, document_id="x")


def test_a_page_in_which_no_article_is_found_keeps_its_words_with_a_failure() -> None:
    comment = "<p>I was there when the ministers of Valdora and Kestria met, and nobody spoke about the border.</p>"
    reading = read_html(f"<html><body><p>x</p><div class='comments'>{comment * 9}</div></body></html>", document_id="x")
    assert reading.document.text.count("Valdora") == 9
    assert [failure.code for failure in reading.failures] == [NoArticle.code]


def test_a_page_that_is_too_large_is_an_error() -> None:
    with pytest.raises(TooLarge):
        read_html("<p>" + "x" * LONGEST, document_id="x")


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<p><span>", "<ul><li>", "<table><tr><td>"])
def test_a_hundred_thousand_nested_elements_cost_nothing(unit: str, story: str) -> None:
    started = time.monotonic()
    reading = read_html(unit * 100_000 + story, document_id="x")
    assert time.monotonic() - started < 5
    assert story in reading.document.text
    assert [failure.code for failure in reading.failures] == [TooDeep.code]


def test_deep_nesting_around_nothing_is_an_error() -> None:
    with pytest.raises(TooDeep):
        read_html("<div>" * 100_000, document_id="x")


@pytest.mark.parametrize(
    "prefix",
    [
        "<p " + " ".join(f"a{number}='1'" for number in range(100_000)) + ">",
        "<p class='" + "a" * 5_000_000 + "'>",
        "<p title='never closed>",
        "<" * 300_000,
        "<a><p>" * 90,
    ],
    ids=["attributes", "long-attribute", "open-quote", "angles", "misnested"],
)
def test_hostile_markup_gives_a_record_in_time(prefix: str, story: str) -> None:
    started = time.monotonic()
    reading = read_html(prefix + story, document_id="x")
    assert time.monotonic() - started < 12
    assert reading.document.text
    assert {failure.code for failure in reading.failures} <= {NoArticle.code, TooSlow.code, TooDeep.code}


def test_entity_bombs_and_outside_entities_are_not_expanded(story: str) -> None:
    nested = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/hostname">{nested}]>'
    text = read_html(f"{bomb}<html><body><p>{story} &e9; &f;</p></body></html>", document_id="x").document.text
    assert len(text) < 2000


def test_a_million_references_are_only_long(story: str) -> None:
    reading = read_html("<p>" + "&amp;" * 500_000 + f"</p><p>{story}</p>", document_id="x")
    assert reading.document.text.count("&") == 500_000


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#99999999;", "&nosuch;", "&#;"])
def test_references_to_no_character_do_no_harm(reference: str, page: str) -> None:
    text = read_html(page.replace("<p>", f"<p>{reference}", 1), document_id="x").document.text
    text.encode("utf-8")
    assert "agreed to resume the talks" in text


def test_half_a_surrogate_in_the_markup_has_no_place_in_the_text(page: str) -> None:
    reading = read_html(page.replace("officials", "offi\ud800cials"), document_id="x")
    assert [(failure.code, failure.start) for failure in reading.failures] == [(BadEncoding.code, None)]
    assert "offi\ufffdcials" in reading.document.text


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["<p>", "</p>", "<div>", "</div>", "<a href='", "<!--", "-->", "<table>", "<td>", "<script>", "\0",
                 "<![CDATA[", "<h1>", "</h1>", "&#x", "<meta content=", "<html lang=", "<title>", "<br/"]
            ),
            st.text(st.characters(), max_size=20),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_markup_gives_a_document_or_a_coded_error(parts: list[str]) -> None:
    try:
        reading = read_html("".join(parts), document_id="x")
    except (EmptySource, NoArticle):
        return  # any other error fails the test
    assert reading.document.text.strip()
    reading.document.text.encode("utf-8")
