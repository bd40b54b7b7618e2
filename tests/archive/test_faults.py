"""Disks that are full, read-only or failing (threat 2): a coded error that names the path, nothing half-written."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive, Entry, open_archive
from communique.errors import ArchiveError, DiskFailed, DiskFull, NotWritable

MakeEntry = Callable[..., Entry]

WRITING = ("write", "fsync", "rename", "replace", "mkdir", "open")


class Shim:
    """Makes the calls that write fail from the `at`-th on, or that one alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, number: int, *, alone: bool) -> None:
        self.calls = 0
        for name in WRITING:
            monkeypatch.setattr(os, name, self._failing(getattr(os, name), at, number, alone=alone))

    def _failing(self, real: Callable[..., Any], at: int, number: int, *, alone: bool) -> Callable[..., Any]:
        def call(*given: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls == at or (self.calls > at and not alone):
                raise OSError(number, os.strerror(number))
            return real(*given, **options)

        return call


@pytest.mark.parametrize(
    ("number", "error", "alone"), [(28, DiskFull, True), (5, DiskFailed, True), (28, DiskFull, False)]
)
def test_every_call_may_fail(
    folder: Path,
    make_entry: MakeEntry,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[ArchiveError],
    alone: bool,  # noqa: FBT001 — pytest passes it by name
) -> None:
    first, second = [make_entry(1)], [make_entry(2), make_entry(1, ending=" More."), make_entry(3)]
    failed = 0
    for at in range(1, 200):
        place = folder.with_name(f"archive-{at}")
        with open_archive(place, write=True, create=True) as archive:
            archive.add(first)
            shim = Shim(monkeypatch, at, number, alone=alone)
            told = ""
            try:
                archive.add(second)
            except error as fault:
                told = str(fault)
            monkeypatch.undo()
            if told:
                failed += 1
                assert str(place) in told
            with open_archive(place) as reader:
                assert reader.documents().num_rows in ({1, 4} if told else {4})
                assert reader.statements().num_rows == reader.documents().num_rows
                assert not reader.damage(fully=True)
            again = archive.add(second)
            assert again.new + again.versions + again.unchanged == 3
            assert archive.documents().num_rows == len(list(archive.records())) == 4
        with open_archive(place, write=True) as archive:
            assert archive.add(second).unchanged == 3
            assert not list(place.rglob(".unfinished*"))
        if shim.calls < at:
            break
    assert failed > 20


def test_creating_may_fail_anywhere(folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(1, 100):
        place = folder.with_name(f"archive-{at}")
        shim = Shim(monkeypatch, at, 28, alone=True)
        with contextlib.suppress(DiskFull):
            open_archive(place, write=True, create=True).close()
        monkeypatch.undo()
        with open_archive(place, write=True, create=True) as archive:
            assert archive.add([make_entry(1)]).new == 1
        if shim.calls < at:
            return
    pytest.fail("creating an archive takes more than a hundred calls")


def test_compaction_that_fails_changes_nothing(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        archive.add([make_entry(number)])
    for at in range(1, 60, 3):
        Shim(monkeypatch, at, 28, alone=False)
        with contextlib.suppress(DiskFull):
            archive.compact()
        monkeypatch.undo()
        with open_archive(folder) as reader:
            assert reader.documents().num_rows == 3
            assert not reader.damage(fully=True)
    archive.compact()
    assert archive.documents().num_rows == 3
    assert len(list((folder / "segments").iterdir())) == 1


def test_a_read_only_disk_can_be_read(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([make_entry(1)])
    archive.close()
    shutil.rmtree(folder / "cache")
    real = os.open

    def read_only(path: Any, flags: int, *given: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, *given, **options)

    def refused(path: Any, *_: Any, **__: Any) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(os, "open", read_only)
    monkeypatch.setattr(os, "mkdir", refused)
    with open_archive(folder) as reader:
        assert len(list(reader.records())) == 1
        assert reader.search("talk").total == 1
        assert reader.query("SELECT * FROM statements").num_rows == 1
    with pytest.raises(NotWritable, match=str(folder)):
        open_archive(folder, write=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_up(small_disk: Path, make_entry: MakeEntry) -> None:
    folder = small_disk / "archive"
    told = 0
    ballast = os.urandom(300_000).hex()
    with open_archive(folder, write=True, create=True) as archive, contextlib.suppress(DiskFull):
        while told < 100:
            told += archive.add([make_entry(told, ending=f" {ballast[told:]}")]).new
    assert 3 < told < 100
    with open_archive(folder) as reader:
        assert len(list(reader.records())) == reader.documents().num_rows == told
        assert not reader.damage(fully=True)
