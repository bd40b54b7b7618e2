"""THREATS row 3: one writer, who is named to the second one; readers in nobody's way; no lock outlives its process."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, open_archive
from communique.errors import ArchiveLocked, NotAnArchive

MakeEntry = Callable[..., Entry]

HOLD = """
import sys, time
from communique.archive import open_archive
archive = open_archive(sys.argv[1], write=True)
print("ready", flush=True)
time.sleep(60)
"""

ADD = """
import sys, time
from pathlib import Path
from communique.archive import Entry, open_archive
from communique.errors import ArchiveLocked
from communique.model import Document
number = int(sys.argv[2])
while True:
    try:
        archive = open_archive(sys.argv[1], write=True, create=True, wait=0.05)
        break
    except ArchiveLocked:
        time.sleep(0.05)
with archive:
    names = [f"{number}-{one}" for one in range(20)] + [f"shared-{one}" for one in range(20)]
    archive.add(Entry.set_aside(Document.of(name, f"text {name}"), reason="x") for name in names)
"""


def test_the_second_writer_is_told_who_the_first_is(folder: Path, make_entry: MakeEntry) -> None:
    open_archive(folder, create=True).close()
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n"
        started = time.monotonic()
        with pytest.raises(ArchiveLocked, match=rf"process {first.pid} on "):
            open_archive(folder, write=True)
        assert time.monotonic() - started < 1
        with open_archive(folder) as reader:
            assert reader.documents().num_rows == 0
        first.send_signal(signal.SIGKILL)
        first.wait()
        with open_archive(folder, write=True) as archive:
            assert archive.add([make_entry(1)]).new == 1


def test_the_second_writer_in_one_process_is_refused_too(archive: Archive, folder: Path) -> None:
    with pytest.raises(ArchiveLocked, match=str(os.getpid())):
        open_archive(folder, write=True, wait=0)
    archive.close()
    open_archive(folder, write=True).close()


def test_what_a_dead_writer_left_is_removed(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    archive.close()
    (folder / "lock").write_text(json.dumps({"pid": 999_999_999, "host": "gone", "since": "2026-01-01"}))
    (folder / "segments" / ".unfinished-1-2").mkdir()
    (folder / "segments" / ".unfinished-1-2" / "documents.parquet").write_bytes(b"half")
    (folder / ".unfinished-3").write_bytes(b"half")
    with open_archive(folder) as reader:
        assert reader.documents().num_rows == 1
    with open_archive(folder, write=True) as again:
        assert again.documents().num_rows == 1
        assert not list(folder.rglob(".unfinished*"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_worker_does_not_hold_the_lock(archive: Archive, folder: Path) -> None:
    child = os.fork()
    if child == 0:
        time.sleep(30)
        os._exit(0)
    try:
        archive.close()
        open_archive(folder, write=True, wait=0.2).close()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_eight_writers_at_once_add_what_one_would(folder: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", ADD, str(folder), str(number)], stderr=subprocess.PIPE, text=True)
        for number in range(8)
    ]
    for writer in writers:
        _, errors = writer.communicate()
        assert errors == ""
        assert writer.returncode == 0
    with open_archive(folder) as archive:
        ids = archive.documents()["id"].to_pylist()
    assert len(ids) == len(set(ids)) == 8 * 20 + 20


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive):
        open_archive(tmp_path / "nothing")
    (tmp_path / "notes.txt").write_text("mine")
    for create in (False, True):
        with pytest.raises(NotAnArchive):
            open_archive(tmp_path, create=create)
    with pytest.raises(NotAnArchive):
        open_archive(tmp_path / "notes.txt")
    broken = tmp_path / "broken"
    broken.mkdir()
    for content in ("", "schema = 'one'", "\x00", "schema = 1\nsegments = '../elsewhere'"):
        (broken / "archive.toml").write_text(content)
        with pytest.raises(NotAnArchive):
            open_archive(broken, create=True)
    assert re.search("notes", (tmp_path / "notes.txt").name)
