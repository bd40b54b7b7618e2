"""What is exported of a corpus that several processes read is what is exported of one that one process read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.archive import open_archive
from communique.cli import main
from communique.intake import take_in
from communique.scale import engine, run
from communique.scale.shards import Run, read_shard

pytest.importorskip("datatrove")


class Here:
    """Takes the place of a worker: reads the shard in the process of the tests."""

    stdin = None

    def __init__(self, folder: Run, number: int) -> None:
        read_shard(folder, number)

    def poll(self) -> int:
        return 0


def communique(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_export_is_the_same_byte_for_byte(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_start", Here)
    one, many = tmp_path / "one", tmp_path / "many"
    with open_archive(one, write=True, create=True) as archive:
        list(take_in(archive, [corpus]))
    run.run(run.plan([corpus], many, everything=False), workers=2)
    for form in ("csv", "jsonl", "annotations", "bibtex", "csl", "parquet"):
        found = []
        for archive_folder in (one, many):
            output = tmp_path / f"{archive_folder.name}-{form}" / "export"
            output.parent.mkdir()
            communique("export", "--archive", str(archive_folder), "--format", form, "--output", str(output))
            files = [path for path in sorted(output.parent.rglob("*")) if path.is_file()]
            found.append({str(path.relative_to(output.parent)): path.read_bytes() for path in files})
        assert found[0] == found[1], form
        assert len(found[0]) > 1
    meetings = [communique("meetings", "--archive", str(folder), "--json") for folder in (one, many)]
    assert meetings[0] == meetings[1]
    ids = [row["id"] for row in json.loads(meetings[0])]
    assert ids
    told = [communique("compare", ids[0], "--archive", str(folder), "--json") for folder in (one, many)]
    assert told[0] == told[1]
