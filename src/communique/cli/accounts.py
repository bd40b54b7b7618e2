"""The accounts of `communique compare`: SIDE=FILE as it is typed, whose account that is, and reading the files."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from communique.asked import side_code
from communique.errors import ReadingError, SourceMissing, UsageError
from communique.model import Account, Genre, SideKnownBy
from communique.read import find_sources
from communique.report.visible import visible


@dataclass(frozen=True, slots=True)
class Said:
    """An account as it was typed: a file, and whose it is if that was said."""

    side: str | None
    path: str
    genre: str | None = None
    truncated: bool = False


def said(arguments: Iterable[str], *, genres: Iterable[str] = (), cut: Iterable[str] = ()) -> tuple[Said, ...]:
    """Return what the arguments say; raise UnknownSide, SourceMissing or UsageError before anything is read."""
    given = [_split(argument) for argument in arguments]
    genre_of = dict(_genre(genre) for genre in genres)
    truncated = {side_code(side) for side in cut}
    for option, sides in (("--genre", set(genre_of)), ("--cut", truncated)):
        strangers = sides - {side for side, _ in given}
        if strangers:
            raise UsageError(
                f"{option}: no account of {', '.join(sorted(strangers))} is given",
                remedy="Name the side as it stands before its file.",
            )
    for _, path in given:
        _check(path)
    return tuple(Said(side, path, genre_of.get(side or ""), side in truncated) for side, path in given)


def read_accounts(given: Sequence[Said], *, published_on: str | None) -> tuple[Account, ...]:
    """Read the files in their order; raise a ReadingError that names the file of what cannot be read.

    One account that cannot be read ends the run: leaving it out would make the others look silent or lone.
    """
    from communique.cli.start import prepare_to_read

    prepare_to_read()
    from communique import stages

    taken: set[str] = set()
    accounts = []
    for one in given:
        try:
            accounts.append(
                stages.read_account(
                    _source(one.path),
                    side=one.side,
                    account_id=_id(one.path, taken),
                    genre=one.genre,
                    truncated=one.truncated,
                    published_on=published_on,
                )
            )
        except ReadingError as error:
            if Path(one.path).name in error.what:
                raise
            raise type(error)(f"{visible(one.path)}: {error.what}", remedy=error.next_step) from None
    return tuple(accounts)


def say_whose(given: Sequence[Said], accounts: Sequence[Account]) -> None:
    """Say on standard error whose account each text was taken for that came without a side."""
    from communique.report.comparison.phrases import account_of

    for one, account in zip(given, accounts, strict=True):
        if one.side is None:
            how = "its publisher" if account.side_known_by is SideKnownBy.PUBLISHER else "the text"
            click.echo(
                f"{visible(one.path)}: taken for {account_of(account.side)}, worked out from {how}; "
                f"to say it yourself: SIDE={visible(one.path)}",
                err=True,
            )


def _split(argument: str) -> tuple[str | None, str]:
    side, equals, path = argument.partition("=")
    if not equals or os.path.exists(argument):  # noqa: PTH110 - unlike Path.exists, never raises
        return None, argument
    if not side or not path:
        raise UsageError(
            f"{visible(argument)!r} lacks {'a side' if path else 'a file'}",
            remedy=f"Write it as {visible(side or 'CHN')}={visible(path or 'text.txt')}.",
        )
    return side_code(side), path


def _genre(said_of: str) -> tuple[str, str]:
    side, equals, genre = said_of.partition("=")
    name = genre.strip().casefold().replace(" ", "_").replace("-", "_")
    if not equals or name not in frozenset(Genre):
        raise UsageError(
            f"--genre: {visible(said_of)!r} is not SIDE=GENRE",
            remedy=f"Write it as CHN=readout; genres are {', '.join(Genre)}.",
        )
    return side_code(side), name


def _check(path: str) -> None:
    """Tell a slip in a file's name before the language model is loaded."""
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path.is_dir, never raises
        raise UsageError(f"{visible(path)} is a folder", remedy="Name one file for each account.")
    if path.lower().endswith((".jsonl", ".ndjson")):
        raise UsageError(
            f"{visible(path)} is a collection, one account a line",
            remedy=f"communique compare --lines {visible(path)} --output comparisons.jsonl",
        )
    try:
        _source(path)
    except SourceMissing as error:
        raise SourceMissing(error.what, remedy="Check the path; an account is written SIDE=FILE.") from None


def _source(path: str) -> str | Path:
    return next(find_sources([path]))


def _id(path: str, taken: set[str]) -> str:
    """Return an id that no account before it has: the file's name, else its path, else a number behind it."""
    own = "stdin" if path == "-" else Path(path).stem
    candidates = [own, Path(path).with_suffix("").as_posix() if path != "-" else own, path]
    found = next((one for one in candidates if one not in taken), None)
    number = 2
    while found is None:
        found = f"{own}-{number}" if f"{own}-{number}" not in taken else None
        number += 1
    shown = found.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    taken.add(found)
    return shown
