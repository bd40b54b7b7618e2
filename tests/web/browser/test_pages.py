"""Every page in a browser: no complaint, nothing from elsewhere, no barrier, nothing wider than the screen."""

import re
import urllib.parse
import urllib.request
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from .conftest import Watched

PAGES = (
    "/",
    "/?side=NOR&side=CHL&one_sided=1",
    "/?who=nobody-of-that-name",
    "/meetings/{meeting}",
    "/meetings/{meeting}?kind=denied",
    "/meetings/{meeting}/findings/f3",
    "/meetings/{single}",
    "/documents/{story}",
    "/documents/{arabic}",
    "/documents/{story}?from=120&to=160#excerpt",
    "/documents/{hostile}",
    "/search",
    "/search?q=ocean",
    "/search?q=zzzz",
    "/people",
    "/people/text%3Aastrid-lindvik",
    "/relations",
    "/relations?one=NOR&other=CHL",
    "/phrases?q=bridge+between+two+oceans",
    "/network",
    "/failures",
    "/corrections",
    "/keys",
    "/nothing-here",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN: list[tuple[Literal["light", "dark"], int, dict[str, Any]]] = [
    ("light", 1440, {"type": "tag", "values": RULES}),
    (
        "dark",
        320,
        {
            "type": "rule",
            "values": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"],
        },
    ),
]
"""The other two of the four are the same style sheet: both colours and both widths are seen. What depends on neither
is looked at once.
"""


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


@pytest.fixture(scope="session")
def places(site: str) -> dict[str, str]:
    listed = _get(f"{site}/?side=NOR&side=CHL&since=2026-05-19&until=2026-05-19")
    visits = _get(f"{site}/?since=2026-04-17&until=2026-04-17")
    meetings, single = (re.findall(r"/meetings/([0-9a-f]{16})", html)[0] for html in (listed, visits))

    def document(words: str) -> str:
        return str(re.findall(r"/documents/([0-9a-f]{24})", _get(f"{site}/search?q={urllib.parse.quote(words)}"))[0])

    return {
        "meeting": meetings,
        "single": single,
        "story": document("Fjord bridge"),
        "arabic": document("الدولتين"),
        "hostile": document("Zahra taken"),
    }


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_barrier_and_no_complaint(
    browser: Browser, site: str, places: dict[str, str], axe: str, address: str
) -> None:
    for scheme, width, rules in SEEN:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        watched = Watched(context.new_page(), site)
        page = watched.page
        page.goto(site + address.format(**places))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.evaluate(axe)
        found: dict[str, Any] = page.evaluate(
            "(rules) => axe.run({runOnly: rules, resultTypes: ['violations']})", rules
        )
        barriers = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]
        faults = [one for one in watched.faults if "404" not in one]
        context.close()
        assert (scheme, width, barriers) == (scheme, width, [])
        assert (scheme, width, faults) == (scheme, width, [])
        assert (scheme, width, max(too_wide, 0)) == (scheme, width, 0)


def test_a_hostile_text_runs_nothing_wherever_it_is_shown(watched: Watched, site: str) -> None:
    page = watched.page
    documents = set(re.findall(r"/documents/[0-9a-f]{24}", _get(f"{site}/search?q=Zahra")))
    meetings = set(re.findall(r"/meetings/[0-9a-f]{16}", _get(f"{site}/?side=MLT&until=2024-12-31")))
    assert len(documents) > 4
    for address in [*sorted(documents | meetings), "/search?q=Zahra", "/people", "/failures", "/network"]:
        page.goto(site + address)
        page.mouse.move(300, 300)
        assert page.title() != "taken"
        assert page.evaluate("document.querySelectorAll('main img, main script, main iframe').length") == 0
    assert [one for one in watched.faults if "favicon" not in one] == []


def test_no_page_needs_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    page.get_by_label("Side", exact=True).fill("NOR")
    page.get_by_label("has a one-sided topic").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("one_sided=1"))
    page.locator(".meetings h3 a").first.click()
    page.locator("td .place").first.click()
    page.wait_for_url(re.compile("#excerpt$"))
    assert page.locator("#excerpt").count() == 1
    page.go_back()
    page.get_by_role("link", name="Accept, correct or reject").first.click()
    page.get_by_label("Your name").fill("A. Editor")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url(re.compile("saved=1"))
    assert page.get_by_text("accepted by A. Editor").first.is_visible()
    context.close()


def test_keys_step_through_the_differences_and_open_them(watched: Watched, site: str, places: dict[str, str]) -> None:
    page = watched.page
    page.goto(f"{site}/meetings/{places['meeting']}#findings")
    focused = "document.activeElement.closest('tr')?.id"
    page.keyboard.press("n")
    first = page.evaluate(focused)
    page.keyboard.press("n")
    second = page.evaluate(focused)
    page.keyboard.press("p")
    assert page.evaluate(focused) == first != second
    page.keyboard.press("c")
    page.wait_for_url(re.compile(r"/findings/f\d+#judge"))
    assert watched.faults == []


def test_a_finding_is_rejected_by_a_key_once_a_name_is_there(
    watched: Watched, site: str, places: dict[str, str]
) -> None:
    page = watched.page
    page.goto(f"{site}/meetings/{places['meeting']}/findings/f2")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "who"
    page.keyboard.type("A. Reader")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_url(re.compile("saved=1"))
    assert page.get_by_text("rejected by A. Reader").first.is_visible()
    assert watched.faults == []


def test_a_question_mark_lists_the_keys_and_escape_closes_the_list(watched: Watched, site: str) -> None:
    page = watched.page
    page.goto(f"{site}/")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "top-search"
    page.keyboard.type("n?m")
    assert page.locator("#top-search").input_value() == "n?m"
    assert page.url == f"{site}/"


def test_keys_can_be_turned_off(watched: Watched, site: str) -> None:
    page = watched.page
    page.goto(f"{site}/keys")
    page.locator("[data-keys]").uncheck()
    page.goto(f"{site}/")
    page.keyboard.press("?")
    assert not page.locator("dialog#keys").is_visible()


def test_a_statement_and_its_note_light_up_together(watched: Watched, site: str, places: dict[str, str]) -> None:
    page = watched.page
    page.goto(f"{site}/documents/{places['story']}")
    page.locator("a.st").first.focus()
    name = page.evaluate("document.activeElement.dataset.statement")
    assert page.locator(f"li[data-statement='{name}']").evaluate("(one) => one.classList.contains('lit')")


def test_everything_is_open_on_paper(watched: Watched, site: str, places: dict[str, str]) -> None:
    page = watched.page
    page.goto(f"{site}/meetings/{places['meeting']}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0
    assert not page.locator(".top nav").is_visible()


def test_a_narrow_screen_has_its_results_first_and_pictures_that_fit(
    browser: Browser, site: str, places: dict[str, str]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/search?q=ocean")
    assert not page.locator("details.fold").evaluate("(one) => one.open")
    page.goto(f"{site}/meetings/{places['meeting']}")
    assert [one.is_visible() for one in page.locator("svg.order").all()] == [False, True]
    too_wide = "[...document.querySelectorAll('.analysts, svg.order.slim')].some((one) => one.scrollWidth > innerWidth)"
    assert not page.evaluate(too_wide)
    context.close()
