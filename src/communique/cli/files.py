"""`communique read FILE...`: each source becomes a record, or an error that does not stop the others."""

import functools
import itertools
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from communique.cli.commands import Exit, tell
from communique.errors import NotText, ReadingError
from communique.model import Record
from communique.read import Reading, find_sources, read_file
from communique.read.sources import STANDARD_INPUT


def read_files(
    arguments: Iterable[str],
    *,
    show: Callable[[Record], None],
    strict: bool,
    published_on: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Exit:
    """Read files, folders and `-` for standard input, and show each record; tell the errors of what cannot be read."""
    errors: list[ReadingError] = []
    read = functools.partial(read_file, published_on=published_on, publisher=publisher, language=language)
    readings = _readings(arguments, read, errors)
    first = next(readings, None)
    if first is None:  # a slip in a file's name is told before the language model is loaded
        return Exit.NOTHING_DONE
    from communique.cli.start import prepare_to_read

    prepare_to_read()
    from communique import stages

    with_failures = 0
    for record in stages.records(itertools.chain([first], readings)):
        show(record)
        with_failures += bool(record.failures)
    return Exit.DONE_WITH_FAILURES if strict and (errors or with_failures) else Exit.DONE


def _readings(arguments: Iterable[str], read: Callable[..., Reading], errors: list[ReadingError]) -> Iterator[Reading]:
    taken: set[str] = set()
    for argument in arguments:
        try:
            for source in find_sources([argument]):
                try:
                    _refuse_lines(source)
                    yield read(source, document_id=_id(argument, source, taken))
                except ReadingError as error:
                    errors.append(error)
                    tell(
                        error,
                        about=None if source == STANDARD_INPUT or Path(source).name in error.what else str(source),
                    )
        except ReadingError as error:
            errors.append(error)
            tell(error)


def _refuse_lines(source: str | Path) -> None:
    """Keep a collection from being read as one text, which it would be: JSON Lines are plain text too."""
    if Path(source).suffix.lower() in {".jsonl", ".ndjson"}:
        raise NotText(
            f"{source} is a collection, one document a line",
            remedy=f"communique read --lines {shlex.quote(str(source))} --output records.jsonl",
        )


def _id(argument: str, source: str | Path, taken: set[str]) -> str | None:
    """Return an id that no source before it has: the name, in a folder the path within, else the whole path."""
    if isinstance(source, str):
        return None
    own = source.relative_to(argument) if source != Path(argument) else Path(source.name)
    for path in (own.with_suffix(""), source.with_suffix(""), source):
        shown = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if shown not in taken:
            break
    taken.add(shown)
    return shown
