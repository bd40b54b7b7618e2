"""`communique demo`: the main job, on texts that ship with the package."""

import time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.errors import OutputRefused

if TYPE_CHECKING:
    from communique.model import Record

TEXTS = {"story.txt": "The Fjord Courier", "readout.txt": "Ministry of Foreign Affairs of Chile"}
"""The texts and who publishes them: a newspaper, and one of the two sides."""
_REMEDY = "Choose another folder for --save."
_NOTICE = "The newspaper, the ministers, their meeting and both texts are invented; they ship with communique."


@click.command(short_help="Read two texts that ship with the package.")
@click.option("--json", "as_json", is_flag=True, help="Print the records as JSON, one a line.")
@click.option("--spans", is_flag=True, help="Say where in the text each line's words stand, as [start:end].")
@click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too, as NO_COLOR=1 does.")
@click.option("--save", metavar="FOLDER", help="Write the texts into a folder instead, to try other commands on them.")
def demo(save: str | None, *, as_json: bool, spans: bool, no_color: bool) -> None:
    """Read a news story and an official readout of one (invented) meeting."""
    if save is not None:
        _save(Path(save))
    elif as_json:
        from communique.cli.paper import write_line

        for name in TEXTS:
            write_line(_read(name).to_json())
    else:
        _show(spans=spans, no_color=no_color)


def _show(*, spans: bool, no_color: bool) -> None:
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    from communique.cli.paper import paper, show
    from communique.report.terminal import record_page

    begun = time.monotonic()
    console = paper(no_color=no_color)
    show(console, Text(_NOTICE, style="dim"))
    for name in TEXTS:
        show(console, Rule(Text(name), align="left", style="dim"))
        show(console, Padding(Text(_text(name).strip(), style="dim"), (0, 0, 1, 2)))
        show(console, record_page(_read(name), spans=spans))
    show(console, Rule(style="dim"))
    show(console, Text(f"Read in {time.monotonic() - begun:.1f} s. Now your own: communique read FILE", style="dim"))


def _read(name: str) -> "Record":
    from communique import stages

    return stages.read(_text(name), document_id=Path(name).stem, publisher=TEXTS[name])


def _text(name: str) -> str:
    return resources.files("communique.demo").joinpath(name).read_text(encoding="utf-8")


def _save(folder: Path) -> None:
    """Write the texts; files of the same names that hold something else are left alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in TEXTS:
            path = folder / name
            if path.exists() and path.read_bytes() != _text(name).encode():
                raise OutputRefused(f"{path} exists already and is another text", remedy=_REMEDY)
            path.write_text(_text(name), encoding="utf-8", newline="\n")
            click.echo(path)
    except OSError as error:
        raise OutputRefused(f"{folder} cannot be written: {error.strerror}", remedy=_REMEDY) from None
