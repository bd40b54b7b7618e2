"""What went wrong, as a page: what happened, and what to try."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from communique.errors import BadSearch, CommuniqueError
from communique.report.comparison import phrases
from communique.web.pages.render import page
from communique.web.problems import Problem
from communique.web.words import words


def trouble(error: CommuniqueError) -> str:
    """Return what is wrong with what was typed, and what to try: of a search the page says so itself."""
    told = f"{phrases.upper_first(error.what)}."
    return told if isinstance(error, BadSearch) else f"{told} {phrases.upper_first(error.next_step or '')}".strip()


def problem_page(request: Request, problem: Problem) -> Response:
    """Return the page of a problem, with its status."""
    say = words()
    missing = problem.status == HTTPStatus.NOT_FOUND
    title = say("problem.not_found") if missing else problem.title.partition(":")[0].replace("`", "").rstrip(".")
    return page(
        request,
        "problem.html.jinja",
        title=title,
        status=problem.status,
        problem=problem,
        hint=problem.try_ or (say("problem.not_found_try") if missing else ""),
    )
