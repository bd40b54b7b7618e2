"""The page in a browser: nothing that axe-core finds, no request, no script error, light and dark, narrow and wide.

Skipped unless the extra `browser` and a Chromium are there; CONTRIBUTING.md says how to get them.
"""

import os
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from communique.model import Account, Comparison
from communique.report.comparison import comparison_html

playwright = pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python")

Accounts = tuple[Account, ...]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """A page that was opened, and everything that it did beside being shown."""

    def __init__(self, browser: Any, html: str, folder: Path, **options: Any) -> None:
        path = folder / "report.html"
        path.write_text(html, encoding="utf-8", errors="backslashreplace")
        self.page = browser.new_context(**options).new_page()
        self.done: list[str] = []
        self.page.on("console", lambda message: self.done.append(message.text))
        self.page.on("pageerror", lambda error: self.done.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.done.append(request.url))
        self.page.goto(path.as_uri())
        self.done.remove(path.as_uri())

    def _dismiss(self, dialog: Any) -> None:
        self.done.append(dialog.message)
        dialog.dismiss()


@pytest.fixture
def html(comparison: Comparison, accounts: Accounts) -> str:
    return comparison_html(comparison, accounts)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, html: str, tmp_path: Path, scheme: str, width: int) -> None:
    visit = Visit(browser, html, tmp_path, color_scheme=scheme, viewport={"width": width, "height": 900})
    visit.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visit.page.evaluate("axe.run()")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert visit.done == []


def test_keys_jump_between_differences_and_can_be_turned_off(browser: Any, html: str, tmp_path: Path) -> None:
    page = Visit(browser, html, tmp_path).page
    seen = []
    for key in "nnnpjk":
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    rows = page.evaluate("Array.from(document.querySelectorAll('tr.difference'), (row) => row.id)")
    assert seen == [rows[0], rows[1], rows[2], rows[1], rows[2], rows[1]]
    page.keyboard.press("Control+n")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "keys"


def test_without_scripts_everything_can_be_read_and_is_printed(browser: Any, html: str, tmp_path: Path) -> None:
    page = Visit(browser, html, tmp_path, java_script_enabled=False).page
    assert not page.get_by_role("checkbox").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("thanked Norway for its hospitality").first.is_visible()
    assert page.get_by_text("Chile thanked Norway for its hospitality.").last.is_visible()


def test_a_link_to_the_words_opens_the_text(browser: Any, html: str, tmp_path: Path) -> None:
    page = Visit(browser, html, tmp_path).page
    page.locator("tr.difference a.place").first.click()
    assert page.locator("details.part mark:target").is_visible()


def test_hostile_texts_do_nothing(browser: Any, hostile: Any, payloads: tuple[str, ...], tmp_path: Path) -> None:
    for start in range(0, len(payloads), 8):  # each alone takes a minute; each alone is looked at as markup elsewhere
        text = "\n".join(payloads[start : start + 8])
        visit = Visit(browser, comparison_html(*hostile(text)), tmp_path)
        visit.page.keyboard.press("n")
        visit.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        visit.page.mouse.move(200, 300)
        assert visit.page.locator("img, script, iframe, form, object, link, svg").count() == 1
        assert visit.done == [], text
        visit.page.context.close()
