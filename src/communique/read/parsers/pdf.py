"""PDF -> text, by PDFium. Runs in the child process."""

import re
from typing import Any

MOST_PAGES = 2000
_LONGEST = 10_000_001
_MARK = re.compile("[\ufffe\x02\xad]\r?\n?")
"""PDFium marks a hyphen at the end of a line, and runs the lines together."""
_LONGEST_WORD = 40
_LAST = re.compile(r"\w{1,40}\Z")
_FIRST = re.compile(r"\w{1,40}")
_WORD = re.compile(r"\w+(?:-\w+)*")
_OFTEN = 0.05
"""Share of lines that end in a hyphen above which the typesetter divides words."""
_STAMP = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


def facts_of_pdf(data: bytes) -> dict[str, Any]:
    """Return the text of all pages, a blank line between them, and what the file says about itself.

    `part` tells which pages gave no text: they are pictures, or more than are read.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        words = str(error)
        is_locked = "password" in words.lower()
        return {"error": "the PDF file is locked by a password" if is_locked else f"the PDF file is corrupt ({words})"}
    pages: list[str] = []
    without: list[int] = []
    size = 0
    count = len(document)
    for number in range(min(count, MOST_PAGES)):
        text = _page(document, number)
        if not text.strip():
            without.append(number + 1)
        pages.append(text)
        size += len(text)
        if size > _LONGEST:
            break
    about = document.get_metadata_dict()
    part = None
    if without and len(without) < len(pages):
        part = f"no text on page {', '.join(map(str, without[:10]))}{' ...' if len(without) > 10 else ''}"
    if count > MOST_PAGES:
        part = f"only the first {MOST_PAGES:,} of {count:,} pages were read"
    return {
        "text": undivided("\n\n".join(page for page in pages if page.strip())),
        "title": " ".join(about.get("Title", "").split())[:500] or None,
        "dates": [date for name in ("CreationDate",) if (date := _date(about.get(name, "")))],
        "part": part,
    }


def _page(document: Any, number: int) -> str:
    """Return the text of a page, with PDFium's marks for hyphens at the ends of lines."""
    import pypdfium2

    try:
        page = document[number]
        words: str = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return ""
    return words.replace("\r\n", "\n").replace("\0", "")


def undivided(text: str) -> str:
    """Put words together that were divided at the end of a line.

    Whether a hyphen belongs to the word (long-term) is told by how the word is written elsewhere in the text. Where it
    is not, it stays, unless so many lines end in one that words are divided as they come.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return text
    is_divided = len(marks) > _OFTEN * (text.count("\n") + len(marks))
    words = set(_WORD.findall(text))
    parts: list[str] = []
    at = 0
    for mark in marks:
        before = _LAST.search(text[max(at, mark.start() - _LONGEST_WORD) : mark.start()])
        after = _FIRST.match(text, mark.end())
        hyphen = "-"
        if before and after:
            joined, hyphenated = before[0] + after[0], f"{before[0]}-{after[0]}"
            is_one = joined in words if (joined in words) != (hyphenated in words) else is_divided
            hyphen = "" if is_one else "-"
        parts += [text[at : mark.start()], hyphen]
        at = mark.end()
    return "".join([*parts, text[at:]])


def _date(stamp: str) -> str | None:
    found = _STAMP.match(stamp)
    return "-".join(part for part in found.groups() if part) if found else None
