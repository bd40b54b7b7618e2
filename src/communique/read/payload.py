"""The bytes of one file, archived record or fetched page -> the documents in them."""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from communique.errors import (
    Bomb,
    CommuniqueError,
    Damaged,
    EmptySource,
    NotFetched,
    NotText,
    PartOnly,
    ReadingError,
    RefusedXml,
)
from communique.model import Document, Failure
from communique.read.characters import without_surrogates
from communique.read.collections.feeds import Entry, entries_of, looks_like_feed
from communique.read.encoding import decode
from communique.read.formats import Format, format_of
from communique.read.found import Found, Limits, Outcome, Validators, failed
from communique.read.furniture import is_wanted
from communique.read.plain import check_size, document_of
from communique.read.published import date_of_stamp
from communique.read.reading import Given, Reading, unread
from communique.read.sandbox import PARSERS
from communique.read.sources import read_bytes
from communique.read.tags import text_without_tags, title_of
from communique.read.terms import Terms, Wanted

Follow = Callable[[Entry, "Payload"], Iterator[Found]]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
}
_PDF_START = re.compile(rb"\A[^<]{0,1024}?%PDF-\d")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\xff]")
_ZIP = b"PK\x03\x04"
NOTHING = Reading(Document.of("nothing", ""))
"""Takes the place of a reading until there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes, and what is known of them: the fields of `Found`, the name, and the encoding that a server named."""

    data: bytes
    name: str
    source: str
    number: int | None = None
    offset: int | None = None
    url: str | None = None
    asked_url: str | None = None
    retrieved_at: datetime | None = None
    media_type: str | None = None
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)
    failures: tuple[Failure, ...] = ()

    def found(self, reading: Reading, *, media_type: str | None = None) -> Found:
        """Return what was found in these bytes, with the failures that these bytes already had."""
        if self.failures:
            reading = replace(reading, failures=(*self.failures, *reading.failures))
        return Found(
            reading=reading,
            source=self.source,
            outcome=Outcome.READ if reading.document.text else Outcome.FAILED,
            number=self.number,
            offset=self.offset,
            url=self.url or reading.document.url,
            asked_url=self.asked_url,
            retrieved_at=self.retrieved_at,
            media_type=self.media_type or media_type,
            validators=self.validators,
            received=self.data if self.data and media_type != "text/plain" else None,
        )

    def failed(self, error: CommuniqueError, *, media_type: str | None = None) -> Found:
        """Return what stands for bytes that could not be read."""
        one = failed(self.document_id, error, source=self.source, url=self.url)
        return replace(self.found(one.reading, media_type=media_type), received=None)

    def with_content(self, data: bytes, *, media_type: str | None, charset: str | None) -> "Payload":
        """Return the same with the content that a message held."""
        return replace(self, data=data, media_type=media_type, charset=charset)

    @property
    def document_id(self) -> str:
        """The address if there is one, else the name without its ending."""
        return self.url or PurePosixPath(self.name).stem or self.name


def asked(found: Found, wanted: Wanted | None) -> Found:
    """Set aside what `wanted` refuses now that its text is known."""
    text = found.reading.document.text
    if not text:
        return replace(found, outcome=Outcome.FAILED, url=found.url or found.reading.document.url)
    is_refused = wanted is not None and not wanted(text)
    return replace(
        found, outcome=Outcome.SET_ASIDE if is_refused else found.outcome, url=found.url or found.reading.document.url
    )


def read_payload(payload: Payload, *, terms: Terms, follow: Follow | None = None) -> Iterator[Found]:
    """Yield the documents in `payload`: one, or the entries of a feed. Never raises for what it holds.

    `follow` is called for an entry whose story is not in the feed.
    """
    data = payload.data
    try:
        if not data:
            raise EmptySource(f"{payload.name} is empty")
        is_feed = looks_like_feed(data)
        if not is_feed:
            check_size(len(data), payload.name, "bytes")
        if data.startswith(b"%PDF-") or (_PDF_START.match(data) and _CONTROL.search(data[:2048])):
            yield asked(_parsed(payload, "pdf", PDF, terms.limits), terms.wanted)
        elif data.startswith(_ZIP) and b"word/" in data:
            yield asked(_parsed(payload, "docx", DOCX, terms.limits), terms.wanted)
        elif is_feed:
            yield from _feed(payload, follow or not_followed, terms)
        else:
            yield _text(payload, terms.wanted)
    except CommuniqueError as error:
        yield payload.failed(error)


