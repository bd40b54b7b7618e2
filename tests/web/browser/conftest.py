"""A real browser in front of a real server, both on this machine; without them these tests are skipped."""

import contextlib
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra: pip install communique[browser]")
pytest.importorskip("axe_playwright_python", reason="needs the extra: pip install communique[browser]")
uvicorn = pytest.importorskip("uvicorn")

from playwright.sync_api import (  # noqa: E402 - after it is known to be there
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    sync_playwright,
)

from communique.web.app import create_app  # noqa: E402

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium is installed (apt-get install chromium), or CHROMIUM does not name one")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address of a server over an archive."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(folder), log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def site(_demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over the demonstration and a few hostile texts."""
    folder = tmp_path_factory.mktemp("browser") / "archive"
    shutil.copytree(_demonstration, folder)
    _add_hostile(folder, tmp_path_factory.mktemp("hostile") / "hostile.jsonl")
    with served(folder) as address:
        yield address


PAYLOADS = (
    "<script>document.title='taken'</script>",
    '"><img src=http://elsewhere.example/x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "</title></textarea></script><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "\u202eevil\u2066 \u200b\u0007",
    "' onmouseover='alert(1)",
)


def _add_hostile(folder: Path, lines: Path) -> None:
    """Add texts in which a title, a publisher, an address and a body are attacks."""
    import json

    from communique.archive import open_archive
    from communique.intake import take_in

    texts = []
    for number, payload in enumerate(PAYLOADS):
        body = (
            f"The foreign ministers of Malta and Cyprus met in Valletta on Friday. “{payload}” Maltese Foreign "
            f"Minister Petra Zahra {payload} told Cypriot Foreign Minister Andreas Ioannides. {payload}\n{payload}\n"
        )
        row = {
            "id": payload,
            "text": body,
            "title": payload,
            "publisher": payload,
            "url": f"https://hostile.example/{number}?{payload}",
            "published_on": f"2024-02-0{number + 1}",
        }
        texts.append(json.dumps(row))
    lines.write_text("\n".join(texts), encoding="utf-8")
    with open_archive(folder, write=True) as archive:
        for _ in take_in(archive, [lines], everything=True):
            pass


class Watched:
    """A page of the browser, and all that it complained of or asked of another host."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._site = site
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", self._opened)
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)

    def _opened(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._site, "data:")):
            self.faults.append(f"asked {request.url}")


@pytest.fixture
def watched(browser: Browser, site: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), site)
    context.close()
