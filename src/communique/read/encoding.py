"""Bytes -> characters: by byte order mark, declared charset, UTF-8, and only then by a guess that is reported."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from communique.errors import GuessedEncoding
from communique.model import Failure
from communique.read.characters import REPLACEMENT, replaced, without_surrogates
from communique.read.formats import looks_like_utf16

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9][A-Za-z0-9._:-]{1,39})""", re.IGNORECASE
)
_DECLARATION_WINDOW = 4096
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""Labels that mean a larger encoding on the web (WHATWG Encoding Standard, section 4.2)."""

_HIGH = re.compile(rb"[\x80-\xff]+")
_UTF8_RUN = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_ENGLISH_CP1252 = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb\xe0\xe1\xe2\xe3\xe4\xe5\xe7\xe8\xe9\xea\xeb\xed\xee\xef\xf1\xf3\xf4\xf6\xf8\xfa\xfc\xd6\xdc\xc9\xc4"
)
"""Bytes that an English text in Windows-1252 uses: typographic punctuation, currency, letters of common loan words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding that gave them, and what had to be replaced or guessed."""

    text: str
    encoding: str
    failures: tuple[Failure, ...] = ()


def decode(data: bytes, *, declared: bool = False, charset: str | None = None) -> Decoded:
    """Return the characters of `data`; a byte order mark is dropped, line ends and control characters stay.

    `declared` tells to heed a charset declared in the first 4 KB (HTML, XML); `charset` is what the server named, which
    comes before that. Bytes that are no characters become U+FFFD with a failure; a guessed encoding is a failure too,
    for names may be wrong in it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    wide = looks_like_utf16(data[:2048])
    if wide:
        return _lenient(data, wide)
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode("utf-8"), "utf-8")
    label = (_known(charset) if charset else None) or (_declared_encoding(data) if declared else None)
    if label and label != "utf-8":
        return _lenient(data, label)
    if label or _is_mostly_utf8(data):
        return _lenient(data, "utf-8")
    return _guess(data)


def _declared_encoding(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARATION_WINDOW])
    if not found:
        return None
    return _known(found[1].decode("ascii"))


def _known(label: str) -> str | None:
    label = label.lower()
    try:
        name = codecs.lookup(_WEB_NAMES.get(label, label)).name
    except LookupError:
        return None
    # utf-16 in a declaration that could be read as ASCII is wrong (WHATWG HTML, "prescan a byte stream").
    return None if name.startswith(("utf-16", "utf-32")) or not _is_charset(name) else name


_CHARSETS = (
    "utf-",
    "cp",
    "iso8859",
    "koi8",
    "mac-",
    "gb",
    "big5",
    "euc",
    "shift_jis",
    "iso2022",
    "tis-620",
    "hz",
    "kz1048",
)


def _is_charset(name: str) -> bool:
    """Refuse Python's byte-to-byte codecs and escapes (`zip`, `hex`, `unicode_escape`), which are no charsets."""
    return name.startswith(_CHARSETS)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text, surrogates = without_surrogates(data.decode(encoding, "replace"))
    if surrogates:
        return Decoded(text, encoding, surrogates)
    if REPLACEMENT not in text:
        return Decoded(text, encoding)
    try:
        return Decoded(data.decode(encoding, "strict"), encoding)  # the source itself holds U+FFFD
    except UnicodeDecodeError:
        places = list(_runs_of_replacement(text))
        return Decoded(text, encoding, replaced(places, what=f"is not valid {encoding}"))


def _runs_of_replacement(text: str) -> Iterator[tuple[int, int]]:
    start = text.find(REPLACEMENT)
    while start >= 0:
        end = start + 1
        while end < len(text) and text[end] == REPLACEMENT:
            end += 1
        yield start, end
        start = text.find(REPLACEMENT, end)


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell a UTF-8 text with some broken bytes from a text in another encoding."""
    high = sum(len(run) for run in _HIGH.findall(data))
    valid = sum(len(run) for run in _UTF8_RUN.findall(data))
    return valid * 5 >= high * 4


def _is_mixed(data: bytes, high: bytes) -> bool:
    """Tell whether some characters are UTF-8 and all others could be the Windows-1252 of an English text."""
    others = b"".join(_HIGH.findall(_UTF8_RUN.sub(b"", data)))
    return len(others) < len(high) and len(high) * 20 <= len(data) and _ENGLISH_CP1252.issuperset(others)


def _mixed(data: bytes) -> Decoded:
    """Decode stretch by stretch, as texts need that were pasted together from several sources."""
    parts, at = [], 0
    for run in _UTF8_RUN.finditer(data):
        parts += [data[at : run.start()].decode("cp1252", "replace"), run[0].decode("utf-8")]
        at = run.end()
    parts.append(data[at:].decode("cp1252", "replace"))
    notice = GuessedEncoding("the source mixes UTF-8 and Windows-1252; each character was read as what it can be")
    return Decoded("".join(parts), "utf-8", (Failure.of(notice),))


def _guess(data: bytes) -> Decoded:
    high = b"".join(_HIGH.findall(data))
    if _is_mixed(data, high):
        return _mixed(data)
    if len(high) * 20 <= len(data) and _ENGLISH_CP1252.issuperset(high):
        name = "cp1252"
    else:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        name = best.encoding if best else "cp1252"
    decoded = _lenient(data, name)
    notice = GuessedEncoding(f"the source declares no encoding and is not UTF-8; it was read as {name}")
    return Decoded(decoded.text, decoded.encoding, (Failure.of(notice), *decoded.failures))
