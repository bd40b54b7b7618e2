"""`communique compare`: accounts of one meeting in, what each carries and leaves out side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from communique.cli.archives import archive_option
from communique.cli.asked import a_date
from communique.cli.commands import Exit
from communique.errors import NothingToCompare, OutputRefused, UsageError

if TYPE_CHECKING:
    from communique.model import Account, Comparison


@click.command(short_help="Put accounts of one meeting side by side: what each leaves out.")
@click.argument("accounts", nargs=-1, metavar="SIDE=FILE...|MEETING-ID")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
@click.option("--html", metavar="FILE", help="Write the report as one HTML page that needs nothing else.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print the report as Markdown, for an article or a note.")
@click.option("--csv", "table", metavar="FILE", help="Write a table, one row for each finding and side.")
@click.option(
    "--date",
    "--published",
    "date",
    metavar="DATE",
    callback=a_date,
    help="The day the accounts were published, as 2025-07-14.",
)
@click.option(
    "--genre",
    "genres",
    metavar="SIDE=GENRE",
    multiple=True,
    help="What sort of text a side's account is: readout, statement, fact_sheet, post, press_report or transcript.",
)
@click.option(
    "--cut",
    "cut",
    metavar="SIDE",
    multiple=True,
    help="The text of this side is only a part of its account: nothing is concluded from what it lacks.",
)
@click.option(
    "--meaning",
    metavar="ENGINE",
    type=click.Choice(["words", "minilm", "multilingual"]),
    default="words",
    show_default=True,
    help="What tells that claims in other words are one: words, or beside them an engine: minilm or multilingual.",
)
@click.option("--all", "everything", is_flag=True, help="Show frame and protocol too, which are folded away.")
@click.option("--spans", is_flag=True, help="Say where in the text the words stand, as [start:end].")
@click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too, as NO_COLOR=1 does.")
@click.option("--strict", is_flag=True, help="End with status 1 if anything could not be read or understood.")
@click.option(
    "--lines",
    "lines",
    metavar="ACCOUNTS.jsonl",
    help="Compare accounts from JSON Lines, those of one meeting_id together (- for standard input).",
)
@click.option(
    "--output",
    metavar="OUT.jsonl",
    help="With --lines: write one comparison a line to this file (- for standard output).",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1), default=1, show_default=True, help="With --lines: processes."
)
def compare(
    accounts: tuple[str, ...],
    *,
    archive: str,
    lines: str | None,
    output: str | None,
    html: str | None,
    table: str | None,
    date: str | None,
    genres: tuple[str, ...],
    cut: tuple[str, ...],
    meaning: str,
    jobs: int,
    as_json: bool,
    as_markdown: bool,
    everything: bool,
    spans: bool,
    no_color: bool,
    strict: bool,
) -> None:
    """Compare accounts of one meeting: who carries what, in which words, and what is not found in whose account.

    SIDE is a state's code or name (CHN, China), an organisation's, or press for a news story. A side named twice has
    versions, in that order. For a FILE without SIDE it is worked out whose account it is, and said so. The id of a
    meeting, as `communique meetings` shows it, compares what an archive's texts tell of it.

    \b
    communique compare USA=us.txt CHN=china.txt         side by side, differences first
    communique compare USA=us.txt CHN=china.txt press=story.txt --html report.html
    communique compare USA=v1.txt USA=v2.txt            what a side dropped from its own account
    communique compare --lines accounts.jsonl --output comparisons.jsonl --jobs 2
    communique compare 5f9867183a39dd7c --archive desk  a meeting of an archive
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    ctx = click.get_current_context()
    if lines is not None:
        given: dict[str, object] = {
            "--json": as_json,
            "--html": html,
            "--markdown": as_markdown,
            "--csv": table,
            "--date": date,
        }
        given |= {"--genre": genres, "--cut": cut, "--all": everything, "--spans": spans}
        _check_batch(accounts, output, given)
        _check_meaning(meaning)
        from communique.cli.compare_lines import compare_lines

        ctx.exit(compare_lines(lines, str(output), jobs=jobs, meaning=meaning, strict=strict))
    if output is not None:
        raise UsageError("--output goes with --lines", remedy="Use --json and send standard output to a file.")
    if jobs != 1:
        raise UsageError("--jobs goes with --lines", remedy="Put the accounts into a JSON Lines file, one a line.")
    if not accounts:
        raise NothingToCompare("no account was given")
    _check_standard_output(as_json=as_json, as_markdown=as_markdown, html=html, table=table)
    _check_meaning(meaning)
    read = _of_archive(archive, accounts, date=date, genres=genres, cut=cut)
    if read is None:
        read = _of_files(accounts, date=date, genres=genres, cut=cut, outputs={"--html": html, "--csv": table})
    from communique import stages

    comparison = stages.compare(read, meeting_id=read[0].meeting_id, meaning=meaning)
    if html is not None:
        from communique.report.comparison.page import comparison_html

        _write(html, comparison_html(comparison, read), "--html")
    if table is not None:
        from communique.report.comparison.table import comparison_table

        _write(table, comparison_table(comparison, read), "--csv")
    if as_json:
        from communique.cli.paper import write_line

        write_line(comparison.to_json())
    elif as_markdown:
        from communique.cli.paper import write_line
        from communique.report.comparison.markdown import comparison_markdown

        write_line(comparison_markdown(comparison, read, everything=everything).removesuffix("\n"))
    elif html is None and table is None:
        _show(comparison, read, spans=spans, everything=everything, no_color=no_color)
    with_failures = bool(comparison.failures) or any(account.record.failures for account in read)
    ctx.exit(Exit.DONE_WITH_FAILURES if strict and with_failures else Exit.DONE)


