"""The process that parses HTML: it reads pages on its standard input and writes what they hold on its standard output.

It is started as a script by `sandbox.py`, under limits of memory and time, so that no page can hang or exhaust the
program that reads it. So it imports nothing of communique. A message is four bytes of length (big-endian) and JSON in
UTF-8: `{"html", "url"}` comes in, `{"text", "article", "title", ...}` or `{"error"}` goes out. Nothing is ever fetched.
"""

import gc
import json
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, BinaryIO

MEMORY = 1 << 30
"""Bytes of address space beyond what the libraries take."""

PAGES_BETWEEN_CLEANINGS = 500
_SHORT = 250
"""An extraction under so many characters is compared with all words of the page."""

_DATE_FIELDS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "date_published", "article:published", "published_time", "publishdate", "publish_date", "publish-date",
    "publication_date", "publication-date", "article.published", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "bt:pubdate", "rnews:datepublished", "citation_publication_date", "citation_date",
    "govuk:first-published-at", "firstpublishdate", "originalpublicationdate", "article_date_original",
    "article.created", "releasedate", "release_date", "displaydate", "pubdate", "pubtime", "pub_date",
    "dc.date.issued", "dcterms.issued", "dc.issued", "dcterms.created", "dc.date.created", "dc.created",
    "dcterms.date", "dc.date", "dc:date", "date",
)  # fmt: skip
"""Names of `meta` elements that mean the day of publication, the surest first; "modified" is not among them."""

_TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title")
_PUBLISHER_FIELDS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher_name",
    "publisher",
    "source",
)
_LANGUAGE_FIELDS = ("content-language", "og:locale", "dc.language", "dcterms.language", "language")
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "PressRelease",
    "WebPage",
    "GovernmentService",
    "LiveBlogPosting",
)


def facts_of(html: str, url: str | None) -> dict[str, Any]:
    """Return the text of a page and what its markup says about itself; `article` tells whether an article was found."""
    from trafilatura import bare_extraction
    from trafilatura.baseline import html2txt
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None:
        return {"error": "nothing"}
    facts = _metadata(tree)
    if not facts["dates"] and not facts["times"]:
        facts["times"] = _hinted(load_html(html))
    extracted: Any = bare_extraction(load_html(html), url=url, favor_recall=True, include_comments=False)
    text = (extracted.text or "").strip() if extracted is not None else ""
    facts["article"] = len(text) >= _SHORT or (bool(text) and len(text) * 4 >= len(html2txt(tree)))
    facts["text"] = text if facts["article"] else ""
    return facts


def _hinted(tree: Any) -> list[str]:
    """Ask htmldate, which knows more kinds of markup, about the page without its foot: dates there are of the site."""
    from htmldate import find_date

    with suppress(Exception):
        for part in list(tree.iter("footer", "aside", "nav")):
            part.drop_tree()
        found = find_date(tree, extensive_search=False, original_date=True)
        return [found] if found else []
    return []


def _metadata(tree: Any) -> dict[str, Any]:
    fields = _meta_fields(tree)
    linked = list(_linked_data(tree))
    dates = [
        ["JSON-LD datePublished", str(node["datePublished"])]
        for node in linked
        if isinstance(node.get("datePublished"), str)
    ]
    dates += [[f"meta {name}", fields[name]] for name in _DATE_FIELDS if name in fields]
    for element in tree.xpath('//*[@itemprop="datePublished"]')[:5]:
        dates.append(
            ["itemprop datePublished", element.get("content") or element.get("datetime") or element.text_content()[:60]]
        )
    times = list(tree.xpath("//article//time/@datetime | //main//time/@datetime | //time[@pubdate]/@datetime")[:50])
    headline = [" ".join(element.text_content().split()) for element in tree.iter("h1")][:20]
    return {
        "dates": [[source, value.strip()] for source, value in dates],
        "times": [str(value).strip() for value in times],
        "headline": next((words for words in headline if words), None),
        "title": _title(tree, fields, linked),
        "url": _first(tree.xpath("//link[@rel='canonical']/@href")) or fields.get("og:url"),
        "publisher": _publisher(fields, linked),
        "language": _first(tree.xpath("//html/@lang | //html/@xml:lang"))
        or next((fields[name] for name in _LANGUAGE_FIELDS if name in fields), None),
    }


def _meta_fields(tree: Any) -> dict[str, str]:
    fields: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content and len(content) <= 2000:
            fields.setdefault(name.strip().lower(), content)
    return fields


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Walk the JSON-LD blocks and yield the nodes that describe an article."""
    for script in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        with suppress(ValueError, RecursionError):
            pending = [json.loads(script.text or "", strict=False)]
            for _ in range(2000):
                if not pending:
                    break
                node = pending.pop(0)
                if isinstance(node, list):
                    pending.extend(node)
                elif isinstance(node, dict):
                    kinds = node.get("@type")
                    if any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                        yield node
                    pending.extend(
                        value
                        for key in ("@graph", "mainEntity", "mainEntityOfPage")
                        if isinstance(value := node.get(key), dict | list)
                    )


def _title(tree: Any, fields: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    named = [node["headline"] for node in linked if isinstance(node.get("headline"), str)]
    named += [fields[name] for name in _TITLE_FIELDS if name in fields]
    named += [element.text_content() for element in tree.iter("h1")][:1]
    named += [element.text or "" for element in tree.iter("title")][:1]
    return next((folded for words in named if (folded := " ".join(words.split())[:500])), None)


def _publisher(fields: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    for node in linked:
        publisher = node.get("publisher")
        for candidate in publisher if isinstance(publisher, list) else [publisher]:
            name = candidate.get("name") if isinstance(candidate, dict) else candidate
            if isinstance(name, str) and name.strip():
                return name.strip()[:200]
    return next((fields[name][:200] for name in _PUBLISHER_FIELDS if name in fields), None)


def _first(values: list[Any]) -> str | None:
    return next((str(value).strip() for value in values if str(value).strip()), None)


def limit_memory() -> None:
    """Refuse memory to a page that wants too much; systems without such limits rely on the time limit alone."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # POSIX only

        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  (pathlib costs start-up time)
            used = int(statm.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: int) -> None:
    """Die when the time is up even if the parent is gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _answer(request: dict[str, Any], work: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    _alarm(int(request["seconds"]) + 5)
    try:
        return work(request)
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # noqa: BLE001  (a parser may fail in any way; the parent then drops the tags itself)
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    finally:
        _alarm(0)


def _receive(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    message: dict[str, Any] = json.loads(stream.read(struct.unpack(">I", head)[0]))
    return message


def serve(
    work: Callable[[dict[str, Any]], dict[str, Any]], clean: Callable[[], None], *, limit: Callable[[], None]
) -> None:
    """Answer request after request until the parent closes the pipe; `clean` is called now and then."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not be taken for an answer
    limit()
    answers.write(b"ready\n")
    answers.flush()
    requests = 0
    while (request := _receive(sys.stdin.buffer)) is not None:
        answer = json.dumps(_answer(request, work)).encode("ascii")
        answers.write(struct.pack(">I", len(answer)) + answer)
        answers.flush()
        requests += 1
        if requests % PAGES_BETWEEN_CLEANINGS == 0:
            clean()


def main() -> None:
    """Parse page after page."""
    from trafilatura.meta import reset_caches

    gc.set_threshold(20_000, 10, 10)  # trees are freed without it; at 700 an eighth of the time goes into looking
    serve(lambda request: facts_of(request["html"], request["url"]), reset_caches, limit=limit_memory)


if __name__ == "__main__":
    main()
