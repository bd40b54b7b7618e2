"""`communique meetings`: each meeting of an archive once; and what a person decides about them."""

from typing import TYPE_CHECKING, Any

import click

from communique.cli.archives import archive_option, opened, print_rows
from communique.cli.asked import page_options, period_options, print_page
from communique.errors import UnknownDocument, UnknownJudgement, UnknownMeeting, UsageError

if TYPE_CHECKING:
    from communique.archive import Archive
    from communique.model.history import MeetingCluster

_SHOWN = 50
_COMPARED = 100_000
"""Ids that one that is not there is compared with: of more only their beginnings."""


@click.group(
    short_help="Each meeting of an archive once, with who tells of it; merge and split.", invoke_without_command=True
)
@archive_option
@click.option("--between", nargs=2, metavar="SIDE SIDE", help="Two sides that took part: CHN RUS, or China Russia.")
@click.option("--who", metavar="NAME", help="Somebody who took part: a name, a part of one, or an id.")
@click.option("--topic", metavar="ID", help="A topic that a text names which tells of the meeting.")
@period_options
@page_options
@click.pass_context
def meetings(
    ctx: click.Context,
    *,
    archive: str,
    between: tuple[str, str] | None,
    who: str | None,
    topic: str | None,
    since: str | None,
    until: str | None,
    everything: bool,
    as_json: bool,
    no_color: bool,
) -> None:
    """List the meetings of an archive, each once however many texts tell of it, the newest first.

    \b
    communique meetings --between China Russia --since 2025
    communique meetings --who Lavrov --topic ukraine
    communique compare MEETING-ID                       what the accounts share, what only one has
    communique meetings merge ID ID --by "A. Editor"    two of them are one
    communique meetings split ID DOCUMENT --by "A. Editor"
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped
    ctx.obj = archive
    if ctx.invoked_subcommand is not None:
        return
    from communique.asked import as_known, sides, topic_id

    asked = sides(between or ())
    on = topic_id(topic)
    with opened(archive) as held:
        from communique.history import meetings_counted, meetings_of

        counts = meetings_counted(held, between=asked, who=who, since=since, until=until, topic=on)
        if who is not None and not counts.meetings:
            who = as_known(held, who)
            counts = meetings_counted(held, between=asked, who=who, since=since, until=until, topic=on)
        found = meetings_of(
            held,
            between=asked,
            who=who,
            since=since,
            until=until,
            topic=on,
            limit=None if everything or as_json else _SHOWN,
            newest_first=True,
        )
    if as_json:
        print_rows(cluster.model_dump(mode="json") for cluster in found)
    elif not found:
        click.echo("No such meeting in this archive.")
    else:
        from communique.report.history.meetings import meetings_page

        print_page(meetings_page(found, counts=counts), no_color=no_color)


def _decision(command: Any) -> Any:
    """Add what every decision takes: in whose name, and the archive, which may also stand before the subcommand."""
    by = click.option("--by", "judge", required=True, metavar="NAME", help="Who decides: it is kept with the decision.")
    archive = click.option("--archive", metavar="DIR", help="The archive's folder.")
    return by(archive(command))


@meetings.command(short_help="Say that meetings are one.")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@_decision
@click.pass_obj
def merge(folder: str, ids: tuple[str, ...], *, judge: str, archive: str | None) -> None:
    """Say that these meetings are one. It is logged, holds after every rebuild, and `undo` takes it back."""
    if len(set(ids)) < 2:
        raise UsageError("merging takes two meetings or more", remedy="communique meetings merge ID ID --by NAME")
    with opened(archive or folder, write=True) as held:
        from communique.history import merge_meetings

        known(held, ids)
        _tell(held, merge_meetings(held, judge, ids))


@meetings.command(short_help="Say that some texts tell of another meeting.")
@click.argument("meeting", metavar="ID")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@_decision
@click.pass_obj
def split(folder: str, meeting: str, documents: tuple[str, ...], *, judge: str, archive: str | None) -> None:
    """Say that what these documents tell is another meeting than the one they were put with. See `merge`."""
    with opened(archive or folder, write=True) as held:
        from communique.history import split_meeting

        (cluster,) = known(held, [meeting])
        own = {account.document for account in cluster.accounts}
        if strangers := sorted(set(documents) - own):
            raise UnknownDocument(
                f"no account of meeting {meeting} is {', '.join(strangers)}",
                remedy=f"Its accounts: {', '.join(sorted(own))}.",
            )
        if own <= set(documents):
            raise UsageError("nothing would be left of the meeting", remedy="Name some of its documents, not all.")
        _tell(held, split_meeting(held, judge, meeting, documents))


@meetings.command(short_help="Take a decision back.")
@click.argument("judgement", metavar="JUDGEMENT")
@_decision
@click.pass_obj
def undo(folder: str, judgement: str, *, judge: str, archive: str | None) -> None:
    """Take back what was decided. The decision stays in the log, with who took it back and when."""
    with opened(archive or folder, write=True) as held:
        if judgement not in {one.id for one in held.judgements()}:
            raise UnknownJudgement(f"no judgement {judgement!r} is in force in {held.path}")
        held.judge(judge, "undo", undoes=judgement)
        click.echo(f"Taken back: {judgement}")


@meetings.command(short_help="What people decided about meetings.")
@click.option("--archive", metavar="DIR", help="The archive's folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of rows.")
@click.pass_obj
def log(folder: str, *, archive: str | None, as_json: bool) -> None:
    """List every decision and every undo, the oldest first, with its id, who, when and what about."""
    with opened(archive or folder) as held:
        rows = held.judgements(all_of_them=True)
        in_force = {one.id for one in held.judgements()}
    if as_json:
        print_rows(row.model_dump(mode="json") | {"in_force": row.id in in_force} for row in rows)
        return
    from communique.report.visible import visible

    for row in rows:
        about = row.undoes or " ".join(map(str, row.about.get("meetings", ())))
        state = "" if row.id in in_force or row.undoes else " · taken back"
        words = f"{row.id} · {row.when:%Y-%m-%d %H:%M} · {row.who} · {row.what.replace('_', ' ')} {about}{state}"
        click.echo(visible(words))
    if not rows:
        click.echo("Nobody decided anything yet.")


def known(archive: "Archive", ids: "tuple[str, ...] | list[str]") -> "list[MeetingCluster]":
    """Return the meetings with these ids; raises UnknownMeeting with the nearest id."""
    import difflib

    from communique.history import meeting_ids, meeting_of

    found = {name: meeting_of(archive, name) for name in ids}
    for name in ids:
        if found[name] is None:
            others = meeting_ids(archive)
            close = difflib.get_close_matches(name, others, n=1, cutoff=0.8) if len(others) < _COMPARED else []
            close = close or [one for one in sorted(others) if len(name) > 3 and one.startswith(name)][:1]
            raise UnknownMeeting(
                f"{archive.path} has no meeting {name!r}", remedy=f"did you mean {close[0]}?" if close else None
            )
    return [cluster for cluster in found.values() if cluster is not None]


def _tell(archive: "Archive", judgement: str) -> None:
    from communique.history import meetings_with

    (judged,) = (one for one in archive.judgements() if one.id == judgement)
    documents = [str(place["document"]) for place in judged.about["tellings"]]
    made = [cluster for cluster in meetings_with(archive, documents) if judgement in cluster.judgements]
    click.echo(f"Noted: {judgement}; `communique meetings undo {judgement} --by NAME` takes it back.")
    if not made:
        click.echo("It changes nothing: the meetings were so already.")
        return
    from communique.report.history.meetings import meetings_page

    print_page(meetings_page(made), no_color=False)
