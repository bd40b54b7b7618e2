"""XML of feeds and sitemaps -> entries. Runs in the child process; entities and document types are refused.

Elements are told by their local names: feeds declare the same namespace under several addresses, or none (RSS 2.0,
RSS 1.0, Atom RFC 4287, sitemaps.org 0.9, Google News sitemaps 0.9).
"""

from typing import Any

MOST = 100_000
"""Entries that are read; a sitemap may have 50,000 (sitemaps.org)."""
_LONGEST = 2_000_000


def facts_of_xml(data: bytes) -> dict[str, Any]:
    """Return the entries; `{"error", "code"}` for a document type or what is no XML at all; `part` if it is cut off."""
    root, part = parse(data)
    if root is None:
        return {"error": part or "it is no XML"}
    if part == REFUSED:
        return {"error": "it declares a document type", "code": "C114"}
    language = _language(root)
    publisher = None
    entries: list[dict[str, Any]] = []
    for element in root.iter("{*}channel", "{*}feed"):
        publisher = publisher or _text(_child(element, "title"))
        language = language or _text(_child(element, "language"))
    for element in root.iter("{*}item", "{*}entry", "{*}url", "{*}sitemap"):
        if len(entries) >= MOST:
            return {"entries": entries, "part": f"only the first {MOST:,} entries were read"}
        kind = _name(element)
        entry = _of_sitemap(element) if kind in {"url", "sitemap"} else _of_feed(element, publisher)
        entry["language"] = entry.get("language") or language
        if entry.get("url") or entry.get("content") or entry.get("summary"):
            entries.append({**entry, "is_index": kind == "sitemap"})
    return {"entries": entries, "part": part}


REFUSED = "refused"


def parse(data: bytes, *, recover: bool = True) -> tuple[Any, str | None]:
    """Return the root element and what is wrong: None, REFUSED for a document type, or what the parser says.

    No entity is resolved, nothing fetched, no document type loaded; libxml2's own limits of depth and size hold.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)[:200]
    if root is None:
        return None, None
    if root.getroottree().docinfo.internalDTD is not None or b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
        return root, REFUSED
    errors = [error for error in parser.error_log if error.level_name in {"FATAL", "ERROR"}]
    return root, f"line {errors[0].line}: {errors[0].message}"[:200] if errors else None


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _child(element: Any, *names: str) -> Any:
    """Return the first child with one of `names`, the preferred name first."""
    for name in names:
        for child in element:
            if _name(child) == name:
                return child
    return None


def _text(element: Any) -> str | None:
    if element is None:
        return None
    words = "".join(element.itertext())[:_LONGEST].strip()
    return words or None


def _markup(element: Any) -> str | None:
    """Return the content of an element as markup: written as text, as RSS and Atom do, or as XHTML within Atom."""
    from lxml import etree

    if element is None:
        return None
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode") for child in element)[:_LONGEST]
    return _text(element)


def _language(root: Any) -> str | None:
    value = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return str(value) if value else None


def _of_feed(element: Any, publisher: str | None) -> dict[str, Any]:
    source = _child(element, "source")
    return {
        "url": _link(element),
        "title": _text(_child(element, "title")),
        "published": _text(_child(element, "pubDate", "published", "date", "issued", "updated")),
        "publisher": _text(_child(source, "title") if source is not None and len(source) else source) or publisher,
        "content": _markup(_child(element, "encoded", "content")),
        "summary": _markup(_child(element, "description", "summary")),
    }


def _link(element: Any) -> str | None:
    links = [child for child in element if _name(child) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href")).strip()
    words = next((words for link in links if (words := _text(link))), None)
    if words:
        return words
    guid = _child(element, "guid")
    permanent = _text(guid) if guid is not None and guid.get("isPermaLink", "true") == "true" else None
    return permanent if permanent and permanent.startswith(("http://", "https://")) else None


def _of_sitemap(element: Any) -> dict[str, Any]:
    news = _child(element, "news")
    facts: dict[str, Any] = {"url": _text(_child(element, "loc"))}
    if news is not None:
        publication = _child(news, "publication")
        facts["title"] = _text(_child(news, "title"))
        facts["published"] = _text(_child(news, "publication_date"))
        if publication is not None:
            facts["publisher"] = _text(_child(publication, "name"))
            facts["language"] = _text(_child(publication, "language"))
    return facts
