"""REST does what its description says, whatever is sent (THREATS row 15): schemathesis over the OpenAPI document.

Few examples an operation here; `schemathesis.toml` says how to run many.
"""

import contextlib
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from communique.web.app import create_app

schemathesis = pytest.importorskip("schemathesis")
uvicorn = pytest.importorskip("uvicorn")

CONFIG = Path(__file__).with_name("schemathesis.toml")
EXAMPLES = 3


@pytest.fixture(scope="session")
def described(_demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the description, read from a server that listens."""
    folder = tmp_path_factory.mktemp("described") / "archive"
    shutil.copytree(_demonstration, folder)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        server = uvicorn.Server(uvicorn.Config(create_app(folder), log_level="error", lifespan="on"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/api/v1/openapi.json"
        with contextlib.chdir(CONFIG.parents[2]):  # the hooks are named from the top of the checkout
            config = schemathesis.Config.from_path(CONFIG)
        yield schemathesis.openapi.from_url(address, config=config, wait_for_schema=20)
        server.should_exit = True
        running.join()


@pytest.mark.filterwarnings("ignore")  # schemathesis warns of what it found no data for
def test_every_operation_does_what_is_said_of_it(described: Any) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in schemathesis.GenerationMode:
            _run(operation, mode)


def _run(operation: Any, mode: Any) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Any) -> None:
        case.call_and_validate()

    answered()
