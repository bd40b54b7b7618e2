"""The pages of the desk: server-rendered, whole without scripts, and with nothing to say that `Desk` did not say."""

from fastapi import APIRouter

from communique.web.pages import (
    comparison,
    corrections,
    document,
    failures,
    help,  # noqa: A004 - the page of keys
    meetings,
    network,
    people,
    phrases,
    relations,
    search,
)
from communique.web.pages.problem import problem_page

__all__ = ["problem_page", "router"]

router = APIRouter(include_in_schema=False)
for part in (
    meetings,
    comparison,
    document,
    search,
    people,
    relations,
    phrases,
    network,
    failures,
    corrections,
    help,
):
    router.include_router(part.router)
