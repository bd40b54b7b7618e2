"""What the commands that ask an archive share: options, dates as they are typed, how a page is printed."""

from typing import TYPE_CHECKING, Any

import click

from communique.errors import BadDate

if TYPE_CHECKING:
    from rich.console import RenderableType


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
