"""The list of meetings, and the comparison of one."""

import csv
import io
import json
import re
from html import unescape

from starlette.testclient import TestClient

from communique.report.comparison.page import comparison_html


def test_each_meeting_stands_once_with_its_accounts_and_the_first_sentence(reading: TestClient, meeting: str) -> None:
    html = reading.get("/").text
    links = re.findall(r'<h3><a href="/meetings/([0-9a-f]{16})"', html)
    assert len(links) == len(set(links))
    summary = reading.get(f"/api/v1/meetings/{meeting}/comparison").json()["comparison"]["summary"]
    assert summary[0]["sentence"] in unescape(html)
    assert "19" in html


def test_meetings_are_shown_newest_first(reading: TestClient) -> None:
    days = re.findall(r"<b>(\d+)</b> <span>\w+day</span>", reading.get("/?since=2026-05&until=2026-05").text)
    assert [int(day) for day in days] == sorted((int(day) for day in days), reverse=True)
    assert len(days) > 2


def test_the_filter_for_one_sided_topics_leaves_only_meetings_that_have_one(reading: TestClient) -> None:
    every = reading.get("/").text
    some = reading.get("/?one_sided=1").text
    found = re.findall(r'<h3><a href="/meetings/([0-9a-f]{16})"', some)
    assert 0 < len(found) < len(re.findall(r'<h3><a href="/meetings/', every))
    for one in found:
        findings = reading.get(f"/api/v1/meetings/{one}/findings").json()["items"]
        assert any(row["kind"] in {"only_in", "put_in_mouth"} and row["level"] == "topic" for row in findings)
    assert "looked through for a one-sided topic" in some


def test_a_filter_keeps_what_was_typed(reading: TestClient) -> None:
    html = reading.get("/", params={"who": '"><b>Lindvik', "since": "2025"}).text
    assert 'value="&#34;&gt;&lt;b&gt;Lindvik"' in html
    assert "<b>Lindvik" not in html


def test_a_silence_shows_what_it_is_measured_against_and_what_was_searched(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}").text
    cells = re.findall(r'<td role="cell" data-column="[^"]*" class="silent">(.*?)</td>', html, re.DOTALL)
    assert cells
    for cell in cells:
        assert re.search(r"\(\d[\d,]* words", cell)
        assert "Closest passage" in cell or "No passage comes close" in cell or "According to the press" in cell


def test_every_quotation_leads_to_its_own_words(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}").text
    places = set(re.findall(r'href="/documents/([0-9a-f]{24})\?from=(\d+)&amp;to=(\d+)#excerpt"', html))
    assert len(places) > 10
    for document, start, end in sorted(places)[:8]:
        text = reading.get(f"/api/v1/documents/{document}").json()["text"]
        page = reading.get(f"/documents/{document}?from={start}&to={end}").text
        assert 'id="excerpt"' in page
        marked = re.findall(r'<(?:a|span) class="[^"]*excerpt"[^>]*>(.*?)</(?:a|span)>', page)
        # the first is the key above the text
        assert unescape("".join(marked[1:])) == text[int(start) : int(end)]


def test_kinds_can_be_looked_at_alone(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}?kind=denied").text
    assert html.count('<table class="findings"') == 1
    assert 'aria-current="true">Denied' in html
    assert "Other kinds are left out here." in html


def test_every_finding_has_an_address_of_its_own(reading: TestClient, meeting: str) -> None:
    rows = reading.get(f"/api/v1/meetings/{meeting}/findings").json()["items"]
    assert len(rows) > 10
    for row in rows:
        answer = reading.get(f"/meetings/{meeting}/findings/{row['id']}")
        assert answer.status_code == 200
        assert answer.text.count("<tr role=") == 2


def test_texts_of_one_side_are_told_apart_by_number(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}").text
    assert "text 1 of 2" in html
    assert "Text 2: " in html
    assert not re.search(r"[0-9a-f]{24}: </span>", html)


def test_what_is_new_since_the_last_meeting_is_shown(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}").text
    section = html.split('<h2 id="since">')[1].split("</section>")[0]
    assert "Compared with Sunday 8 March 2026" in section
    assert "No longer there" in section


def test_a_comparison_is_exported_as_everything_it_is_offered_as(reading: TestClient, meeting: str) -> None:
    offered = re.findall(r'href="(/meetings/[0-9a-f]+/export/\w+)"', reading.get(f"/meetings/{meeting}").text)
    assert len(offered) == 4
    for address in offered:
        answer = reading.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        match address.rpartition("/")[2]:
            case "json":
                assert json.loads(answer.text)["schema"] == "communique.comparison/1"
            case "csv":
                assert len(list(csv.reader(io.StringIO(answer.text)))) > 10
            case "html":
                assert "Content-Security-Policy" in answer.text
                assert comparison_html.__name__  # the report that the command writes
            case _:
                assert answer.text.startswith("#")


def test_a_meeting_of_one_text_is_not_compared_and_says_so(reading: TestClient) -> None:
    rows = reading.get("/api/v1/meetings").json()["items"]
    alone = next(row for row in rows if row["meeting"]["status"] == "planned" and len(row["accounts"]) == 1)
    html = reading.get(f"/meetings/{alone['id']}").text
    assert "There is nothing to compare" in html
    assert "Every text that tells of it" in html


def test_a_side_is_shown_by_its_name_however_it_was_typed(reading: TestClient) -> None:
    for address in ("/?side=NOR&side=chile", "/relations?one=NOR&other=CHL"):
        html = reading.get(address).text
        assert re.findall(r'<input[^>]*value="(Norway|Chile)"', html) == ["Norway", "Chile"]
        assert '<option value="Jordan"></option>' in html


def test_a_month_without_a_day_says_so(reading: TestClient) -> None:
    assert "<span>Day not known</span>" in reading.get("/?since=2026-10&until=2026-10").text


def test_what_is_listed_can_be_had_as_a_table(reading: TestClient) -> None:
    for address in ("/?side=NOR&who=Lindvik&since=2026", "/search?q=ocean&year=2026&language=en"):
        html = reading.get(address).text
        link = re.search(r'href="(/api/v1/[^"]*format=csv)"', html)
        assert link is not None
        rows = list(csv.DictReader(io.StringIO(reading.get(unescape(link[1])).text)))
        number = re.search(r'<p class="dim">(\d+) ', html)
        assert number is not None
        assert len(rows) == int(number[1]) > 0


def test_texts_that_are_not_compared_are_counted_among_those_that_are_listed(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}").text
    assert "2 of them are not compared: they only mention the meeting, or copy another." in html
    single = re.findall(r"/meetings/[0-9a-f]{16}", reading.get("/?since=2026-04-17&until=2026-04-17").text)[0]
    assert "not compared" not in reading.get(single).text


def test_what_analysts_look_at_is_in_words(reading: TestClient, meeting: str) -> None:
    html = reading.get(f"/meetings/{meeting}").text
    assert "Name chosen: Ukraine war" in html
    assert "‹cordial, constructive›" in html


def test_a_failure_names_the_language_and_leaves_an_id_as_it_is(reading: TestClient) -> None:
    html = reading.get("/failures").text
    assert "The text is in Arabic" in html
    assert "no-text holds no text" in html