def _text(payload: Payload, wanted: Wanted | None) -> Found:
    suffix = _SUFFIXES.get(payload.media_type or "") or PurePosixPath(payload.name).suffix.lower()
    form = format_of(payload.data, suffix=suffix)
    media_type = {Format.HTML: "text/html", Format.XML: "application/xml"}.get(form, "text/plain")
    if wanted:
        decoded = decode(payload.data, declared=form is not Format.PLAIN, charset=payload.charset)
        words = decoded.text if form is Format.PLAIN else text_without_tags(decoded.text)
        if words.strip() and not is_wanted(wanted, words, decoded.text if form is Format.HTML else None):
            title = None if form is Format.PLAIN else title_of(decoded.text)
            reading = Reading(_bare_document(payload, words, title), encoding=decoded.encoding)
            return replace(payload.found(reading, media_type=media_type), outcome=Outcome.SET_ASIDE)
    reading = read_bytes(
        payload.data,
        name=f"{payload.name}{suffix}" if not payload.name.lower().endswith(suffix) else payload.name,
        document_id=payload.document_id,
        charset=payload.charset,
        url=payload.url,
    )
    found = payload.found(reading, media_type=media_type)
    return found if form is Format.PLAIN else asked(found, wanted)


def _bare_document(payload: Payload, text: str, title: str | None) -> Document:
    return Document.of(payload.document_id, without_surrogates(text)[0], title=title, url=payload.url)


def _parsed(payload: Payload, kind: str, media_type: str, limits: Limits) -> Found:
    """Read a PDF or a Word document in the child process."""
    facts = ask_parsers(kind, payload.data, what=payload.name, limits=limits)
    failures: list[Failure] = []
    if facts.get("part"):
        failures.append(Failure.of(PartOnly(f"{payload.name}: {facts['part']}")))
    text = str(facts["text"])
    if not text.strip():
        raise NotText(
            f"{payload.name} holds pictures of pages, no text", remedy="Recognise its text (OCR) and add the result."
        )
    check_size(len(text), payload.name, "characters")
    clean, odd = without_surrogates(text)
    reading = document_of(
        clean,
        document_id=payload.document_id,
        given=Given(title=facts.get("title"), url=payload.url),
        failures=(*failures, *odd),
        hinted_dates=tuple(facts.get("dates", ())),
        labelled_language=facts.get("language"),
    )
    return payload.found(reading, media_type=media_type)


def ask_parsers(kind: str, data: bytes, *, what: str, limits: Limits) -> dict[str, Any]:
    """Have the child process parse `data`; raise the error that it found."""
    request = {"kind": kind, "data": base64.b64encode(data).decode("ascii"), "page_bytes": limits.page_bytes}
    facts = PARSERS.ask(request, what=what, seconds=limits.seconds)
    if "error" in facts:
        kind_of_error: type[ReadingError] = _ERRORS.get(str(facts.get("code")), NotText)
        raise kind_of_error(f"{what}: {facts['error']}")
    return facts


_ERRORS: dict[str, type[ReadingError]] = {Bomb.code: Bomb, RefusedXml.code: RefusedXml}


def _feed(payload: Payload, follow: Follow, terms: Terms) -> Iterator[Found]:
    """Read the entries whose story is in the feed, and follow the addresses of the others."""
    facts = ask_parsers("xml", payload.data, what=payload.name, limits=terms.limits)
    for entry in entries_of(facts):
        # What the server gave to ask for changes is for the feed as a whole, no page of it.
        place = replace(
            payload,
            data=(entry.content or "").encode(),
            number=entry.number,
            url=entry.url,
            asked_url=None,
            validators=Validators(),
        )
        if entry.content:
            yield asked(place.found(_entry(entry, entry.content, place), media_type="text/html"), terms.wanted)
        else:
            yield from follow(entry, place)
    if facts.get("part"):
        yield replace(payload, data=b"").failed(Damaged(f"{payload.name}: {facts['part']}"))


def _entry(entry: Entry, markup: str, place: Payload, *failures: Failure) -> Reading:
    words = text_without_tags(markup)
    title = " ".join(text_without_tags(entry.title or "").split()) or None
    text = f"{title}\n{words}" if title and not words.startswith(title) else words
    stamp = date_of_stamp(entry.published) if entry.published else None
    try:
        return document_of(
            without_surrogates(text)[0],
            document_id=place.document_id,
            given=Given(title=title, url=entry.url, publisher=entry.publisher),
            declared_dates=(stamp,) if stamp else (),
            labelled_language=entry.language,
            failures=failures,
        )
    except CommuniqueError as error:
        return unread(place.document_id, error)


def not_followed(entry: Entry, place: Payload) -> Iterator[Found]:
    """Return what the feed itself tells of a story that is not fetched: its summary, as a part, or nothing."""
    if entry.summary:
        notice = Failure.of(
            PartOnly(f"entry {entry.number} of {place.name} gives a summary; the story was not fetched")
        )
        yield place.found(_entry(entry, entry.summary, place, notice), media_type="text/html")
    else:
        yield place.failed(NotFetched(f"entry {entry.number} of {place.name} names {entry.url}, which was not fetched"))
