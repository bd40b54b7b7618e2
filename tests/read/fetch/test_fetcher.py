"""THREATS rows 9 and 23: fetching from a site on loopback: redirects, caps, manners."""

import gzip
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import Any

import pytest

from communique.errors import AddressRefused, Bomb, CommuniqueError, FetchFailed, RobotsRefused
from communique.read import Limits, Outcome, read_any
from communique.read.fetch import Fetcher
from communique.read.fetch.manners import seconds_of
from communique.read.found import Validators

Site = Any
PAGE = b"<html><body><article><p>" + b"The ministers met in Santiago on Tuesday. " * 9 + b"</p></article></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def with_robots(site: Site, rules: bytes = b"") -> None:
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)


def test_a_page_is_fetched_after_robots_txt_and_a_pause(site: Site, fetcher: Fetcher) -> None:
    with_robots(site)
    site.pages["/a"] = (200, {**HTML, "ETag": '"v1"', "Last-Modified": "Tue, 03 Jun 2025 10:00:00 GMT"}, PAGE)
    (found,) = read_any(site.url("/a"), fetcher=fetcher)
    assert found.outcome is Outcome.READ
    assert found.validators == Validators('"v1"', "Tue, 03 Jun 2025 10:00:00 GMT")
    assert (found.url, found.media_type) == (site.url("/a"), "text/html")
    assert found.retrieved_at is not None
    assert site.paths == ["/robots.txt", "/a"]
    fields = site.asked[1][1]
    assert fields["user-agent"].startswith("communique/")
    assert fields["host"] == f"paper.example:{site.port}"
    assert not {"cookie", "referer", "authorization"} & set(fields)


def test_one_request_in_five_seconds_and_host(site: Site, fetcher: Fetcher) -> None:
    with_robots(site)
    for number in range(5):
        site.pages[f"/{number}"] = (200, HTML, PAGE)
        fetcher.get(site.url(f"/{number}"))
        fetcher.get(site.url(f"/{number}", "other.example"))
    for host in ("paper.example", "other.example"):
        times = [moment for _, fields, moment in site.asked if fields["host"].startswith(host)]
        assert len(times) == 6
        assert min(b - a for a, b in pairwise(times)) >= 5


@pytest.mark.parametrize(
    ("rules", "refused"),
    [
        (b"User-agent: *\nDisallow: /private/\n", ["/private/a", "/private/"]),
        (b"User-agent: communique\nDisallow: /\n", ["/a", "/", "/private/a"]),
        (b"User-agent: communique\nDisallow: /*.pdf$\nAllow: /\n", ["/x/a.pdf"]),
        (b"User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /a\nDisallow: /\n", ["/b", "/"]),
        (b"\xff\xfe\x00 not robots\nDisallow: /\n", []),
    ],
)
def test_what_robots_txt_refuses_is_not_asked(site: Site, fetcher: Fetcher, rules: bytes, refused: list[str]) -> None:
    with_robots(site, rules)
    for path in refused:
        site.pages[path] = (200, HTML, PAGE)
        with pytest.raises(RobotsRefused):
            fetcher.get(site.url(path))
    assert site.paths in (["/robots.txt"], [])
    site.pages["/a.html"] = (200, HTML, PAGE)
    if "/" not in refused or b"Allow: /a" in rules:
        assert fetcher.get(site.url("/a.html")).status == 200


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_txt_cannot_be_read_is_left_alone(site: Site, fetcher: Fetcher, status: int) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    site.pages["/a"] = (200, HTML, PAGE)
    for _ in range(2):
        with pytest.raises(FetchFailed, match="nothing of the site"):
            fetcher.get(site.url("/a"))
    assert site.paths == ["/robots.txt"]
    site.clock.time += 700
    with_robots(site)
    assert fetcher.get(site.url("/a")).status == 200


def test_a_crawl_delay_is_heeded(site: Site, fetcher: Fetcher) -> None:
    with_robots(site, b"User-agent: *\nCrawl-delay: 20\n")
    for path in ("/a", "/b"):
        site.pages[path] = (200, HTML, PAGE)
        fetcher.get(site.url(path))
    times = [moment for _, _, moment in site.asked]
    assert [b - a for a, b in pairwise(times)] == [20, 20]


