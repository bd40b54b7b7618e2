"""Who is answered: names, tokens, requests from other sites, and the headers of every answer."""

import itertools
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from starlette.testclient import TestClient

from communique.archive import open_archive
from communique.web.app import create_app
from communique.web.forms import local
from communique.web.security import POLICY
from communique.web.settings import Settings, is_loopback, without_port

Serve = Callable[..., TestClient]
ANYWHERE = (
    "/",
    "/meetings",
    "/search?q=hydrogen",
    "/nowhere",
    "/static/nothing.css",
    "/static/desk.css",
    "/api/v1",
    "/api/v1/meetings",
    "/api/v1/meetings?format=csv",
    "/api/v1/meetings?format=jsonl",
    "/api/v1/nowhere",
    "/api/v1/openapi.json",
    "/api/v1/people/nobody-of-this-name",
    "/api/v1/meetings?since=2025-02-30",
    "/mcp",
)
"""Answers of every kind: pages, files, REST, errors."""
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
FORM = {"content-type": "application/x-www-form-urlencoded"}


# Headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ANYWHERE)
@pytest.mark.parametrize("method", METHODS)
def test_every_answer_has_the_headers(reading: TestClient, place: str, method: str) -> None:
    answer = reading.request(method, place)
    assert answer.status_code < 500
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "cache-control" in answer.headers
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert directives["default-src"] == "'none'"
    assert set(" ".join(directives.values()).split()) <= {"'self'", "'none'", "data:"}
    assert "data:" not in directives["script-src"] + directives["style-src"]


def test_what_is_refused_has_the_headers_too(reading: TestClient) -> None:
    for headers in ({"host": "evil.example"}, {"origin": "https://evil.example"}):
        answer = reading.post("/meetings/merge", headers=headers)
        assert answer.status_code in {400, 403}
        assert answer.headers["content-security-policy"] == POLICY


def test_pages_are_not_stored_and_files_are_for_ever(reading: TestClient) -> None:
    assert reading.get("/meetings").headers["cache-control"] == "no-store"
    assert reading.get("/api/v1/meetings").headers["cache-control"] == "private, no-cache"
    page = reading.get("/").text
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in reading.get(style).headers["cache-control"]


# Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8350",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.2",
        "169.254.169.254",
        "0.0.0.0",
        "2130706433",
        "",
        " ",
        "127.0.0.1:port",
        "[::1",
        "localhost:8350, evil.example",
        "localhost/evil",
        "lоcalhost",
    ],
)
def test_only_names_of_this_server_are_answered(reading: TestClient, host: str) -> None:
    """A name whose DNS was turned to this machine is refused, whatever is asked for."""
    for place in ("/", "/api/v1/meetings", "/static/desk.css", "/mcp"):
        assert reading.get(place, headers=[(b"host", host.encode())]).status_code == 400, place


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8350", "[::1]", "[::1]:99"])
def test_names_of_this_machine_are(reading: TestClient, host: str) -> None:
    assert reading.get("/api/v1", headers={"host": host}).status_code == 200


def test_two_hosts_are_none(reading: TestClient) -> None:
    answer = reading.get("/api/v1", headers=[("host", "127.0.0.1"), ("host", "evil.example")])
    assert answer.status_code == 400


def test_a_name_can_be_allowed(demonstration: Path, serve: Serve) -> None:
    client = serve(demonstration, Settings(hosts=frozenset({"Desk.example"}), any_address=True))
    assert client.get("/api/v1", headers={"host": "desk.example:443"}).status_code == 200
    assert client.get("/api/v1", headers={"host": "192.0.2.7:8350"}).status_code == 200
    assert client.get("/api/v1", headers={"host": "other.example"}).status_code == 400


@pytest.mark.parametrize(
    ("host", "name"),
    [("a.example.", "a.example"), ("A.Example:1", "a.example"), ("[::1]:1", "[::1]"), ("a b", ""), ("a:", "")],
)
def test_the_port_is_no_part_of_a_name(host: str, name: str) -> None:
    assert without_port(host) == name


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.9.9.9", True), ("0.0.0.0", False), ("a", False)],
)
def test_which_addresses_are_of_this_machine_alone(host: str, loopback: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) is loopback


# Requests from other sites ----------------------------------------------------------------------------------------

ORIGINS = (
    "https://evil.example",
    "http://evil.example:8350",
    "http://127.0.0.1:8351",
    "https://127.0.0.1:8350",
    "http://localhost:8350",
    "null",
)
SITES = ("cross-site", "same-site", "nonsense", None)


def from_elsewhere() -> Iterator[dict[str, str]]:
    """Yield what browsers, old and new, can send from pages of other sites, and what they cannot."""
    for site, origin in itertools.product(SITES, ORIGINS):
        yield {name: value for name, value in (("sec-fetch-site", site), ("origin", origin)) if value is not None}


