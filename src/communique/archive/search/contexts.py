"""The words that were found, with what stands around them."""

from dataclasses import dataclass

AROUND = 70
"""Characters on each side, at most: a line of a terminal."""
MOST = 3
"""Places that are shown of one document."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words of a stored text and what stands around them; `start` and `end` (exclusive) in code points of the text.

    `before`, `words` and `after` are slices of the text and follow each other in it.
    """

    start: int
    end: int
    before: str
    words: str
    after: str


def contexts_of(
    text: str, places: list[tuple[int, int]], *, most: int = MOST, around: int = AROUND
) -> tuple[Context, ...]:
    """Return up to `most` places with what stands around them, none of which repeats what another shows."""
    found: list[Context] = []
    shown = -1
    for start, end in places:
        if start < shown:
            continue
        left = _word_start(text, max(0, start - around), start)
        right = _word_end(text, min(len(text), end + around), end)
        found.append(Context(start, end, text[left:start], text[start:end], text[end:right]))
        shown = right
        if len(found) == most:
            break
    return tuple(found)


def _word_start(text: str, at: int, limit: int) -> int:
    """Return the first place from `at` on where a word begins, `limit` at most."""
    if at == 0 or text[at - 1].isspace():
        return at
    while at < limit and not text[at].isspace():
        at += 1
    while at < limit and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, limit: int) -> int:
    """Return the last place up to `at` where a word ends, `limit` at least."""
    if at == len(text) or text[at].isspace():
        return at
    while at > limit and not text[at - 1].isspace():
        at -= 1
    while at > limit and text[at - 1].isspace():
        at -= 1
    return at
