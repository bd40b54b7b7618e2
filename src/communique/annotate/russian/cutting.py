"""Russian text -> words and sentences, in characters of the text.

Written for this genre: initials ("С.В.Лавров"), names of one letter ("Ван И"), "13 июля 2025 г.", quotation marks.
"""

import re
from collections.abc import Iterator

from communique.codebook.russian import abbreviations, plain

_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)?"  # 30-дневный, 20:15, 1,5
    r"|[^\W\d_]+(?:[-‑’'][^\W_]+)*"
    r"|\S"
)
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s+[«„“\"(\[–—-]*\s*[A-ZА-ЯЁ0-9])")
_TITLE = 40
"""Characters before and behind a full stop within which a title in quotation marks holds it."""
_VOWELS = frozenset("АЕЁИОУЫЭЮЯ")


def words_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words and marks from `start` to `end` (exclusive)."""
    return [found.span() for found in _WORD.finditer(text, start, end)]


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences as (start, end exclusive); none reaches over the end of a line."""
    for line in _LINE.finditer(text):
        start = line.start()
        for found in _END.finditer(text, start, line.end()):
            if _ends(text, start, found.start(), found.end()):
                yield from _bare(text, start, found.end())
                start = found.end()
        yield from _bare(text, start, line.end())


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether the stop at `stop` ends the sentence that began at `start`."""
    opened = text.rfind("«", max(start, stop - _TITLE), stop)
    if opened >= 0 and "»" not in text[opened:end] and "»" in text[end : end + _TITLE].split(".", maxsplit=1)[0]:
        return False  # «ИННОПРОМ. Центральная Азия»
    if text[stop] != "." or end - stop > 1:
        return True
    at = stop
    while at > start and (text[at - 1].isalpha() or text[at - 1] in "-‑"):
        at -= 1
    word, before = text[at:stop], text[start:at].rstrip()
    if not word:
        return True
    if len(word) == 1 and word.isupper():
        # An initial, or the last word of a name: "Ван И." and "Ким Ё." end with a vowel and follow a name.
        return word in _VOWELS and before[-1:].isalpha() and before.split()[-1][:1].isupper()
    form = plain(word)
    if form in abbreviations("inside"):
        return False
    if form in abbreviations("either"):
        follows = text[end:].lstrip()
        is_capital = follows[:1].isupper() and not (
            follows[1:2] in {".", ""} or (form == "долл" and follows[1].isupper())
        )
        return is_capital and (before[-1:].isdigit() or before.endswith(".") or form not in {"г", "д", "т"})
    return True
