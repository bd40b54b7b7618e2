"""`communique export`: what an archive holds, as files for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.archives import archive_option, opened
from communique.cli.asked import a_date
from communique.cli.commands import Exit
from communique.cli.output import STANDARD_STREAM
from communique.errors import OutputRefused, UsageError
from communique.report.visible import visible

if TYPE_CHECKING:
    from communique.cli.exported import Export

FORMATS = ("csv", "jsonl", "parquet", "annotations", "bibtex", "csl")
WHAT = (
    "records",
    "statements",
    "meetings",
    "agenda",
    "mentions",
    "stops",
    "documents",
    "actors",
    "events",
    "failures",
    "judgements",
)
_ANNOTATED = ("statements", "agenda", "meetings", "mentions", "stops")
_TAKES = {
    "csv": tuple(one for one in WHAT if one != "records"),
    "jsonl": WHAT,
    "parquet": WHAT,
    "annotations": _ANNOTATED,
    "bibtex": ("documents",),
    "csl": ("documents",),
}
"""What can be had in each format."""
_ALL = {
    "csv": ("statements",),
    "jsonl": ("records",),
    "parquet": tuple(one for one in WHAT if one != "judgements"),
    "annotations": _ANNOTATED,
}
"""What is exported where nothing is asked for; of Parquet every table, of citations the documents."""


@click.command(short_help="Write what an archive holds as CSV, JSON Lines, Parquet, annotations, citations.")
@archive_option
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("--output", metavar="PATH", required=True, help="The file; - for standard output.")
@click.option("--what", type=click.Choice(WHAT), help="What is exported; each format has its own default.")
@click.option("--who", multiple=True, metavar="NAME", help="Only documents that speak of this name, id or state.")
@click.option("--topic", multiple=True, metavar="ID", help="Only documents that speak of this topic (id or name).")
@click.option(
    "--since", metavar="DATE", callback=a_date, help="Only documents published on or after, as 2025-07 or 2025-07-14."
)
@click.option("--until", metavar="DATE", callback=a_date, help="Only documents published on or before.")
@click.option("--unguarded", is_flag=True, help="CSV: leave cells that look like formulas as they are.")
@click.option("--strict", is_flag=True, help="End with status 1 if a part of the archive could not be read.")
def export(
    *,
    archive: str,
    form: str,
    output: str,
    what: str | None,
    who: tuple[str, ...],
    topic: tuple[str, ...],
    since: str | None,
    until: str | None,
    unguarded: bool,
    strict: bool,
) -> None:
    """Write what an archive holds into files for other programs, whole or not at all.

    csv has one row an item (statements), for spreadsheets; jsonl the records, contract communique.record/1; parquet
    all tables, a file each in the folder PATH; annotations W3C Web Annotations; bibtex and csl the documents that have
    a record, to be cited. Beside the file stands PATH.about.json: the snapshot of the archive, the columns, the hashes.
    Filters choose documents, as in `communique search`. The same archive gives the same bytes. --what judgements is
    what people decided, with before, after and the words: data to measure programs by.

    \b
    communique export --format csv --output statements.csv --since 2025
    communique export --format parquet --output tables
    communique export --format csv --what meetings --who Lavrov --output lavrov.csv
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    tables = _tables(form, what)
    if unguarded and form != "csv":
        raise UsageError("--unguarded goes with --format csv", remedy="Other formats have no cells to guard.")
    if what == "judgements" and (who or topic or since or until):
        raise UsageError("judgements are not chosen by documents", remedy="Leave the filters out.")
    _refuse_what_cannot_be(output, archive, form)
    from communique.asked import topic_ids
    from communique.cli.exported import ABOUT, Export, whole_folder
    from communique.cli.holdings import Holdings, Wanted

    topics = topic_ids(topic)
    with opened(archive) as held:
        holdings = Holdings(held, Wanted(who=who, topic=topics, since=since, until=until))
        written = Export(holdings, form=form, guarded=not unguarded if form == "csv" else None)
        if form == "parquet" and what is None:
            with whole_folder(output) as folder:
                for table in tables:
                    written.write(folder / f"{table}.parquet", (table,))
                written.write_about(folder / ABOUT)
        else:
            written.write(output, tables)
            if output != STANDARD_STREAM:
                written.write_about(f"{output}.{ABOUT}")
        damage = written.damage()
    _tell(written, output, damage)
    click.get_current_context().exit(Exit.DONE_WITH_FAILURES if strict and damage else Exit.DONE)


def _tables(form: str, what: str | None) -> tuple[str, ...]:
    """Return what is to be exported; raise UsageError if the format has no place for it."""
    if what is None:
        return _ALL.get(form, _TAKES[form])
    if what not in _TAKES[form]:
        others = ", ".join(other for other in FORMATS if what in _TAKES[other])
        raise UsageError(f"{what} cannot be had as {form}", remedy=f"Choose {others} for {what}.")
    return (what,)


def _refuse_what_cannot_be(output: str, archive: str, form: str) -> None:
    if output == STANDARD_STREAM:
        if form == "parquet":
            raise OutputRefused("Parquet cannot go to standard output")
        return
    target, home = Path(output).resolve(), Path(archive).resolve()
    if target == home or home in target.parents:
        raise OutputRefused(f"{visible(output)} lies inside the archive")


def _tell(written: "Export", output: str, damage: list[str]) -> None:
    counts = ", ".join(f"{file.rows:,} {file.what}" for file in written.files)
    number = len(written.holdings)
    documents = f"{number:,} document{'s' * (number != 1)}"
    where = "standard output" if output == STANDARD_STREAM else visible(output)
    click.echo(f"Written: {where} · {counts} · from {documents} · snapshot {written.holdings.snapshot}", err=True)
    if not number and any(written.holdings.wanted.told().values()):
        click.echo("No document is what the filters ask for; `communique search` takes the same ones.", err=True)
    for one in damage:
        click.echo(f"Missing, because it cannot be read: {visible(one)}", err=True)
    if damage:
        click.echo("`communique failures` says what is damaged.", err=True)
