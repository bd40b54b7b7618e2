"""THREATS rows 6, 7 and 16: pages, strings and bytes that were made to hang or crash whoever reads them."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.read import Outcome, read_any, read_text
from communique.read.collections.feeds import addresses_in, looks_like_feed
from communique.read.collections.rows import looks_like_json_lines
from communique.read.files import SUFFIXES
from communique.read.formats import format_of
from communique.read.furniture import story_words
from communique.read.nesting import is_deeper_than
from communique.read.passages import split_passages
from communique.read.relevance import is_about_diplomacy
from communique.read.tags import text_without_tags

STORY = "<p>The ministers of Norway and Chile met in Oslo on Tuesday and discussed fisheries, both sides said.</p>" * 3


def pages() -> dict[str, str]:
    """Fifty pages, each of about a megabyte at most."""
    made = {f"{tag} x 100,000": f"<{tag}>" * 100_000 + STORY for tag in ("div", "b", "font", "table", "ul", "svg", "a")}
    made |= {
        f"{tag} x 5,000": f"<{tag}>" * 5000 + STORY for tag in ("div", "i", "span", "blockquote", "select", "math")
    }
    made |= {
        f"{tag} x 199": f"<{tag}>" * 199 + STORY for tag in ("div", "section", "font", "table", "button", "object")
    }
    made |= {
        "table cells": "<table>" + "<tr><td>" * 50_000 + STORY,
        "tables in tables": "<table><tr><td>" * 150 + STORY,
        "misnested": "<b><i><u><p>" * 20_000 + STORY,
        "misnested with ends": "<b><p></b></p>" * 50_000 + STORY,
        "formatting": "<a href=x><b>" * 190 + "<p>x" * 5000 + STORY,
        "ends without starts": "</div></p></b>" * 60_000 + STORY,
        "attributes": "<p " + " ".join(f"a{number}='1'" for number in range(60_000)) + ">" + STORY,
        "one attribute of a megabyte": f"<p title='{'x' * 1_000_000}'>" + STORY,
        "an attribute without end": STORY + "<p title='" + "x" * 500_000,
        "a tag without end": STORY + "<p " * 300_000,
        "a comment without end": STORY + "<!--" + "x<!--" * 200_000,
        "comments": "<!-- -->" * 100_000 + STORY,
        "a script without end": STORY + "<script>" + "x" * 900_000,
        "scripts": "<script>x</script>" * 50_000 + STORY,
        "scripts without end": "<script>" * 100_000 + STORY,
        "styles": "<style>a{}</style>" * 50_000 + STORY,
        "entities": "&amp;" * 200_000 + STORY,
        "entities without end": "&amp" * 200_000 + STORY,
        "unknown entities": "&x;" * 300_000 + STORY,
        "figures": "&#1114112;&#xD800;&#0;" * 40_000 + STORY,
        "less than": "<" * 1_000_000 + STORY,
        "greater than": ">" * 1_000_000 + STORY,
        "declarations": "<!x" * 300_000 + STORY,
        "document types": "<!DOCTYPE html [" * 60_000 + STORY,
        "cdata": "<![CDATA[" * 100_000 + STORY,
        "processing": "<?x" * 300_000 + STORY,
        "one line": "<p>" + "met " * 250_000,
        "no spaces": "<p>" + "x" * 1_000_000,
        "paragraphs": "<p>x" * 200_000,
        "links": "<a href=/x>x</a> " * 50_000 + STORY,
        "base": "<base href='http://127.0.0.1:9/'>" + STORY + "<img src=x><link rel=stylesheet href=y>",
        "linked data": f'<script type="application/ld+json">{"[" * 300_000}</script>' + STORY,
        "linked data, wide": f'<script type="application/ld+json">[{"{}," * 200_000}{{}}]</script>' + STORY,
        "meta": "<meta name=a content=b>" * 40_000 + STORY,
        "titles": "<title>" * 100_000 + STORY,
        "times": "<time datetime=2025-06-03>x</time>" * 30_000 + STORY,
        "frames": "<iframe src='http://127.0.0.1:9/'></iframe>" * 20_000 + STORY,
        "nul": "\0" * 300_000 + STORY,
        "combining": "<p>" + "e\u0301" * 300_000 + STORY,
        "right to left": "<p>" + "\u202e\u2066x" * 100_000 + STORY,
    }
    return {name: f"<html><body>{page}</body></html>" for name, page in made.items()}


PAGES = pages()


def test_there_are_fifty_pages() -> None:
    assert len(PAGES) >= 50


@pytest.mark.parametrize("name", list(PAGES))
def test_a_hostile_page_is_read_or_named_in_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGES[name], encoding="utf-8")
    start = time.perf_counter()
    (found,) = read_any(path)
    assert time.perf_counter() - start < 9  # five seconds for the parser, one for the rest, on a busy machine
    assert found.outcome is Outcome.READ or found.failures


def test_the_first_pass_takes_no_harm_from_hostile_pages() -> None:
    is_about_diplomacy("x")
    for name, page in PAGES.items():
        start = time.process_time()
        is_about_diplomacy(text_without_tags(page))
        assert time.process_time() - start < 1.5, name


N = 200_000
STRINGS = [
    "ab ", '"', " ", "\n", "a", "A.", "<", "<a ", "1", "1-", "Aa ", ", ", "&#", "said that ", "x's ", "\t\r\n", "中",
    ".", "-", "“x” ", "charset=", "<!--", "Aa\n", "date: 2025-01-01 ", "(", "/a", "http://", "www. ", "{",
    "[", '{"text": "', "<a href=x>", "<nav>", "<script></",
    "\\", "Norway met Chile ", "<rss ", "<?xml ", "\u202e", "\ud800", "%PDF-", "WARC/1.0\r\n",
]  # fmt: skip
WORK: list[Callable[[str], object]] = [
    lambda text: read_text(text, document_id="a"),
    text_without_tags,
    story_words,
    is_deeper_than,
    is_about_diplomacy,
    addresses_in,
    lambda text: looks_like_feed(text.encode("utf-8", "replace")),
    lambda text: looks_like_json_lines(text.encode("utf-8", "replace")),
    lambda text: format_of(text.encode("utf-8", "replace")),
    lambda text: split_passages(text[: N // 4], title="a", publisher="b"),
]


@pytest.mark.parametrize("unit", STRINGS)
def test_strings_made_to_keep_a_pattern_busy_do_not(unit: str) -> None:
    text = unit * (N // len(unit)) + "x"
    is_about_diplomacy("x")
    for work in WORK:
        start = time.process_time()
        with suppress(CommuniqueError):
            work(text)
        assert time.process_time() - start < 0.6  # 0.2 seconds on a quiet machine


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=3000),
        st.text(max_size=1000).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.tuples(
            st.sampled_from([
                b"WARC/1.0\r\n", b"PAR1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"%PDF-1.7\n",
                b'{"text": "',
                b"<rss><item>", b"<html>", b"https://a.example/\n", b"id,text\n", b"\xff\xfe", b"[{", b"P\x2a\x4d\x18",
            ]),
            st.binary(max_size=500),
        ).map(b"".join),
    ),
    suffix=st.sampled_from([*sorted(SUFFIXES), ".gz", ".zst", ".warc.gz", ".jsonl.gz", ""]),
)  # fmt: skip
def test_any_bytes_under_any_name_are_read_or_named(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    for found in read_any(path):
        assert found.outcome is Outcome.READ or found.failures
        text = found.reading.document.text
        text.encode("utf-8")
        for failure in found.failures:
            assert failure.start is None or text[failure.start : failure.end]
