"""Every page: whole without scripts, nothing inline, one heading, its own title, its place in the desk."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from communique.web.words import words

PAGES = (
    "/",
    "/meetings?side=NOR&side=CHL&one_sided=1",
    "/meetings?who=nobody-of-that-name",
    "/meetings?topic=climate&since=2025&until=2026-12-31",
    "/meetings/{meeting}",
    "/meetings/{meeting}?kind=denied",
    "/meetings/{meeting}/findings/{finding}",
    "/documents/{document}",
    "/documents/{document}?from=10&to=40",
    "/documents/{document}?from=10&to=400000",
    "/search",
    "/search?q=ocean&year=2026",
    "/search?q=no-such-word-anywhere",
    "/people",
    "/people?name=Lindvik",
    "/people?name=nobody-of-that-name",
    "/people/text%3Aastrid-lindvik",
    "/relations",
    "/relations?one=Norway&other=CHL",
    "/relations?one=NOR&other=JOR",
    "/phrases",
    "/phrases?q=bridge+between+two+oceans",
    "/phrases?q=no+such+phrase",
    "/network",
    "/failures",
    "/corrections",
    "/keys",
)
TROUBLES = (
    ("/nothing-here", 404),
    ("/meetings/0000000000000000", 404),
    ("/meetings/{meeting}/findings/f999", 404),
    ("/documents/000000000000000000000000", 404),
    ("/people/text%3Anobody", 404),
    ("/meetings/{meeting}/export/exe", 404),
    ("/meetings?since=yesterday", 422),
    ("/meetings?side=Atlantis", 404),
    ("/meetings?topic=gossip", 422),
    ("/relations?one=Atlantis&other=NOR", 422),
    ("/relations?one=NOR&other=Norway", 422),
    ("/search?q=%22", 422),
    ("/documents/{document}?from=-1&to=x", 422),
)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self.labels: set[str] = set()
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and not given.get("src", "").startswith("/static/")):
            self.faults.append(f"inline {tag}")
        self.faults += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.faults += [
            f"{tag} {name}={value}"
            for name, value in given.items()
            if name in {"src", "action"} and not value.startswith("/")
        ]
        if tag == "a" and given.get("href", "").startswith(("javascript:", "data:")):
            self.faults.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("href", "").startswith("#"):
            self.targets.append(given["href"][1:])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag == "label":
            self.labels.add(given.get("for", ""))
        is_field = tag in {"input", "select", "textarea"} and given.get("type") != "hidden"
        if is_field and "data-keys" not in given:
            self.fields.append((tag, given.get("id", "")))
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"


def seen(html: str) -> _Seen:
    found = _Seen()
    found.feed(html)
    return found


@pytest.fixture(scope="session")
def places(meeting: str, finding: str, statement: tuple[str, str]) -> dict[str, str]:
    return {"meeting": meeting, "finding": finding, "document": statement[0]}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_has_nothing_inline(reading: TestClient, places: dict[str, str], address: str) -> None:
    answer = reading.get(address.format(**places), headers={"Accept": "text/html"})
    assert answer.status_code == 200
    found = seen(answer.text)
    assert found.faults == []
    assert found.headings.count("h1") == 1
    assert found.headings[0] == "h1"
    assert len(found.ids) == len(set(found.ids)), sorted(one for one in found.ids if found.ids.count(one) > 1)
    assert set(found.targets) <= set(found.ids)
    assert [one for tag, one in found.fields if one not in found.labels] == []
    assert found.title.endswith(" · communique")
    assert found.title.count(" · ") == 2
    assert answer.headers["content-type"].startswith("text/html")


def test_pages_have_titles_of_their_own(reading: TestClient, places: dict[str, str]) -> None:
    wanted = [address for address in PAGES if "?" not in address]
    titles = [seen(reading.get(address.format(**places)).text).title for address in wanted]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(("address", "status"), TROUBLES)
def test_trouble_is_told_on_a_page_with_what_to_try(
    reading: TestClient, places: dict[str, str], address: str, status: int
) -> None:
    answer = reading.get(address.format(**places), headers={"Accept": "text/html"})
    assert answer.status_code == status
    found = seen(answer.text)
    assert found.faults == []
    assert found.headings.count("h1") == 1
    assert 'href="/search"' in answer.text
    if status == 404 and "side" not in address:
        assert words()("problem.what") in answer.text


def test_nothing_of_a_page_comes_from_elsewhere(reading: TestClient, places: dict[str, str]) -> None:
    for address in PAGES:
        html = reading.get(address.format(**places)).text
        loaded = re.findall(r'<(?:script|link|img|iframe|object|embed|source)[^>]+(?:src|href)="([^"]+)"', html)
        assert all(one.startswith("/static/") for one in loaded)


def test_everything_the_pages_load_is_small(reading: TestClient) -> None:
    import gzip

    html = reading.get("/").text
    scripts = re.findall(r'<script[^>]+src="([^"]+)"', html)
    assert sum(len(gzip.compress(reading.get(one).content)) for one in scripts) < 310_000


def test_what_nobody_foresaw_is_told_plainly(reading: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("communique.web.desk.Desk.network", broken)
    answer = reading.get("/network")
    assert answer.status_code == 500
    assert "<h1>Something went wrong that should not</h1>" in answer.text
    assert '<kbd class="command">communique doctor</kbd>' in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("address", "told", "not_told"),
    [
        ("/search?q=%22", "holds no word that could be looked for.", "--who"),
        ("/relations?one=Norway&other=Atlantis", "is no state or organisation that the codebook knows.", "ATLANTIC"),
        ("/?since=2026-13", "&#39;2026-13&#39; is no date", "must be in"),
    ],
)
def test_what_was_typed_wrong_is_told_in_words_of_the_page(
    reading: TestClient, address: str, told: str, not_told: str
) -> None:
    html = reading.get(address).text
    assert told in html
    assert not_told not in html
