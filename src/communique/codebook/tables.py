"""Reading the tables of the codebook, and those that the user keeps beside them.

A table is CSV in UTF-8 with a header. The package's own tables lie in `communique/codebook/data`. A folder named by the
environment variable `COMMUNIQUE_CODEBOOK` may hold tables of the same names: their rows come after the package's, so
that an analyst can add office-holders, verbs or topics without touching the installation.
"""

import csv
import os
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from communique.errors import BadCodebookRow, CodebookError

OVERLAY = "COMMUNIQUE_CODEBOOK"


class Row(Mapping[str, str]):
    """One row of a table: its values by column, and where it stands, for the errors of whoever reads it."""

    __slots__ = ("_places", "cells", "line", "table")

    def __init__(self, table: str, line: int, cells: list[str], places: dict[str, int]) -> None:
        # A table has thousands of rows: they share the places of its columns, none has a dictionary of its own.
        self.table, self.line, self.cells, self._places = table, line, cells, places

    def __getitem__(self, column: str) -> str:
        return self.cells[self._places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self.cells)

    def list_of(self, column: str) -> tuple[str, ...]:
        """Return the values of a column that holds several, apart by semicolons."""
        return tuple(part.strip() for part in self[column].split(";") if part.strip())

    def choice(self, column: str, allowed: frozenset[str]) -> str:
        """Return the value if it is one of those allowed; raise BadCodebookRow otherwise."""
        value = self[column]
        if value not in allowed:
            raise self.bad(f"{column} is {value!r}, not one of {', '.join(sorted(allowed - {''}))}")
        return value

    def number(self, column: str, *, default: float = 0.0) -> float:
        """Return the value as a number, `default` for an empty one; raise BadCodebookRow otherwise."""
        value = self[column]
        try:
            return float(value) if value else default
        except ValueError:
            raise self.bad(f"{column} is {value!r}, not a number") from None

    def bad(self, what: str) -> BadCodebookRow:
        """Return the error that names this row."""
        return BadCodebookRow(f"{self.table}, line {self.line}: {what}")


def folders() -> tuple[Traversable, ...]:
    """Return the folders that hold tables: the package's, then the user's if there is one.

    Raises CodebookError if what the user names is no folder.
    """
    own = resources.files("communique.codebook") / "data"
    added = os.environ.get(OVERLAY)
    if not added:
        return (own,)
    if not Path(added).is_dir():
        raise CodebookError(f"{OVERLAY} is {added!r}, which is no folder", remedy=f"Correct or unset {OVERLAY}.")
    return own, Path(added)


def rows(table: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of `table` (such as `topics.csv`), the package's first.

    Raises BadCodebookRow if the header is not `columns`, in that order, or a row has more or fewer cells.
    """
    places = {column: place for place, column in enumerate(columns)}
    for folder in folders():
        source = folder / table
        if not source.is_file():
            continue
        reader = csv.reader(source.read_text(encoding="utf-8-sig").splitlines())
        header = tuple(next(reader, ()))
        if header != columns:
            raise BadCodebookRow(f"{table}: the columns must be {', '.join(columns)}, they are {', '.join(header)}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(columns):
                raise BadCodebookRow(f"{table}, line {reader.line_num}: {len(cells)} cells for {len(columns)} columns")
            yield Row(table, reader.line_num, cells, places)
