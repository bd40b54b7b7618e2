"""Responses, resources and conversions of a web archive."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.read import Found, Outcome, read_any

Make = Callable[..., bytes]
HTTP = "application/http; msgtype=response"
STORY = "Ministers Lindqvist and Arancibia met in Santiago on 3 June 2025 and discussed fisheries, as both sides said. "
PAGE = f"<html><head><title>Talks</title></head><body><h1>Talks</h1><article><p>{STORY * 3}</p></article></body></html>"


def http(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *(fields or ("Content-Type: text/html; charset=utf-8",))]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read(folder: Path, *records: bytes) -> list[Found]:
    path = folder / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    return list(read_any(path))


def test_a_response_is_a_page_with_its_address_and_time(tmp_path: Path, a_record: Make) -> None:
    (found,) = read(tmp_path, a_record(http(PAGE.encode()), kind="response", media_type=HTTP, number=7))
    assert STORY.strip() in found.reading.document.text
    assert (found.url, found.media_type, found.number, found.offset) == (
        "https://paper.example/7", "text/html", 1, 0,
    )  # fmt: skip
    assert found.retrieved_at == datetime(2025, 6, 4, 8, tzinfo=UTC)
    assert found.reading.document.id == "https://paper.example/7"
    assert found.received == PAGE.encode()


def test_chunks_and_codings_are_undone(tmp_path: Path, a_record: Make) -> None:
    packed = gzip.compress(PAGE.encode())
    chunked = b"".join(
        b"%x\r\n%s\r\n" % (len(packed[at : at + 50]), packed[at : at + 50]) for at in range(0, len(packed), 50)
    )
    fields = ("Content-Type: text/html", "Transfer-Encoding: chunked", "Content-Encoding: gzip")
    for body in (chunked + b"0\r\n\r\n", packed, PAGE.encode()):  # crawlers undo some and keep the fields
        (found,) = read(tmp_path, a_record(http(body, *fields), kind="response", media_type=HTTP))
        assert found.outcome is Outcome.READ, found.failures
        assert STORY.strip() in found.reading.document.text
    (cut,) = read(tmp_path, a_record(http(chunked, *fields), kind="response", media_type=HTTP))
    assert cut.failures[0].code == "C112"
    assert "byte 0" in cut.failures[0].message


def test_the_charset_of_the_server_counts(tmp_path: Path, a_record: Make) -> None:
    page = (
        "<html><body><article><p>" + "Министры встретились во вторник и обсудили рыболовство. " * 8 + "</p></article>"
    )
    message = http(page.encode("cp1251"), "Content-Type: text/html; charset=windows-1251")
    (found,) = read(tmp_path, a_record(message, kind="response", media_type=HTTP))
    assert "Министры встретились" in found.reading.document.text
    assert found.reading.document.language == "ru"


@pytest.mark.parametrize(
    ("status", "media_type"),
    [("404 Not Found", "text/html"), ("301 Moved", "text/html"), ("200 OK", "image/png"), ("200 OK", "text/css"),
     ("200 OK", "application/json"), ("200 OK", "font/woff2")],
)  # fmt: skip
def test_what_is_no_story_is_passed_over(tmp_path: Path, a_record: Make, status: str, media_type: str) -> None:
    message = http(b"{}", f"Content-Type: {media_type}", status=status)
    assert read(tmp_path, a_record(message, kind="response", media_type=HTTP)) == []


@pytest.mark.parametrize("kind", ["request", "metadata", "warcinfo", "revisit"])
def test_records_about_records_are_passed_over(tmp_path: Path, a_record: Make, kind: str) -> None:
    assert read(tmp_path, a_record(b"GET / HTTP/1.1\r\n\r\n", kind=kind, media_type="application/http")) == []


def test_a_response_that_is_none_is_named(tmp_path: Path, a_record: Make) -> None:
    (found,) = read(tmp_path, a_record(b"SSH-2.0-x", kind="response", media_type=HTTP))
    assert found.failures[0].code == "C112"


def test_a_shortened_record_is_no_whole_text(tmp_path: Path, a_record: Make) -> None:
    record = a_record(STORY.encode()).replace(b"\r\n\r\n", b"\r\nWARC-Truncated: length\r\n\r\n", 1)
    (found,) = read(tmp_path, record)
    assert found.outcome is Outcome.READ
    assert not found.is_whole


def test_resources_may_be_pdf_files_or_texts(tmp_path: Path, a_record: Make) -> None:
    found = read(
        tmp_path,
        a_record(PAGE.encode(), kind="resource", media_type="text/html"),
        a_record(b"%PDF-1.7 nothing", kind="resource", media_type="application/pdf"),
        a_record(STORY.encode(), kind="conversion"),
    )
    assert [one.outcome for one in found] == [Outcome.READ, Outcome.FAILED, Outcome.READ]
    assert [one.number for one in found] == [1, 2, 3]
    assert [one.received for one in found] == [PAGE.encode(), None, None]


def test_pages_that_are_not_wanted_are_set_aside_before_an_article_is_looked_for(
    tmp_path: Path, a_record: Make
) -> None:
    path = tmp_path / "a.warc"
    other = PAGE.replace("Lindqvist", "the mayor")
    records = [a_record(http(page.encode()), kind="response", media_type=HTTP) for page in (PAGE, other)]
    path.write_bytes(b"".join(records))
    asked = []

    def wanted(text: str) -> bool:
        asked.append(text)
        return "Lindqvist" in text

    read, aside = read_any(path, wanted=wanted)
    assert (read.outcome, aside.outcome) == (Outcome.READ, Outcome.SET_ASIDE)
    assert "the mayor and Arancibia" in aside.reading.document.text
    assert (aside.reading.document.title, aside.url) == ("Talks", "https://paper.example/0")
    assert not aside.is_whole
    assert len(asked) == 4  # all words of both, of the one those outside of navigation and links, and its article


def test_what_another_library_writes_is_read(tmp_path: Path) -> None:
    warcwriter = pytest.importorskip("warcio.warcwriter")
    from io import BytesIO

    heads = pytest.importorskip("warcio.statusandheaders")

    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = warcwriter.WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "a test"}))
        for number in range(3):
            head = heads.StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://paper.example/{number}", "response", payload=BytesIO(PAGE.encode()), http_headers=head
            )
            writer.write_record(record)
            record.raw_stream.close()  # warcio leaves it open
    assert [one.outcome for one in read_any(path)] == [Outcome.READ] * 3