def test_an_unchanged_page_costs_a_304(site: Site) -> None:
    with_robots(site)

    def answer(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        is_known = handler.headers.get("If-None-Match") == '"v1"'
        return (304, {}, b"") if is_known else (200, {**HTML, "ETag": '"v1"'}, PAGE)

    site.pages["/a"] = answer
    kept: dict[str, Validators] = {}
    with Fetcher(
        known=kept.get,
        clock=site.clock,
        resolve=lambda *_: ["127.0.0.1"],
        loopback=frozenset({("127.0.0.1", site.port)}),
    ) as fetcher:
        (first,) = read_any(site.url("/a"), fetcher=fetcher)
        assert first.asked_url is not None
        kept[first.asked_url] = first.validators
        (second,) = read_any(site.url("/a"), fetcher=fetcher)
        assert (first.outcome, second.outcome) == (Outcome.READ, Outcome.UNCHANGED)
        assert second.validators == first.validators
        kept[site.url("/a")] = Validators("bad\r\nX: y", "also\nbad")
        fetcher.get(site.url("/a"))
    assert "x" not in site.asked[-1][1]


def test_a_busy_server_is_left_alone_as_long_as_it_says(site: Site, fetcher: Fetcher) -> None:
    with_robots(site)
    answers = iter([(429, {"Retry-After": "30"}, b""), (503, {}, b""), (200, HTML, PAGE)])
    site.pages["/a"] = lambda _: next(answers)
    assert fetcher.get(site.url("/a")).status == 200
    times = [moment for path, _, moment in site.asked if path == "/a"]
    assert [b - a for a, b in pairwise(times)] == [30, 20]


def test_a_server_that_stays_busy_or_asks_for_hours_is_given_up(site: Site, fetcher: Fetcher) -> None:
    with_robots(site)
    site.pages["/a"] = (503, {}, b"")
    with pytest.raises(FetchFailed, match="3 times"):
        fetcher.get(site.url("/a"))
    site.pages["/b"] = (429, {"Retry-After": "7200"}, b"")
    with pytest.raises(FetchFailed, match="left alone"):
        fetcher.get(site.url("/b", "other.example"))
    count = len(site.asked)
    with pytest.raises(FetchFailed, match="left alone"):
        fetcher.get(site.url("/c", "other.example"))
    assert len(site.asked) == count


def test_retry_after_is_a_number_or_a_date() -> None:
    assert seconds_of("120") == 120
    assert seconds_of(None) is None
    assert seconds_of("soon") is None
    assert seconds_of("Tue, 03 Jun 2025 10:00:00 GMT") == 0
    assert (seconds_of("Tue, 03 Jun 2099 10:00:00 GMT") or 0) > 10**8
    assert seconds_of("9" * 400) is None


def test_redirects_are_followed_and_the_last_address_is_told(site: Site, fetcher: Fetcher) -> None:
    with_robots(site)
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": site.url("/c", "other.example")}, b"")
    site.pages["/c"] = (200, HTML, PAGE)
    (found,) = read_any(site.url("/a"), fetcher=fetcher)
    assert (found.url, found.asked_url) == (site.url("/c", "other.example"), site.url("/a"))


REDIRECTS = [
    "file:///etc/passwd", "ftp://paper.example/", "http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/", "http://inner.test.org/", "http://paper.example:22/", "//10.0.0.1/", "http://0x7f000001/",
    "\\\\10.0.0.1\\x",
    "javascript:alert(1)", "http://user@paper.example/", "gopher://127.0.0.1:70/_x", "http://localhost/",
]  # fmt: skip


@pytest.mark.parametrize("place", REDIRECTS)
def test_a_redirect_leads_to_nothing_that_is_not_public(site: Site, fetcher: Fetcher, place: str) -> None:
    with_robots(site)
    site.pages["/a"] = (302, {"Location": place}, b"")
    with pytest.raises(AddressRefused):
        fetcher.get(site.url("/a"))
    assert site.paths == ["/robots.txt", "/a"]


def test_redirects_without_end_or_aim_are_given_up(site: Site, fetcher: Fetcher) -> None:
    with_robots(site)
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(FetchFailed, match="from one address to the next"):
        fetcher.get(site.url("/a"))
    assert len(site.asked) == 7
    site.pages["/b"] = (302, {}, b"")
    with pytest.raises(FetchFailed, match="without saying"):
        fetcher.get(site.url("/b"))


def test_a_redirect_into_what_robots_txt_refuses_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    with_robots(site, b"User-agent: *\nDisallow: /private\n")
    site.pages["/a"] = (302, {"Location": "/private"}, b"")
    with pytest.raises(RobotsRefused):
        fetcher.get(site.url("/a"))
    assert site.paths == ["/robots.txt", "/a"]


def test_a_name_that_changes_its_number_gains_nothing(site: Site) -> None:
    """DNS rebinding: the number that was checked is the number that is connected to, and each request checks anew."""
    with_robots(site)
    site.pages["/a"] = (200, HTML, PAGE)
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return next(answers)

    with Fetcher(clock=site.clock, resolve=resolve, loopback=frozenset({("127.0.0.1", site.port)})) as fetcher:
        fetcher.get(site.url("/a"))
        assert len(asked) == len(site.asked) == 2
        with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
            fetcher.get(site.url("/a"))
    assert len(site.asked) == 2


def test_loopback_is_asked_only_where_it_was_named(site: Site) -> None:
    with Fetcher(clock=site.clock, resolve=lambda *_: ["127.0.0.1"]) as fetcher, pytest.raises(AddressRefused):
        fetcher.get(site.url("/a"))
    with Fetcher(clock=site.clock, resolve=lambda *_: ["127.0.0.1"]) as fetcher, pytest.raises(AddressRefused):
        fetcher.get("http://paper.example.org/")
    other = frozenset({("127.0.0.2", site.port)})
    with (
        Fetcher(clock=site.clock, resolve=lambda *_: ["127.0.0.1"], loopback=other) as fetcher,
        pytest.raises(AddressRefused),
    ):
        fetcher.get("http://paper.example.org:" + str(site.port))
    assert site.asked == []


def test_no_proxy_of_the_environment_is_used(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with_robots(site)
    site.pages["/a"] = (200, HTML, PAGE)
    assert fetcher.get(site.url("/a")).body == PAGE


def large(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(1000):
            handler.wfile.write(b"x" * 100_000)
    except OSError:
        pass


def bomb(_: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
    return 200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ((404, {}, b""), FetchFailed, "answered 404"),
        ((500, {}, b""), FetchFailed, "answered 500"),
        ((200, {"Content-Length": "99999999999"}, b""), FetchFailed, "at most"),
        (large, FetchFailed, "more than 10,000,000 bytes"),
        (bomb, Bomb, "grow more|hold more"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:60]), CommuniqueError, "cut off"),
    ],
)
def test_what_cannot_be_had_is_named(
    site: Site, fetcher: Fetcher, answer: Any, kind: type[CommuniqueError], words: str
) -> None:
    with_robots(site)
    site.pages["/a"] = answer
    with pytest.raises(kind, match=words):
        fetcher.get(site.url("/a"))
    (found,) = read_any(site.url("/a"), fetcher=fetcher)
    assert found.outcome is Outcome.FAILED


