"""`communique phrase`: a wording over time."""

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import page_options, print_page
from communique.errors import BadSearch


@click.command(short_help="A phrase over time: first, last, how often, by whom, in which wordings.")
@click.argument("words", nargs=-1, required=True)
@archive_option
@page_options
def phrase(words: tuple[str, ...], *, archive: str, everything: bool, as_json: bool, no_color: bool) -> None:
    """Show who used a phrase first and last, how often by year and side, and its other forms and orders of words.

    \b
    communique phrase candid and constructive
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    asked = " ".join(words)
    if not any(letter.isalnum() for letter in asked):
        raise BadSearch("there is no word in the phrase")
    with opened(archive) as held:
        from communique.history import phrase_of, phrase_overview

        if as_json or everything:
            found = phrase_of(held, asked)
        else:
            from communique.report.history.phrase import MOST

            found = phrase_overview(held, asked, limit=MOST)
    if as_json:
        print_rows([found.model_dump(mode="json")])
    elif not found.uses:
        from communique.report.visible import visible

        click.echo(f"“{visible(asked)}” stands in no text of this archive, nor does another form of it.")
    else:
        from communique.report.history.phrase import phrase_page

        print_page(phrase_page(found), no_color=no_color)
