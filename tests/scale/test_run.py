"""A corpus in several processes is what it is in one, whatever is killed on the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.archive import open_archive
from communique.errors import ArchiveLocked, DiskFull, EngineFailed, EngineMissing, UsageError
from communique.scale import engine, run
from communique.scale import plan as planning
from communique.scale.shards import Run, read_shard

pytest.importorskip("datatrove")

Contents = Callable[[Path], object]
PROGRAM = """
import sys
from pathlib import Path
from communique.scale import plan, run

plan.FILES = 2
run.run(run.plan([sys.argv[1]], Path(sys.argv[2]), everything=False), workers=2)
"""


class Here:
    """Takes the place of a worker: reads the shard in the process of the tests, which has its model loaded."""

    stdin = None

    def __init__(self, folder: Run, number: int) -> None:
        read_shard(folder, number)

    def poll(self) -> int:
        return 0


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_start", Here)


@pytest.fixture
def planned(corpus: Path, tmp_path: Path) -> planning.Plan:
    return run.plan([corpus], tmp_path / "many", everything=False)


def test_two_processes_give_what_one_gives(planned: planning.Plan, one: object, contents: Contents) -> None:
    done = run.run(planned, workers=2)
    assert (done.shards, done.read, done.merged, done.lost) == (4, 4, 4, ())
    assert contents(Path(planned.archive)) == one
    assert not Run.of(planned).path.exists()


@pytest.mark.usefixtures("here")
def test_what_is_known_is_not_taken_in_again(planned: planning.Plan, one: object, contents: Contents) -> None:
    done = run.run(planned, workers=2)
    again = run.run(planned, workers=2)
    assert (again.added.new, again.added.unchanged) == (0, sum(_counts(done)))
    assert contents(Path(planned.archive)) == one


def _counts(done: run.Done) -> tuple[int, ...]:
    added = done.added
    return added.new, added.versions, added.renewed, added.set_aside, added.failed, added.unchanged


def test_a_process_that_is_killed_costs_nothing(
    planned: planning.Plan, one: object, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = engine._start
    killed: list[int] = []

    def start_and_kill(folder: Run, number: int) -> subprocess.Popen[bytes]:
        process = start(folder, number)
        if number == 1 and not killed:
            killed.append(number)
            threading.Timer(1.0, os.kill, (process.pid, signal.SIGKILL)).start()
        return process

    monkeypatch.setattr(engine, "_start", start_and_kill)
    done = run.run(planned, workers=2)
    assert killed == [1]
    assert done.lost == ()
    assert contents(Path(planned.archive)) == one


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_run_that_is_killed_goes_on_where_it_was(
    planned: planning.Plan, corpus: Path, one: object, contents: Contents
) -> None:
    folder = Run.of(planned)
    command = [sys.executable, "-c", PROGRAM, str(corpus), planned.archive]
    with subprocess.Popen(command) as process:
        while process.poll() is None and not (folder.is_prepared and any(map(folder.is_read, range(4)))):
            time.sleep(0.02)
        process.kill()
    assert any(map(folder.is_read, range(4)))
    assert not all(map(folder.is_merged, range(4)))
    assert _within(20, lambda: not _workers_of(folder)), "the processes of a run that was killed end"
    done = run.run(planned, workers=2)
    assert (done.merged, done.lost) == (4, ())
    assert contents(Path(planned.archive)) == one


def _workers_of(folder: Run) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(folder.path) in command:
            found.append(command)
    return found


def _within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_a_bad_shard_stops_no_other_and_is_tried_again(planned: planning.Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    start: Any = Here

    def die(folder: Run, number: int) -> Any:
        if number != 1:
            return start(folder, number)
        return subprocess.Popen([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], stdin=subprocess.PIPE)

    monkeypatch.setattr(engine, "_start", die)
    done = run.run(planned, workers=2)
    (lost,) = done.lost
    assert (lost.number, done.merged, done.read) == (1, 3, 3)
    assert "signal 9" in lost.why
    assert [Path(path).name for path in done.sources[0]] == ["c.warc.gz", "d.txt"]
    with open_archive(planned.archive) as archive:
        before = archive.documents().num_rows
    monkeypatch.setattr(engine, "_start", start)
    again = run.run(planned, workers=2)
    assert (again.merged, again.lost) == (4, ())
    with open_archive(planned.archive) as archive:
        assert archive.documents().num_rows > before


def test_a_process_with_another_version_reads_nothing(planned: planning.Plan) -> None:
    """On a cluster one machine may have been left out of an upgrade."""
    other = planned.made_by.model_copy(update={"codebook": "2020-01-01 00000000"})
    folder = Run.of(planned)
    folder.prepare(replace(planned, made_by=other))
    with pytest.raises(EngineFailed, match="another version"):
        read_shard(folder, 0)


def test_a_shard_that_raises_says_why(planned: planning.Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; sys.exit('ValueError: a fault of ours')"
    monkeypatch.setattr(engine, "_start", lambda folder, number: _started(folder, number, script))
    done = run.run(planned, workers=2)
    assert sorted(lost.number for lost in done.lost) == [0, 1, 2, 3]
    assert all("a fault of ours" in lost.why for lost in done.lost)


def _started(folder: Run, number: int, script: str) -> subprocess.Popen[bytes]:
    with engine._log(folder, number).open("wb") as log:
        return subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stderr=log)


def test_a_full_disk_ends_the_run_and_says_so(planned: planning.Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys, json; sys.stderr.write(json.dumps({'code': 'C504', 'what': 'cannot write x: no space', "
        f"'remedy': 'Make room.'}})); sys.exit({engine.DISK_REFUSED})"
    )
    monkeypatch.setattr(engine, "_start", lambda folder, number: _started(folder, number, script))
    with pytest.raises(DiskFull, match="no space"):
        run.run(planned, workers=2)


@pytest.mark.usefixtures("here")
def test_a_disk_that_fails_leaves_no_half_shard(
    planned: planning.Plan, one: object, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call of the disk fails in its turn; then the same run gives what it should."""
    open_archive(planned.archive, write=True, create=True).close()
    folder = Run.of(planned)
    folder.prepare(planned)
    for name in ("open", "write", "fsync", "replace"):
        original = getattr(os, name)

        def refuse(*given: Any, original: Any = original, **named: Any) -> Any:
            if given and isinstance(given[0], str | Path) and not str(given[0]).startswith(str(folder.shards)):
                return original(*given, **named)
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(f"communique.archive.disk.os.{name}", refuse)
        with pytest.raises(DiskFull):
            read_shard(folder, 0)
        monkeypatch.setattr(f"communique.archive.disk.os.{name}", original)
        assert not any(path.suffix == ".parquet" for path in folder.shards.iterdir())
    assert run.run(planned, workers=2).lost == ()
    assert contents(Path(planned.archive)) == one


