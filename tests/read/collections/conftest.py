"""Collections that the tests make: stories of invented ministers, as the records of a web archive."""

import base64
import gzip
import hashlib
from collections.abc import Callable

import pytest

SENTENCE = (
    "Foreign Minister Astrid Lindqvist of Sweden and her Chilean counterpart, Tomas Arancibia, met in Santiago on "
    "Tuesday, 3 June 2025, and discussed fisheries, officials said. "
)


def text_of(number: int) -> str:
    return f"Story {number}. {SENTENCE * 3}They will meet again in week {number}."


def warc_record(body: bytes, *, kind: str = "conversion", media_type: str = "text/plain", number: int = 0) -> bytes:
    digest = base64.b32encode(hashlib.sha1(body).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://paper.example/{number}\r\n"
        f"WARC-Date: 2025-06-04T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Block-Digest: sha1:{digest}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def zstd_compressed(data: bytes) -> bytes:
    from communique.read.collections.inflate import zstd

    packed: bytes = zstd().compress(data)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {"plain": bytes, "gzip": gzip.compress, "zstd": zstd_compressed}


@pytest.fixture(params=list(PACKERS))
def packing(request: pytest.FixtureRequest) -> str:
    """How records are packed, each on its own."""
    return str(request.param)


@pytest.fixture(scope="session")
def archives() -> dict[str, tuple[bytes, list[tuple[int, int]]]]:
    """A web archive of 200 records for each packing, and where each record begins and ends in it."""
    made = {}
    for name, pack in PACKERS.items():
        data, places = bytearray(), []
        for number in range(200):
            packed = pack(warc_record(text_of(number).encode(), number=number))
            places.append((len(data), len(data) + len(packed)))
            data += packed
        made[name] = (bytes(data), places)
    return made


@pytest.fixture(scope="session")
def a_record() -> Callable[..., bytes]:
    """Make a record of a web archive."""
    return warc_record
