"""How much and how long: sizes, times, lists that say how long they are, many readers at once, nothing that grows."""

import asyncio
import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.archive import Entry, open_archive
from communique.model import Document
from communique.model.history import MeetingCluster
from communique.web.compared import Compared
from communique.web.desk import Desk
from communique.web.kept import Kept
from communique.web.listed import Listed
from communique.web.pages import entries
from communique.web.settings import Settings
from communique.web.watch import Watch

Serve = Callable[..., TestClient]


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/api/v1/meetings?limit=0", 422),
        ("/api/v1/meetings?limit=501", 422),
        ("/api/v1/meetings?limit=x", 422),
        ("/api/v1/meetings?offset=-1", 422),
        ("/api/v1/meetings?offset=1000001", 422),
        ("/api/v1/documents?offset=10001", 422),
        ("/api/v1/meetings?sinse=2025", 422),
        ("/api/v1/meetings?since=2025-02-30", 422),
        ("/api/v1/meetings?topic=nonsense", 422),
        ("/api/v1/meetings?between=Atlantis", 404),
        ("/api/v1/search?words=" + "a" * 501, 422),
        ("/api/v1/search?words=%21%21", 422),
        ("/api/v1/phrases?words=%21%21", 422),
        ("/api/v1/search?words=" + "a" * 5000, 414),
        ("/" + "a" * 9000, 414),
        ("/api/v1/search", 422),
        ("/api/v1/relations/NOR/Norway", 422),
        ("/api/v1/network?format=csv", 422),
        ("/api/v1/errors/C999", 404),
        ("/api/v1/meetings?who=" + "&who=".join("abc"), 200),
    ],
)
def test_what_is_out_of_bounds_is_a_problem(reading: TestClient, place: str, status: int) -> None:
    answer = reading.get(place, headers={"accept": "application/json"})
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["title"]


def test_a_problem_of_the_program_has_its_code_and_an_explanation(reading: TestClient) -> None:
    problem = reading.get("/api/v1/people/Nobody Atall").json()
    assert (problem["status"], problem["code"]) == (404, "C514")
    explained = reading.get(problem["type"])
    assert explained.json()["code"] == "C514"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_wrong_method_is_a_problem(reading: TestClient, method: str) -> None:
    answer = reading.request(method, "/api/v1/meetings")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == "GET"


def test_an_error_that_nobody_foresaw_tells_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("communique.web.desk.Desk.network", fail)
    answer = client.get("/api/v1/network")
    assert (answer.status_code, answer.json()["code"]) == (500, "C000")
    assert "secret" not in answer.text
    assert "policy" in " ".join(answer.headers)


def test_what_takes_too_long_ends_in_503(demonstration: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(demonstration, Settings(seconds=0.3))
    go_on = threading.Event()
    monkeypatch.setattr("communique.web.desk.Desk.network", lambda _: go_on.wait(10))
    begun = time.monotonic()
    answer = client.get("/api/v1/network")
    assert time.monotonic() - begun < 3
    go_on.set()
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"] == "5"
    assert client.get("/api/v1").status_code == 200


# Lists ------------------------------------------------------------------------------------------------------------


def test_lists_say_how_long_they_are_and_lead_on(reading: TestClient) -> None:
    seen: list[str] = []
    place: str | None = "/api/v1/meetings?limit=5"
    while place is not None:
        answer = reading.get(place)
        seen += [row["id"] for row in answer.json()["items"]]
        links = dict(part.split(">; rel=")[::-1] for part in answer.headers["link"].split(", "))
        place = links.get('"next"', "").lstrip("<") or None
    assert len(seen) == len(set(seen)) == answer.json()["total"] == int(answer.headers["total-count"])


def test_a_list_that_is_all_here_leads_nowhere(reading: TestClient) -> None:
    assert "link" not in reading.get("/api/v1/meetings").headers


@pytest.mark.parametrize(
    ("listed", "following", "before"),
    [
        (Listed((), 0), None, None),
        (Listed((1,), 10, 0, 1), 1, None),
        (Listed((1,), 10, 9, 1), None, 8),
        (Listed((), 10, 50, 5), None, 45),
    ],
)
def test_where_the_other_parts_begin(listed: Listed[int], following: int | None, before: int | None) -> None:
    assert (listed.next_offset, listed.previous_offset) == (following, before)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0.1, application/x-ndjson;q=0.9", "application/x-ndjson"),
        ("application/jsonl", "application/x-ndjson"),
        ("application/json;q=0, text/csv", "text/csv; charset=utf-8"),
        ("text/html, */*;q=0.1", "application/json"),
        ("image/png", "application/problem+json"),
        ("application/json;q=nonsense", "application/problem+json"),
    ],
)
def test_the_form_is_that_which_is_asked_for(reading: TestClient, accept: str, kind: str) -> None:
    answer = reading.get("/api/v1/meetings", headers={"accept": accept})
    assert answer.headers["content-type"] == kind
    assert answer.status_code == (406 if "problem" in kind else 200)