def _check_meaning(meaning: str) -> None:
    """Raise MeaningMissing for an engine that is not installed, before anything is read."""
    if meaning != "words":
        from communique.compare.meaning import engine

        engine(meaning)


def _of_archive(
    archive: str, accounts: tuple[str, ...], *, date: str | None, genres: tuple[str, ...], cut: tuple[str, ...]
) -> "tuple[Account, ...] | None":
    """Return the accounts of a meeting of an archive; None if files were named."""
    from communique.cli.of_archive import accounts_of_meeting, is_meeting_id

    if len(accounts) != 1 or not is_meeting_id(accounts[0]):
        return None
    for option, value in (("--date", date), ("--genre", genres), ("--cut", cut)):
        if value:
            raise UsageError(
                f"{option} goes with SIDE=FILE", remedy="What an archive holds is compared as it is known."
            )
    return accounts_of_meeting(archive, accounts[0])


def _of_files(
    accounts: tuple[str, ...],
    *,
    date: str | None,
    genres: tuple[str, ...],
    cut: tuple[str, ...],
    outputs: "dict[str, str | None]",
) -> "tuple[Account, ...]":
    """Read the accounts of files; reports are not written over them."""
    from communique.cli.accounts import read_accounts, said, say_whose

    given = said(accounts, genres=genres, cut=cut)
    for option, path in outputs.items():
        if path is not None:
            _refuse_inputs(path, [one.path for one in given], option)
    read = read_accounts(given, published_on=date)
    say_whose(given, read)
    return read


def _show(
    comparison: "Comparison", accounts: "Sequence[Account]", *, spans: bool, everything: bool, no_color: bool
) -> None:
    from communique.cli.paper import paper, show
    from communique.report.comparison.terminal import comparison_page

    show(paper(no_color=no_color), comparison_page(comparison, accounts, spans=spans, everything=everything))


def _write(path: str, text: str, option: str) -> None:
    """Write a report whole or not at all."""
    from communique.cli.output import STANDARD_STREAM, WholeFile
    from communique.report.visible import visible

    try:
        with WholeFile(path, source=STANDARD_STREAM) as whole:
            whole.write(text.removesuffix("\n"))
            whole.finish()
    except OutputRefused as error:
        raise OutputRefused(error.what, remedy=f"Choose another path for {option}.") from None
    if path != STANDARD_STREAM:
        click.echo(f"Written: {visible(path)}", err=True)


def _refuse_inputs(path: str, sources: Sequence[str], option: str) -> None:
    """Keep a report from being written over one of the texts; said before anything is read."""
    from pathlib import Path

    from communique.report.visible import visible

    target = Path(path)
    for source in sources:
        if target.exists() and Path(source).exists() and target.samefile(source):
            raise OutputRefused(
                f"{visible(path)} would be written over an account itself", remedy=f"Choose another path for {option}."
            )


def _check_standard_output(*, as_json: bool, as_markdown: bool, html: str | None, table: str | None) -> None:
    wanted = {"--json": as_json, "--markdown": as_markdown, "--html -": html == "-", "--csv -": table == "-"}
    chosen = [option for option, is_wanted in wanted.items() if is_wanted]
    if len(chosen) > 1:
        raise UsageError(
            f"{' and '.join(chosen)} cannot both go to standard output",
            remedy="Give --html and --csv a file, and one of --json and --markdown.",
        )


def _check_batch(accounts: tuple[str, ...], output: str | None, for_files: dict[str, object]) -> None:
    if accounts:
        raise UsageError(
            "give either SIDE=FILE or --lines, not both", remedy="`communique compare --help` shows both ways."
        )
    if output is None:
        raise UsageError("--lines needs --output", remedy="Say where the comparisons go: --output comparisons.jsonl.")
    for option, value in for_files.items():
        if value:
            raise UsageError(
                f"{option} goes with SIDE=FILE",
                remedy='Put "date", "genre", "truncated" in each line; comparisons are JSON.',
            )