def writes(meeting: str, finding: str, statement: tuple[str, str]) -> dict[str, tuple[dict[str, str], bytes]]:
    """Return every address that writes, with a body that it would take."""
    document, name = statement
    said = b'{"who": "A. Editor", "verdict": "accept"}'
    ids = f'["{meeting}", "{"0" * 16}"]'.encode()
    as_json = {"content-type": "application/json"}
    return {
        f"/meetings/{meeting}/findings/{finding}/judgement": (FORM, b"who=A.+Editor&verdict=accept&next=/"),
        f"/documents/{document}/statements/{name}/judgement": (FORM, b"who=A.+Editor&verdict=accept&next=/"),
        "/meetings/merge": (FORM, f"who=A.+Editor&meeting={meeting}&meeting={'0' * 16}".encode()),
        f"/meetings/{meeting}/split": (FORM, f"who=A.+Editor&document={document}".encode()),
        f"/judgements/{'0' * 16}/undo": (FORM, b"who=A.+Editor"),
        f"/api/v1/meetings/{meeting}/findings/{finding}/judgements": (as_json, said),
        f"/api/v1/documents/{document}/statements/{name}/judgements": (as_json, said),
        "/api/v1/meetings/merge": (as_json, b'{"who": "A. Editor", "meetings": ' + ids + b"}"),
        f"/api/v1/meetings/{meeting}/split": (as_json, f'{{"who": "A. Editor", "documents": ["{document}"]}}'.encode()),
        f"/api/v1/judgements/{'0' * 16}/undo": (as_json, b'{"who": "A. Editor"}'),
        "/mcp": (as_json, b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'),
    }


def test_there_are_24_ways_to_come_from_elsewhere() -> None:
    assert len({tuple(sorted(one.items())) for one in from_elsewhere()}) == 24


def test_nothing_is_written_at_the_word_of_another_site(
    client: TestClient, demonstration: Path, meeting: str, finding: str, statement: tuple[str, str]
) -> None:
    for place, (headers, body) in writes(meeting, finding, statement).items():
        for foreign in from_elsewhere():
            answer = client.post(place, headers={**headers, **foreign}, content=body)
            assert answer.status_code == 403, (place, foreign)
    assert not (demonstration / "judgements.jsonl").exists()


def test_every_address_that_writes_is_among_them(
    reading: TestClient, meeting: str, finding: str, statement: tuple[str, str]
) -> None:
    known = writes(meeting, finding, statement)
    described = reading.get("/api/v1/openapi.json").json()["paths"]
    posts = [path for path, methods in described.items() if set(methods) - {"get"}]
    assert len([place for place in known if place.startswith("/api")]) == len(posts)


@pytest.mark.parametrize(
    "own",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8350"},
        {"sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:8350"},
    ],
)
def test_its_own_pages_and_programs_may_write(
    client: TestClient, own: dict[str, str], meeting: str, finding: str
) -> None:
    place = f"/meetings/{meeting}/findings/{finding}/judgement"
    answer = client.post(place, headers={**FORM, **own}, content=b"who=A.+Editor&verdict=accept&next=/meetings")
    assert (answer.status_code, answer.headers["location"]) == (303, "/meetings")


def test_reading_changes_nothing(
    client: TestClient, demonstration: Path, meeting: str, finding: str, statement: tuple[str, str]
) -> None:
    with open_archive(demonstration) as archive:
        before = archive.snapshot
    for place in writes(meeting, finding, statement):
        if place != "/mcp":
            assert client.get(place).status_code in {404, 405, 422}
    with open_archive(demonstration) as archive:
        assert archive.snapshot == before


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
        "meetings",
        "/meetings\r\nSet-Cookie: a=b",
        "https:evil.example",
        "/" + "a" * 3000,
    ],
)
def test_a_form_leads_back_to_this_server_only(place: str) -> None:
    assert local(place) == "/"


@pytest.mark.parametrize("place", ["/", "/meetings?who=A&since=2025#f1", "/people/text%3Aa", "/search?q=%22a b%22"])
def test_a_form_leads_back_to_the_page(place: str) -> None:
    assert local(place).startswith("/")
    assert local(place).replace("%20", " ") == place


# Tokens -----------------------------------------------------------------------------------------------------------

TOKEN = "a token of the desk"


@pytest.fixture
def guarded(demonstration: Path, serve: Serve) -> TestClient:
    return serve(demonstration, Settings(token=TOKEN))


