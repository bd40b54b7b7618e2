"""How deep the elements of a page are nested, counted in one pass without building a tree."""

import re

from communique.read.tags import past

MAX_DEPTH = 200
"""No real page nests deeper; libxml2 drops what lies below 256 levels, and other parsers take quadratic time."""

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})|!--)")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "basefont",
        "bgsound",
    ]
)
_SELF_CLOSING = frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rp", "rt"]
)
"""Elements whose end tag may be left out: a following sibling closes them, so they add no level of their own."""

_RAW = frozenset(["script", "style", "textarea", "title", "xmp"])
_INLINE = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "span", "strike", "strong", "tt", "u"]
)


def is_deeper_than(html: str, limit: int = MAX_DEPTH) -> bool:
    """Tell whether more than `limit` elements are open at one place. Takes time linear in the length of `html`.

    Counts as a lenient parser nests: an inline end tag does not close a block, an end tag without a start is ignored.
    """
    open_tags: list[str] = []
    at = 0
    while found := _TAG.search(html, at):
        at = found.end()
        closing, name = found[1], (found[2] or "").lower()
        if not name:
            at = past(html, "-->", at)
        elif name in _VOID or name in _SELF_CLOSING:
            continue
        elif closing:
            _close(open_tags, name)
        elif name in _RAW:
            at = _after_raw(html, name, at)
        else:
            open_tags.append(name)
            if len(open_tags) > limit:
                return True
    return False


def _close(open_tags: list[str], name: str) -> None:
    for index in range(len(open_tags) - 1, -1, -1):
        if open_tags[index] == name:
            del open_tags[index:]
            return
        if name in _INLINE and open_tags[index] not in _INLINE:
            return


def _after_raw(html: str, name: str, at: int) -> int:
    end = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
    return len(html) if end is None else end.end()
