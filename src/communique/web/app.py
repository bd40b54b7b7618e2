"""The server's application: pages, REST, static files, within the guard and the limits."""

import contextlib
import importlib
import importlib.util
import logging
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.errors import CommuniqueError
from communique.version import __version__
from communique.web.assets import PREFIX, Assets
from communique.web.limits import Limits, TooLarge, body_too_large
from communique.web.problems import (
    API,
    UNFORESEEN,
    Fault,
    NotModified,
    Problem,
    Refused,
    bare_page,
    is_for_programs,
    plain_problem,
    problem_json,
    problem_of,
)
from communique.web.security import Guard
from communique.web.settings import LOCAL_HOSTS, Settings
from communique.web.watch import Watch

if TYPE_CHECKING:
    from communique.web.tools.server import ToolsOverHttp

_LOG = logging.getLogger("communique.web")
ProblemPage = Callable[[Request, Problem], Response]
_PARTS = ("pages", "rest", "forms")
"""Modules of this package with a `router` each, in the order in which their routes are looked through."""


class Application:
    """The application, guarded. `api` is the FastAPI application within."""

    def __init__(self, api: FastAPI, settings: Settings) -> None:
        self.api = api
        self._guarded: ASGIApp = Guard(Limits(api, settings), settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._guarded(scope, receive, send)


def create_app(
    archive_path: str | Path,
    *,
    token: str | None = None,
    hosts: frozenset[str] = LOCAL_HOSTS,
    settings: Settings | None = None,
) -> Application:
    """Return the application over an archive; raises an ArchiveError if it cannot be opened.

    Without a `token` everybody is let in who can reach the server: it must then listen on 127.0.0.1 alone. `hosts` are
    the names by which it may be asked. `settings` has both, and the limits.
    """
    settings = settings or Settings(token=token, hosts=hosts)
    watch = Watch(archive_path, every=settings.looks_every)
    tools = _tools(watch)

    @contextlib.asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.at_once
        watch.start()
        async with contextlib.AsyncExitStack() as until_the_end:
            until_the_end.callback(watch.close)
            if tools is not None:
                await until_the_end.enter_async_context(tools.running())
            yield

    api = FastAPI(
        title="communique",
        version=__version__,
        summary="What each side said about a diplomatic meeting, and what it left out.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # FastAPI's own pages load their scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
    )
    api.state.watch = watch
    api.state.settings = settings
    api.state.assets = Assets.of_package()
    found = [part for name in _PARTS if (part := _part(name)) is not None]
    for part in found:
        api.include_router(part.router)
    _serve_assets(api)
    if tools is not None:
        api.router.routes.extend(tools.routes)
    _handle(api, next((part.problem_page for part in found if hasattr(part, "problem_page")), None))
    return Application(api, settings)


def _tools(watch: Watch) -> "ToolsOverHttp | None":
    """Return the tools for language models, None if their packages are not installed."""
    if importlib.util.find_spec("mcp") is None:
        return None
    module = importlib.import_module("communique.web.tools.server")
    tools: ToolsOverHttp = module.over_http(watch)
    return tools


def _part(name: str) -> ModuleType | None:
    full = f"communique.web.{name}"
    return importlib.import_module(full) if importlib.util.find_spec(full) is not None else None


def _serve_assets(api: FastAPI) -> None:
    @api.get(PREFIX + "/{name:path}", include_in_schema=False)
    async def static(request: Request, name: str) -> Response:
        assets: Assets = request.app.state.assets
        return assets.answer(request, name)


def _handle(api: FastAPI, page: ProblemPage | None) -> None:
    """Have every error answered as problem details, or as a page."""

    def answer(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
        if is_for_programs(request.url.path, request.headers.get("accept", "")):
            return problem_json(problem, headers)
        if page is None:
            return bare_page(problem, headers)
        response = page(request, problem)
        for name, value in (headers or {}).items():
            response.headers[name] = value
        return response

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return answer(request, error.problem, error.headers)

    async def not_modified(_: Request, error: Exception) -> Response:
        assert isinstance(error, NotModified)
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=error.headers)

    async def too_large(request: Request, _: Exception) -> Response:
        return answer(request, body_too_large(request.app.state.settings))

    async def own(request: Request, error: Exception) -> Response:
        assert isinstance(error, CommuniqueError)
        problem = problem_of(error)
        headers = {"Retry-After": "5"} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else None
        return answer(request, problem, headers)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = error.detail if error.detail != HTTPStatus(error.status_code).phrase else None
        return answer(request, plain_problem(error.status_code, detail), dict(error.headers or {}))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        problem = plain_problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request is not what this address takes.")
        return answer(request, problem.model_copy(update={"faults": [_fault(one) for one in error.errors()]}))

    async def unforeseen(request: Request, error: Exception) -> Response:
        _LOG.error("unforeseen", exc_info=error)
        problem = problem_of(CommuniqueError(UNFORESEEN))
        return answer(request, problem)

    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(NotModified, not_modified)
    api.add_exception_handler(TooLarge, too_large)
    api.add_exception_handler(CommuniqueError, own)
    api.add_exception_handler(HTTPException, http)
    api.add_exception_handler(RequestValidationError, invalid)
    api.add_exception_handler(Exception, unforeseen)


def _fault(error: dict[str, Any]) -> Fault:
    """Return what is wrong without the value that was sent: it may be long, or not for the log."""
    where = ".".join(str(part) for part in error.get("loc", ()))
    return Fault(where=where, what=str(error.get("msg", "")))
