"""`communique habits`: what a side leaves out, and what changed in its readouts."""

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import page_options, print_page


@click.command(short_help="What a side regularly leaves out, and which formulas it stopped using.")
@click.argument("side")
@click.option("--with", "other", metavar="SIDE", help="Only readouts of meetings with this side.")
@archive_option
@page_options
def habits(side: str, *, other: str | None, archive: str, everything: bool, as_json: bool, no_color: bool) -> None:
    """Show what a SIDE leaves out again and again, and what is gone from or new in its latest readouts of each pair.

    Left out is counted only where texts of both sides are here; never from fewer than five meetings.
    """
    from communique.asked import sides

    (whose,) = sides([side])
    with_whom = sides([other])[0] if other is not None else None
    with opened(archive) as held:
        from communique.history import habits_of

        found = habits_of(held, whose)
    if with_whom is not None:
        found = found.model_copy(
            update={
                "omissions": tuple(row for row in found.omissions if with_whom in row.against),
                "formulas_gone": tuple(row for row in found.formulas_gone if row.other == with_whom),
                "changes": tuple(row for row in found.changes if row.other == with_whom),
            }
        )
    if as_json:
        print_rows([found.model_dump(mode="json")])
        return
    from communique.report.history.habits import habits_page

    print_page(habits_page(found, everything=everything), no_color=no_color)
