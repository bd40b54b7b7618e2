"""The command line: one file per command; what is heavy is imported inside the command."""

import click

from communique.cli.add import add
from communique.cli.commands import Commands
from communique.cli.compare import compare
from communique.cli.demo import demo
from communique.cli.doctor import doctor
from communique.cli.explain import explain
from communique.cli.export import export
from communique.cli.failures import failures, rebuild
from communique.cli.habits import habits
from communique.cli.itinerary import itinerary
from communique.cli.mcp import mcp
from communique.cli.meetings import meetings
from communique.cli.phrase import phrase
from communique.cli.read import read
from communique.cli.relations import relations
from communique.cli.scale import scale
from communique.cli.search import search
from communique.cli.serve import serve
from communique.cli.who import who
from communique.version import __version__

__all__ = ["main"]


@click.group(
    "communique", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """Read reports and readouts of diplomatic meetings: what each side said, and what it left out.

    \b
    Exit status: 0 done; 1 done, with failures that were listed (only with --strict);
    2 wrong usage; 3 nothing could be done.
    """  # noqa: D301 - \b is click's mark for lines that are not to be re-wrapped


for command in (
    read,
    compare,
    add,
    scale,
    search,
    meetings,
    who,
    itinerary,
    relations,
    phrase,
    habits,
    serve,
    mcp,
    export,
    failures,
    rebuild,
    demo,
    doctor,
    explain,
):
    main.add_command(command)
