"""`communique failures` and `communique rebuild`: what went wrong in an archive, and making its caches again."""

import click

from communique.cli.archives import archive_option, opened, print_rows


@click.command(short_help="What an archive could not read, and why.")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of rows.")
def failures(*, archive: str, as_json: bool) -> None:
    """List the sources and parts of documents that could not be read or understood, with the code of the reason.

    `communique explain CODE` says what a code means; `communique add --retry-failed` tries again.
    """
    with opened(archive) as held:
        rows = held.failures().to_pylist()
    if as_json:
        print_rows(rows)
        return
    from communique.report.visible import visible

    for row in rows:
        where = f" at {row['start']}" if row.get("start") is not None else ""
        click.echo(f"[{row['code']}] {visible(str(row['message']))}{where}")
    click.echo(f"{len(rows):,} in all" if rows else "Nothing failed.")


@click.command(short_help="Make an archive's caches again.")
@archive_option
def rebuild(*, archive: str) -> None:
    """Throw the caches of an archive away and make them again from its segments, which are the truth."""
    from communique.history import prepare

    with opened(archive, write=True) as held:
        held.rebuild()
        prepare(held)
        click.echo(f"Made again: snapshot {held.snapshot}")
