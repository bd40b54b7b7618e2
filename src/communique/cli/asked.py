"""What the questions to an archive share: dates, sides, topics and people as they are typed."""

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from communique.errors import BadDate, BadSearch, SeveralPeople, UnknownPerson

if TYPE_CHECKING:
    from rich.console import RenderableType

    from communique.archive import Archive


def a_date(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 - click's
    """Check a date as it is typed; raises BadDate."""
    if value is None:
        return None
    from communique.model.dates import check_partial_date

    try:
        return check_partial_date(value)
    except ValueError as error:
        raise BadDate(f"--{option.name}: {error}", remedy=f"Write it as --{option.name} 2025-07-14.") from None


def period_options(command: Any) -> Any:
    """Add --since and --until to a command."""
    until = click.option("--until", metavar="DATE", callback=a_date, help="On or before.")
    since = click.option("--since", metavar="DATE", callback=a_date, help="On or after, as 2025, 2025-07, 2025-07-14.")
    return since(until(command))


def page_options(command: Any) -> Any:
    """Add --all, --json and --no-color to a command."""
    everything = click.option("--all", "everything", is_flag=True, help="Show all, not only the first or the latest.")
    as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON list of rows.")
    no_color = click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too.")
    return everything(as_json(no_color(command)))


def print_page(page: "RenderableType", *, no_color: bool) -> None:
    """Print a page; see `paper`."""
    from communique.cli.paper import paper, show

    show(paper(no_color=no_color), page)


def sides(given: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of sides given by code or name; raises UnknownSide."""
    from communique.cli.accounts import side_code

    return tuple(side_code(side) for side in given)


def topic_id(given: str | None) -> str | None:
    """Return the id of a topic given by id or label; raises BadSearch with the nearest one."""
    if given is None:
        return None
    from communique.codebook.topics import topics

    asked = given.strip().casefold()
    known = {topic.label.casefold(): name for name, topic in topics().items()} | {name: name for name in topics()}
    found = known.get(asked) or known.get(asked.replace(" ", "_").replace("-", "_"))
    if found is not None:
        return found
    close = difflib.get_close_matches(asked, known, n=1, cutoff=0.6)
    remedy = f"did you mean {known[close[0]]}?" if close else "docs/codebook.md lists the topics."
    raise BadSearch(f"the codebook has no topic {given!r}", remedy=remedy)


def as_known(archive: "Archive", name: str) -> str:
    """Return the name by which texts of the archive can have somebody who was asked for in another spelling or script.

    Raises UnknownPerson, with the nearest name, if neither the archive nor the codebook knows anybody so called.
    """
    from communique.codebook.people import people_called

    if _in_texts(archive, name):
        return name
    known = people_called(name)
    if len(known) == 1:
        return known[0].name
    if not known:
        raise unknown_person(archive, name)
    return name


def one_person(archive: "Archive", name: str) -> tuple[str, str]:
    """Return what to look for, and the name of the one person meant; raises UnknownPerson or SeveralPeople.

    The same person may have several ids: a text that gives only the family name, or another spelling. People are
    told apart where the codebook knows both, or where neither name has all words of the other.
    """
    from communique.codebook.people import people, people_called

    if name in people():
        return name, people()[name].name
    found = _in_texts(archive, name)
    if name in found:
        return name, found[name]
    if not found:
        found = {person.id: person.name for person in people_called(name)}
    if not found:
        raise unknown_person(archive, name)
    told_apart = _apart(found)
    if len(told_apart) > 1:
        names = [f"{called} ({identity})" for identity, called in told_apart[:6]]
        more = f" and {len(told_apart) - 6:,} more" if len(told_apart) > len(names) else ""
        raise SeveralPeople(f"{name!r} can be {', '.join(names)}{more}")
    return as_known(archive, name), told_apart[0][1]


def unknown_person(archive: "Archive", name: str) -> UnknownPerson:
    """Return the error that nobody has this name, with the nearest name."""
    from communique.codebook.people import name_key, people

    known = {name_key(called): called for called in _names(archive).values()}
    known |= {name_key(person.name): person.name for person in people().values()}
    close = difflib.get_close_matches(name_key(name), known, n=1, cutoff=0.7)
    return UnknownPerson(
        f"nobody in {archive.path} is called {name!r}", remedy=f"did you mean {known[close[0]]}?" if close else None
    )


def _names(archive: "Archive") -> dict[str, str]:
    """Return the longest name of every person in the archive by id."""
    rows = archive.query(
        "SELECT actor, name FROM actors WHERE kind = 'person' AND name IS NOT NULL ORDER BY length(name)"
    )
    return dict(zip(rows.column("actor").to_pylist(), rows.column("name").to_pylist(), strict=True))


def _in_texts(archive: "Archive", name: str) -> dict[str, str]:
    """Return the people in texts of this id, or of whose names these are words: names by ids."""
    from communique.track.meetings import is_called
    from communique.track.parties import Party

    return {
        identity: called
        for identity, called in _names(archive).items()
        if identity == name or is_called(Party.named(identity, called), name)
    }


def _apart(found: dict[str, str]) -> list[tuple[str, str]]:
    """Return one id and name for each person."""
    from communique.codebook.people import name_key, people

    kept: list[tuple[str, str, set[str]]] = []
    for identity, called in sorted(found.items(), key=lambda one: (one[0] not in people(), -len(one[1]))):
        words = set(name_key(called).split())
        if identity in people() or not any(words <= other or other <= words for _, _, other in kept):
            kept.append((identity, called, words))
    return [(identity, called) for identity, called, _ in kept]
