"""`communique read --lines`: a file of documents in, a file of records out."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from communique.cli.commands import Exit
from communique.cli.output import STANDARD_STREAM, WholeFile
from communique.cli.tally import Tally, documents
from communique.errors import SourceMissing
from communique.report.visible import visible


def read_lines(source: str, output: str, *, jobs: int, strict: bool) -> Exit:
    """Read a file of documents, one a line, into a file of records, one a line, in the same order.

    The output appears whole, under its name, when the last line is done. A run that is stopped leaves the lines that
    are done in `OUTPUT.part`. Raises SourceMissing and OutputRefused before anything is read.
    """
    tally, begun = Tally(), time.monotonic()
    with opened(source) as lines, WholeFile(output, source=source) as whole:
        try:
            for record in _with_progress(lines, source, jobs):
                whole.write(record)
                tally.add(record)
        except KeyboardInterrupt:
            click.echo(f"Stopped after {documents(tally.documents)}. {whole.leave()}", err=True)
            return Exit.INTERRUPTED
        whole.finish()
    click.echo(tally.summary(time.monotonic() - begun), err=True)
    if tally.documents and tally.unread == tally.documents:
        return Exit.NOTHING_DONE
    return Exit.DONE_WITH_FAILURES if strict and tally.with_failures else Exit.DONE


@contextlib.contextmanager
def opened(source: str) -> Iterator[IO[bytes]]:
    """Open a file of lines, or standard input for `-`; raise SourceMissing."""
    if source == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(Path(source).open("rb"))
        except OSError as error:
            raise SourceMissing(f"{visible(source)} cannot be read: {error.strerror}") from None
        yield file


def _with_progress(lines: IO[bytes], source: str, jobs: int) -> Iterator[str]:
    """Yield the records, with a progress bar on standard error where that is a terminal."""
    from communique.scale import lines as scale

    records = scale.read_lines(lines, jobs=jobs)
    if not sys.stderr.isatty():
        yield from records
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        total = None if source == STANDARD_STREAM else _count_lines(source)
        task = progress.add_task("reading", total=total, rate="")
        begun = time.monotonic()
        for number, record in enumerate(records, start=1):
            yield record
            rate = number / max(time.monotonic() - begun, 1e-9)
            progress.update(task, completed=number, rate=f"{rate:,.1f} a second")


def _count_lines(source: str) -> int:
    """Return the number of lines, counting a last one that has no line end."""
    lines, last = 0, b"\n"
    with Path(source).open("rb") as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")
