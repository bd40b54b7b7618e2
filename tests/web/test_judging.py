"""What people decide, by form and by REST: who, when, before, after; undo; what a busy archive says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.archive import open_archive
from communique.web import judging

Serve = Callable[..., TestClient]
FORM = {"content-type": "application/x-www-form-urlencoded"}
WHO = "A. Editor"


def log(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/api/v1/judgements").json()["items"])


# Findings ---------------------------------------------------------------------------------------------------------


def test_a_finding_is_judged_by_form(client: TestClient, meeting: str, finding: str) -> None:
    place = f"/meetings/{meeting}/findings/{finding}"
    kind = client.get(f"/api/v1{place}").json()["finding"]["kind"]
    data = {"who": "  A.   Editor ", "verdict": "reject", "kind": "both", "note": "not so", "next": f"{place}?a=1"}
    answer = client.post(f"{place}/judgement", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}?a=1")
    (noted,) = client.get(f"/api/v1{place}").json()["judgements"]
    assert noted["who"] == WHO
    assert noted["what"] == "reject"
    assert noted["before"] == {"kind": kind}
    assert noted["after"] == {"kind": None, "note": "not so"}
    assert noted["when"].endswith("Z")
    assert client.get(f"/api/v1/meetings/{meeting}/comparison").json()["judgements"][finding] == [noted]


def test_a_finding_is_corrected_by_rest(client: TestClient, meeting: str, finding: str) -> None:
    place = f"/api/v1/meetings/{meeting}/findings/{finding}"
    kind = client.get(place).json()["finding"]["kind"]
    answer = client.post(f"{place}/judgements", json={"who": WHO, "verdict": "correct", "kind": "unknown"})
    assert answer.status_code == 201
    assert (answer.json()["before"], answer.json()["after"]) == ({"kind": kind}, {"kind": "unknown"})
    assert client.get(place).json()["judgements"] == [answer.json()]


def test_the_snapshot_and_the_tags_change_with_a_decision(client: TestClient, meeting: str, finding: str) -> None:
    place = f"/api/v1/meetings/{meeting}/findings/{finding}"
    before = client.get(place)
    assert client.get(place, headers={"if-none-match": before.headers["etag"]}).status_code == 304
    client.post(f"{place}/judgements", json={"who": WHO, "verdict": "accept"})
    after = client.get(place, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["communique-snapshot"] != before.headers["communique-snapshot"]


def test_an_undo_is_another_entry(client: TestClient, meeting: str, finding: str) -> None:
    place = f"/api/v1/meetings/{meeting}/findings/{finding}"
    made = client.post(f"{place}/judgements", json={"who": WHO, "verdict": "accept"}).json()
    undone = client.post(f"/judgements/{made['id']}/undo", data={"who": "B. Chief", "next": "/corrections"})
    assert (undone.status_code, undone.headers["location"]) == (303, "/corrections")
    assert client.get(place).json()["judgements"] == []
    latest, first = log(client)
    assert (latest["judgement"]["undoes"], latest["judgement"]["who"]) == (made["id"], "B. Chief")
    assert [latest["in_force"], first["in_force"]] == [False, False]
    assert client.post(f"/api/v1/judgements/{made['id']}/undo", json={"who": WHO}).status_code == 404


def test_decisions_outlive_a_rebuild(
    client: TestClient, demonstration: Path, serve: Serve, meeting: str, finding: str
) -> None:
    place = f"/api/v1/meetings/{meeting}/findings/{finding}"
    noted = client.post(f"{place}/judgements", json={"who": WHO, "verdict": "accept"}).json()
    with open_archive(demonstration, write=True) as archive:
        archive.compact()
        archive.rebuild()
    shutil.rmtree(demonstration / "cache")
    assert serve(demonstration).get(place).json()["judgements"] == [noted]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"who": "", "verdict": "accept"}, 422),
        ({"who": " ", "verdict": "accept"}, 422),
        ({"verdict": "accept"}, 422),
        ({"who": "a" * 101, "verdict": "accept"}, 422),
        ({"who": "a\u202eb", "verdict": "accept"}, 422),
        ({"who": "a\x00b", "verdict": "accept"}, 422),
        ({"who": WHO}, 422),
        ({"who": WHO, "verdict": "maybe"}, 422),
        ({"who": WHO, "verdict": "correct"}, 422),
        ({"who": WHO, "verdict": "correct", "kind": "nonsense"}, 422),
        ({"who": WHO, "verdict": "accept", "note": "a" * 2001}, 422),
    ],
)
def test_what_is_no_decision_is_refused(
    client: TestClient, meeting: str, finding: str, data: dict[str, str], status: int
) -> None:
    place = f"/meetings/{meeting}/findings/{finding}/judgement"
    answer = client.post(place, data=data)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert log(client) == []


def test_a_kind_that_it_has_already_is_a_conflict(client: TestClient, meeting: str, finding: str) -> None:
    place = f"/api/v1/meetings/{meeting}/findings/{finding}"
    kind = client.get(place).json()["finding"]["kind"]
    answer = client.post(f"{place}/judgements", json={"who": WHO, "verdict": "correct", "kind": kind})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "place",
    [
        "/meetings/0000000000000000/findings/f1/judgement",
        "/meetings/{meeting}/findings/f999/judgement",
        "/documents/000000000000000000000000/statements/s1/judgement",
        "/judgements/0000000000000000/undo",
        "/meetings/0000000000000000/split",
    ],
)
def test_what_is_not_there_cannot_be_judged(client: TestClient, meeting: str, place: str) -> None:
    data = {"who": WHO, "verdict": "accept", "document": "0" * 24}
    assert client.post(place.format(meeting=meeting), data=data).status_code == 404


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"who=A&verdict=accept", "text/plain", 415),
        (b'{"who": "A", "verdict": "accept"}', "application/json", 415),
        (b"", "multipart/form-data; boundary=x", 415),
        (b"who=%FF&verdict=accept", "application/x-www-form-urlencoded", 422),
        (b"a=1&" * 300, "application/x-www-form-urlencoded", 422),
        (b"who=A&note=" + b"a" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_only_forms_are_forms(
    client: TestClient, meeting: str, finding: str, content: bytes, kind: str, status: int
) -> None:
    place = f"/meetings/{meeting}/findings/{finding}/judgement"
    assert client.post(place, content=content, headers={"content-type": kind}).status_code == status


def test_a_body_that_says_less_than_it_is_is_cut_off(client: TestClient, meeting: str, finding: str) -> None:
    def pieces() -> Any:
        for _ in range(20):
            yield b"a" * 10_000

    place = f"/api/v1/meetings/{meeting}/findings/{finding}/judgements"
    answer = client.post(place, content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_name_is_remembered(client: TestClient, meeting: str, finding: str) -> None:
    place = f"/meetings/{meeting}/findings/{finding}"
    answer = client.post(f"{place}/judgement", data={"who": "Åse Öberg", "verdict": "accept", "next": place})
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert "Åse Öberg" in client.get(place).text


# Speakers ---------------------------------------------------------------------------------------------------------


def test_a_speaker_is_corrected_and_everything_knows(client: TestClient, statement: tuple[str, str]) -> None:
    document, name = statement
    record = client.get(f"/api/v1/documents/{document}/record").json()
    found = next(one for one in record["statements"] if one["id"] == name)
    other = next(one["id"] for one in record["actors"] if one["id"] != found["speaker"]["actor"])
    place = f"/api/v1/documents/{document}/statements/{name}/judgements"
    answer = client.post(place, json={"who": WHO, "verdict": "correct", "speaker": other})
    assert answer.status_code == 201
    assert answer.json()["before"] == {"speaker": found["speaker"]["actor"]}
    assert answer.json()["about"]["sha256"] == record["document"]["sha256"]
    again = client.get(f"/api/v1/documents/{document}/record").json()
    assert next(one for one in again["statements"] if one["id"] == name)["speaker"]["actor"] == other
    assert client.get(f"/api/v1/documents/{document}").json()["judgements"][name] == [answer.json()]
    client.post(f"/api/v1/judgements/{answer.json()['id']}/undo", json={"who": WHO})
    assert client.get(f"/api/v1/documents/{document}/record").json() == record


def test_that_nobody_can_tell_is_a_correction_too(client: TestClient, statement: tuple[str, str]) -> None:
    document, name = statement
    place = f"/documents/{document}/statements/{name}/judgement"
    assert client.post(place, data={"who": WHO, "verdict": "correct", "speaker": ""}).status_code == 303
    record = client.get(f"/api/v1/documents/{document}/record").json()
    speaker = next(one for one in record["statements"] if one["id"] == name)["speaker"]
    assert speaker is None or speaker["actor"] is None


def test_a_speaker_who_is_not_in_the_record_is_refused(client: TestClient, statement: tuple[str, str]) -> None:
    document, name = statement
    place = f"/api/v1/documents/{document}/statements/{name}/judgements"
    assert client.post(place, json={"who": WHO, "verdict": "correct", "speaker": "nobody"}).status_code == 404
    assert client.post(place, json={"who": WHO, "verdict": "correct"}).status_code == 422
    assert client.post(place, json={"who": WHO, "verdict": "accept", "speaker": None}).status_code == 422


# Meetings ---------------------------------------------------------------------------------------------------------


def test_meetings_are_merged_split_and_put_back(client: TestClient, meeting: str) -> None:
    rows = client.get("/api/v1/meetings", params={"limit": 100}).json()["items"]
    other = next(row["id"] for row in rows if row["id"] != meeting and len(row["own_accounts"]) > 1)
    answer = client.post("/meetings/merge", data={"who": WHO, "meeting": [meeting, other], "next": "/meetings"})
    assert answer.status_code == 303
    assert client.get("/api/v1/meetings").json()["total"] == len(rows) - 1
    (merged,) = log(client)
    assert merged["judgement"]["what"] == "same_meeting"
    client.post(f"/api/v1/judgements/{merged['judgement']['id']}/undo", json={"who": WHO})
    assert client.get("/api/v1/meetings").json()["total"] == len(rows)
    document = client.get(f"/api/v1/meetings/{meeting}").json()["accounts"][0]["document"]
    answer = client.post(f"/api/v1/meetings/{meeting}/split", json={"who": WHO, "documents": [document]})
    assert answer.status_code == 201
    assert client.get("/api/v1/meetings").json()["total"] == len(rows) + 1


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"meetings": []}, 422),
        ({"meetings": ["0" * 16]}, 422),
        ({"meetings": ["0" * 16, "0" * 16]}, 422),
        ({"meetings": ["0" * 16, "1" * 16]}, 404),
        ({"meetings": ["../etc", "1" * 16]}, 422),
        ({"meetings": ["0" * 16, "1" * 16], "more": 1}, 422),
    ],
)
def test_merging_takes_meetings(client: TestClient, given: dict[str, Any], status: int) -> None:
    assert client.post("/api/v1/merges", json={"who": WHO, **given}).status_code == status


def test_a_meeting_is_not_split_into_nothing(client: TestClient, meeting: str) -> None:
    documents = [one["document"] for one in client.get(f"/api/v1/meetings/{meeting}").json()["accounts"]]
    place = f"/api/v1/meetings/{meeting}/split"
    assert client.post(place, json={"who": WHO, "documents": documents}).status_code == 409
    assert client.post(place, json={"who": WHO, "documents": ["0" * 24]}).status_code == 404


# A busy archive ---------------------------------------------------------------------------------------------------


def test_a_busy_archive_says_so(
    client: TestClient, demonstration: Path, meeting: str, finding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "WAIT", 0.1)
    place = f"/api/v1/meetings/{meeting}/findings/{finding}/judgements"
    with open_archive(demonstration, write=True):
        answer = client.post(place, json={"who": WHO, "verdict": "accept"})
        page = client.post(place.removeprefix("/api/v1").removesuffix("s"), data={"who": WHO, "verdict": "accept"})
    assert (answer.status_code, answer.json()["code"]) == (503, "C502")
    assert answer.headers["retry-after"] == "5"
    assert "process" in answer.json()["detail"]
    assert (page.status_code, page.headers["retry-after"]) == (503, "5")
    assert client.post(place, json={"who": WHO, "verdict": "accept"}).status_code == 201
