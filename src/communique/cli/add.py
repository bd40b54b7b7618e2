"""`communique add`: sources into an archive."""

import sys
import time
from typing import TYPE_CHECKING

import click

from communique.cli.archives import archive_option
from communique.cli.commands import Exit
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.archive import Added, Archive


@click.command(short_help="Take sources into an archive.")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@archive_option
@click.option("--retry-failed", is_flag=True, help="Try again what failed before, as well.")
@click.option("--all", "everything", is_flag=True, help="Make records of texts that are not about diplomacy too.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.option("--strict", is_flag=True, help="End with status 1 if anything failed.")
def add(
    sources: tuple[str, ...], *, archive: str, retry_failed: bool, everything: bool, as_json: bool, strict: bool
) -> None:
    """Take in files, folders, collections and addresses, and keep them for ever.

    Text, HTML, PDF, DOCX; JSON Lines, CSV, Parquet, WARC, zip; feeds and sitemaps; addresses and lists of them. Nothing
    is fetched that is not named. What is there already is not read again, so that a run that was stopped can be started
    again; what changed becomes a new version.

    \b
    communique add stories/ readouts.jsonl
    communique add https://www.example.org/feed.xml --archive desk
    communique add --retry-failed                     what failed before, again
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    if not sources and not retry_failed:
        raise UsageError("there is nothing to add", remedy="Name files, folders or addresses, or see --help.")
    from communique.cli.archives import opened
    from communique.read.anything import check_there

    if not retry_failed:
        check_there(sources)  # before an archive is made
    with opened(archive, write=True, create=bool(sources)) as held:
        failed = _failed_sources(held) if retry_failed else ()
        begun = time.monotonic()
        try:
            done = _take_in(held, (*sources, *failed), everything=everything)
        except KeyboardInterrupt:
            click.echo("Stopped. What was taken in is safe; the same command goes on from here.", err=True)
            click.get_current_context().exit(Exit.INTERRUPTED)
        _tell(done, time.monotonic() - begun, as_json=as_json)
    if all_failed(done):
        click.get_current_context().exit(Exit.NOTHING_DONE)
    click.get_current_context().exit(Exit.DONE_WITH_FAILURES if strict and done.failed else Exit.DONE)


def _failed_sources(archive: "Archive") -> tuple[str, ...]:
    """Return the sources, each once, of what failed."""
    table = archive.query("SELECT DISTINCT source FROM documents WHERE status = 'failed' AND source IS NOT NULL")
    return tuple(str(source).partition("!")[0].partition("#")[0] for source in table.column("source").to_pylist())


def _take_in(archive: "Archive", sources: tuple[str, ...], *, everything: bool) -> "Added":
    from communique.archive import Added
    from communique.intake import take_in

    total, begun = Added(), time.monotonic()
    if not sys.stderr.isatty():
        for added in take_in(archive, sources, everything=everything):
            total += added
        return total
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    found = 0
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("taking in")

        def seen(_: object) -> None:
            nonlocal found
            found += 1
            rate = found / max(time.monotonic() - begun, 1e-9)
            progress.update(task, description=f"{found:,} found · {rate:,.0f} a second · {total.new:,} new")

        for added in take_in(archive, sources, everything=everything, seen=seen):
            total += added
    return total


def all_failed(done: "Added") -> bool:
    """Tell whether there was something to take in, and none of it could be read."""
    return bool(done.failed) and not (done.new or done.versions or done.renewed or done.set_aside or done.unchanged)


def counted(done: "Added") -> dict[str, int]:
    """Return what was done, by the names under which a user is told."""
    return {
        "new": done.new,
        "unchanged": done.unchanged,
        "new versions": done.versions,
        "renewed": done.renewed,
        "not about diplomacy": done.set_aside,
        "failed": done.failed,
    }


def _tell(done: "Added", seconds: float, *, as_json: bool) -> None:
    counts = counted(done)
    if as_json:
        from communique.cli.archives import print_rows

        print_rows([{name.replace(" ", "_"): count for name, count in counts.items()} | {"seconds": round(seconds, 2)}])
        return
    told = [f"{count:,} {name}" for name, count in counts.items() if count or name in {"new", "unchanged"}]
    click.echo(f"{' · '.join(told)} · {seconds:.1f} s")
    if done.failed:
        click.echo("`communique failures` says why.")
