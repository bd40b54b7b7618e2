"""What a source is, judged by its first bytes: HTML, XML, plain text, or something that holds no text."""

import re
from enum import StrEnum

from communique.errors import NotText

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"8BPS", "a Photoshop picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x00asm", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/", "a web archive (WARC)"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_NEEDS_BINARY = (b"BZh", b"ID3", b"PAR1", b"8BPS", b"OggS", b"fLaC", b"wOFF", b"wOF2", b"\x1f\x8b")
"""Signatures that a text might begin with: they count only if a control character follows soon."""

_HEAD = 2048
_SHORT = 64
_FEW_CONTROLS = 20
"""Random bytes hold one control character in nine, text at most a few strays."""
_MARKS = frozenset(
    " \n\r\t.,:;!?-()\"'«»“”‘’–—…/%№\u3000\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u300a\u300b\u201c\u201d"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"<(?:!doctype\s{1,9}html|html|head|body|meta|title|article|div|p|table|script|h1)[\s>/]", re.IGNORECASE
)
_XML = re.compile(rb"<\?xml[\s?]|<(?:rss|feed|nitf|newsItem|newsMessage|TEI|TimeML)[\s>]")
_MHTML = re.compile(rb"\nContent-Type: multipart/related", re.IGNORECASE)


class Format(StrEnum):
    """The three forms of text that can be read."""

    PLAIN = "plain"
    HTML = "html"
    XML = "xml"


def format_of(data: bytes, *, suffix: str = "") -> Format:
    """Return the form of `data`; `suffix` is the lower-case file ending, which decides between HTML and plain text.

    Raises NotText, naming what it is, for pictures, archives, PDF, Office files, programs and other binary data.
    """
    head = data[:_HEAD]
    binary = _binary_kind(head, data)
    if binary:
        raise NotText(f"the source is {binary}", remedy=_REMEDIES.get(binary))
    start = _ascii(head).lstrip(b"\xef\xbb\xbf \t\r\n\x0c\x00")
    if suffix in {".html", ".htm", ".xhtml", ".shtml"}:
        return Format.HTML
    if suffix in {".txt", ".text", ".md"} and not start.startswith(b"<"):
        return Format.PLAIN
    if start.startswith(b"<"):
        if _HTML.search(start):
            return Format.HTML
        if _XML.match(start):
            return Format.XML
    return Format.PLAIN


_REMEDIES = {
    "a PDF file": "Take it into an archive with `communique add`, or turn it into text first, as with pdftotext.",
    "a gzip archive": "Take it into an archive with `communique add`, or unpack it first: gunzip FILE.",
    "a Word document": "Take it into an archive with `communique add` if it is DOCX, or save it as plain text first.",
    "a web page saved as one file (MHTML)": "Save the page as HTML or as plain text.",
    "a web archive (WARC)": "Take it into an archive with `communique add`, or take the page out and read it as HTML.",
}


def _binary_kind(head: bytes, data: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (signature not in _NEEDS_BINARY or _CONTROL.search(head)):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "a Word document" if b"word/" in data[:65536] else "a zip archive or an Office document"
    if head.startswith(b"RIFF") and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return {b"WEBP": "a WebP picture", b"WAVE": "a sound recording"}.get(head[8:12], "a film")
    if head[4:8] == b"ftyp":
        return "a film"
    if head.startswith(b"BM") and _CONTROL.search(head[2:18]):
        return "a BMP picture"
    if b"%PDF-" in head[:1024] and _CONTROL.search(head):
        return "a PDF file"
    if b"MIME-Version:" in head and _MHTML.search(head):
        return "a web page saved as one file (MHTML)"
    return _unnamed_binary(head)


def _unnamed_binary(head: bytes) -> str | None:
    """Keep a few stray control characters as text; where they are more than a few, nobody wrote the data."""
    if head.startswith(_UTF16_BOMS) or looks_like_utf16(head):
        return None
    share = _FEW_CONTROLS if len(head) >= _SHORT else 3
    return "binary data" if len(_CONTROL.findall(head)) * share > len(head) else None


def looks_like_utf16(head: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` if the bytes make sense as that and only as that, though no mark says so.

    Latin text has NUL in nine of ten places of every other byte. In other scripts nearly all pairs must be letters,
    marks or spaces, with some spaces or full stops among them: random pairs seldom are, and other encodings neither.
    """
    pairs = len(head) // 2
    if pairs < 4:
        return None
    head = head[: pairs * 2]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd * 10 >= pairs * 9 and even * 10 <= pairs:
        return "utf-16-le"
    if even * 10 >= pairs * 9 and odd * 10 <= pairs:
        return "utf-16-be"
    if pairs < _SHORT or not (_CONTROL.search(head) or even + odd):
        return None
    return next((name for name in ("utf-16-le", "utf-16-be") if _is_prose(head.decode(name, "replace"))), None)


def _is_prose(text: str) -> bool:
    stops = sum(char in " \n\u3000\u3001\u3002\uff0c" for char in text)
    words = sum(char.isalnum() or char in _MARKS for char in text)
    return stops * 33 >= len(text) and words * 20 >= len(text) * 19


def _ascii(head: bytes) -> bytes:
    """Drop the NUL bytes and the BOM of UTF-16 and UTF-32, so that tags can be looked for."""
    return head.lstrip(b"\xff\xfe\x00").replace(b"\x00", b"")
