"""Fetching one address: redirects hop by hop, caps on size and time, conditional requests, patience."""

import re
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urljoin

import httpx

from communique.errors import FetchFailed, RobotsRefused
from communique.read.collections.http_message import decoded_body, media_type_of
from communique.read.fetch.addresses import PORTS, Target, refused, target_of
from communique.read.fetch.guard import Clock, Guard, GuardedTransport, Resolve, failures_named, system_resolver
from communique.read.fetch.manners import PAUSE, ROBOTS_BYTES, Pace, Robots
from communique.read.found import LIMITS, Limits, Validators
from communique.read.terms import Fetched
from communique.version import __version__

AGENT = "communique"
"""The name by which a robots.txt can address this program."""
MOST_HOPS = 5
MOST_TRIALS = 3
SECONDS = 30.0
"""Wall time for one request, from the look-up of the name to the last byte."""
_TIMEOUT = httpx.Timeout(10.0)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_VALIDATOR = re.compile(r"[\x21-\x7e]{1,2}[\x20-\x7e]{0,498}")

Known = Callable[[str], Validators | None]
"""Returns what the caller kept of the last answer of an address, None if it has none."""


class Fetcher:
    """Fetches what it is asked for and nothing else, but robots.txt before the first page of a site.

    `known` makes requests conditional: what a server says has not changed comes back as `is_unchanged`. `contact`, an
    address or a mail box, is added to the name that is given to servers, so that they can complain. `loopback` are
    (number, port) pairs of this machine that may be asked all the same: for tests alone. Requests take turns.
    """

    def __init__(
        self,
        *,
        known: Known | None = None,
        contact: str | None = None,
        limits: Limits = LIMITS,
        pause: float = PAUSE,
        seconds: float = SECONDS,
        clock: Clock | None = None,
        resolve: Resolve = system_resolver,
        loopback: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self._known, self._limits, self._seconds = known, limits, seconds
        clock = clock or Clock()
        self._pace = Pace(clock, pause=max(pause, PAUSE))
        self._guard = Guard(resolve=resolve, exceptions=loopback)
        self._ports = frozenset({*PORTS.values(), *(port for _, port in loopback)})
        self._robots = Robots(self._robots_txt, agent=AGENT, clock=clock)
        self._lock = threading.Lock()
        remark = "".join(char for char in contact or "" if char.isascii() and char.isprintable() and char not in "()")
        # The transport is used without httpx's client, which keeps cookies and takes redirects apart on its own.
        self._transport = GuardedTransport(self._guard)
        self._fields = {
            "user-agent": f"{AGENT}/{__version__} ({remark or 'reads readouts; honours robots.txt'})",
            "accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5",
            "accept-encoding": "gzip",
            "connection": "close",
        }

    def get(self, url: str) -> Fetched:
        """Return what the server answered, where the redirects led.

        Raises AddressRefused for what is never asked, at whatever hop; RobotsRefused; FetchFailed for every answer but
        a success, for silence and slowness; Bomb for compressed content that grows too much.
        """
        with self._lock:
            target = target_of(url, ports=self._ports)
            validators = (self._known(url) if self._known else None) or Validators()
            first = target
            for _ in range(MOST_HOPS + 1):
                rules = self._robots.rules(target.origin)
                self._pace.slow_down(target.host, rules.delay)
                if not rules.allow(target.url):
                    raise RobotsRefused(f"{target.url} was not fetched: the robots.txt of {target.host} asks not to")
                answer = self._patient(target, validators if target.host == first.host else Validators())
                if answer.status not in _REDIRECTS:
                    return self._fetched(answer, target, validators)
                target = self._next(answer, target)
            raise FetchFailed(f"{first.url} leads from one address to the next, more than {MOST_HOPS} times")

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _patient(self, target: Target, validators: Validators) -> "_Answer":
        """Ask; where the server is busy, leave it alone as long as it says and ask again."""
        for trial in range(1, MOST_TRIALS + 1):
            self._pace.wait(target.host)
            answer = self._ask(target, validators, most=self._limits.page_bytes)
            if answer.status not in _BUSY:
                self._pace.forgive(target.host)
                return answer
            self._pace.back_off(target.host, answer.headers.get("retry-after"))
            if trial == MOST_TRIALS:
                break
        raise FetchFailed(f"{target.url} answered {answer.status}, {MOST_TRIALS} times: the server is busy")

    def _ask(self, target: Target, validators: Validators, *, most: int) -> "_Answer":
        fields = {}
        if _is_sound(validators.etag):
            fields["if-none-match"] = str(validators.etag)
        if _is_sound(validators.last_modified):
            fields["if-modified-since"] = str(validators.last_modified)
        request = httpx.Request(
            "GET", target.url, headers={**self._fields, **fields}, extensions={"timeout": _TIMEOUT.as_dict()}
        )
        with (
            self._guard.within(self._seconds),
            failures_named(target.url),
            closing(self._transport.handle_request(request)) as response,
        ):
            has_body = response.status_code not in {*_REDIRECTS, *_BUSY, 304}
            body = _body(response, target, most) if has_body else b""
            return _Answer(response.status_code, response.headers, body)

    def _next(self, answer: "_Answer", target: Target) -> Target:
        place = answer.headers.get("location", "")
        try:
            url = urljoin(target.url, place)
        except ValueError:
            raise refused(place, "it is malformed") from None
        if not place:
            raise FetchFailed(f"{target.url} answered {answer.status} without saying where to go")
        return target_of(url, ports=self._ports)

    def _fetched(self, answer: "_Answer", target: Target, validators: Validators) -> Fetched:
        now = datetime.now(UTC).replace(microsecond=0)
        if answer.status == 304:
            return Fetched(url=target.url, status=304, retrieved_at=now, validators=validators, is_unchanged=True)
        if not 200 <= answer.status < 300:
            raise FetchFailed(f"{target.url} answered {answer.status}")
        media_type, charset = media_type_of(answer.headers.get("content-type"))
        return Fetched(
            url=target.url,
            status=answer.status,
            body=decoded_body(answer.body, answer.headers.get("content-encoding"), limits=self._limits),
            media_type=media_type,
            charset=charset,
            validators=Validators(_sound(answer.headers.get("etag")), _sound(answer.headers.get("last-modified"))),
            retrieved_at=now,
        )

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        """Fetch a robots.txt; at most five redirects are followed (RFC 9309, section 2.3.1.2)."""
        target = target_of(url, ports=self._ports)
        for _ in range(MOST_HOPS + 1):
            self._pace.wait(target.host)
            answer = self._ask(target, Validators(), most=self._limits.page_bytes)
            if answer.status not in _REDIRECTS:
                if answer.status in _BUSY:
                    self._pace.back_off(target.host, answer.headers.get("retry-after"))
                return answer.status, decoded_body(
                    answer.body, answer.headers.get("content-encoding"), limits=self._limits
                )[:ROBOTS_BYTES]
            target = self._next(answer, target)
        return 404, b""


class _Answer:
    """What a server answered to one request."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: httpx.Headers, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


def _body(response: httpx.Response, target: Target, most: int) -> bytes:
    """Read a body as it comes over the line, no further than it may be."""
    said = response.headers.get("content-length", "")
    parts, size = [], 0
    if said.isascii() and said.isdigit() and int(said[:20]) > most:
        raise FetchFailed(f"{target.url} has {said[:20]} bytes; at most {most:,} are fetched")
    for part in response.iter_raw():
        size += len(part)
        if size > most:
            raise FetchFailed(f"{target.url} has more than {most:,} bytes")
        parts.append(part)
    return b"".join(parts)


def _is_sound(value: str | None) -> bool:
    return value is not None and _VALIDATOR.fullmatch(value) is not None


def _sound(value: str | None) -> str | None:
    return value if _is_sound(value) else None
