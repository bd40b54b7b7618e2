"""`communique failures` and `communique rebuild`: what went wrong in an archive, and making its caches again."""

from typing import TYPE_CHECKING, Any

import click

from communique.cli.archives import archive_option, opened, print_rows

if TYPE_CHECKING:
    from communique.archive import Archive


@click.command(short_help="What an archive could not read, and why.")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of rows.")
def failures(*, archive: str, as_json: bool) -> None:
    """List the sources and parts of documents that could not be read or understood, with the code of the reason.

    `communique explain CODE` says what a code means; `communique add --retry-failed` tries again.
    """
    with opened(archive) as held:
        rows = _with_places(held, held.failures().to_pylist())
    if as_json:
        print_rows(rows)
        return
    from communique.report.visible import visible

    for row in rows:
        where = f" at {row['start']}" if row.get("start") is not None else ""
        name = row["page"] or row["source"]
        what = visible(f"{name}: {row['message']}" if name else str(row["message"]))
        click.echo(f"[{row['code']}] {what}{where}")
    click.echo(f"{len(rows):,} in all" if rows else "Nothing failed.")


def _with_places(archive: "Archive", rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to each failure which page it is about, and from which file, feed or address that came."""
    import pyarrow as pa
    import pyarrow.compute as pc

    documents = archive.table("documents", columns=["document", "source", "page"])
    wanted = pa.array([row["document"] for row in rows], pa.string())
    found = documents.filter(pc.is_in(documents["document"], value_set=wanted)).to_pylist()
    known = {one["document"]: one for one in found}
    return [{"source": None, "page": None} | known.get(row["document"], {}) | row for row in rows]


@click.command(short_help="Make an archive's caches again.")
@archive_option
def rebuild(*, archive: str) -> None:
    """Throw the caches of an archive away and make them again from its segments, which are the truth."""
    from communique.history import prepare

    with opened(archive, write=True) as held:
        held.rebuild()
        prepare(held)
        click.echo(f"Made again: snapshot {held.snapshot}")
