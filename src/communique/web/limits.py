"""How much and how long: the size of what is sent, the time that an answer may take."""

import asyncio
import contextlib
from http import HTTPStatus

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.problems import Problem, bare_answer, plain_problem
from communique.web.settings import Settings


class Limits:
    """Refuses what is too long or too large, and gives up on what takes too long."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on within the limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        problem = self._too_much(request)
        if problem is not None:
            await bare_answer(request, problem)(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # whatever can be got can be asked about
            scope = {**scope, "method": "GET"}
            send = _without_body(send)
        body = _Body(receive, self._settings.body)
        await self._in_time(scope, body, send)

    def _too_much(self, request: Request) -> Problem | None:
        if len(request.scope.get("raw_path") or b"") > self._settings.path:
            return plain_problem(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        if len(request.scope.get("query_string") or b"") > self._settings.query:
            return plain_problem(HTTPStatus.REQUEST_URI_TOO_LONG, "The question is too long.")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > self._settings.body:
            return _too_large(self._settings.body)
        return None

    async def _in_time(self, scope: Scope, body: "_Body", send: Send) -> None:
        """Run a request; what has not begun to answer when the time is over is answered with 503 and let go.

        Work in a thread cannot be stopped: it ends in its own time, and its place is free again only then.
        """
        begun, given_up = asyncio.Event(), False

        async def send_unless_given_up(message: Message) -> None:
            nonlocal given_up
            if given_up:
                return
            if body.is_too_large and not begun.is_set():  # whatever the application makes of a body that breaks off
                given_up = True
                await bare_answer(Request(scope), _too_large(self._settings.body))(scope, body.receive, send)
            else:
                await send(message)
            begun.set()

        task = asyncio.ensure_future(self._app(scope, body.receive, send_unless_given_up))
        waiting = asyncio.ensure_future(begun.wait())
        try:
            await asyncio.wait({task, waiting}, timeout=self._settings.seconds, return_when=asyncio.FIRST_COMPLETED)
            if begun.is_set() or task.done():
                await task
                return
        except BaseException:
            task.cancel()
            raise
        finally:
            waiting.cancel()
        given_up = True
        task.cancel()
        task.add_done_callback(_forget)
        answer = bare_answer(Request(scope), _too_slow(self._settings.seconds), {"Retry-After": "5"})
        await answer(scope, body.receive, send)


def _forget(task: "asyncio.Future[None]") -> None:
    """Look at how a task that was let go has ended, so that nobody is told that nobody did."""
    with contextlib.suppress(asyncio.CancelledError):
        task.exception()


class TooLarge(Exception):
    """The body is larger than it says, or than it may be."""


class _Body:
    """The body of a request, up to a size."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most
        self.is_too_large = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.is_too_large = True
            raise TooLarge
        return message


def _without_body(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head


def _too_large(most: int) -> Problem:
    return plain_problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"What is sent may have {most:,} bytes at most.")


def _too_slow(seconds: float) -> Problem:
    return plain_problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"The answer takes longer than {seconds:g} seconds.",
        try_="Ask for less (a period, two sides), or try again when the server is less busy.",
    )


def body_too_large(settings: Settings) -> Problem:
    """Return the problem of a body that turns out to be too large while it is read."""
    return _too_large(settings.body)