@pytest.mark.parametrize(
    "place",
    ["meetings", "documents", "statements", "failures", "judgements", "errors", "search?words=hydrogen",
     "people/Lindvik", "people/Lindvik/itinerary", "relations/NOR/CHL"],
)  # fmt: skip
def test_every_list_can_be_had_as_a_table(reading: TestClient, place: str) -> None:
    import csv
    import io
    import json

    mark = "&" if "?" in place else "?"
    items = reading.get(f"/api/v1/{place}").json()["items"]
    table = reading.get(f"/api/v1/{place}{mark}format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    lines = reading.get(f"/api/v1/{place}{mark}format=jsonl").text.splitlines()
    assert [json.loads(line) for line in lines] == items
    assert len(rows) == len(items)
    assert all(row["snapshot"] for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


# Many at once -----------------------------------------------------------------------------------------------------


def test_fifty_readers_at_once(reading: TestClient, meeting: str) -> None:
    places = [
        "/api/v1/meetings",
        f"/api/v1/meetings/{meeting}/comparison",
        "/api/v1/search?words=hydrogen",
        "/api/v1/phrases?words=green+hydrogen",
        "/api/v1/network",
        "/api/v1/statements?speaker=NOR",
        "/",
        f"/meetings/{meeting}",
    ]
    with ThreadPoolExecutor(50) as readers:
        answers = list(readers.map(reading.get, places * 25))
    assert {answer.status_code for answer in answers} == {200}


def test_the_same_question_is_worked_on_once() -> None:
    kept, made = Kept(), []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return 7

    with ThreadPoolExecutor(20) as readers:
        assert set(readers.map(lambda _: kept.once(("a",), make), range(20))) == {7}
    assert len(made) == 1


def test_what_failed_is_not_kept_and_little_is() -> None:
    kept = Kept(most=2)
    with pytest.raises(ZeroDivisionError):
        kept.once(("a",), lambda: 1 // 0)
    assert kept.once(("a",), lambda: 1) == 1
    for name in "bcd":
        kept.once((name,), lambda: 2)
    assert kept.once(("a",), lambda: 3) == 3


def test_the_newest_meetings_are_compared_before_anybody_asks(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(demonstration)
    made = threading.Event()
    ahead = Desk.look_ahead

    def looked(desk: Desk) -> Iterator[Compared]:
        yield from ahead(desk)
        made.set()

    monkeypatch.setattr(Desk, "look_ahead", looked)
    watch.start()
    try:
        assert made.wait(60)
        monkeypatch.setattr("communique.web.desk.comparison_of", lambda *_: pytest.fail("compared again"))
        with watch.desk() as desk:
            newest = next(one for one in desk.meetings().items if len(set(one.own_accounts)) > 1)
            assert desk.comparison(newest.id).comparison is not None
    finally:
        watch.close()


def test_what_others_add_is_shown_and_a_request_keeps_its_desk(demonstration: Path) -> None:
    watch = Watch(demonstration, every=0.05)
    watch.start()
    with watch.desk() as before:
        with open_archive(demonstration, write=True) as archive:
            archive.add([Entry.set_aside(Document.of("new", "A new text."), reason="a test")])
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with watch.desk() as now:
                if now.snapshot != before.snapshot:
                    break
            time.sleep(0.05)
        assert now.counts().documents == before.counts().documents + 1
        assert before.meetings().total > 0  # still open
    watch.close()


def test_nothing_grows(reading: TestClient, meeting: str) -> None:
    """A thousand requests here; `benchmarks/serve.py` makes ten thousand."""
    places = ["/", "/api/v1/meetings", f"/meetings/{meeting}", "/api/v1/search?words=hydrogen", "/nowhere", "/network"]

    def ask(times: int) -> None:
        for number in range(times):
            reading.get(places[number % len(places)])

    ask(120)
    gc.collect()
    files, memory = len(os.listdir("/proc/self/fd")), _resident()  # noqa: PTH208
    ask(1000)
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= files + 2  # noqa: PTH208
    assert _resident() - memory < 20e6


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_opening_and_closing_leaves_nothing_behind(demonstration: Path) -> None:
    def once() -> None:
        watch = Watch(demonstration)
        watch.start()
        with watch.desk() as desk:
            desk.counts()
        watch.close()

    once()
    gc.collect()
    files, threads = len(os.listdir("/proc/self/fd")), threading.active_count()  # noqa: PTH208
    for _ in range(20):
        once()
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= files + 2  # noqa: PTH208
    assert threading.active_count() <= threads + 2


def test_a_head_is_a_page_without_its_body(reading: TestClient) -> None:
    answer = reading.head("/api/v1/meetings")
    assert (answer.status_code, answer.content) == (200, b"")
    assert "etag" in answer.headers


def test_a_request_that_ends_early_ends_its_work(demonstration: Path, serve: Serve) -> None:
    client = serve(demonstration)
    assert client.portal is not None

    async def gone() -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.disconnect"}

        async def send(_: object) -> None:
            pass

        scope = {"type": "http", "method": "GET", "path": "/api/v1/network", "query_string": b"", "scheme": "http"}
        scope |= {"headers": [(b"host", b"localhost")], "http_version": "1.1", "server": ("127.0.0.1", 1)}
        app: Any = client.app
        task = asyncio.ensure_future(app(scope, receive, send))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    client.portal.call(gone)
    assert client.get("/api/v1").status_code == 200


def test_what_goes_wrong_while_looking_does_not_end_it(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(demonstration, every=0.01)
    looked = threading.Semaphore(0)

    def fail() -> bool:
        looked.release()
        raise ZeroDivisionError

    monkeypatch.setattr(watch, "look", fail)
    watch.start()
    for _ in range(3):
        assert looked.acquire(timeout=10)
    with watch.desk() as desk:
        assert desk.counts().documents > 0
    watch.close()


def test_a_list_is_sent_before_its_meetings_are_compared(reading: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.portal is not None
    sent: list[bytes] = []
    compared: list[int] = []
    digest = entries.digest

    def slow(desk: Desk, cluster: MeetingCluster) -> entries.Digest:
        compared.append(len(sent))
        return digest(desk, cluster)

    async def ask() -> None:
        async def receive() -> dict[str, object]:
            await asyncio.sleep(20)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.extend(filter(None, [message.get("body")]))

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http"}
        scope |= {"headers": [(b"host", b"localhost")], "http_version": "1.1", "server": ("127.0.0.1", 1)}
        app: Any = reading.app
        await app(scope, receive, send)

    monkeypatch.setattr(entries, "digest", slow)
    reading.portal.call(ask)
    assert b"</html>" in sent[-1]
    assert len(compared) > 10
    assert compared[0] >= 1
    assert compared[-1] > compared[0]


def test_a_meeting_that_cannot_be_compared_takes_no_list_down(
    demonstration: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("broken")

    monkeypatch.setattr(Desk, "comparison", broken)
    answer = serve(demonstration).get("/")
    assert answer.status_code == 200
    assert answer.text.count("<h3><a") == 16
    assert "cannot be compared" in caplog.text
