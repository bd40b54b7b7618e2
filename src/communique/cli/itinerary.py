"""`communique itinerary`: where a person was and whom the person met."""

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import page_options, period_options, print_page


@click.command(short_help="Where a person was, and whom the person met, with the gaps.")
@click.argument("name")
@archive_option
@period_options
@page_options
def itinerary(
    name: str,
    *,
    archive: str,
    since: str | None,
    until: str | None,
    everything: bool,
    as_json: bool,
    no_color: bool,
) -> None:
    """Show the stops and meetings of a person in order, with the words, and the days of which no text says anything.

    Of many the latest are shown; a period or --all shows the others.

    \b
    communique itinerary "Sergey Lavrov" --since 2025-07 --until 2025-07-20
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    from communique.asked import one_person

    with opened(archive) as held:
        from communique.history import itinerary_of

        asked, called = one_person(held, name)
        rows = itinerary_of(held, asked, since=since, until=until)
    if as_json:
        print_rows(row.model_dump(mode="json") for row in rows)
    elif not rows:
        from communique.report.visible import visible

        click.echo(
            f"No stop or meeting of {visible(called)} in this archive{' at that time' if since or until else ''}."
        )
    else:
        from communique.report.history.itinerary import itinerary_page

        print_page(itinerary_page(called, rows, everything=everything), no_color=no_color)
