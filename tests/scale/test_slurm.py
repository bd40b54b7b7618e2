"""Shards by Slurm: stand-ins for its commands take the job, and run it as Slurm would."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import EngineFailed
from communique.scale import run
from communique.scale.engine import Slurm
from communique.scale.shards import Run

pytest.importorskip("datatrove")

COMMANDS = {
    "sbatch": 'for last; do :; done; cp "$last" "$HOME/job.$(ls "$HOME" | grep -c job)"; echo "Submitted batch job 77"',
    "srun": 'while [ "${1#-}" != "$1" ]; do if [ "$1" = -n ]; then shift; fi; shift; done; exec "$@"',
    "scontrol": "echo node-1",
    "squeue": 'test ! -e "$HOME/running" || echo "77 cpu communique"',
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with Slurm, whose queue is a folder."""
    folder = tmp_path / "home"
    commands = tmp_path / "bin"
    folder.mkdir()
    commands.mkdir()
    for name, script in COMMANDS.items():
        (commands / name).write_text(f"#!/bin/sh\n{script}\n")
        (commands / name).chmod(0o755)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("PATH", f"{commands}:{os.environ['PATH']}")
    return folder


def test_jobs_are_put_before_slurm_and_brought_together_by_the_same_command(
    home: Path, corpus: Path, tmp_path: Path, one: object, contents: Callable[[Path], object]
) -> None:
    planned = run.plan([corpus], tmp_path / "many", everything=False)
    slurm = Slurm(partition="cpu", time="00:10:00", workers=3, memory=2, options={"account": "desk"})
    done = run.run(planned, slurm=slurm)
    assert (done.job, done.read, done.merged) == ("77", 0, 0)
    script = (Run.of(planned).engine / "launch_script.slurm").read_text()
    for line in ("partition=cpu", "time=00:10:00", "array=0-3%3", "mem-per-cpu=2G", "account=desk"):
        assert f"#SBATCH --{line}\n" in script
    (home / "running").touch()
    jobs = len(list(home.glob("job.*")))
    assert run.run(planned, slurm=slurm).job == "77"
    assert len(list(home.glob("job.*"))) == jobs, "what is running is not put before Slurm again"
    (home / "running").unlink()
    for number in range(4):
        environment = {**os.environ, "SLURM_ARRAY_TASK_ID": str(number), "SLURM_NODELIST": "node-1"}
        subprocess.run(["bash", str(home / "job.0")], env=environment, check=True, capture_output=True)
    done = run.run(planned, slurm=slurm)
    assert (done.job, done.merged) == (None, 4)
    assert contents(Path(planned.archive)) == one


@pytest.mark.usefixtures("home")
def test_a_shard_that_slurm_lost_is_put_before_it_again(corpus: Path, tmp_path: Path) -> None:
    planned = run.plan([corpus], tmp_path / "many", everything=False)
    slurm = Slurm(partition="cpu", time="00:10:00")
    run.run(planned, slurm=slurm)
    folder = Run.of(planned)
    (folder.engine / "completions").mkdir(exist_ok=True)
    (folder.engine / "completions" / "00002").touch()  # its marker is there, and its file is not
    run.run(planned, slurm=slurm)
    assert (folder.engine / "ranks_to_run.json").read_text() == "[0, 1, 2, 3]"


def test_without_slurm_it_says_so(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    planned = run.plan([corpus], tmp_path / "many", everything=False)
    with pytest.raises(EngineFailed, match="sbatch"):
        run.run(planned, slurm=Slurm(partition="cpu", time="00:10:00"))


def test_slurm_that_refuses_is_told(home: Path, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "bin" / "sbatch").write_text("#!/bin/sh\nexit 1\n")
    planned = run.plan([corpus], tmp_path / "many", everything=False)
    with pytest.raises(EngineFailed, match="status 1"):
        run.run(planned, slurm=Slurm(partition="none", time="00:10:00"))
    assert not (home / "job.0").exists()
