"""`communique scale`: a corpus into an archive, shard by shard, in several processes or by Slurm."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from communique.cli.archives import archive_option
from communique.cli.commands import Exit
from communique.errors import SourceMissing, UsageError
from communique.report.visible import visible

if TYPE_CHECKING:
    from communique.scale.engine import Slurm
    from communique.scale.plan import Plan
    from communique.scale.run import Done, Progress, Told

_FOR_SLURM = ("partition", "time_limit", "memory", "shards_per_job", "sbatch")


@click.command(short_help="Take a large corpus into an archive, in several processes or by Slurm.")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@archive_option
@click.option("--files", "list_of_files", metavar="LIST", help="A file with a path a line; - for standard input.")
@click.option("--workers", metavar="N", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
@click.option("--all", "everything", is_flag=True, help="Make records of texts that are not about diplomacy too.")
@click.option(
    "--shard-size", "megabytes", metavar="MB", type=click.IntRange(1), default=128, show_default=True,
    help="Size at which a shard is full.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(("local", "slurm")), default="local", show_default=True, help="Where shards are run."
)
@click.option("--partition", metavar="NAME", help="Slurm: the partition.")
@click.option("--time", "time_limit", metavar="TIME", help="Slurm: time limit of a job, as 02:00:00.")
@click.option("--memory", metavar="GB", type=click.IntRange(1), help="Slurm: gigabytes of a job.  [default: 4]")
@click.option("--shards-per-job", metavar="N", type=click.IntRange(1), help="Slurm: shards of a job.  [default: 1]")
@click.option("--sbatch", multiple=True, metavar="NAME=VALUE", help="Slurm: any other option of sbatch.")
@click.option("--dry-run", is_flag=True, help="Print the shards, and read nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done, or would be, as JSON.")
@click.option("--strict", is_flag=True, help="End with status 1 if any document failed.")
def scale(
    sources: tuple[str, ...],
    *,
    archive: str,
    list_of_files: str | None,
    workers: int | None,
    everything: bool,
    megabytes: int,
    engine: str,
    dry_run: bool,
    as_json: bool,
    strict: bool,
    **for_slurm: Any,
) -> None:
    """Do what `communique add` does with files and folders, in several processes, with the same result.

    Files are read in shards, each by a process of its own; what they gave is added in the order of the files, so that
    the archive is the same as if one process had read them. A run that was stopped or killed goes on where it was when
    the same command is given again. A shard that cannot be read stops no other; the status is then 1, and the same
    command tries it again. Needs `pip install "communique[scale]"`.

    \b
    communique scale crawl/ --workers 8 --archive desk
    communique scale --files warcs.txt --dry-run
    communique scale crawl/ --engine slurm --partition cpu --time 04:00:00 --workers 200
                                   and, when the jobs are done, the same command again
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    given = (*sources, *_listed(list_of_files))
    if not given:
        raise UsageError("there is nothing to read", remedy="Name files or folders, or --files LIST, or see --help.")
    slurm = _slurm(engine, workers, for_slurm)
    from communique.cli.add import all_failed
    from communique.read.anything import check_there
    from communique.scale.run import plan, run

    check_there(given)
    planned = plan(given, Path(archive), everything=everything, megabytes=megabytes)
    if dry_run:
        _show(planned, as_json=as_json)
        return
    with _Shown() as shown:
        try:
            done = run(planned, workers=workers or _cores(), slurm=slurm, told=shown.told)
        except KeyboardInterrupt:
            click.echo("Stopped. What was read is kept; the same command goes on from here.", err=True)
            click.get_current_context().exit(Exit.INTERRUPTED)
    _tell(done, as_json=as_json)
    if all_failed(done.added) and not done.lost:
        click.get_current_context().exit(Exit.NOTHING_DONE)
    failed = done.lost or (strict and done.added.failed)
    click.get_current_context().exit(Exit.DONE_WITH_FAILURES if failed else Exit.DONE)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _listed(path: str | None) -> list[str]:
    if path is None:
        return []
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceMissing(f"the list {visible(path)} cannot be read: {reason}") from None
    return [line for line in (line.strip("\r") for line in text.split("\n")) if line.strip()]


