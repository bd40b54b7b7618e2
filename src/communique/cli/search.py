"""`communique search`: documents of an archive that hold words."""

import dataclasses

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import a_date

KINDS = ("meeting", "call", "video", "visit", "sideline", "summit")
"""The values of `MeetingKind`, which is not loaded to show help."""


@click.command(
    short_help="Find documents of an archive by their words, people, places, topics.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},  # for -word is left out
)
@click.argument("words", nargs=-1)
@archive_option
@click.option("--who", multiple=True, metavar="NAME", help="Somebody who is spoken of: a name, an id or a state.")
@click.option("--place", multiple=True, metavar="NAME", help="A place of meetings or stops, or a state.")
@click.option("--topic", multiple=True, metavar="ID", help="A topic of the codebook, by its id or name.")
@click.option(
    "--kind",
    multiple=True,
    metavar="KIND",
    type=click.Choice(KINDS),
    help="A kind of meeting: meeting, call, video, visit, sideline or summit.",
)
@click.option(
    "--since", metavar="DATE", callback=a_date, help="Published on or after, as 2025, 2025-07, 2025-W28 or 2025-07-14."
)
@click.option("--until", metavar="DATE", callback=a_date, help="Published on or before.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(1, 1000), default=20, show_default=True, help="So many at most."
)
@click.option("--offset", metavar="N", type=click.IntRange(0), default=0, help="Leave out so many of the first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of rows.")
def search(
    words: tuple[str, ...],
    *,
    archive: str,
    who: tuple[str, ...],
    place: tuple[str, ...],
    topic: tuple[str, ...],
    kind: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """Find documents: all words must be there; "a phrase" in quotation marks, beginnings*, -without.

    \b
    communique search candid "strategic stability"
    communique search --who Lavrov --place Beijing --since 2025
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    if words == ("-h",):
        ctx = click.get_current_context()
        click.echo(ctx.get_help())
        return
    from communique.asked import topic_ids

    topics = topic_ids(topic)
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with opened(archive) as held:
        found = held.search(
            asked,
            who=who or None,
            place=place or None,
            topic=topics or None,
            kind=kind or None,
            since=since,
            until=until,
            limit=limit,
            offset=offset,
        )
    if as_json:
        print_rows(dataclasses.asdict(hit) for hit in found.hits)
        return
    from communique.report.visible import visible

    for hit in found.hits:
        head = " · ".join(part for part in (hit.published_on, hit.publisher, hit.title or hit.id) if part)
        click.echo(visible(head))
        for context in hit.contexts[:2]:
            around = f"{context.before}[{context.words}]{context.after}"
            click.echo(f"    … {visible(' '.join(around.split()))} …")
    click.echo(f"{found.total:,} found" + (f", {len(found.hits)} shown" if found.total > len(found.hits) else ""))
