"""An archive in which every text that is somebody else's is an attack, in a browser: none runs or asks anybody.

A few of the attacks here; all of them with ATTACKS=all, which takes minutes.
"""

import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from lxml import html
from playwright.sync_api import Browser

from communique.archive import Entry, Source, open_archive
from communique.model import Document

from ..test_hostile import payloads, record_of  # noqa: TID252 - folders of tests are no packages
from .conftest import Watched, served

ATTACKS = payloads() if os.environ.get("ATTACKS") == "all" else payloads()[::50]
FIELDS = ("/?who={}", "/?side={}", "/?since={}", "/search?q={}", "/search?publisher={}", "/people?name={}",
          "/phrases?q={}", "/relations?one={}&other={}")  # fmt: skip


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("attacks") / "archive"
    with open_archive(folder, write=True, create=True) as archive:
        archive.add(
            Entry.read(record_of(number, payload), source=Source(name=payload))
            for number, payload in enumerate(ATTACKS)
        )
        archive.add([Entry.set_aside(Document.of(f"aside {payload}", payload), reason=payload) for payload in ATTACKS])
    with served(folder) as address:
        yield address


def places(site: str) -> Iterator[str]:
    """Yield every page that is led to, the fields filled in with each attack, and what is decided in its name."""
    waiting = ["/", "/search", "/people", "/network", "/failures", "/corrections"]
    seen = set(waiting)
    while waiting:
        place = waiting.pop(0)
        yield place
        try:
            with urllib.request.urlopen(site + place) as answer:
                content = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"a link leads to {error.code}: {place}") from None
        for link in html.document_fromstring(content).iter("a"):
            to = str(link.get("href", "")).partition("#")[0]
            wanted = to.startswith(("/meetings/", "/documents/", "/people/", "/?offset", "/search?offset", "/?side"))
            if wanted and "/export/" not in to and "?kind" not in to and to not in seen:
                seen.add(to)
                waiting.append(to)
    for attack in ATTACKS:
        for field in FIELDS:
            yield field.format(*[urllib.parse.quote(attack, safe="")] * 2)


def test_no_attack_runs_or_asks_anybody(browser: Browser, attacked: str) -> None:
    context = browser.new_context()
    context.add_init_script("window.pwn = (one) => { window.taken = one; }")
    watched = Watched(context.new_page(), attacked)
    page, number = watched.page, 0
    for place in places(attacked):
        page.goto(attacked + place, wait_until="load")
        assert page.evaluate("window.taken") is None, place
        number += 1
    context.close()
    assert [one for one in watched.faults if "Failed to load resource: the server responded" not in one] == []
    assert number > len(ATTACKS) * (len(FIELDS) + 3)