def _slurm(engine: str, workers: int | None, given: dict[str, Any]) -> "Slurm | None":
    if engine != "slurm":
        if wrong := [name for name in _FOR_SLURM if given[name]]:
            name = {"time_limit": "time"}.get(wrong[0], wrong[0]).replace("_", "-")
            raise UsageError(f"--{name} goes with --engine slurm")
        return None
    if not given["partition"] or not given["time_limit"]:
        raise UsageError("Slurm needs --partition and --time", remedy="`sinfo` lists the partitions.")
    options = dict(one.partition("=")[::2] for one in given["sbatch"])
    from communique.scale.engine import Slurm

    return Slurm(
        partition=given["partition"],
        time=given["time_limit"],
        workers=workers or -1,
        memory=given["memory"] or 4,
        shards_per_job=given["shards_per_job"] or 1,
        options=options,
    )


def _show(planned: "Plan", *, as_json: bool) -> None:
    from communique.cli.archives import print_rows
    from communique.report.terminal.words import count

    rows = [
        {
            "shard": number,
            "files": len(shard.places),
            "bytes": shard.size,
            "first": shard.places[0].source,
            "last": shard.places[-1].source,
        }
        for number, shard in enumerate(planned.shards, start=1)
    ]
    if as_json:
        print_rows(rows)
        return
    for row in rows:
        names = visible(str(row["first"])) + (f" … {visible(str(row['last']))}" if row["files"] != 1 else "")
        click.echo(f"{row['shard']:>6}  {row['files']:>6,} files  {int(str(row['bytes'])) / 1e6:>9,.1f} MB  {names}")
    total = sum(shard.size for shard in planned.shards)
    click.echo(f"{count(len(rows), 'shard')} · {total / 1e6:,.1f} MB · run {planned.id}")


class _Shown:
    """Shows how far a run is, where somebody looks."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.start()
            self._task = self._progress.add_task("reading", total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    @property
    def told(self) -> "Told | None":
        """Return what is told how far it is, None where nobody looks."""
        return self._tell if self._progress is not None else None

    def _tell(self, now: "Progress") -> None:
        self._progress.update(
            self._task,
            total=now.shards,
            completed=now.read,
            description=f"{now.read:,} of {now.shards:,} shards · {now.found:,} found · {now.added.new:,} new",
        )


def _tell(done: "Done", *, as_json: bool) -> None:
    from communique.cli.add import counted

    counts = counted(done.added)
    if as_json:
        from communique.cli.archives import print_rows

        lost = [
            {"shard": one.number + 1, "why": one.why, "files": list(files)}
            for one, files in zip(done.lost, done.sources, strict=True)
        ]
        named = {name.replace(" ", "_"): count for name, count in counts.items()}
        row = {"shards": done.shards, "read": done.read, "merged": done.merged, **named, "lost": lost, "job": done.job}
        print_rows([row])
        return
    if done.job is not None:
        click.echo(
            f"{done.read:,} of {done.shards:,} shards are read; Slurm has the others as job {done.job}. Give the same "
            "command again when it is done: `squeue` tells."
        )
        return
    told = [f"{count:,} {name}" for name, count in counts.items() if count or name in {"new", "unchanged"}]
    click.echo(f"{' · '.join(told)} · {done.merged:,} of {done.shards:,} shards")
    if done.added.failed:
        click.echo("`communique failures` says why documents failed.")
    for one, files in zip(done.lost, done.sources, strict=True):
        more = f" and {len(files) - 1:,} more files" if len(files) > 1 else ""
        click.echo(f"Shard {one.number + 1}, {visible(files[0])}{more}, was not read: {visible(one.why)}", err=True)
    if done.lost:
        click.echo("All else was taken in; the same command tries these again.", err=True)
