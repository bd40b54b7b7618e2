"""The transport: it looks up a name itself, refuses what is not public, and connects to the very number it checked.

So a name server that answers differently the second time (DNS rebinding) gains nothing, and nothing that a redirect or
a library makes of an address can get past. It also keeps the time: no server can make a request last for ever.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

from communique.errors import AddressRefused, FetchFailed
from communique.read.fetch.addresses import Address, as_number, is_public

Resolve = Callable[[str, int], Iterable[str]]
"""Returns the numbers that a name stands for."""


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the system; raises OSError if there is no such name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


class Clock:
    """The time, as a class so that a test can have its own."""

    def now(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the request may."""

    def __init__(self, stream: httpcore.NetworkStream, guard: "Guard") -> None:
        self._stream, self._guard = stream, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _Timed(stream, self._guard)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class Guard(httpcore.NetworkBackend):
    """Opens connections to public addresses, and to the few of this machine that were named one by one.

    `exceptions` are (number, port) pairs, for tests against servers on loopback.
    """

    def __init__(
        self, *, resolve: Resolve = system_resolver, exceptions: frozenset[tuple[str, int]] = frozenset()
    ) -> None:
        self._resolve, self._exceptions = resolve, exceptions
        self._inner = httpcore.SyncBackend()
        self._deadline: float | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give what happens in the block so many seconds of wall time."""
        self._deadline = time.monotonic() + seconds
        try:
            yield
        finally:
            self._deadline = None

    def left(self, timeout: float | None) -> float | None:
        """Return the seconds left, at most `timeout`; raises ReadTimeout if there are none."""
        if self._deadline is None:
            return timeout
        left = self._deadline - time.monotonic()
        if left <= 0:
            message = "the server took too long"
            raise httpcore.ReadTimeout(message)
        return left if timeout is None else min(left, timeout)

    def numbers(self, host: str, port: int) -> list[str]:
        """Return the numbers of a host, all of them public; raise AddressRefused if one is not.

        A name that stands for a public and a private number at once is a trap or a mistake: it is refused.
        """
        written = as_number(host)
        try:
            found = [str(written)] if written is not None else list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise FetchFailed(f"there is no host {host} ({error})") from None
        if not found:
            raise FetchFailed(f"there is no host {host}")
        for number in found:
            address = as_number(number)
            if address is None or not self._may_be_asked(address, port):
                whose = "it" if number == host else f"it stands for {number}, which"
                raise AddressRefused(f"{host} was not asked: {whose} is no public address")
        return found

    def _may_be_asked(self, address: Address, port: int) -> bool:
        return (str(address), port) in self._exceptions or (port in {80, 443} and is_public(address))

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first number of `host` that answers."""
        trouble: Exception = httpcore.ConnectError("no address")
        for number in self.numbers(host, port)[:4]:
            try:
                stream = self._inner.connect_tcp(number, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
                continue
            return _Timed(stream, self)
        raise trouble

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002  (the interface of httpcore)
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002  (the same)
    ) -> httpcore.NetworkStream:
        """Refuse: no address leads there."""
        raise AddressRefused(f"the socket {path} was not asked")

    def sleep(self, seconds: float) -> None:
        """Wait; httpcore wants it for retries, which are not used."""
        time.sleep(seconds)


class GuardedTransport(httpx.BaseTransport):
    """An httpx transport over a `Guard`: HTTP/1.1, no proxy, a new connection for every request."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=4,
            max_keepalive_connections=0,
            network_backend=guard,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; errors of the connection are raised as FetchFailed or AddressRefused."""
        url = request.url
        inner = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with failures_named(str(url)):
            response = self._pool.handle_request(inner)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response, str(url)),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of a response as it arrives."""

    def __init__(self, response: httpcore.Response, url: str) -> None:
        self._response, self._url = response, url

    def __iter__(self) -> Iterator[bytes]:
        with failures_named(self._url):
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


_TROUBLES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    ssl.SSLError,
    OSError,
    UnicodeError,
)


@contextmanager
def failures_named(url: str) -> Iterator[None]:
    """Raise whatever goes wrong on the way as FetchFailed, naming the address."""
    try:
        yield
    except _TROUBLES as error:
        reason = "it took too long" if isinstance(error, httpcore.TimeoutException) else str(error) or "no answer"
        raise FetchFailed(f"{url[:300]} could not be fetched: {reason[:200]}") from None
