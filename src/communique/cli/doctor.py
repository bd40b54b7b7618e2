"""`communique doctor`: what is installed, what is wrong with it, and what to do."""

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from communique.cli.commands import Exit

if TYPE_CHECKING:
    from communique.doctor import Check


@click.command(short_help="Check the installation and say what to do.")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as one JSON object.")
@click.option("--strict", is_flag=True, help="End with status 1 if there is any advice.")
def doctor(*, as_json: bool, strict: bool) -> None:
    """Check the installation: versions, language model, codebook, speed; say what to do where something is wrong."""
    from communique.doctor import Verdict, examine

    checks: list[Check] = []
    for check in examine():
        checks.append(check)
        if not as_json:
            _print(check)
    verdicts = {check.verdict for check in checks}
    if as_json:
        state = (
            Verdict.BROKEN
            if Verdict.BROKEN in verdicts
            else Verdict.ADVICE
            if Verdict.ADVICE in verdicts
            else Verdict.GOOD
        )
        click.echo(json.dumps({"verdict": state, "checks": [dataclasses.asdict(check) for check in checks]}, indent=2))
    elif Verdict.BROKEN in verdicts:
        click.echo("Documents cannot be read until what is marked ✗ is mended.")
    else:
        click.echo("Ready to read.")
    ctx = click.get_current_context()
    if Verdict.BROKEN in verdicts:
        ctx.exit(Exit.NOTHING_DONE)
    ctx.exit(Exit.DONE_WITH_FAILURES if strict and Verdict.ADVICE in verdicts else Exit.DONE)


def _print(check: "Check") -> None:
    from communique.doctor import Verdict
    from communique.report.visible import visible

    mark = {Verdict.GOOD: "✓", Verdict.ADVICE: "!", Verdict.BROKEN: "✗"}[check.verdict]
    colour = {Verdict.GOOD: "green", Verdict.ADVICE: "yellow", Verdict.BROKEN: "red"}[check.verdict]
    click.echo(f"{click.style(mark, fg=colour)} {check.name:<16} {visible(check.found)}")
    if check.remedy:
        click.echo(f"  Try: {visible(check.remedy)}")
