"""Archives of every earlier form open, whole, also after a crash in the middle of bringing them up to date.

`form-0/` is an archive as form 0 wrote it, with four texts of the stories in conftest.py; it is never made again.
"""

import os
import shutil
from pathlib import Path

import pytest

from communique.archive import Archive, open_archive
from communique.archive.folder import SCHEMA
from communique.errors import DamagedSegment, DiskFailed, SchemaNewer, SchemaOlder


@pytest.fixture
def old(folder: Path) -> Path:
    shutil.copytree(Path(__file__).parent / "form-0", folder)
    return folder


def check(archive: Archive) -> None:
    documents = archive.documents().select(["id", "version"]).to_pylist()
    assert sorted((row["id"], row["version"]) for row in documents) == [
        ("story-1", 1),
        ("story-1", 2),
        ("story-2", 1),
        ("story-3", 1),
    ]
    assert len(list(archive.records())) == archive.statements().num_rows == 4
    assert {row["retrieved_at"].year for row in archive.documents().to_pylist()} == {2026}
    assert [judgement.what for judgement in archive.judgements()] == ["accept"]


def test_a_writer_brings_it_up_to_date(old: Path) -> None:
    with open_archive(old, write=True) as archive:
        check(archive)
    with open_archive(old) as archive:
        check(archive)
        assert archive.search("again").total == 1
    assert f"schema = {SCHEMA}\n" in (old / "archive.toml").read_text()
    assert sorted(path.name for path in old.glob("segments*")) == ["segments-1"]


def test_a_reader_is_told(old: Path) -> None:
    with pytest.raises(SchemaOlder, match="rebuild"):
        open_archive(old)


def test_a_later_form_is_refused(old: Path) -> None:
    (old / "archive.toml").write_text(f"schema = {SCHEMA + 1}\n")
    for write in (False, True):
        with pytest.raises(SchemaNewer):
            open_archive(old, write=write)


def test_any_call_of_the_disk_may_fail(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Break the migration off at every seventh call: the archive is of the old form or of the new one, whole."""
    broken = 0
    for at in range(1, 500, 7):
        copy = tmp_path / f"copy-{at}"
        shutil.copytree(old, copy)
        calls = [0]

        def failing(name: str, at: int = at, calls: list[int] = calls) -> None:
            real = getattr(os, name)

            def call(*given: object, **options: object) -> object:
                calls[0] += 1
                if calls[0] >= at:
                    raise OSError(5, "Input/output error")
                return real(*given, **options)

            monkeypatch.setattr(os, name, call)

        for name in ("write", "fsync", "rename", "replace", "mkdir"):
            failing(name)
        try:
            open_archive(copy, write=True).close()
            whole = True
        except DiskFailed:
            whole = False
            broken += 1
        finally:
            monkeypatch.undo()
        with open_archive(copy, write=True) as archive:
            check(archive)
        shutil.rmtree(copy, ignore_errors=True)
        if whole and calls[0] < at:
            break
    assert broken > 3


def test_a_damaged_file_is_named_and_nothing_is_changed(old: Path) -> None:
    file = old / "segments" / "000002.parquet"
    content = file.read_bytes()
    file.write_bytes(content[:-20])
    with pytest.raises(DamagedSegment, match="000002"):
        open_archive(old, write=True)
    file.write_bytes(content)
    with open_archive(old, write=True) as archive:
        check(archive)
