"""What a shard gave comes back as it was, in its order, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique import stages
from communique.archive import Entry, Source, open_archive
from communique.errors import EmptySource, NotStorable
from communique.model import Document
from communique.scale import kept
from communique.scale.kept import read_entries, write_entries

TEXT = "The foreign ministers of Norway and Chile met in Oslo on Tuesday."


def entries() -> list[Entry]:
    source = Source(
        name="crawl.warc.gz",
        page="https://paper.example/1",
        retrieved_at=datetime(2026, 3, 3, 10, 0, 0, 123, tzinfo=UTC),
        received=b"<p>\x00\xff</p>",
        received_type="text/html",
    )
    return [
        Entry.read(stages.read(TEXT, published_on="2026-03-04"), source=source),
        Entry.set_aside(Document.of("b", "Ein Tor.\u2028", title="Sport"), reason="not about", source=Source(name="b")),
        Entry.failed(EmptySource("c holds no text"), document_id="c", url="https://paper.example/c"),
    ]


def test_entries_come_back_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "TOGETHER", 2)
    assert write_entries(tmp_path / "one.parquet", iter(entries())) == 3
    assert list(read_entries(tmp_path / "one.parquet")) == entries()
    assert [path.name for path in tmp_path.iterdir()] == ["one.parquet"]


def test_nothing_is_something(tmp_path: Path) -> None:
    assert write_entries(tmp_path / "one.parquet", iter(())) == 0
    assert list(read_entries(tmp_path / "one.parquet")) == []


def test_what_cannot_be_stored_is_what_the_archive_makes_of_it(tmp_path: Path) -> None:
    bad = Entry.set_aside(
        Document.of("d", "Ein Tor."), reason="not about", source=Source(name="d\ud800", page="p\ud800")
    )
    write_entries(tmp_path / "one.parquet", [bad])
    (entry,) = read_entries(tmp_path / "one.parquet")
    assert entry.failure is not None
    assert entry.failure.code == NotStorable.code
    with (
        open_archive(tmp_path / "a", write=True, create=True) as a,
        open_archive(tmp_path / "b", write=True, create=True) as b,
    ):
        a.add([bad])
        b.add([entry])
        assert a.documents().column("page").to_pylist() == b.documents().column("page").to_pylist()


def test_nothing_is_left_when_the_entries_end_in_an_error(tmp_path: Path) -> None:
    def broken() -> object:
        yield entries()[1]
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        write_entries(tmp_path / "one.parquet", broken())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
