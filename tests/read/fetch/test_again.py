"""THREATS row 23: asked again, servers are asked for what has changed, and nothing is lost by it."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Added, open_archive
from communique.intake import take_in
from communique.read.fetch import Fetcher

Site = Any
Take = Callable[..., Added]
STORY = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>OSLO, 3 March 2026 - Foreign Minister Ilse "
    "Brandvold of Norway received the foreign minister of Chile, Tomas Arancibia, on Tuesday. They discussed fisheries "
    "and trade, and agreed to meet again in Santiago in June.</p><p>{1}</p></article></body></html>"
)
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Fjord Courier</title>{}</channel></rss>'


@pytest.fixture
def take(site: Site, tmp_path: Path) -> Take:
    """Takes sources into an archive as a new run of the program would."""
    site.pages["/robots.txt"] = (404, {}, b"")

    def run(*sources: str, everything: bool = False) -> Added:
        site.asked.clear()
        with open_archive(tmp_path / "archive", write=True, create=True) as archive:
            return sum(
                take_in(
                    archive,
                    sources,
                    everything=everything,
                    fetching=lambda known: Fetcher(
                        known=known,
                        clock=site.clock,
                        resolve=lambda *_: ["127.0.0.1"],
                        loopback=frozenset({("127.0.0.1", site.port)}),
                    ),
                ),
                Added(),
            )

    return run


def page(title: str, more: str = "", *, etag: str | None = '"v1"', modified: str | None = None) -> Any:
    """Return a page that knows its validators."""
    fields = {"ETag": etag, "Last-Modified": modified}

    def answer(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        told = {name: value for name, value in fields.items() if value is not None}
        is_same = (etag is not None and request.headers.get("If-None-Match") == etag) or (
            etag is None and modified is not None and request.headers.get("If-Modified-Since") == modified
        )
        if is_same:
            return 304, told, b""
        return 200, {"Content-Type": "text/html; charset=utf-8", **told}, STORY.format(title, more).encode()

    return answer


def feed(site: Site, *paths: str, etag: str = '"f1"') -> Any:
    items = "".join(f"<item><title>{path}</title><link>{site.url(path)}</link></item>" for path in paths)

    def answer(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if request.headers.get("If-None-Match") == etag:
            return 304, {"ETag": etag}, b""
        return 200, {"Content-Type": "application/rss+xml", "ETag": etag}, FEED.format(items).encode()

    return answer


def sent(site: Site, path: str) -> dict[str, str]:
    """Return the conditions that were sent with the one request for a path."""
    (fields,) = (fields for asked, fields, _ in site.asked if asked == path)
    return {name: value for name, value in fields.items() if name in {"if-none-match", "if-modified-since"}}


@pytest.mark.parametrize(
    ("etag", "modified", "name"),
    [('"v1"', None, "if-none-match"), (None, "Tue, 03 Mar 2026 10:00:00 GMT", "if-modified-since")],
)
def test_a_page_that_has_not_changed_counts_as_unchanged(
    site: Site, take: Take, etag: str | None, modified: str | None, name: str
) -> None:
    site.pages["/a"] = page("Talks in Oslo", etag=etag, modified=modified)
    assert take(site.url("/a")) == Added(new=1)
    assert sent(site, "/a") == {}
    assert take(site.url("/a")) == Added(unchanged=1)
    assert sent(site, "/a") == {name: etag or modified}


def test_a_page_that_has_changed_is_a_new_version_and_what_is_sent_is_what_came_last(site: Site, take: Take) -> None:
    site.pages["/a"] = page("Talks in Oslo")
    take(site.url("/a"))
    site.pages["/a"] = page("Talks in Oslo", "The ministers will sign in May.", etag='"v2"')
    assert take(site.url("/a")) == Added(versions=1)
    assert take(site.url("/a")) == Added(unchanged=1)
    assert sent(site, "/a") == {"if-none-match": '"v2"'}


def test_a_feed_that_has_not_changed_costs_one_request(site: Site, take: Take) -> None:
    site.pages |= {"/a": page("Talks in Oslo"), "/b": page("Talks in Bergen"), "/feed": feed(site, "/a", "/b")}
    assert take(site.url("/feed")) == Added(new=2)
    assert take(site.url("/feed")) == Added(unchanged=1)
    assert [path for path in site.paths if path != "/robots.txt"] == ["/feed"]


def test_a_feed_with_a_new_story_asks_for_the_others_only_if_they_changed(site: Site, take: Take) -> None:
    site.pages |= {"/a": page("Talks in Oslo"), "/feed": feed(site, "/a")}
    take(site.url("/feed"))
    site.pages |= {"/b": page("Talks in Bergen"), "/feed": feed(site, "/a", "/b", etag='"f2"')}
    assert take(site.url("/feed")) == Added(new=1, unchanged=1)
    assert sent(site, "/a") == {"if-none-match": '"v1"'}
    assert sent(site, "/b") == {}


def test_a_feed_of_which_a_story_failed_is_asked_for_anew(site: Site, take: Take) -> None:
    site.pages |= {"/a": page("Talks in Oslo"), "/feed": feed(site, "/a", "/b")}
    assert take(site.url("/feed")) == Added(new=1, failed=1)
    site.pages["/b"] = page("Talks in Bergen")
    assert take(site.url("/feed")) == Added(new=1, unchanged=1)
    assert sent(site, "/feed") == {}
    assert take(site.url("/feed")) == Added(unchanged=1)


def test_a_page_of_which_no_text_could_be_had_is_asked_for_anew(site: Site, take: Take) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html", "ETag": '"v1"'}, b"")
    assert take(site.url("/a")) == Added(failed=1)
    site.pages["/a"] = page("Talks in Oslo")
    assert take(site.url("/a")) == Added(new=1)
    assert sent(site, "/a") == {}


def test_what_was_set_aside_can_still_be_had_as_a_record(site: Site, take: Take) -> None:
    words = b"The home side won by two goals on Saturday, and the coach praised the crowd in the rain."
    site.pages["/a"] = lambda request: (
        (304, {"ETag": '"s"'}, b"")
        if request.headers.get("If-None-Match")
        else (200, {"Content-Type": "text/plain", "ETag": '"s"'}, words)
    )
    assert take(site.url("/a")) == Added(set_aside=1)
    assert take(site.url("/a")) == Added(unchanged=1)
    assert take(site.url("/a"), everything=True) == Added(renewed=1)


def test_an_archive_that_has_lost_something_asks_anew(site: Site, take: Take, tmp_path: Path) -> None:
    site.pages["/a"] = page("Talks in Oslo")
    take(site.url("/a"))
    (segment,) = (tmp_path / "archive" / "segments").iterdir()
    (segment / "records.parquet").unlink()
    assert take(site.url("/a")) == Added(new=1)
    assert sent(site, "/a") == {}
