"""`communique demo`: the main job, on texts that ship with the package."""

import time
from importlib import resources

import click

TEXTS = ("story.txt", "readout.txt")
_NOTICE = "The newspaper, the ministers and their meeting are invented; the texts ship with communique."


@click.command(short_help="Read two texts that ship with the package.")
@click.option("--spans", is_flag=True, help="Say where in the text each line's words stand, as [start:end].")
@click.option("--no-color", is_flag=True, help="Print plain text on a colour terminal too, as NO_COLOR=1 does.")
def demo(*, spans: bool, no_color: bool) -> None:
    """Read a news story and an official readout of one (invented) meeting."""
    from rich.rule import Rule
    from rich.text import Text

    from communique import stages
    from communique.cli.paper import paper, show
    from communique.report.terminal import record_page

    begun = time.monotonic()
    console = paper(no_color=no_color)
    show(console, Text(_NOTICE, style="dim"))
    for name in TEXTS:
        show(console, Rule(Text(name), align="left", style="dim"))
        text = resources.files("communique.demo").joinpath(name).read_text(encoding="utf-8")
        show(console, record_page(stages.read(text, document_id=name), spans=spans))
    show(console, Rule(style="dim"))
    show(console, Text(f"Read in {time.monotonic() - begun:.1f} s. Now your own: communique read FILE", style="dim"))
