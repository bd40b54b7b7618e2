"""`communique who`: a person in an archive."""

from typing import TYPE_CHECKING

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import page_options, print_page

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.model.history import Person


@click.command(short_help="A person in an archive: offices, meetings, statements.")
@click.argument("name")
@archive_option
@page_options
def who(name: str, *, archive: str, everything: bool, as_json: bool, no_color: bool) -> None:
    """Show the people of a NAME (or a part of one, or an id): offices held, meetings, statements, with the words.

    A statement is told by a text: whose text it is stands with it. What several people say together is marked.
    """
    from communique.report.history.who import SHOWN, who_page

    most = None if everything or as_json else SHOWN
    with opened(archive) as held:
        from communique.history import who_is

        found = who_is(held, name, meetings=most, statements=most)
        found = [person if person.documents else _as_known(held, person, most) for person in found]
        if not found:
            from communique.asked import unknown_person

            raise unknown_person(held, name)
    if as_json:
        print_rows(person.model_dump(mode="json") for person in found)
        return
    print_page(who_page(found, everything=everything), no_color=no_color)


def _as_known(archive: "Archive", person: "Person", most: int | None) -> "Person":
    """Return somebody whom the codebook knows by the name asked for as texts have the person, in other letters."""
    from communique.history import who_is

    found = who_is(archive, person.id, meetings=most, statements=most)
    return next((one for one in found if one.id == person.id), person)
