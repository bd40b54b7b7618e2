"""What a source is, by its first bytes."""

import bz2
import gzip
import io
import lzma
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import NotText
from communique.read.formats import Format, format_of, looks_like_utf16

ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("a.txt", "The talks resumed.")
WORD = io.BytesIO()
with zipfile.ZipFile(WORD, "w") as archive:
    archive.writestr("word/document.xml", "<w:t>The talks resumed.</w:t>")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF file"),
        (b"junk before\x00\x01 %PDF-1.4", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\0", "a GIF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"BM\x36\0\x0c\0\0\0", "a BMP picture"),
        (gzip.compress(b"The talks resumed."), "a gzip archive"),
        (bz2.compress(b"The talks resumed."), "a bzip2 archive"),
        (lzma.compress(b"The talks resumed."), "an xz archive"),
        (ZIP.getvalue(), "a zip archive"),
        (WORD.getvalue(), "a Word document"),
        (b"{\\rtf1\\ansi The talks resumed.}", "an RTF document"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\0\0\0 ftypisom", "a film"),
        (b"WARC/1.0\r\n", "a web archive"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", "MHTML"),
        (random.Random(7).randbytes(4000), "binary data"),
        (b"\0\x01\x02\x03" * 50, "binary data"),
    ],
)
def test_what_holds_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(NotText, match=kind):
        format_of(data)


def test_what_to_do_with_a_pdf_is_said() -> None:
    with pytest.raises(NotText) as caught:
        format_of(b"%PDF-1.7")
    assert "pdftotext" in caught.value.next_step
    assert "`communique add`" in caught.value.next_step


@pytest.mark.parametrize(
    ("data", "suffix", "form"),
    [
        (b"The talks resumed.", "", Format.PLAIN),
        (b"a < b and <html> was mentioned", ".txt", Format.PLAIN),
        (b"<!DOCTYPE html><html>", "", Format.HTML),
        (b"\xef\xbb\xbf\n <HTML lang=en>", "", Format.HTML),
        (b"no tags at all", ".html", Format.HTML),
        (b"<html>", ".txt", Format.HTML),
        ("<html><p>x".encode("utf-16"), "", Format.HTML),
        (b'<?xml version="1.0"?><rss>', "", Format.XML),
        (b'<?xml version="1.0"?><html>', "", Format.HTML),
        (b"<3 talks", "", Format.PLAIN),
        (b"BZh is how he began", "", Format.PLAIN),
        (b"MZ", "", Format.PLAIN),
        (b"a\0b", "", Format.PLAIN),
        (b"form feed\x0cand escape \x1b[1m are text", "", Format.PLAIN),
    ],
)
def test_text_html_and_xml_are_told_apart(data: bytes, suffix: str, form: Format) -> None:
    assert format_of(data, suffix=suffix) is form


@pytest.mark.parametrize("text", ["The talks resumed today.", "日本 and the sea, 2024, were discussed again at length"])
def test_utf8_does_not_look_like_utf16(text: str) -> None:
    assert looks_like_utf16(text.encode()) is None


@given(st.binary(max_size=3000), st.sampled_from(["", ".txt", ".html", ".pdf"]))
def test_any_bytes_have_a_form_or_a_name(data: bytes, suffix: str) -> None:
    try:
        assert format_of(data, suffix=suffix) in Format
    except NotText as error:
        assert error.what.startswith("the source is")  # noqa: PT017
