"""`communique demo`: the main job, on texts that ship with the package."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.errors import OutputRefused

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from communique.model import Account

TEXTS = {
    "norway.txt": ("NOR", "Ministry of Foreign Affairs of Norway"),
    "chile.txt": ("CHL", "Ministry of Foreign Affairs of Chile"),
    "story.txt": ("press", "The Fjord Courier"),
}
"""The texts, whose accounts they are, and who publishes them: the two sides, and a newspaper."""
_REMEDY = "Choose another folder for --save."
_NOTICE = "The newspaper, the ministers, their meeting and the texts are invented; they ship with communique."


@click.command(short_help="Read and compare three texts that ship with the package.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
@click.option("--spans", is_flag=True, help="Say where in the text each line's words stand, as [start:end].")
@click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too, as NO_COLOR=1 does.")
@click.option("--save", metavar="FOLDER", help="Write the texts into a folder instead, to try other commands on them.")
def demo(save: str | None, *, as_json: bool, spans: bool, no_color: bool) -> None:
    """Read a news story and both sides' readouts of one (invented) meeting, and put them side by side."""
    if save is not None:
        _save(Path(save))
    elif as_json:
        from communique.cli.start import prepare_to_read

        prepare_to_read()
        from communique import stages
        from communique.cli.paper import write_line

        write_line(stages.compare(_accounts(), meeting_id="demo").to_json())
    else:
        _show(spans=spans, no_color=no_color)


def _show(*, spans: bool, no_color: bool) -> None:
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    from communique.cli.start import prepare_to_read

    prepare_to_read()
    from communique import stages
    from communique.cli.paper import paper, show
    from communique.report.comparison.terminal import comparison_page
    from communique.report.terminal import record_page

    begun = time.monotonic()
    console = paper(no_color=no_color)

    def headed(words: str) -> None:
        show(console, Rule(Text(words, style="bold"), align="left", style="dim"))

    show(console, Text(_NOTICE, style="dim"))
    for name in TEXTS:
        headed(name)
        show(console, Padding(Text(_text(name).strip(), style="dim"), (0, 0, 1, 2)))
    accounts = _accounts()
    headed("communique read story.txt")
    show(console, record_page(accounts[-1].record, spans=spans))
    headed("communique compare NOR=norway.txt CHL=chile.txt press=story.txt")
    show(console, comparison_page(stages.compare(accounts, meeting_id="demo"), accounts, spans=spans, everything=False))
    show(console, Rule(style="dim"))
    seconds = time.monotonic() - begun
    show(
        console,
        Text(f"Done in {seconds:.1f} s. Now your own: communique read FILE, communique compare ...", style="dim"),
    )


def _accounts() -> "list[Account]":
    from importlib import resources

    from communique import stages

    accounts = []
    for name, (side, publisher) in TEXTS.items():
        with resources.as_file(_file(name)) as path:
            accounts.append(stages.read_account(path, side=side, publisher=publisher))
    return accounts


def _text(name: str) -> str:
    return _file(name).read_text(encoding="utf-8")


def _file(name: str) -> "Traversable":
    from importlib import resources

    return resources.files("communique.demo").joinpath(name)


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