@pytest.mark.usefixtures("here")
def test_a_damaged_file_of_a_run_is_read_again(planned: planning.Plan, one: object, contents: Contents) -> None:
    open_archive(planned.archive, write=True, create=True).close()
    folder = Run.of(planned)
    folder.prepare(planned)
    read_shard(folder, 0)
    path = folder.shard(0)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(EngineFailed, match="shard 1"):
        run.run(planned, workers=2)
    done = run.run(planned, workers=2)
    assert done.lost == ()
    assert contents(Path(planned.archive)) == one


def test_only_one_run_at_a_time(planned: planning.Plan) -> None:
    with open_archive(planned.archive, write=True, create=True), pytest.raises(ArchiveLocked):
        run.run(planned, workers=1)


def test_without_the_engine_it_says_how_to_install_it(planned: planning.Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.scale.engine.importlib.util.find_spec", lambda _: None)
    with pytest.raises(EngineMissing) as told:
        run.run(planned)
    assert told.value.next_step == 'pip install "communique[scale]"'
    assert not Path(planned.archive).exists()


def test_shards_are_files(tmp_path: Path) -> None:
    for source in ("https://paper.example/feed", "-"):
        with pytest.raises(UsageError, match="no file or folder"):
            run.plan([source], tmp_path / "archive", everything=False)


def test_a_plan_is_the_same_until_a_file_changes(corpus: Path, tmp_path: Path) -> None:
    first = run.plan([corpus], tmp_path / "many", everything=False)
    assert [len(shard.places) for shard in first.shards] == [2, 2, 2, 1]
    assert run.plan([corpus], tmp_path / "many", everything=False) == first
    assert run.plan([corpus], tmp_path / "many", everything=True).id != first.id
    (corpus / "a.txt").write_text("The ministers of Norway and Chile met again.")
    assert run.plan([corpus], tmp_path / "many", everything=False).id != first.id
    first.write(tmp_path / "plan.json")
    assert planning.Plan.read(tmp_path / "plan.json") == first


def test_a_shard_is_full_at_its_size(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "FILES", 1000)
    monkeypatch.setattr(planning, "MEGABYTE", 1000)
    shards = run.plan([corpus], tmp_path / "many", everything=False, megabytes=2).shards
    names = [place.source for shard in shards for place in shard.places]
    assert list(dict.fromkeys(names)) == sorted(map(str, corpus.iterdir()))
    assert len(shards) > 2
    assert all(shard.size <= 2000 or len(shard.places) == 1 for shard in shards)


@pytest.mark.usefixtures("here")
def test_large_files_are_read_in_parts(
    corpus: Path, tmp_path: Path, one: object, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MEGABYTE", 1000)
    planned = run.plan([corpus], tmp_path / "many", everything=False, megabytes=1)
    assert sum(place.part is not None for shard in planned.shards for place in shard.places) > 5
    planned.write(tmp_path / "plan.json")
    assert planning.Plan.read(tmp_path / "plan.json") == planned
    assert run.run(planned, workers=2).lost == ()
    assert contents(Path(planned.archive)) == one
