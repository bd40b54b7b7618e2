"""THREATS row 5: data that grow a thousandfold when they are unpacked stop at a cap that is named."""

import gzip
import io
import resource
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.errors import Bomb, Damaged
from communique.read import Limits, Outcome, read_any
from communique.read.collections.inflate import inflate_whole, zstd

SIZE = 128 << 20
MOST_SECONDS = 2.0
MOST_MEMORY = 200 << 20


def grown(pack: Callable[[], tuple[Callable[[bytes], bytes], Callable[[], bytes]]]) -> bytes:
    """Pack 128 MiB of zeros without ever holding them."""
    feed, end = pack()
    zeros = bytes(1 << 20)
    return b"".join([*(feed(zeros) for _ in range(SIZE >> 20)), end()])


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return grown(lambda: (packer.compress, packer.flush))


def zstd_bomb() -> bytes:
    packer = zstd().ZstdCompressor()
    return grown(lambda: (packer.compress, packer.flush))


def brotli_bomb() -> bytes:
    import brotli

    packer = brotli.Compressor(quality=5)
    return grown(lambda: (packer.process, packer.finish))


def zip_bomb(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(SIZE >> 20):
            member.write(bytes(1 << 20))
    return packed.getvalue()


def http_bomb(body: bytes, coding: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n"
    return head.encode() + body


@pytest.fixture
def cheap() -> Iterator[None]:
    """Fail a test that takes too long or makes the process grow."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    yield
    assert time.process_time() - start < MOST_SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < MOST_MEMORY


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.jsonl.gz": gzip_bomb,
    "a.txt.gz": gzip_bomb,
    "a.warc.gz": gzip_bomb,
    "a.csv.gz": gzip_bomb,
    "a.jsonl.zst": zstd_bomb,
    "a.html.zst": zstd_bomb,
    "b.warc.gz": lambda: http_bomb(gzip_bomb(), "gzip"),
    "c.warc.gz": lambda: http_bomb(brotli_bomb(), "br"),
    "d.warc.gz": lambda: http_bomb(zstd_bomb(), "zstd"),
    "e.warc.gz": lambda: http_bomb(gzip.compress(gzip.compress(gzip_bomb())), "gzip, gzip, gzip"),
    "f.warc.gz": lambda: http_bomb(gzip.compress(b"x"), ", ".join(["gzip"] * 50)),
    "a.docx": lambda: zip_bomb("word/document.xml"),
    "a.zip": lambda: zip_bomb("a.txt"),
    "b.zip": lambda: zip_bomb("a.jsonl"),
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory, a_record: Callable[..., bytes]) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    made: dict[Callable[[], bytes], bytes] = {}
    for name, make in BOMBS.items():
        made.setdefault(make, b"")
        made[make] = made[make] or make()
        data = made[make]
        if data.startswith(b"HTTP/"):
            data = gzip.compress(a_record(data, kind="response", media_type="application/http; msgtype=response"))
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", list(BOMBS))
@pytest.mark.usefixtures("cheap")
def test_a_bomb_is_named_and_costs_little(bombs: Path, name: str) -> None:
    found = list(read_any(bombs / name))
    assert {one.outcome for one in found} == {Outcome.FAILED}
    codes = {failure.code for one in found for failure in one.failures}
    assert codes <= {"C113", "C104", "C112", "C103"}
    assert codes & {"C113", "C104"} or name == "f.warc.gz"


def test_a_page_within_the_caps_is_read_though_it_packs_well(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    text = "The ministers met. " * 40_000
    path.write_bytes(gzip.compress(text.encode()))
    (found,) = read_any(path)
    assert found.reading.document.text == text


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_codings_are_undone_within_their_caps(coding: str) -> None:
    import brotli

    text = b"The ministers met in Santiago. " * 1000
    packed = {
        "gzip": gzip.compress(text),
        "deflate": zlib.compress(text),
        "br": brotli.compress(text),
        "zstd": zstd().compress(text),
    }[coding]
    assert inflate_whole(packed, coding, most=10**6) == text
    with pytest.raises(Bomb, match="hold more than 10,000"):
        inflate_whole(packed, coding, most=10_000)
    with pytest.raises(Damaged):
        inflate_whole(packed[: len(packed) // 2], coding, most=10**6)
    with pytest.raises(Damaged):
        inflate_whole(b"\x00\xff" * 20, coding, most=10**6)


def test_more_files_than_an_archive_may_hold_are_not_even_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}.txt", "They met.")
    (found,) = read_any(path, limits=Limits(members=50))
    assert "more than 50 files" in found.failures[0].message
    assert len(list(read_any(path))) == 60


def test_files_that_overlap_in_an_archive_share_one_budget(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.txt", "They met. " * 100_000)
    found = list(read_any(path, limits=Limits(ratio=20)))
    assert "C113" in {failure.code for one in found for failure in one.failures}


def test_a_text_in_an_archive_in_an_archive_is_not_dug_out(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "They met.")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.zip", inner.getvalue())
        archive.writestr("c.txt", "They met again.")
    found = {one.member: one for one in read_any(path)}
    assert found["b.zip"].outcome is Outcome.FAILED
    assert found["c.txt"].reading.document.text == "They met again."


def test_a_line_longer_than_a_record_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "They met."}\n{"text": "' + "x" * 5_000_000 + '"}\n{"text": "They parted."}\n')
    found = list(read_any(path, limits=Limits(record_bytes=1 << 20)))
    assert [one.reading.document.text for one in found] == ["They met.", "", "They parted."]
    assert found[1].failures[0].code == "C104"
