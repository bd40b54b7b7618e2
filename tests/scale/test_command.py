"""`communique scale` at the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.archive import Added
from communique.cli import main
from communique.errors import EngineMissing
from communique.scale import engine, run


def communique(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[run.Done]:
    """What the run gives; the last one again and again."""
    found = [run.Done(shards=4, read=4, merged=4, added=Added(new=3, failed=1))]
    monkeypatch.setattr(run, "run", lambda *_, **__: found[-1])
    return found


def test_a_dry_run_prints_the_shards_and_reads_nothing(corpus: Path, tmp_path: Path) -> None:
    archive = tmp_path / "many"
    result = communique("scale", str(corpus), "--archive", str(archive), "--dry-run")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 5
    assert "a.txt … " in lines[0]
    assert lines[-1].startswith("4 shards · ")
    rows = json.loads(communique("scale", str(corpus), "--archive", str(archive), "--dry-run", "--json").stdout)
    assert [(row["shard"], row["files"]) for row in rows] == [(1, 2), (2, 2), (3, 2), (4, 1)]
    assert not archive.exists()


def test_files_may_be_listed(corpus: Path, tmp_path: Path) -> None:
    names = [str(corpus / name) for name in ("g.txt", "a.txt", "b.jsonl")]
    listing = tmp_path / "files.txt"
    listing.write_text("\n".join(names) + "\n\n")
    for arguments, stdin in ((("--files", str(listing)), None), (("--files", "-"), "\r\n".join(names))):
        result = communique("scale", *arguments, "--dry-run", "--json", stdin=stdin)
        assert [row["first"] for row in json.loads(result.stdout)] == [names[0], names[2]]
    missing = communique("scale", "--files", str(tmp_path / "none.txt"))
    assert missing.exit_code == 3
    assert "cannot be read" in missing.stderr


def test_a_summary_and_what_was_not_read(done: list[run.Done], corpus: Path) -> None:
    result = communique("scale", str(corpus))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "3 new · 0 unchanged · 1 failed · 4 of 4 shards")
    assert communique("scale", str(corpus), "--strict").exit_code == 1
    lost = engine.Lost(number=1, why="its process was ended by signal 9")
    done.append(
        run.Done(shards=4, read=3, merged=3, added=Added(new=2), lost=(lost,), sources=(("c.warc.gz", "d.txt"),))
    )
    result = communique("scale", str(corpus))
    assert result.exit_code == 1
    assert "Shard 2, c.warc.gz and 1 more files, was not read: its process was ended by signal 9" in result.stderr
    (row,) = json.loads(communique("scale", str(corpus), "--json").stdout)
    assert row["lost"] == [{"shard": 2, "why": "its process was ended by signal 9", "files": ["c.warc.gz", "d.txt"]}]
    assert (row["shards"], row["merged"], row["new"], row["not_about_diplomacy"]) == (4, 3, 2, 0)


def test_nothing_done_is_told_as_by_add(done: list[run.Done], corpus: Path, tmp_path: Path) -> None:
    archive = tmp_path / "many"
    missing = communique("scale", str(tmp_path / "corpse"), "--archive", str(archive))
    assert missing.exit_code == 3
    assert missing.stderr.startswith("[C101] there is no file or folder ")
    assert not archive.exists()
    done.append(run.Done(shards=1, read=1, merged=1, added=Added(failed=2)))
    assert communique("scale", str(corpus)).exit_code == 3


def test_slurm_has_the_job(done: list[run.Done], corpus: Path) -> None:
    done.append(run.Done(shards=4, read=1, merged=0, added=Added(), job="77"))
    result = communique("scale", str(corpus), "--engine", "slurm", "--partition", "cpu", "--time", "01:00:00")
    assert result.exit_code == 0
    assert "job 77" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing to read"),
        (("a.txt", "--partition", "cpu"), "--partition goes with --engine slurm"),
        (("a.txt", "--time", "1:00"), "--time goes with --engine slurm"),
        (("a.txt", "--engine", "slurm"), "Slurm needs --partition and --time"),
        (("https://paper.example/feed",), "shards are files"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], told: str) -> None:
    result = communique("scale", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_missing_engine_names_the_command(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.scale.engine.importlib.util.find_spec", lambda _: None)
    result = communique("scale", str(corpus), "--archive", str(tmp_path / "many"))
    assert result.exit_code == 2
    assert EngineMissing.code in result.stderr
    assert 'pip install "communique[scale]"' in result.stderr
