"""Find the codebook's phrases in a folded text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.codebook.passages import PageForm, Where, page_forms

_SURROGATE = re.compile("[\ud800-\udfff]")
# One character for one, so that places in the folded text are places in the text.
_FOLD = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "‐": "-",
        "‑": "-",
        "İ": "i",
    }
)
# They are few: translating every character costs several times as much as finding them.
_FOLDED = re.compile(f"[{''.join(map(chr, _FOLD))}]")


def fold(text: str) -> str:
    """Return `text` in lower case with straight quotes and plain spaces, of the same length."""
    text = _SURROGATE.sub("\ufffd", text)  # the automaton reads UTF-8
    plain = _FOLDED.sub(_folded, text)
    folded = plain.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in plain)
    return folded


def _folded(found: re.Match[str]) -> str:
    return found[0].translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a form found at `start` to `end` (exclusive) of the folded text."""

    start: int
    end: int
    part: int


@dataclass(frozen=True, slots=True)
class _Index:
    automaton: AhoCorasick
    uses: tuple[tuple[tuple[int, int], ...], ...]  # of each part: (form, its place in the form)
    forms: tuple[PageForm, ...]
    whole: dict[str, PageForm]


@cache
def _index(language: str) -> _Index:
    forms = tuple(form for form in page_forms(language) if form.where is not Where.WHOLE)
    uses: dict[str, list[tuple[int, int]]] = {}
    for number, form in enumerate(forms):
        for place, part in enumerate(form.parts):
            uses.setdefault(part, []).append((number, place))
    whole: dict[str, PageForm] = {}
    for form in page_forms(language):
        if form.where is Where.WHOLE:
            whole.setdefault(form.parts[0], form)
    automaton = AhoCorasick(list(uses), matchkind=MatchKind.Standard)
    return _Index(automaton, tuple(map(tuple, uses.values())), forms, whole)


def find_parts(folded: str, language: str = "en") -> Iterator[Hit]:
    """Yield every part of a form that stands there as whole words, in the order of their ends."""
    last = len(folded)
    for part, start, end in _index(language).automaton.find_matches_as_indexes(folded, overlapping=True):
        if start and folded[start].isalnum() and folded[start - 1].isalnum():
            continue
        if end < last and folded[end].isalnum() and folded[end - 1].isalnum():
            continue
        yield Hit(start, end, part)


def whole_line(line: str, language: str = "en") -> PageForm | None:
    """Return the form that a folded line is, counters and marks at its ends apart ("Comments (23)", "» Read more")."""
    return _index(language).whole.get(
        " ".join(line.strip(" \t\r\n0123456789.,:;!?|*•·-–—_>»<«()[]{}#+=/\\\"'→›▶►▸■…&").split())
    )


def forms_in(hits: list[Hit], start: int, end: int, language: str = "en") -> list[PageForm]:
    """Return the forms whose parts all stand between `start` and `end`, where the form wants them; each form once.

    `start` and `end` are the first and the past-the-last character that is neither space nor mark. Parts of one form
    must follow each other.
    """
    index = _index(language)
    found: dict[int, PageForm] = {}
    reached: dict[int, tuple[int, int]] = {}  # form -> (next part wanted, end of the part before)
    for hit in hits:
        for number, place in index.uses[hit.part]:
            form = index.forms[number]
            wanted, after = reached.get(number, (0, start))
            if place == 0 and wanted == 0:
                if form.where is Where.STARTS and hit.start > start:
                    continue
            elif place != wanted or hit.start < after:
                continue
            if place + 1 < len(form.parts):
                reached[number] = (place + 1, hit.end)
            elif form.where is not Where.ENDS or hit.end >= end:
                found[number] = form
    return list(found.values())
