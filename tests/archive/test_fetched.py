"""What servers gave to ask later whether a page has changed is kept with what came from there, or not at all."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, Fetch, open_archive
from communique.archive import adding as module

MakeEntry = Callable[..., Entry]
PAGE = "https://fjord-courier.example/1"
FIRST = Fetch(asked=PAGE, etag='"a"', retrieved_at=datetime(2026, 3, 3, tzinfo=UTC))
SECOND = Fetch(asked=PAGE, etag='"b"', last_modified="Tue, 03 Mar 2026 10:00:00 GMT", retrieved_at=FIRST.retrieved_at)


def test_the_last_one_counts_also_after_segments_are_put_together(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1), FIRST])
    assert archive.fetched(PAGE) == FIRST
    archive.add([SECOND])
    archive.add([SECOND])
    assert archive.fetched(PAGE) == SECOND
    archive.compact()
    assert archive.fetched(PAGE) == SECOND
    assert archive.table("fetched").num_rows == 1
    assert archive.fetched("https://fjord-courier.example/2") is None


def test_it_is_no_part_of_what_the_archive_shows(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    before = archive.snapshot
    archive.add([FIRST])
    assert archive.snapshot == before
    assert archive.documents().num_rows == len(list(archive.records())) == 1


def test_it_is_never_there_without_what_came_before_it(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DOCUMENTS", 1)
    with pytest.raises(RuntimeError):
        archive.add(_broken_off([make_entry(1), FIRST, make_entry(2)]))
    with open_archive(folder) as other:
        assert other.fetched(PAGE) == FIRST
        assert {document["id"] for document in other.documents().to_pylist()} >= {"story-1"}


def _broken_off(entries: list[Entry | Fetch]) -> Iterator[Entry | Fetch]:
    yield from entries
    raise RuntimeError("the power failed")


def test_an_address_that_cannot_be_stored_is_passed_over(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([Fetch(asked="https://fjord-courier.example/\ud800", etag='"a"'), make_entry(1)])
    assert archive.table("fetched").num_rows == 0
    assert archive.documents().num_rows == 1


def test_where_the_archive_has_damage_everything_is_fetched_anew(
    archive: Archive, folder: Path, make_entry: MakeEntry
) -> None:
    archive.add([make_entry(1), FIRST])
    archive.close()
    (segment,) = (folder / "segments").iterdir()
    (segment / "sources.parquet").unlink()
    with open_archive(folder) as other:
        assert other.fetched(PAGE) is None


@pytest.mark.parametrize("form", ["form-0", "form-1"])
def test_archives_of_earlier_forms_take_it(folder: Path, form: str) -> None:
    """`form-1` was written by the first version of that form, which had no such table; it is never made again."""
    shutil.copytree(Path(__file__).parent / form, folder)
    with open_archive(folder, write=True) as archive:
        before = archive.documents().num_rows
        assert archive.fetched(PAGE) is None
        snapshot = archive.snapshot
        archive.add([FIRST])
        assert archive.snapshot == snapshot
        archive.compact()
        assert archive.fetched(PAGE) == FIRST
        assert archive.documents().num_rows == before
        assert archive.damage(fully=True) == []


def test_what_an_archive_shows_does_not_depend_on_how_it_came_in(
    tmp_path: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches are cut by number, length and time; the same documents in the same order are the same snapshot."""
    entries = [make_entry(number // 2, ending=f" Update {number % 3}.") for number in range(20)]
    snapshots = set()
    for size in (1, 3, 1000):
        monkeypatch.setattr(module, "DOCUMENTS", size)
        with open_archive(tmp_path / f"archive-{size}", write=True, create=True) as archive:
            archive.add(entries)
            snapshots.add(archive.snapshot)
    assert len(snapshots) == 1
