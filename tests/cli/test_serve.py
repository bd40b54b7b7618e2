"""`communique serve` and `communique mcp`: what they say where they cannot begin, and that Ctrl-C ends them cleanly."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

pytest.importorskip("fastapi")

from communique.archive import open_archive
from communique.cli.serve import _address


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    open_archive(folder, write=True, create=True).close()
    return folder


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a running command and the first line that it printed."""
    command = [sys.executable, "-m", "communique", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def answer(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as found:
            return found.status, found.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_it_serves_until_it_is_interrupted(place: Path) -> None:
    with started("serve", str(place), "--port", "0") as (process, line):
        found = re.fullmatch(r".* is at (http://127\.0\.0\.1:\d+/)\n", line)
        assert found is not None, line
        status, body = answer(f"{found[1]}api/v1")
        assert (status, json.loads(body)["counts"]["documents"]) == (200, 0)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
        assert process.returncode == 0
        # On a slow machine what it waits for is said before.
        assert told.removeprefix("Working out who met whom: once for each state of the archive.\n") == "Stopped.\n"


def test_to_others_it_shows_itself_with_a_token_only(place: Path) -> None:
    with started("serve", str(place), "--port", "0", "--host", "0.0.0.0", "--allow-host", "desk.example") as (_, line):
        found = re.search(r":(\d+)/\?token=([\w-]{30,})", line)
        assert found is not None, line
        here = f"http://127.0.0.1:{found[1]}"
        assert answer(f"{here}/api/v1")[0] == 401
        request = urllib.request.Request(f"{here}/api/v1", headers={"Authorization": f"Bearer {found[2]}"})
        with urllib.request.urlopen(request, timeout=20) as allowed:
            assert allowed.status == 200


def test_a_taken_port_is_named(communique: Callable[..., Result], place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        ended = communique("serve", str(place), "--port", str(port))
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"[C409] 127.0.0.1 port {port} cannot be listened at")


@pytest.mark.parametrize("host", ["203.0.113.9", "no-such-host.invalid", "a b"])
def test_an_address_that_is_not_there_is_named(communique: Callable[..., Result], place: Path, host: str) -> None:
    ended = communique("serve", str(place), "--port", "0", "--host", host, "--token", "x")
    assert (ended.exit_code, ended.stderr[:6]) == (2, "[C409]")


def test_a_folder_that_is_no_archive_is_named(communique: Callable[..., Result], tmp_path: Path) -> None:
    for command in ("serve", "mcp"):
        ended = communique(command, str(tmp_path / "nothing"))
        assert (ended.exit_code, ended.stderr[:6]) == (3, "[C501]")


def test_what_is_not_installed_is_named(
    communique: Callable[..., Result], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    ended = communique("serve", str(place))
    assert (ended.exit_code, ended.stderr[:6]) == (2, "[C408]")
    assert "communique[web]" in ended.stderr


@pytest.mark.parametrize(
    ("host", "port", "token", "address"),
    [
        ("127.0.0.1", 80, None, "http://127.0.0.1:80/"),
        ("::1", 80, None, "http://[::1]:80/"),
        ("localhost", 80, "a-b", "http://localhost:80/?token=a-b"),
        ("0.0.0.0", 80, "t", f"http://{socket.gethostname()}:80/?token=t"),
    ],
)
def test_the_address_to_type(host: str, port: int, token: str | None, address: str) -> None:
    assert _address(host, port, token) == address


@pytest.mark.skipif(os.name == "nt", reason="pipes")
def test_a_model_asks_over_standard_input(place: Path) -> None:
    pytest.importorskip("mcp")
    asked = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }
    command = [sys.executable, "-m", "communique", "mcp", str(place)]
    ended = subprocess.run(
        command, input=json.dumps(asked) + "\n", capture_output=True, text=True, timeout=60, check=False
    )
    (line,) = ended.stdout.splitlines()
    assert json.loads(line)["result"]["serverInfo"]["name"] == "communique"
    assert ended.returncode == 0


def test_no_other_command_pays_for_the_server() -> None:
    code = (
        "import sys, communique, communique.cli; print({'fastapi', 'starlette', 'uvicorn', 'mcp'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "set()\n"
