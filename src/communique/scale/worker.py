"""What runs in the processes of the engine: `python -m communique.scale.worker RUN SHARD`. Only here is datatrove used.

The process ends when its standard input does: whoever started it is gone.
"""

import gc
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor, SlurmPipelineExecutor
from datatrove.pipeline.base import PipelineStep

from communique.errors import ArchiveError
from communique.scale.engine import DISK_REFUSED, Slurm
from communique.scale.shards import Run, read_shard


class ReadShard(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """The whole pipeline of communique as one step of datatrove's: the shard with the number of the task."""

    name = "communique"
    type = "reader"

    def __init__(self, run: str) -> None:
        super().__init__()
        self.path = run

    def run(self, data: object, rank: int = 0, world_size: int = 1) -> tuple[()]:  # noqa: ARG002 — datatrove's
        """Read the shard; what it gave lies in its file."""
        run = Run(Path(self.path))
        if not run.is_read(rank):
            read_shard(run, rank)
        return ()


def slurm_executor(run: Run, slurm: Slurm) -> Any:
    """Return datatrove's executor for all shards of a run that are not done."""
    return SlurmPipelineExecutor(
        [ReadShard(str(run.path))],
        tasks=len(run.plan.shards),
        time=slurm.time,
        partition=slurm.partition,
        workers=slurm.workers,
        mem_per_cpu_gb=slurm.memory,
        tasks_per_job=slurm.shards_per_job,
        job_name="communique",
        qos=None,
        venv_path=str(Path(sys.prefix) / "bin" / "activate") if sys.prefix != sys.base_prefix else None,
        sbatch_args=dict(slurm.options),
        logging_dir=str(run.engine),
        run_on_dependency_fail=True,
        requeue=False,
    )


def main() -> int:
    """Read one shard as one task of datatrove's local executor."""
    path, number = sys.argv[1], int(sys.argv[2])
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    gc.set_threshold(400_000, 10, 10)  # as the command line does: a model and a codebook are no garbage
    run = Run(Path(path))
    executor = LocalPipelineExecutor(
        [ReadShard(path)],
        tasks=len(run.plan.shards),
        workers=1,
        local_tasks=1,
        local_rank_offset=number,
        logging_dir=str(run.engine),
        skip_completed=False,  # whoever started this knows what is done: by its file
    )
    try:
        executor.run()
    except ArchiveError as error:
        sys.stderr.write(f"\n{json.dumps({'code': error.code, 'what': error.what, 'remedy': error.next_step})}\n")
        return DISK_REFUSED
    return 0


def _end_with_the_starter() -> None:
    # Not through sys.stdin: a process that is forked meanwhile (datatrove's) would wait for its lock for ever.
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    raise SystemExit(main())
