"""A shard as a task of the engine's. Only here is datatrove used."""

import sys
from pathlib import Path
from typing import Any

from datatrove.executor import SlurmPipelineExecutor
from datatrove.executor.base import DistributedEnvVars, PipelineExecutor
from datatrove.pipeline.base import PipelineStep

from communique.scale.engine import Slurm
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


class OneTask(PipelineExecutor):  # type: ignore[misc]  # datatrove has no types
    """Runs one task, here and now.

    datatrove's own executor for one machine starts a process of shared values, which outlives whoever is killed.
    """

    def __init__(self, run: Run, rank: int) -> None:
        # Whoever started this knows what is done: by its file, not by the engine's markers.
        super().__init__([ReadShard(str(run.path))], logging_dir=str(run.engine), skip_completed=False)
        self.tasks, self.rank = len(run.plan.shards), rank

    def run(self) -> None:
        """Run the task; raises what its steps raise."""
        self._run_for_rank(self.rank)

    @property
    def world_size(self) -> int:
        """Return the number of all tasks."""
        return self.tasks

    def get_distributed_env(self, node_rank: int = -1) -> DistributedEnvVars:  # noqa: ARG002 — datatrove's
        """Return what datatrove puts into the environment of a task."""
        return DistributedEnvVars(
            datatrove_node_ips="localhost",
            datatrove_cpus_per_task="1",
            datatrove_mem_per_cpu="-1",
            datatrove_gpus_on_node="-1",
            datatrove_executor="LOCAL",
        )


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
