"""An HTTP response as it was archived -> its status, its media type and its content without codings."""

import re
from dataclasses import dataclass

from communique.errors import Damaged
from communique.read.collections.inflate import GZIP, ZSTD, inflate_whole
from communique.read.collections.warc import HEAD_END, header_fields
from communique.read.found import Limits

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_SIZE = re.compile(rb"\r?\n?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}
_MOST_CODINGS = 3


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """A response. `media_type` is lower case without parameters; `charset` as declared."""

    status: int
    headers: dict[str, str]
    body: bytes
    media_type: str | None
    charset: str | None


def read_http(message: bytes, *, limits: Limits) -> HttpMessage:
    """Take a response apart. Raises Damaged if it is none or its codings are corrupt, Bomb if they hide too much."""
    status = _STATUS.match(message)
    if status is None:
        raise Damaged("the record holds no HTTP response")
    head = HEAD_END.search(message, 0, 1 << 18)
    headers = header_fields(message[: head.start() if head else len(message)])
    body = message[head.end() :] if head else b""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    body = decoded_body(body, headers.get("content-encoding"), limits=limits)
    media_type, charset = media_type_of(headers.get("content-type"))
    return HttpMessage(int(status[1]), headers, body, media_type, charset)


def media_type_of(field: str | None) -> tuple[str | None, str | None]:
    """Return media type and charset of a Content-Type."""
    if not field:
        return None, None
    charset = _CHARSET.search(field)
    return field.split(";", 1)[0].strip().lower()[:100] or None, charset[1].lower() if charset else None


def decoded_body(body: bytes, codings: str | None, *, limits: Limits) -> bytes:
    """Undo Content-Encoding, the last applied first. Crawlers often keep the field of what they decoded already."""
    names = [name.strip().lower() for name in (codings or "").split(",") if name.strip()]
    if len(names) > _MOST_CODINGS:
        raise Damaged(f"the content was compressed {len(names)} times; nothing honest is")
    for name in reversed(names):
        coding = _CODINGS.get(name)
        if coding is None or (coding == "gzip" and not body.startswith(GZIP)):
            continue
        if (coding == "zstd" and not body.startswith(ZSTD)) or not body:
            continue
        if coding in {"br", "deflate"} and body.lstrip()[:1] == b"<":
            continue
        body = inflate_whole(body, coding, most=limits.page_bytes, limits=limits)
    return body


def _without_chunks(body: bytes) -> bytes:
    """Undo the chunked coding; what is not chunked, because the crawler undid it, stays as it is."""
    if not _SIZE.match(body):
        return body
    parts: list[bytes] = []
    at = 0
    while found := _SIZE.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        if at > len(body):
            break
    raise Damaged("the chunks of the response are cut off or corrupt")
