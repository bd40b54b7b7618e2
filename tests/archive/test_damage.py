"""Damaged segments: the good ones are read, the bad one is listed with its path, and adding again makes it good."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, open_archive, writing
from communique.archive.tables import TABLES
from communique.errors import UnknownDocument

MakeEntry = Callable[..., Entry]


@pytest.fixture
def three(archive: Archive, folder: Path, make_entry: MakeEntry) -> Path:
    """Return an archive of three segments with two documents each."""
    for number in range(3):
        archive.add([make_entry(number * 2), make_entry(number * 2 + 1)])
    archive.close()
    return folder


def segment(folder: Path, number: int = 1) -> Path:
    return sorted((folder / "segments").iterdir())[number]


def test_random_damage_never_stops_anything(three: Path, tmp_path: Path) -> None:
    chance = random.Random(4)
    for number in range(60):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(three, copy)
        file = chance.choice(sorted(segment(copy).iterdir()))
        content = bytearray(file.read_bytes())
        if chance.random() < 0.4:
            content = content[: chance.randrange(len(content))]
        else:
            for _ in range(chance.randint(1, 20)):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        changed = bytes(content) != file.read_bytes()
        file.write_bytes(content)
        with open_archive(copy) as archive:
            for table in TABLES:
                rows = archive.table(table).num_rows
                if table not in {"replaced", "fetched", file.stem}:
                    assert rows >= 4
            records = [record.document.id for record in archive.records()]
            assert {"story-0", "story-1", "story-4", "story-5"} <= set(records)
            damage = archive.damage(fully=True)
            if changed and file.name != "segment.json":
                assert file in [one.path for one in damage]
                assert str(file) in archive.failures()["path"].to_pylist()
            archive.search("talk")
            archive.query("SELECT count(*) FROM documents")


@pytest.mark.parametrize("table", ["documents", "records", "sources", "statements"])
def test_adding_again_makes_good_what_was_lost(three: Path, make_entry: MakeEntry, table: str) -> None:
    file = segment(three) / f"{table}.parquet"
    file.write_bytes(file.read_bytes()[:100])
    entries = [make_entry(number) for number in range(6)]
    with open_archive(three) as archive:
        assert archive.documents().num_rows == (4 if table == "documents" else 6)
        if table == "records":
            with pytest.raises(UnknownDocument):
                list(archive.records([entries[2].key]))
    with open_archive(three, write=True) as archive:
        assert archive.add(entries).unchanged == 4
        assert sorted(record.document.id for record in archive.records()) == [f"story-{number}" for number in range(6)]
        for name in ("documents", "statements", "meetings", "sources"):
            assert archive.table(name).num_rows == 6
        assert archive.add(entries).new == 0
        assert archive.search("talk").total == 6


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_missing_is_told(three: Path, make_entry: MakeEntry, what: str) -> None:
    if what == "file":
        (segment(three) / "meetings.parquet").unlink()
    else:
        shutil.rmtree(segment(three))
    with open_archive(three) as archive:
        assert archive.meetings().num_rows == 4
        assert [one.code for one in archive.damage()] == ["C503"]
    with open_archive(three, write=True) as archive:
        archive.add(make_entry(number) for number in range(6))
        assert archive.meetings().num_rows == 6
        assert archive.compact() >= 1
        assert archive.meetings().num_rows == 6


def test_one_damaged_place_costs_the_rows_around_it_only(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "WIDE_GROUP", 5)
    monkeypatch.setattr(writing, "GROUP", {})
    entries = [make_entry(number) for number in range(50)]
    archive.add(entries)
    for table in ("records", "meetings"):
        file = segment(folder, 0) / f"{table}.parquet"
        content = bytearray(file.read_bytes())
        content[len(content) // 4 : len(content) // 4 + 400] = bytes(400)
        file.write_bytes(content)
    archive.refresh()
    assert 40 <= len(list(archive.records())) < 50
    assert 40 <= archive.meetings().num_rows < 50
    assert list(archive.records([entries[-1].key])) == [entries[-1].record]
    assert len(archive.damage()) == 2
    assert archive.query("SELECT * FROM meetings").num_rows == archive.meetings().num_rows
    archive.refresh()
    archive.damage(fully=True)
    assert archive.add(entries).new == 50
    assert archive.meetings().num_rows == len(list(archive.records())) == 50


def test_a_list_that_is_lost_costs_nothing_else(three: Path) -> None:
    (segment(three) / "segment.json").unlink()
    with open_archive(three) as archive:
        assert archive.statements().num_rows == 6
        assert len(archive.damage()) == 1
        assert archive.search("talk").total == 6
