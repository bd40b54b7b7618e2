"""`communique mcp`: an archive for a language model, over standard input and output."""

import os

import click

from communique.cli.archives import HOME
from communique.cli.serve import need


@click.command(short_help="Offer an archive to a language model (Model Context Protocol), read only.")
@click.argument("archive", required=False, metavar="[ARCHIVE]")
def mcp(archive: str | None) -> None:
    """Answer a language model's questions to an archive, over standard input and output, until these end.

    A program that runs models starts this command itself; docs/mcp.md says how to tell it so. The tools read: meetings,
    comparisons, what a side left out, statements, phrases, a search. None writes, fetches, or takes a path.
    """
    need("mcp", "starlette")
    from communique.web.tools.server import serve_model

    serve_model(archive or os.environ.get(HOME) or "archive")
