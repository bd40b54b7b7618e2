"""Text of a stranger made safe to print."""

import unicodedata

_ESCAPED_CATEGORIES = frozenset({"Cc", "Cs"})
# Embeddings, overrides and isolates can make a line read differently from what it holds (CVE-2021-42574).
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def visible(text: str) -> str:
    """Return `text` on one line, with everything that could steer a terminal shown as an escape sequence in letters.

    Line breaks and tabs become one space. Control characters, lone surrogates and bidirectional overrides are shown
    escaped; every other character is left as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in _joined(text))


def _joined(text: str) -> str:
    if _BREAKS.isdisjoint(text):
        return text
    return " ".join(filter(None, "".join("\n" if mark in _BREAKS else mark for mark in text).split("\n")))


def _shown(character: str) -> str:
    if character in _DIRECTION or unicodedata.category(character) in _ESCAPED_CATEGORIES:
        return character.encode("unicode_escape").decode("ascii")
    return character
