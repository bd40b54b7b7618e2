"""RSS, Atom and RDF feeds, sitemaps and lists of addresses -> their entries."""

import re
from dataclasses import dataclass
from typing import Any

_FEED = re.compile(rb"<(?:[a-zA-Z]{1,20}:)?(?:rss|feed|RDF|urlset|sitemapindex)[\s>]")
_XML = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_WEB = re.compile(r"https?://\S{4,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed or sitemap: what it states of a story. `content` is the story, `summary` a part of it.

    `is_index` tells that the address is one of a further sitemap.
    """

    number: int
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    content: str | None = None
    summary: str | None = None
    is_index: bool = False


def looks_like_feed(data: bytes) -> bool:
    """Tell whether the bytes begin as a feed or a sitemap, in UTF-8 or UTF-16."""
    head = data[:8192].replace(b"\0", b"")
    if not _XML.match(head):
        return False
    found = _FEED.search(head)
    return found is not None and b"<html" not in head[: found.start()].lower()


def entries_of(facts: dict[str, Any]) -> list[Entry]:
    """Return the entries that the parser found."""
    return [Entry(number=number, **fields) for number, fields in enumerate(facts["entries"], start=1)]


def addresses_in(text: str) -> list[str] | None:
    """Return the addresses of a list, one a line, `#` before remarks; None if the text is no such list."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return lines if lines and all(map(_WEB.fullmatch, lines)) else None
