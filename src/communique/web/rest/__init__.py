"""REST over an archive, described by OpenAPI: everything that pages show, for programs."""

from fastapi import APIRouter

from communique.web.problems import API
from communique.web.rest import archive, documents, judgements, meetings, over_time
from communique.web.rest.answers import PROBLEMS

router = APIRouter(responses=PROBLEMS)
for part in (archive, meetings, documents, over_time, judgements):
    router.include_router(part.router, prefix=API)
