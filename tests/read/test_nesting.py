"""Depth is counted in one pass, as a lenient parser would nest."""

import time

import pytest

from communique.read.nesting import MAX_DEPTH, is_deeper_than


def test_the_limit_itself_is_not_too_deep() -> None:
    assert not is_deeper_than("<div>" * MAX_DEPTH)
    assert is_deeper_than("<div>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "html",
    [
        "<div></div>" * 1000,
        "<p>" * 1000,  # a paragraph closes the one before
        "<li>" * 1000,
        "<br><img><hr>" * 1000,
        "<!-- " + "<div>" * 1000 + " -->",
        "<script>" + "'<div>'" * 1000 + "</script>",
        "<title>" + "<b>" * 1000,
        "</div>" * 1000,
        "a < b " * 1000,
    ],
)
def test_length_is_not_depth(html: str) -> None:
    assert not is_deeper_than(html)


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<p><span>", "<ul><li>", "<table><tr><td>", "<a><div></a>"])
def test_a_hundred_thousand_open_elements_are_seen_at_once(unit: str) -> None:
    started = time.monotonic()
    assert is_deeper_than(unit * 100_000)
    assert time.monotonic() - started < 2