def slow_head(handler: BaseHTTPRequestHandler) -> None:
    try:
        for char in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 400:
            handler.wfile.write(bytes([char]))
            time.sleep(0.05)
    except OSError:
        pass


def slow_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(400):
            handler.wfile.write(b"a")
            time.sleep(0.05)
    except OSError:
        pass


@pytest.mark.parametrize("answer", [slow_head, slow_body])
def test_a_server_that_dribbles_is_given_up_in_time(site: Site, answer: Callable[..., None]) -> None:
    with_robots(site)
    site.pages["/a"] = answer
    with Fetcher(
        clock=site.clock,
        seconds=1.0,
        resolve=lambda *_: ["127.0.0.1"],
        loopback=frozenset({("127.0.0.1", site.port)}),
    ) as fetcher:
        start = time.monotonic()
        with pytest.raises(FetchFailed, match="too long"):
            fetcher.get(site.url("/a"))
        assert time.monotonic() - start < 4


def test_what_is_no_http_is_named(site: Site) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def talk() -> None:
        for _ in range(2):
            connection, _ = server.accept()
            connection.recv(1000)
            connection.sendall(b"SSH-2.0-x\r\n" * 10)
            connection.close()

    threading.Thread(target=talk, daemon=True).start()
    with (
        Fetcher(
            clock=site.clock, resolve=lambda *_: ["127.0.0.1"], loopback=frozenset({("127.0.0.1", port)})
        ) as fetcher,
        pytest.raises(FetchFailed, match="could not be fetched"),
    ):
        fetcher.get(f"http://paper.example:{port}/")
    server.close()


def test_limits_are_those_of_the_caller(site: Site) -> None:
    with_robots(site)
    site.pages["/a"] = (200, HTML, PAGE)
    with (
        Fetcher(
            clock=site.clock,
            limits=Limits(page_bytes=100),
            contact="desk@paper.example (x)\r\n",
            resolve=lambda *_: ["127.0.0.1"],
            loopback=frozenset({("127.0.0.1", site.port)}),
        ) as fetcher,
        pytest.raises(FetchFailed, match="at most 100"),
    ):
        fetcher.get(site.url("/a"))
    assert "(desk@paper.example x)" in site.asked[0][1]["user-agent"]
