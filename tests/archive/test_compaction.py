"""Putting segments together changes nothing that anybody sees."""

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, open_archive
from communique.archive import adding as module
from communique.archive.tables import TABLES
from communique.errors import SourceMissing
from communique.model import MadeBy

MakeEntry = Callable[..., Entry]


def everything(archive: Archive) -> dict[str, object]:
    return {table: archive.table(table).to_pylist() for table in TABLES if table != "replaced"}


def fill(archive: Archive, make_entry: MakeEntry) -> None:
    """Add, one batch each: stories, new versions, a failure that is read later, a renewed record."""
    for number in range(5):
        archive.add([make_entry(number)])
    archive.add([Entry.failed(SourceMissing("no"), document_id="9", url=make_entry(9).document.url)])
    archive.add([make_entry(1, ending=" More.")])
    archive.add([make_entry(9)])
    record = make_entry(2).record
    assert record is not None
    newer = record.model_copy(update={"made_by": MadeBy(version="1", language_model=None, codebook="1")})
    archive.add([Entry.read(newer)], renew=True)


def test_everything_stays_the_same(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    fill(archive, make_entry)
    before, snapshot = everything(archive), archive.snapshot
    assert archive.compact() == 8
    assert len(list((folder / "segments").iterdir())) == 1
    assert (everything(archive), archive.snapshot) == (before, snapshot)
    archive.add([make_entry(20)])
    assert archive.documents().num_rows == 8
    with open_archive(folder) as other:
        assert other.snapshot == archive.snapshot
        assert not other.damage(fully=True)
    assert archive.compact() == 1
    assert archive.add([make_entry(1), make_entry(9)]).unchanged == 2


def test_what_a_later_batch_replaced_stays_replaced(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    for number in range(2):
        record = make_entry(1).record
        assert record is not None
        newer = record.model_copy(update={"made_by": MadeBy(version=str(number), language_model=None, codebook="1")})
        archive.add([Entry.read(newer)], renew=True)
        archive.compact()
    assert [record.made_by.version for record in archive.records()] == ["1"]


def test_readers_keep_what_they_opened(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    fill(archive, make_entry)
    reader = open_archive(folder)
    before = everything(reader)
    archive.compact()
    assert len(list((folder / "segments").iterdir())) == 10
    with open_archive(folder) as late:
        assert everything(late) == before
    assert everything(reader) == before
    assert not reader.damage(fully=True)
    reader.close()
    archive.compact()
    assert len(list((folder / "segments").iterdir())) == 1


def test_records_may_be_renewed_while_they_are_read(
    archive: Archive, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DOCUMENTS", 3)
    archive.add(make_entry(number) for number in range(100))
    done = archive.add((Entry.read(record) for record in archive.records()), renew=True)
    assert done.renewed == 100
    assert len(list(archive.records())) == 100
    assert not archive.damage(fully=True)


def test_many_small_batches_are_put_together_as_they_come(
    archive: Archive, folder: Path, make_entry: MakeEntry
) -> None:
    for number in range(100):
        archive.add([make_entry(number)])
        assert archive.documents().num_rows == number + 1
    assert len(list((folder / "segments").iterdir())) < 32
    assert archive.documents()["id"].to_pylist() == [f"story-{number}" for number in range(100)]


def test_damage_is_never_put_together(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    for number in range(5):
        archive.add([make_entry(number)])
    middle = sorted((folder / "segments").iterdir())[2] / "statements.parquet"
    content = bytearray(middle.read_bytes())
    content[len(content) // 3] ^= 0xFF
    middle.write_bytes(content)
    archive.compact()
    assert middle.exists()
    assert archive.documents().num_rows == 5
    assert [damage.path for damage in archive.damage(fully=True)] == [middle]
