"""Archives to be served: the demonstration, made once, and one in which every text is an attack."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("uvicorn")

from starlette.testclient import TestClient

from communique.demo.archive import build
from communique.web.app import Application, create_app
from communique.web.settings import Settings

if TYPE_CHECKING:
    from communique.web.desk import Desk

HERE = "http://127.0.0.1:8350"
MEETING = "2026-05-19"
"""The day of the meeting of the demonstration that has most accounts."""


@pytest.fixture(scope="session")
def _demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration") / "archive"
    build(folder)
    create_app(folder).api.state.watch.close()  # makes what is kept beside it
    return folder


@pytest.fixture
def demonstration(_demonstration: Path, tmp_path: Path) -> Path:
    """Return an archive of one's own, which may be written.

    Answers that took others long are not in it: whether there are any depends on the machine.
    """
    folder = tmp_path / "archive"
    shutil.copytree(_demonstration, folder, ignore=shutil.ignore_patterns("answers-*"))
    return folder


Serve = Callable[..., TestClient]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return what opens a client of an application over an archive."""
    clients: list[TestClient] = []

    def served(folder: Path | Application, settings: Settings | None = None, base: str = HERE) -> TestClient:
        app = folder if isinstance(folder, Application) else create_app(folder, settings=settings)
        client = TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False)
        client.__enter__()
        clients.append(client)
        return client

    yield served
    for client in clients:
        client.__exit__()


@pytest.fixture(scope="session")
def reading(_demonstration: Path) -> Iterator[TestClient]:
    """Return a client of the demonstration that nobody writes to."""
    with TestClient(
        create_app(_demonstration), base_url=HERE, raise_server_exceptions=False, follow_redirects=False
    ) as client:
        yield client


@pytest.fixture
def client(demonstration: Path, serve: Serve) -> TestClient:
    """Return a client of an archive of one's own."""
    return serve(demonstration)


@pytest.fixture(scope="session")
def meeting(reading: TestClient) -> str:
    """Return the id of a meeting with accounts of both sides."""
    rows = reading.get("/api/v1/meetings", params={"since": MEETING, "until": MEETING}).json()["items"]
    return str(next(row["id"] for row in rows if len(row["own_accounts"]) > 1))


@pytest.fixture(scope="session")
def finding(reading: TestClient, meeting: str) -> str:
    """Return the id of a finding of that meeting."""
    return str(reading.get(f"/api/v1/meetings/{meeting}/findings").json()["items"][0]["id"])


@pytest.fixture(scope="session")
def statement(reading: TestClient) -> tuple[str, str]:
    """Return the ids of a document and of a statement in it, whose record has several actors."""
    for row in reading.get("/api/v1/statements").json()["items"]:
        record = reading.get(f"/api/v1/documents/{row['document']}/record").json()
        if len(record["actors"]) > 2 and row["speaker"] is not None:
            return row["document"], row["statement"]
    raise AssertionError


def desk_of(client: TestClient) -> "Desk":
    """Return the desk that a client is answered from; it stays open as long as nothing is added."""
    app = client.app
    assert isinstance(app, Application)
    with app.api.state.watch.desk() as desk:
        found: Desk = desk
        return found


def open_files() -> int:
    """Return how many files this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208
