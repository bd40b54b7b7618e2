"""Documents -> BibTeX and CSL-JSON, for those who cite them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from communique.model.dates import first_day, last_day, precision_of

Row = Mapping[str, Any]
"""A row of the documents' table."""

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # \{ counts as a brace where BibTeX looks for the end of a field
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "%#$&_"},
}
_SAFE_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
_KEY = 12
"""Digits of the document's id in its citation key."""


def bibtex_lines(documents: Iterable[Row], *, snapshot: str) -> Iterator[str]:
    """Yield an `@misc` entry a document, which BibTeX and biblatex both know, as UTF-8.

    The title is the document's, in braces so that no style changes its letters, or the document's id in brackets where
    it has none; `urldate` is the day on which the archive took it in; the note names snapshot, document and text hash.
    """
    yield f"% Documents of an archive of communique, snapshot {snapshot}"
    for document, key in _keyed(documents):
        fields = {
            "author": _braced(document["publisher"]),
            "title": _braced(_title(document)),
            **_bibtex_date(document["published_on"]),
            "url": address(document["url"]),
            "urldate": _accessed(document),
            "note": escaped(_note(document, snapshot)),
        }
        yield ""
        yield f"@misc{{{key},"
        yield from (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
        yield "}"


def csl_items(documents: Iterable[Row], *, snapshot: str) -> Iterator[dict[str, Any]]:
    """Yield a CSL-JSON item a document (CSL 1.0.2): `webpage` where it has an address, else `document`."""
    for document, key in _keyed(documents):
        accessed = document["retrieved_at"]
        item = {
            "id": key,
            "type": "webpage" if document["url"] else "document",
            "title": _title(document),
            "author": [{"literal": document["publisher"]}] if document["publisher"] else None,
            "issued": {"date-parts": _date_parts(document["published_on"])} if document["published_on"] else None,
            "accessed": {"date-parts": [_parts(_day(accessed))]} if accessed else None,
            "URL": document["url"],
            "language": document["language"],
            "note": _note(document, snapshot),
        }
        yield {name: value for name, value in item.items() if value is not None}


def escaped(text: str) -> str:
    """Return text for a BibTeX field: what TeX would act on is written out, braces are balanced, it is on one line."""
    plain = "".join(" " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in text)
    return "".join(_ESCAPES.get(one, one) for one in " ".join(plain.split()))


def address(url: str | None) -> str:
    """Return an address for a `url` field, which is taken word for word: anything odd in it is percent-encoded."""
    return quote(url, safe=_SAFE_IN_ADDRESS) if url else ""


def _braced(text: str | None) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _title(document: Row) -> str:
    """Return the title; a document without one is named by its id, in brackets as a name that the citer gives."""
    return document["title"] or f"[{document['id']}]"


def _note(document: Row, snapshot: str) -> str:
    return f"Archive snapshot {snapshot}, document {document['document']}, text SHA-256 {document['sha256']}"


def _keyed(documents: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield each document with its key: publisher, year and the beginning of the archive's id of it."""
    taken: set[str] = set()
    for document in documents:
        name = unicodedata.normalize("NFKD", document["publisher"] or "").encode("ascii", "ignore").decode()
        head = re.sub(r"[^a-z0-9]", "", name.lower())[:24] or "document"
        year = (document["published_on"] or "")[:4]
        key = f"{head}{year}-{document['document'][:_KEY]}"
        if key in taken:
            key = f"{head}{year}-{document['document']}"
        taken.add(key)
        yield document, key


def _bibtex_date(published: str | None) -> dict[str, str]:
    """Return `date` for biblatex and `year`, `month` for BibTeX; a week is the days from its first to its last."""
    if published is None:
        return {}
    first = first_day(published)
    fields = {"year": f"{first.year:04d}"}
    if precision_of(published) == "week":
        if last_day(published).year != first.year:
            fields = {}
        return {"date": f"{first.isoformat()}/{last_day(published).isoformat()}"} | fields
    if precision_of(published) != "year":
        fields["month"] = str(first.month)
    return {"date": published} | fields


def _date_parts(published: str) -> list[list[int]]:
    first = first_day(published)
    precision = precision_of(published)
    if precision == "week":
        return [_parts(first), _parts(last_day(published))]
    return [_parts(first)[: {"year": 1, "month": 2, "day": 3}[precision]]]


def _parts(day: dt.date) -> list[int]:
    return [day.year, day.month, day.day]


def _day(instant: dt.datetime) -> dt.date:
    return instant.astimezone(dt.UTC).date()


def _accessed(document: Row) -> str:
    return _day(document["retrieved_at"]).isoformat() if document["retrieved_at"] else ""
