"""A record of a web archive -> the documents in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from communique.errors import CommuniqueError, PartOnly
from communique.model import Failure
from communique.read.collections.http_message import media_type_of, read_http
from communique.read.collections.warc import KINDS, WarcRecord
from communique.read.found import Found
from communique.read.payload import Payload, read_payload
from communique.read.terms import Terms

_NO_TEXT = ("image/", "video/", "audio/", "font/", "model/")
_NO_STORIES = frozenset(
    [
        "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/json",
        "application/ld+json", "application/manifest+json", "application/wasm", "application/octet-stream",
        "application/font-woff", "application/x-font-woff", "application/vnd.ms-fontobject", "application/zip",
        "text/dns",
    ]
)  # fmt: skip
"""What a crawl brings along beside pages: passed over without a word, or each page would leave fifty failures."""


def read_archived(record: WarcRecord, *, source: str, terms: Terms) -> Iterator[Found]:
    """Yield the documents of a response that succeeded, a resource or a conversion; nothing for other records.

    Pictures, style sheets, scripts and data are passed over. Never raises for what a record holds.
    """
    if record.kind not in KINDS:
        return
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    declared, charset = media_type_of(record.headers.get("content-type"))
    failures: tuple[Failure, ...] = ()
    if "warc-truncated" in record.headers or "warc-segment-number" in record.headers:
        failures = (Failure.of(PartOnly(f"the record at byte {record.offset} holds a part of the page only")),)
    data = record.body
    payload = Payload(
        data=data,
        name=_name(url) or f"record-{record.number}",
        source=source,
        number=record.number,
        offset=record.offset,
        url=url,
        retrieved_at=_moment(record.headers.get("warc-date", "")),
        media_type=declared,
        charset=charset,
        failures=failures,
    )
    if record.kind == "response" and declared in {"application/http", None}:
        try:
            message = read_http(data, limits=terms.limits)
        except CommuniqueError as error:
            error.what = f"record at byte {record.offset}: {error.what}"
            yield payload.failed(error)
            return
        if not 200 <= message.status < 300:
            return
        payload = payload.with_content(message.body, media_type=message.media_type, charset=message.charset)
    if payload.media_type and (payload.media_type in _NO_STORIES or payload.media_type.startswith(_NO_TEXT)):
        return
    if not payload.data:
        return
    yield from read_payload(payload, terms=terms)


def _name(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").path.rstrip("/").rsplit("/", 1)[-1][:200] or None
    except ValueError:
        return None


def _moment(stamp: str) -> datetime | None:
    """Return the time of a WARC-Date (W3C profile of ISO 8601, in UTC)."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
