"""`communique read`: documents in, records out."""

import re
from typing import TYPE_CHECKING

import click

from communique.cli.asked import a_date
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.model import Record


def _a_language(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 - click's
    if value is not None and not re.fullmatch("[a-z]{2,3}", value):
        raise UsageError(f"--language: {value!r} is no ISO 639 code", remedy="Write it as en, ru or zh.")
    return value


@click.command(short_help="Read stories or readouts: what each side's account says.")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print records as JSON, one a line.")
@click.option("--published", metavar="DATE", callback=a_date, help="The day of publication, as 2025-07-14.")
@click.option("--publisher", metavar="NAME", help="Who published it, as 'White House': whose own account it is.")
@click.option(
    "--language",
    metavar="CODE",
    callback=_a_language,
    help="The language of the text, as en, if it is not to be guessed.",
)
@click.option("--spans", is_flag=True, help="Say where in the text each line's words stand, as [start:end].")
@click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too, as NO_COLOR=1 does.")
@click.option("--strict", is_flag=True, help="End with status 1 if anything could not be read or understood.")
@click.option(
    "--lines", "lines", metavar="IN.jsonl", help="Read documents from JSON Lines, one a line (- for standard input)."
)
@click.option(
    "--output", metavar="OUT.jsonl", help="With --lines: write one record a line to this file (- for standard output)."
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1), default=1, show_default=True, help="With --lines: processes."
)
def read(
    files: tuple[str, ...],
    *,
    lines: str | None,
    output: str | None,
    published: str | None,
    publisher: str | None,
    language: str | None,
    jobs: int,
    as_json: bool,
    spans: bool,
    no_color: bool,
    strict: bool,
) -> None:
    """Read news stories or official readouts: text or HTML files, folders of them, or - for standard input.

    \b
    communique read story.txt                      what each side's account says
    communique read story.txt --json               the record, as JSON
    communique read page.html --published 2025-07-14
    communique read --lines docs.jsonl --output records.jsonl --jobs 2
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    ctx = click.get_current_context()
    if lines is not None:
        _check_batch(
            files,
            output,
            {"--published": published, "--publisher": publisher, "--language": language, "--spans": spans},
        )
        from communique.cli.batch import read_lines

        ctx.exit(read_lines(lines, str(output), jobs=jobs, strict=strict))
    if output is not None:
        raise UsageError("--output goes with --lines", remedy="Use --json and send standard output to a file.")
    if jobs != 1:
        raise UsageError("--jobs goes with --lines", remedy="Put the texts into a JSON Lines file, one a line.")
    if not files:
        raise UsageError(
            "there is nothing to read", remedy="Name a file or a folder, - for standard input, or see --help."
        )
    show = _print_json if as_json else _Pages(spans=spans, no_color=no_color)
    from communique.cli.files import read_files

    ctx.exit(
        read_files(files, show=show, strict=strict, published_on=published, publisher=publisher, language=language)
    )


class _Pages:
    """Prints each record as a page, a rule between two."""

    def __init__(self, *, spans: bool, no_color: bool) -> None:
        from communique.cli.paper import paper

        self._console = paper(no_color=no_color)
        self._spans = spans
        self._printed = 0

    def __call__(self, record: "Record") -> None:
        from rich.rule import Rule

        from communique.cli.paper import show
        from communique.report.terminal import record_page

        if self._printed:
            show(self._console, Rule(style="dim"))
        show(self._console, record_page(record, spans=self._spans))
        self._printed += 1


def _print_json(record: "Record") -> None:
    from communique.cli.paper import write_line

    write_line(record.to_json())


def _check_batch(files: tuple[str, ...], output: str | None, for_files: dict[str, object]) -> None:
    if files:
        raise UsageError("give either files or --lines, not both", remedy="`communique read --help` shows both ways.")
    if output is None:
        raise UsageError("--lines needs --output", remedy="Say where the records go: --output records.jsonl.")
    for option, value in for_files.items():
        if value:
            raise UsageError(
                f"{option} goes with files",
                remedy='Put "published_on", "publisher", "language" in each line; records are JSON.',
            )
