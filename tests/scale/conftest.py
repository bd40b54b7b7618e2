"""A small corpus of several shards, and what one process makes of it."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import open_archive
from communique.archive.tables import TABLES
from communique.intake import take_in
from communique.scale import plan as planning

NEWS = (
    "OSLO, {day} March 2026 - The foreign ministers of Norway and Chile, Ilse Brandvold and Tomas Arancibia, met there "
    'on {day} March. They discussed fisheries and green hydrogen. "We will sign in May," Brandvold said, number {day}.'
)
SPORT = "The home side won by {day} goals on Saturday, and the coach praised the crowd in the rain."


def warc(number: int) -> bytes:
    page = (
        "<html><head><title>Talks {day}</title></head><body><nav>Home News Sport</nav><article><p>" + NEWS + "</p><p>"
        "The two ministers also spoke about the sea and about schools for the children of seafarers, as in earlier "
        "years.</p></article></body></html>"
    ).format(day=number + 1)
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://fjord-courier.example/{number}\r\n"
        f"WARC-Date: 2026-03-{number + 1:02d}T10:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven files in shards of two: texts, lines, a web archive that is cut off, an empty file, duplicates."""
    monkeypatch.setattr(planning, "FILES", 2)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS.format(day=3))
    (folder / "b.jsonl").write_text(
        "".join(
            json.dumps(
                {"url": f"https://paper.example/{day % 7}", "text": (SPORT if day % 3 else NEWS).format(day=day)}
            )
            + "\n"
            for day in range(1, 15)
        )
        + "broken\n"
    )
    (folder / "c.warc.gz").write_bytes(b"".join(map(warc, range(4)))[:-40])
    (folder / "d.txt").write_text("")
    (folder / "e.jsonl").write_text((folder / "b.jsonl").read_text())
    (folder / "f.warc.gz").write_bytes(b"".join(map(warc, range(6))))
    (folder / "g.txt").write_text(SPORT.format(day=4))
    return folder


@pytest.fixture
def contents() -> Callable[[Path], object]:
    """Returns the snapshot and all rows of an archive but the numbers of batches, which are no part of any export."""

    def of(folder: Path) -> object:
        with open_archive(folder) as archive:
            tables = {name: archive.table(name).drop_columns(["batch"]).to_pylist() for name in TABLES}
            return archive.snapshot, {
                name: rows for name, rows in tables.items() if name not in {"replaced", "fetched"}
            }

    return of


@pytest.fixture
def one(corpus: Path, tmp_path: Path, contents: Callable[[Path], object]) -> object:
    """What one process makes of the corpus."""
    with open_archive(tmp_path / "one", write=True, create=True) as archive:
        list(take_in(archive, [corpus]))
    return contents(tmp_path / "one")
