"""Cut a text into the units that are judged: paragraphs, and the sentences of one that may hold furniture."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.codebook.passages import PageForm, page_words
from communique.read.passages import phrases, shape
from communique.read.passages.wrapping import paragraphs

_BORDER = re.compile(r"[.!?…]['\"”’)\]]{0,3}\s+(?=[\"“‘'(\[]?[A-Z0-9©@#])")
_LAST_WORD = re.compile(r"\b([A-Za-z]{1,5})\.$")


TURNS = 2
"""Lines with a speaker's name that make a transcript; one alone may be a dateline with a colon."""


@dataclass(slots=True)
class Unit:
    """A paragraph, or a sentence of one. `start` to `end` (exclusive) leaves out the spaces around it."""

    start: int
    end: int
    text: str
    folded: str
    inline: bool
    """True if the unit before stands on the same line."""
    forms: list[PageForm] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    sentence: bool = False
    spoken: bool = False
    """True in a transcript for what a speaker says: there "you" and "we" address nobody who reads the page."""


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for border in _BORDER.finditer(text, start, end):
        if _is_abbreviated(text, max(at, border.start() - 6), border.start() + 1):
            continue
        yield at, border.end()
        at = border.end()
    if at < end:
        yield at, end


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Tell whether what ends at a full stop is an initial or a title, which ends no sentence."""
    word = _LAST_WORD.search(text, start, end)
    if word is None:
        return False
    return (len(word[1]) == 1 and word[1].isupper()) or word[1].lower() in page_words("abbreviation")


def _is_visible(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc"}


def _unit(text: str, folded: str, start: int, end: int, hits: list[phrases.Hit], *, inline: bool) -> Unit | None:
    words = text[start:end].replace("\n", " ").replace("\r", " ")
    stripped = words.strip()
    if not stripped or (len(stripped) < 5 and not any(map(_is_visible, stripped))):
        return None
    start += len(words) - len(words.lstrip())
    end = start + len(stripped)
    low = folded[start:end]
    unit = Unit(start, end, stripped, low, inline)
    first = start
    while first < end - 1 and not folded[first].isalnum() and folded[first] not in "©@(":
        first += 1
    last = end
    while last > first + 1 and not folded[last - 1].isalnum():
        last -= 1
    if hits:
        unit.forms = phrases.forms_in(hits, first, last)
    if not inline and len(stripped) <= 90 and (whole := phrases.whole_line(low)):
        unit.forms = [whole]
    unit.words = shape.words_of(low)
    unit.sentence = shape.is_sentence(stripped)
    return unit


def cut(text: str, start: int = 0) -> list[Unit]:
    """Return the units of `text` from `start` on, in order; white space gives none."""
    folded = phrases.fold(text)
    hits = list(phrases.find_parts(folded))
    hits.sort(key=lambda hit: hit.start)
    units: list[Unit] = []
    at = 0
    for low, high in paragraphs(text, start):
        while at < len(hits) and hits[at].start < low:
            at += 1
        until = at
        while until < len(hits) and hits[until].start < high:
            until += 1
        mine = [hit for hit in hits[at:until] if hit.end <= high]
        pieces = list(_sentences(text, low, high)) if mine and high - low > 60 else [(low, high)]
        inline = False
        next_hit = 0
        for piece_start, piece_end in pieces:
            chosen: list[phrases.Hit] = []
            while next_hit < len(mine) and mine[next_hit].start < piece_end:
                chosen.append(mine[next_hit])
                next_hit += 1
            unit = _unit(text, folded, piece_start, piece_end, chosen, inline=inline)
            if unit:
                units.append(unit)
                inline = True
        at = until
    _mark_spoken(units)
    return units


def _mark_spoken(units: list[Unit]) -> None:
    """Mark what speakers say, from the first line with a speaker's name to the last, if there are two at least."""
    turns = [place for place, unit in enumerate(units) if not unit.inline and shape.is_speech(unit.text)]
    if len(turns) < TURNS:
        return
    last = turns[-1] + 1
    while last < len(units) and units[last].inline:
        last += 1
    for unit in units[turns[0] : last]:
        unit.spoken = unit.sentence
