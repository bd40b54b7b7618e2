"""JSON Lines -> documents: one object a line, one reading a line, whatever the line holds."""

import json
from collections.abc import Mapping
from typing import Any

from communique.errors import BadDate, BadEncoding, BadLine, CommuniqueError, ReadingError
from communique.model import Document, Failure, KnownBy, PublishedOn
from communique.read.characters import without_surrogates
from communique.read.formats import Format
from communique.read.language import language_code
from communique.read.pages import read_markup
from communique.read.plain import LONGEST, check_size, document_of, partial_date
from communique.read.reading import Given, Reading, unread
from communique.read.tags import text_without_tags

FIELDS = ("id", "text", "html", "published_on", "title", "url", "publisher", "language")
DEEPEST_EXTRA = 32
"""Levels of lists and objects that an unknown field may have."""


def read_line(line: str | bytes, number: int) -> Reading:
    """Make a document of one line with the fields `FIELDS`: an id, a text or html, and what is known about it.

    Never raises for what the line holds: a line that is no document gives a reading with an empty text whose failures
    say why. Unknown fields are kept under `extra`. `number` counts from 1; it names a line without an id.
    """
    name = f"line {number}"
    document_id = f"line-{number}"
    try:
        fields, failures = fields_of(line, name)
    except ReadingError as error:
        return unread(document_id, error)
    return read_fields(fields, name=name, document_id=document_id, failures=failures)


def read_fields(
    fields: Mapping[str, Any], *, name: str, document_id: str, failures: tuple[Failure, ...] = ()
) -> Reading:
    """Make a document of the fields of a line, a row or an entry, which `name` names in messages ("row 7").

    Never raises for what the fields hold. `document_id` is the id if they have none.
    """
    document_id = _id_of(fields, document_id)
    given, wrong = _given(fields, name)
    failures += wrong
    try:
        reading = _read(fields, document_id, given, name)
    except CommuniqueError as error:
        document = unread(document_id, error).document.model_copy(
            update={"url": given.url, "title": given.title, "extra": given.extra}
        )
        return Reading(document, (*failures, Failure.of(error)))
    return Reading(reading.document, (*failures, *reading.failures), reading.encoding)


def bare_fields(fields: Mapping[str, Any], *, name: str, document_id: str) -> Reading:
    """Make a document without looking into its text: no language, no date but a given one; HTML loses its tags."""
    given, wrong = _given(fields, name)
    text, html = fields.get("text"), fields.get("html")
    words = text if isinstance(text, str) and text else text_without_tags(html) if isinstance(html, str) else ""
    published = PublishedOn(value=given.published_on, known_by=KnownBy.GIVEN) if given.published_on else None
    document = Document.of(
        _id_of(fields, document_id),
        without_surrogates(words[:LONGEST])[0],
        title=given.title,
        url=given.url,
        publisher=given.publisher,
        language=language_code(given.language),
        published_on=published,
        extra=given.extra,
    )
    return Reading(document, wrong)


def _read(fields: Mapping[str, Any], document_id: str, given: Given, name: str) -> Reading:
    text, html = fields.get("text"), fields.get("html")
    for field, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise BadLine(f"{name}: {field} is not a string")
    if text:
        check_size(len(text), document_id, "characters")
        clean, failures = without_surrogates(text.removeprefix("\ufeff"))
        return document_of(clean, document_id=document_id, given=given, failures=failures)
    if html:
        return read_markup(html, Format.HTML, document_id=document_id, given=given)
    if text is None and html is None:
        raise BadLine(f"{name} has neither text nor html")
    return document_of("", document_id=document_id, given=given)


def fields_of(line: str | bytes, name: str) -> tuple[dict[str, Any], tuple[Failure, ...]]:
    """Return the object that a line holds; raise BadLine or TooLarge, naming the line as `name`, if it holds none."""
    failures: tuple[Failure, ...] = ()
    if not line.strip():
        raise BadLine(f"{name} is blank")
    if len(line) > 8 * LONGEST:
        check_size(len(line), name, "bytes")
    if isinstance(line, bytes):
        if line.count(0) * 3 > len(line):
            raise BadLine(f"{name} seems to be UTF-16; JSON Lines are UTF-8")
        decoded = line.decode("utf-8", "replace")
        if decoded.encode("utf-8") != line:
            failures = (Failure.of(BadEncoding(f"{name} is not valid UTF-8; what could not be read became U+FFFD")),)
        line = decoded
    try:
        fields = json.loads(line.removeprefix("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise BadLine(f"{name} is not JSON: {reason}") from None
    if not isinstance(fields, dict):
        raise BadLine(f"{name} is not a JSON object")
    return fields, failures


def _id_of(fields: Mapping[str, Any], without: str) -> str:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return without_surrogates(value)[0] if isinstance(value, str) and value.strip() else without


def _given(fields: Mapping[str, Any], label: str) -> tuple[Given, tuple[Failure, ...]]:
    """Take what the line states; a wrong field is named and passed over, for the text can still be read."""
    failures = []
    known: dict[str, str | None] = {}
    for name in ("published_on", "title", "url", "publisher", "language"):
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            failures.append(Failure.of(BadLine(f"{label}: {name} is not a string; it was passed over")))
            value = None
        known[name] = without_surrogates(value)[0] if value and value.strip() else None
    try:
        known["published_on"] = partial_date(known["published_on"])
    except BadDate as error:
        failures.append(Failure.of(BadLine(f"{label}: published_on: {error.what}; it was passed over")))
        known["published_on"] = None
    unknown = {name: value for name, value in fields.items() if name not in FIELDS}
    if "html" in fields and fields.get("text"):
        unknown["html"] = fields["html"]
    extra, dropped = _plain_values(unknown)
    failures += [Failure.of(BadLine(f"{label}: {name} is nested too deep to be kept")) for name in dropped]
    return Given(**known, extra=extra), tuple(failures)


def _plain_values(fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    kept, dropped = {}, []
    for name, value in fields.items():
        try:
            kept[_clean(name)] = _plain(value, 0)
        except RecursionError:
            dropped.append(_clean(name))
    return kept, dropped


def _plain(value: Any, depth: int) -> Any:
    """Copy a JSON value with its lone surrogates replaced; raise RecursionError where it is nested too deep."""
    if depth > DEEPEST_EXTRA:
        raise RecursionError
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_clean(name): _plain(item, depth + 1) for name, item in value.items()}
    return value


def _clean(words: str) -> str:
    return without_surrogates(words)[0]
