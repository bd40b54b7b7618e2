"""`communique relations`: two sides month by month."""

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import page_options, period_options, print_page


@click.command(short_help="Two sides month by month: meetings, tone, agenda.")
@click.argument("one", metavar="SIDE")
@click.argument("other", metavar="SIDE")
@archive_option
@period_options
@page_options
def relations(
    one: str,
    other: str,
    *,
    archive: str,
    since: str | None,
    until: str | None,
    everything: bool,
    as_json: bool,
    no_color: bool,
) -> None:
    """Show the meetings of two sides by month, the words that rate the talks, and what was on the agenda.

    \b
    communique relations China Russia --since 2025
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    from communique.asked import sides
    from communique.errors import UsageError

    first, second = sides((one, other))
    if first == second:
        raise UsageError("both sides are the same", remedy="Name two: communique relations CHN RUS.")
    with opened(archive) as held:
        from communique.history import relations_of

        rows = [row for row in relations_of(held, first, second) if _is_within(row.month, since, until)]
    if as_json:
        print_rows(row.model_dump(mode="json") for row in rows)
        return
    from communique.report.history.words import sides_in_words

    if not rows:
        click.echo(
            f"No meeting of {sides_in_words((first, second))} in this archive{' then' if since or until else ''}."
        )
        return
    from communique.report.history.relations import relations_page

    print_page(relations_page(first, second, rows, everything=everything), no_color=no_color)


def _is_within(month: str, since: str | None, until: str | None) -> bool:
    """Tell whether a month (or a year) has a day in the period."""
    from communique.model.dates import first_day, last_day

    if since is not None and last_day(month) < first_day(since):
        return False
    return until is None or first_day(month) <= last_day(until)
