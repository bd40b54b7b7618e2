"""Where output goes: records to standard output, as a page or as JSON."""

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def paper(*, no_color: bool = False) -> "Console":
    """Return a console on standard output: colour on a terminal, unless `no_color` or NO_COLOR asks for none.

    Nothing in a text is taken for markup, emoji or something to highlight.
    """
    from rich.console import Console

    plain = no_color or bool(os.environ.get("NO_COLOR"))
    return Console(
        file=sys.stdout,
        color_system=None if plain else "auto",
        markup=False,
        highlight=False,
        emoji=False,
    )


def show(console: "Console", content: "RenderableType") -> None:
    """Print a page; into a file or a pipe without the blanks that fill lines up."""
    if console.is_terminal:
        console.print(content)
        return
    with console.capture() as capture:
        console.print(content)
    text = capture.get()
    click.echo("\n".join(line.rstrip() for line in text.splitlines()))


def write_line(line: str) -> None:
    """Write one line to standard output in UTF-8, whatever the encoding of the terminal: JSON is UTF-8 (RFC 8259)."""
    sys.stdout.flush()
    stream = sys.stdout.buffer
    stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()
