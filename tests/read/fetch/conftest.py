"""A web server on loopback, within the process of the tests, and a clock that does not wait."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique.read.fetch import Fetcher
from communique.read.fetch.guard import Clock

Answer = tuple[int, dict[str, str], bytes]


class FakeClock(Clock):
    """Sleeps at no cost."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@dataclass
class Site:
    """What the server answers by path; what it was asked: path, headers, and the time of the clock."""

    pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], Answer | None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    port: int = 0

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    def url(self, path: str, host: str = "paper.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site; every name ending in `.example` stands for it."""
    one = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fields = {name.lower(): value for name, value in self.headers.items()}
            one.asked.append((self.path, fields, one.clock.now()))
            page = one.pages.get(self.path, (404, {}, b"no such page"))
            answer = page(self) if callable(page) else page
            if answer is None:
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    one.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield one
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    """A fetcher that may ask the site, and nothing else of this machine."""
    with Fetcher(
        clock=site.clock,
        resolve=lambda host, _: ["127.0.0.1"] if host.endswith(".example") else ["10.0.0.1"],
        loopback=frozenset({("127.0.0.1", site.port)}),
    ) as one:
        yield one
