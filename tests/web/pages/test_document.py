"""The page of a document, and the marks on its text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique import read
from communique.model import PassageKind
from communique.web.pages.marked import Away, Line, bare_sheet, sheet

STORY = (
    "Estonian Foreign Minister Liina Paju met her Ghanaian counterpart Kofi Amponsah in Accra on Friday.\n\n"
    "“The sea is open to both of us 🌍,” Paju told Amponsah, according to a readout from Estonia’s Foreign Ministry.\n"
    "He denied that Ghana had put off the talks.\n"
    "A Message from The Tallinn Reader:\nPlease support us with a monthly gift.\n"
)


def _words(parts: tuple[Line | Away, ...]) -> str:
    return "".join(piece.words for part in parts for piece in part.pieces)


def test_every_character_of_a_text_is_shown_once_and_in_order() -> None:
    record = read(STORY, published_on="2026-02-07")
    assert _words(sheet(record).parts) == STORY
    assert _words(sheet(record, (10, 200)).parts) == STORY


@given(st.text(min_size=1), st.integers(0, 40), st.integers(1, 40))
def test_a_text_without_a_record_is_shown_as_it_is(text: str, start: int, length: int) -> None:
    shown = bare_sheet(text, (start, start + length))
    assert _words(shown.parts) == text
    marked = "".join(piece.words for part in shown.parts for piece in part.pieces if piece.is_excerpt)
    assert marked == text[start : start + length]


def test_the_margin_tells_who_says_what_to_whom_according_to_whom() -> None:
    shown = sheet(read(STORY, published_on="2026-02-07"))
    notes = {note.id: note for note in shown.statements}
    said = next(note for note in notes.values() if note.addressee)
    assert (said.speaker, said.addressee) == ("Liina Paju", "Kofi Amponsah")
    assert "Estonia" in said.chain[0]
    assert "readout" in said.chain[0]
    assert any(note.is_denied for note in notes.values())
    begun = [piece.begins for part in shown.parts for piece in part.pieces if piece.begins]
    assert sorted(begun) == sorted(notes)


def test_what_the_publisher_adds_is_folded_away_but_there() -> None:
    shown = sheet(read(STORY, published_on="2026-02-07"))
    away = [part for part in shown.parts if isinstance(part, Away)]
    assert [part.kind for part in away] == [PassageKind.APPEAL]
    assert "monthly gift" in away[0].words


def test_an_excerpt_in_what_is_folded_away_opens_it() -> None:
    at = STORY.index("monthly")
    shown = sheet(read(STORY, published_on="2026-02-07"), (at, at + 7))
    assert [part.holds_excerpt for part in shown.parts if isinstance(part, Away)] == [True]


def test_the_page_shows_the_text_as_received(reading: TestClient, statement: tuple[str, str]) -> None:
    text = reading.get(f"/api/v1/documents/{statement[0]}").json()["text"]
    html = reading.get(f"/documents/{statement[0]}").text
    shown = "".join(re.findall(r'<div class="text"[^>]*>(.*?)</div>', html, re.DOTALL))
    plain = unescape(re.sub(r"<[^>]+>", "", shown))
    assert plain == text


def test_a_text_of_another_direction_says_its_language(reading: TestClient) -> None:
    found = reading.get("/api/v1/search", params={"words": "الدولتين"}).json()["items"]
    html = reading.get(f"/documents/{found[0]['document']}").text
    assert '<bdi lang="ar">' in html
    assert re.search(r'<div class="text" dir="auto" lang="ar">', html)
    assert "C203" in html


def test_versions_of_a_page_lead_to_each_other(reading: TestClient) -> None:
    found = reading.get("/api/v1/search", params={"words": "candid", "since": "2026-05"}).json()["items"]
    html = reading.get(f"/documents/{found[0]['document']}").text
    assert "version 1" in html
    assert "version 2" in html


@pytest.mark.parametrize("address", ["/documents/{}?from=5&to=5", "/documents/{}?from=9&to=3", "/documents/{}?from=1"])
def test_a_place_that_is_none_marks_nothing(reading: TestClient, statement: tuple[str, str], address: str) -> None:
    answer = reading.get(address.format(statement[0]))
    assert answer.status_code == 200
    assert 'id="excerpt"' not in answer.text
