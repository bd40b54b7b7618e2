"""Who is answered, and what a browser may do with the answer.

A server on one's own machine is in reach of every page that the browser shows. Three things keep such pages out. The
header Host must be a name of this server: a name whose DNS was turned to 127.0.0.1 is not (DNS rebinding). What changes
something must come from a page of this server (Sec-Fetch-Site, or Origin where a browser does not send it). And who is
not on this machine must bring a token.
"""

import hashlib
import hmac
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.problems import Problem, bare_answer, plain_problem
from communique.web.settings import Settings, is_address, without_port

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a page may load: what this server sends, and pictures that are written into the page."""
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


class Guard:
    """The outermost layer: puts the headers on every answer, and answers itself those who are refused."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts = frozenset(host.casefold() for host in settings.hosts)
        # Browsers send Sec-Fetch-Site to this machine and over https only. From elsewhere Origin must tell where a form
        # was sent from, and with `no-referrer` a browser would send `null`. To others, both policies send nothing.
        referrer = "no-referrer" if settings.token is None else "same-origin"
        self._headers = {**_HEADERS, "Referrer-Policy": referrer}
        self._ticket = hashlib.sha256(b"communique\0" + settings.token.encode()).hexdigest() if settings.token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # there are no web sockets here

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                # What an archive holds is nobody's business who uses the same browser later, unless a route says so.
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        request = Request(scope)
        answer = self._refusal(request)
        if answer is not None:
            await answer(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        if not self._is_called(request.headers.getlist("host")):
            return bare_answer(
                request,
                plain_problem(
                    HTTPStatus.BAD_REQUEST,
                    "This server is not called by that name.",
                    try_="Use the address that `communique serve` printed, or allow the name with --allow-host.",
                ),
            )
        if request.method not in SAFE_METHODS and is_cross_site(request.headers, request.url.scheme):
            return bare_answer(
                request, plain_problem(HTTPStatus.FORBIDDEN, "Only pages of this server may change something.")
            )
        return self._ticket_asked(request) if self._ticket is not None else None

    def _is_called(self, hosts: list[str]) -> bool:
        """Tell whether the header Host, of which there must be one, is a name of this server."""
        name = without_port(hosts[0]) if len(hosts) == 1 else ""
        return name in self._hosts or (self._settings.any_address and is_address(name))

    def _ticket_asked(self, request: Request) -> Response | None:
        """Return None for whoever has the token; whoever brings it in the address gets a cookie instead."""
        assert self._ticket is not None
        cookie = f"communique_{self._ticket[:8]}"
        if _is_same(request.cookies.get(cookie, ""), self._ticket[8:]):
            return None
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and self._is_token(given.strip()):
            return None
        pairs = parse_qsl(request.url.query[: self._settings.query], keep_blank_values=True)
        if request.method in SAFE_METHODS and any(name == "token" and self._is_token(value) for name, value in pairs):
            rest = urlencode([(name, value) for name, value in pairs if name != "token"])
            # The path may begin with two slashes, which a browser would take for another host.
            place = "/" + request.url.path.lstrip("/\\") + (f"?{rest}" if rest else "")
            answer = RedirectResponse(place, status_code=HTTPStatus.SEE_OTHER)
            secure = request.url.scheme == "https"
            answer.set_cookie(cookie, self._ticket[8:], httponly=True, samesite="lax", secure=secure)
            return answer
        return bare_answer(request, _NO_TOKEN, {"WWW-Authenticate": 'Bearer realm="communique"'})

    def _is_token(self, given: str) -> bool:
        return _is_same(given, self._settings.token or "")


_NO_TOKEN: Final[Problem] = plain_problem(
    HTTPStatus.UNAUTHORIZED,
    "This archive is shown to those who have its token.",
    try_="Open the address with ?token=... that `communique serve` printed.",
)


def is_cross_site(headers: Headers, scheme: str) -> bool:
    """Tell whether a request that changes something may come from a page of another site.

    Programs send neither header, and have no cookies that could be misused. A browser sends one or both.
    """
    sites = headers.getlist("sec-fetch-site")
    own = {f"{scheme}://{headers.get('host', '')}".casefold()}
    if sites:
        # Behind a proxy that speaks https for this server the browser knows better than the server which origin it has.
        own |= {f"https://{headers.get('host', '')}".casefold(), "null"}
    if any(origin.casefold() not in own for origin in headers.getlist("origin")):
        return True
    return any(site.casefold() not in {"same-origin", "none"} for site in sites)


def _is_same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
