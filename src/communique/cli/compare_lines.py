"""`communique compare --lines`: a file of accounts in, a file of comparisons out."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

import click

from communique.cli.batch import opened
from communique.cli.commands import Exit
from communique.cli.output import WholeFile
from communique.cli.tally import duration


def compare_lines(source: str, output: str, *, jobs: int, meaning: str, strict: bool) -> Exit:
    """Compare the accounts of a file, meeting by meeting, into a file of comparisons, one a line.

    The output appears whole, under its name, when the last meeting is done. A run that is stopped leaves the lines
    that are done in `OUTPUT.part`. Raises SourceMissing and OutputRefused before anything is read.
    """
    tally, begun = _Tally(), time.monotonic()
    with opened(source) as lines, WholeFile(output, source=source) as whole:
        try:
            for comparison in _with_progress(lines, jobs, meaning):
                whole.write(comparison)
                tally.add(comparison)
        except KeyboardInterrupt:
            click.echo(f"Stopped after {_comparisons(tally.comparisons)}. {whole.leave()}", err=True)
            return Exit.INTERRUPTED
        whole.finish()
    click.echo(tally.summary(time.monotonic() - begun), err=True)
    if tally.comparisons and not tally.with_words:
        return Exit.NOTHING_DONE
    return Exit.DONE_WITH_FAILURES if strict and tally.with_failures else Exit.DONE


@dataclass(slots=True)
class _Tally:
    """Counts over the comparisons of a run. `with_words` are those of which at least one account could be read."""

    comparisons: int = 0
    accounts: int = 0
    with_words: int = 0
    with_failures: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, line: str) -> None:
        comparison = json.loads(line)
        accounts, failures = comparison["accounts"], comparison["failures"]
        self.comparisons += 1
        self.accounts += len(accounts)
        self.with_words += any(account["words"] for account in accounts)
        self.with_failures += bool(failures)
        self.codes.update({failure["code"] for failure in failures})

    def summary(self, seconds: float) -> str:
        """Return what was done in one line, then a line for each code."""
        accounts = f"{self.accounts:,} account{'' if self.accounts == 1 else 's'}"
        told = f"{_comparisons(self.comparisons)} of {accounts} in {duration(seconds)}"
        lines = [f"{told}; {self.with_failures:,} with failures."]
        lines += [
            f"  {code} in {_comparisons(number)}: `communique explain {code}`"
            for code, number in sorted(self.codes.items())
        ]
        return "\n".join(lines)


def _comparisons(number: int) -> str:
    return f"{number:,} comparison{'' if number == 1 else 's'}"


def _with_progress(lines: IO[bytes], jobs: int, meaning: str) -> Iterator[str]:
    """Yield the comparisons, with a count on standard error where that is a terminal."""
    from communique.scale import lines as scale

    comparisons = scale.compare_lines(lines, jobs=jobs, meaning=meaning)
    if not sys.stderr.isatty():
        yield from comparisons
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("comparing: {task.completed:,.0f} meetings"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("comparing", total=None)
        for comparison in comparisons:
            yield comparison
            progress.advance(task)