@pytest.mark.parametrize("place", ANYWHERE)
def test_nothing_is_shown_without_the_token(guarded: TestClient, place: str) -> None:
    answer = guarded.get(place)
    assert answer.status_code == 401
    assert "Lindvik" not in answer.text
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_visit_with_the_token_is_remembered(guarded: TestClient) -> None:
    answer = guarded.get("/meetings", params={"token": TOKEN, "who": "Lindvik"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/meetings?who=Lindvik")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/meetings").status_code == 200
    assert guarded.get("/api/v1").status_code == 200


def test_where_the_token_leads_is_this_server(guarded: TestClient) -> None:
    answer = guarded.get("//evil.example/", params={"token": TOKEN})
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith("//")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"authorization": f"Bearer {TOKEN}"}, 200),
        ({"authorization": f"bearer {TOKEN}"}, 200),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer "}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        ({"cookie": "communique=1"}, 401),
        ({"authorization": "Bearer ä".encode()}, 401),
    ],
)
def test_programs_bring_the_token_in_a_header(guarded: TestClient, headers: dict[str, str], status: int) -> None:
    assert guarded.get("/api/v1", headers=headers).status_code == status


def test_a_wrong_token_is_none(guarded: TestClient) -> None:
    for wrong in ("", "a", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "é"):
        assert guarded.get("/", params={"token": wrong}).status_code == 401


def test_a_token_in_the_address_does_not_write(guarded: TestClient, meeting: str, finding: str) -> None:
    place = f"/meetings/{meeting}/findings/{finding}/judgement"
    answer = guarded.post(place, params={"token": TOKEN}, headers=FORM, content=b"who=A&verdict=accept")
    assert answer.status_code == 401


def test_the_cookie_of_one_server_is_not_that_of_another(demonstration: Path, serve: Serve) -> None:
    one, other = (serve(demonstration, Settings(token=token)) for token in ("one token", "other token"))
    cookie = one.get("/", params={"token": "one token"}).headers["set-cookie"].partition(";")[0]
    assert one.get("/api/v1", headers={"cookie": cookie}).status_code == 200
    assert other.get("/api/v1", headers={"cookie": cookie}).status_code == 401


def test_from_elsewhere_a_browser_can_tell_where_a_form_was(guarded: TestClient) -> None:
    """Without Sec-Fetch-Site (plain http to another machine) Origin must come: `no-referrer` would make it null."""
    assert guarded.get("/").headers["referrer-policy"] == "same-origin"


# Paths ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
        "/static//etc/passwd",
        "/static/..%5capp.py",
        "/static/%00",
        "/static/desk.css%00.js",
        "/static/",
        "/static/.",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/../../etc/passwd",
        "/meetings/..%2f..",
        "/meetings/%2e%2e/export/csv",
        "/api/v1/documents/..%2f..%2farchive.toml",
        "/api/v1/documents/%2e%2e%2f%2e%2e",
        "/api/v1/meetings/..",
        "/api/v1/errors/..%2f",
    ],
)
def test_no_address_is_a_path(reading: TestClient, place: str) -> None:
    status, body = as_it_stands(reading, place)
    assert status in {404, 405, 422}
    assert "root:" not in body
    assert "schema = " not in body


def as_it_stands(client: TestClient, place: str) -> tuple[int, str]:
    """Return status and body of the answer to an address that no client has put in order first."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(place),
        "raw_path": place.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8350")],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8350),
    }
    assert client.portal is not None
    client.portal.call(client.app, scope, receive, send)
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent).decode()


def test_files_are_read_once_at_the_start(demonstration: Path) -> None:
    app = create_app(demonstration)
    address = app.api.state.assets.address("desk.css")
    assert address.startswith("/static/desk.")
    with pytest.raises(KeyError):
        app.api.state.assets.address("../app.py")
    app.api.state.watch.close()


SQL = (
    "' OR '1'='1",
    "'; DROP TABLE documents; --",
    '" OR ""="',
    "1 UNION SELECT text FROM sources",
    "$id",
    "%' OR 1=1 --",
    "); ATTACH '/etc/passwd' AS p; --",
    "read_text('/etc/passwd')",
    "\\'; COPY documents TO '/tmp/x'; --",
    "list_contains(participants, 'a')",
)


@pytest.mark.parametrize("words", SQL)
@pytest.mark.parametrize(
    "place",
    ["/people/{}", "/people/{}/itinerary", "/meetings?who={}", "/statements?speaker={}", "/documents?who={}",
     "/documents?publisher={}", "/documents?place={}", "/documents?language={}", "/phrases?words={}",
     "/search?words={}"],
)  # fmt: skip
def test_what_is_asked_is_never_a_command(reading: TestClient, place: str, words: str) -> None:
    answer = reading.get("/api/v1" + place.format(quote(words, safe="")))
    assert answer.status_code in {200, 404, 409, 422}
    if answer.status_code == 200 and "items" in answer.json():
        assert answer.json()["total"] == 0
    assert reading.get("/api/v1").json()["counts"]["documents"] > 20
