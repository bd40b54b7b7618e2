"""Bytes become characters by mark, declaration, UTF-8, and a reported guess, in this order."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadEncoding, GuessedEncoding
from communique.read.encoding import decode

NAMES = "Łukasz Çelik said in Kraków: “Yes” — and left. "
RUSSIAN = "Министр провёл переговоры в столице. Стороны договорились о встрече. " * 5
CHINESE = "外交部长举行会谈，双方讨论了边界问题。" * 10


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_unicode_with_a_mark_needs_no_guess(encoding: str) -> None:
    decoded = decode(NAMES.encode(encoding))
    assert (decoded.text, decoded.failures) == (NAMES, ())


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_endian_too(mark: bytes, encoding: str) -> None:
    assert decode(mark + NAMES.encode(encoding)).text == NAMES


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [NAMES * 3, RUSSIAN, CHINESE])
def test_utf16_without_a_mark_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "windows-1251"), (CHINESE, "gb2312"), ("Çağrı görüştü " * 9, "iso-8859-9")]
)
def test_a_declared_charset_is_heeded_in_markup(text: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body>{text}</body></html>'
    decoded = decode(page.encode(encoding), declared=True)
    assert (decoded.text, decoded.failures) == (page, ())


@pytest.mark.parametrize("label", ["zip", "hex", "unicode_escape", "no-such-charset", "utf-16", "rot13"])
def test_a_declared_charset_that_is_none_is_ignored(label: str) -> None:
    page = f'<meta charset="{label}"><p>Talks resumed in Kraków.</p>'
    assert decode(page.encode(), declared=True).text == page


def test_latin_1_means_windows_1252_on_the_web() -> None:
    page = '<meta charset="iso-8859-1"><p>“Yes”</p>'
    assert decode(page.encode("cp1252"), declared=True).text == page


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (CHINESE, "gb18030"), ("“Yes” — café. " * 20, "cp1252")]
)
def test_an_undeclared_encoding_is_guessed_and_that_is_said(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert [failure.code for failure in decoded.failures] == [GuessedEncoding.code]


def test_a_text_pasted_together_from_two_encodings_is_read_stretch_by_stretch() -> None:
    data = b"The talks in Krak\xc3\xb3w were long. " * 3 + b"\x93We agreed,\x94 said the caf\xe9 owner. " * 3
    decoded = decode(data + b"x" * 400)
    assert "Kraków" in decoded.text
    assert "“We agreed,” said the café owner" in decoded.text
    assert decoded.failures[0].code == GuessedEncoding.code


def test_a_broken_byte_in_utf8_is_replaced_in_its_place() -> None:
    data = NAMES.encode() * 3 + b"\xff" + NAMES.encode()
    decoded = decode(data)
    assert decoded.text == NAMES * 3 + "\ufffd" + NAMES
    assert [(failure.code, failure.start) for failure in decoded.failures] == [(BadEncoding.code, len(NAMES) * 3)]


def test_a_replacement_character_of_the_source_itself_is_no_failure() -> None:
    assert decode("broken \ufffd before".encode("utf-16")).failures == ()


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_become_characters_that_can_be_written_again(data: bytes, declared: bool) -> None:  # noqa: FBT001
    decode(data, declared=declared).text.encode("utf-8")
