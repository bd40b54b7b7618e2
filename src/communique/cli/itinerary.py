"""`communique itinerary`: where a person was and whom the person met."""

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import period_options, print_page


@click.command(short_help="Where a person was, and whom the person met, with the gaps.")
@click.argument("name")
@archive_option
@period_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of rows.")
@click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too.")
def itinerary(name: str, *, archive: str, since: str | None, until: str | None, as_json: bool, no_color: bool) -> None:
    """Show the stops and meetings of a person in order, with the words, and the days of which no text says anything.

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

        print_page(itinerary_page(called, rows), no_color=no_color)
