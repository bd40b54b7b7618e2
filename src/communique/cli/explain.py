"""`communique explain`: what a code means and what to try."""

import difflib
import inspect
import json
import re
import textwrap

import click

from communique.errors import ERRORS, CommuniqueError, UnknownCode

WIDTH = 88
EVERY_ERROR: tuple[type[CommuniqueError], ...] = (CommuniqueError, *ERRORS.values())


@click.command(short_help="Explain an error code, or list them all.")
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print what is explained as JSON.")
def explain(code: str | None, *, as_json: bool) -> None:
    """Explain an error CODE such as C101; without one, list them all."""
    if as_json:
        click.echo(json.dumps([entry(kind) for kind in EVERY_ERROR] if code is None else entry(find(code)), indent=2))
    elif code is None:
        click.echo("\n".join(_listed(kind) for kind in EVERY_ERROR))
    else:
        _print(find(code))


def entry(kind: type[CommuniqueError]) -> dict[str, str]:
    """Return what is told of an error, for --json."""
    return {"code": kind.code, "name": kind.__name__, "meaning": meaning(kind), "remedy": kind.remedy}


def _listed(kind: type[CommuniqueError]) -> str:
    """Return one line of the list; the first error of a family, such as C100, stands out."""
    indent = "" if kind.code.endswith("00") else "  "
    return textwrap.fill(
        f"{indent}{kind.code}  {title(kind)}: {meaning(kind)}", WIDTH, subsequent_indent=indent + " " * 6
    )


def _print(kind: type[CommuniqueError]) -> None:
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
