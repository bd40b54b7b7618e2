"""Decisions through the forms of the pages, which work without scripts."""

import re
from html import unescape

from starlette.testclient import TestClient

NAME = "Ø. Redaktør"


def _form(html: str, action: str) -> dict[str, list[str]]:
    """Return what a browser would send of the first form with this action, before anybody types."""
    form = re.search(rf'<form[^>]+action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    assert form is not None, action
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("type") != "checkbox":
            fields.setdefault(unescape(given["name"]), []).append(unescape(given.get("value", "")))
    for name in re.findall(r"<(?:select|textarea)[^>]+name=\"(\w+)\"", form[0]):
        fields.setdefault(name, []).append("")
    return fields


def test_a_finding_is_rejected_seen_and_taken_back(client: TestClient, meeting: str) -> None:
    page = f"/meetings/{meeting}/findings/f1"
    fields = _form(client.get(page).text, f"{page}/judgement") | {"who": [NAME], "verdict": ["reject"]}
    answer = client.post(f"{page}/judgement", data=fields)
    assert answer.status_code == 303
    landed = client.get(answer.headers["location"]).text
    assert "rejected by" in landed
    assert NAME in landed
    assert NAME in client.get(f"/meetings/{meeting}").text
    log = client.get("/corrections").text
    assert NAME in log
    undo = re.search(r'action="(/judgements/[0-9a-f]+/undo)"', log)
    assert undo is not None
    assert client.post(undo[1], data=_form(log, undo[1]) | {"who": [NAME]}).status_code == 303
    assert "rejected by" not in client.get(page).text
    assert "taken back" in client.get("/corrections").text


def test_a_finding_becomes_another_kind(client: TestClient, meeting: str) -> None:
    page = f"/meetings/{meeting}/findings/f1"
    fields = _form(client.get(page).text, f"{page}/judgement")
    answer = client.post(f"{page}/judgement", data=fields | {"who": [NAME], "verdict": ["correct"], "kind": ["both"]})
    assert answer.status_code == 303
    assert "said to be “in both” by" in client.get(page).text


def test_nothing_is_summed_up_from_what_was_rejected(client: TestClient, meeting: str) -> None:
    summary = client.get(f"/api/v1/meetings/{meeting}/comparison").json()["comparison"]["summary"]
    first = summary[0]
    assert first["sentence"] in unescape(client.get("/").text)
    for finding in first["findings"]:
        page = f"/meetings/{meeting}/findings/{finding}"
        answer = client.post(f"{page}/judgement", data={"who": NAME, "verdict": "reject", "next": "/"})
        assert answer.status_code == 303
    listed = unescape(client.get("/").text)
    assert first["sentence"] not in listed
    assert summary[1]["sentence"] in listed
    html = client.get(f"/meetings/{meeting}").text
    assert html.count("rejected by an editor") == 1
    assert first["sentence"] in unescape(html)


def test_the_name_is_remembered(client: TestClient, meeting: str) -> None:
    page = f"/meetings/{meeting}/findings/f1"
    fields = _form(client.get(page).text, f"{page}/judgement")
    client.post(f"{page}/judgement", data=fields | {"who": [NAME], "verdict": ["accept"]})
    assert f'value="{NAME}"' in client.get(f"/meetings/{meeting}/findings/f2").text


def test_a_speaker_is_corrected(client: TestClient, statement: tuple[str, str]) -> None:
    document, said = statement
    html = client.get(f"/documents/{document}").text
    action = f"/documents/{document}/statements/{said}/judgement"
    form = re.search(rf'action="{action}".*?</form>', html, re.DOTALL)
    assert form is not None
    other = next(value for value, chosen in re.findall(r'<option value="([^"]+)"( selected)?>', form[0]) if not chosen)
    sent = _form(html, action) | {"who": [NAME], "verdict": ["correct"], "speaker": [unescape(other)]}
    answer = client.post(action, data=sent)
    assert answer.status_code == 303
    assert "corrected by" in client.get(f"/documents/{document}").text


def test_meetings_are_merged_and_split(client: TestClient, meeting: str) -> None:
    rows = client.get("/api/v1/meetings").json()["items"]
    other = next(row["id"] for row in rows if row["meeting"]["status"] == "planned" and "NOR" in row["sides"])
    html = client.get(f"/meetings/{meeting}").text
    assert f'<option value="{other}">' in html
    fields = _form(html, "/meetings/merge")
    assert fields["meeting"] == [meeting, "", ""]
    fields["meeting"][2] = f"http://127.0.0.1:8350/meetings/{other}?kind=both"
    answer = client.post("/meetings/merge", data=fields | {"who": [NAME]})
    assert answer.status_code == 303
    landed = client.get(answer.headers["location"])
    assert landed.status_code == 200
    assert "Noted." in landed.text
    assert len(client.get("/api/v1/meetings").json()["items"]) == len(rows) - 1
    assert "put together by hand" in client.get("/").text
    log = client.get("/corrections").text
    assert "Readout: Foreign Minister Lindvik visits Chile" in unescape(log)
    for old in (meeting, other):
        answered = client.get(f"/meetings/{old}", follow_redirects=True)
        assert answered.status_code == 200
        assert answered.url.path == answer.headers["location"].removesuffix("?saved=1")
    whole = answer.headers["location"].removesuffix("?saved=1")
    split = re.findall(r'name="document" value="([0-9a-f]{24})"', landed.text)
    answer = client.post(f"{whole}/split", data={"who": NAME, "document": split[0]})
    assert answer.status_code == 303
    assert "Noted." in client.get(answer.headers["location"]).text
    assert len(client.get("/api/v1/meetings").json()["items"]) == len(rows)


def test_a_merge_leads_to_what_it_made_whichever_id_that_has(client: TestClient) -> None:
    rows = client.get("/api/v1/meetings").json()["items"]
    for one, other in zip(rows[::2], rows[1::2], strict=False):
        fields = {"meeting": [one["id"], other["id"]], "who": [NAME]}
        answer = client.post("/meetings/merge", data=fields, follow_redirects=True)
        assert (answer.status_code, "Noted." in answer.text) == (200, True)


def test_an_undo_says_of_what(client: TestClient, meeting: str) -> None:
    judged = client.post(f"/api/v1/meetings/{meeting}/findings/f1/judgements", json={"who": NAME, "verdict": "accept"})
    name = judged.json()["id"]
    assert client.post(f"/judgements/{name}/undo", data={"who": NAME}).status_code == 303
    took, accepted = re.findall(r"</strong> ([^<]*): <a [^>]*>([^<]*)</a>", client.get("/corrections").text)
    assert (took[0], accepted[0]) == ("took back", "accepted")
    assert took[1] == accepted[1] != ""


def test_a_form_without_a_name_says_what_is_missing(client: TestClient, meeting: str) -> None:
    page = f"/meetings/{meeting}/findings/f1"
    fields = _form(client.get(page).text, f"{page}/judgement") | {"verdict": ["accept"], "who": [""]}
    answer = client.post(f"{page}/judgement", data=fields, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "<h1>" in answer.text
    assert "who" in answer.text
