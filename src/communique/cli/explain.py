"""`communique explain`: what a code means and what to try."""

import difflib
import inspect
import re
import textwrap

import click

from communique.errors import ERRORS, CommuniqueError, UnknownCode

WIDTH = 88
EVERY_ERROR: tuple[type[CommuniqueError], ...] = (CommuniqueError, *ERRORS.values())


@click.command(short_help="Explain an error code, or list them all.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain an error CODE such as C101; without one, list them all."""
    if code is None:
        click.echo("\n".join(f"{kind.code}  {meaning(kind)}" for kind in EVERY_ERROR))
        return
    kind = find(code)
    click.echo(f"{kind.code} {title(kind)}")
    click.echo(textwrap.fill(meaning(kind), WIDTH, initial_indent="  ", subsequent_indent="  "))
    click.echo(textwrap.fill(f"Try: {kind.remedy}", WIDTH, initial_indent="  ", subsequent_indent="       "))


def find(code: str) -> type[CommuniqueError]:
    """Return the error with this code or class name, in any case; raise UnknownCode with the nearest one."""
    known = {kind.code.casefold(): kind for kind in EVERY_ERROR}
    names = {kind.__name__.casefold(): kind for kind in EVERY_ERROR}
    asked = code.strip("[] \t").casefold()
    found = known.get(asked) or known.get(f"c{asked}") or names.get(asked)
    if found is not None:
        return found
    misread = asked.replace("o", "0").replace("l", "1")
    close = [misread] if misread in known else difflib.get_close_matches(asked, [*known, *names], n=1)
    meant = f"did you mean {(known | names)[close[0]].code}? " if close else ""
    raise UnknownCode(f"there is no error {code!r}", remedy=f"{meant}{UnknownCode.remedy}")


def title(kind: type[CommuniqueError]) -> str:
    """Return the name of an error as words: `Source missing`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()


def meaning(kind: type[CommuniqueError]) -> str:
    """Return the docstring of an error as one paragraph."""
    return " ".join((inspect.getdoc(kind) or "").split())
