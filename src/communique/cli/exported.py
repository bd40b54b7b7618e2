"""The files of an export: made from what an archive holds, whole or not at all, with what is to be known of them."""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.cli.output import STANDARD_STREAM, WholeFile
from communique.errors import OutputRefused
from communique.report.export.about import SCHEMA, ExportedFile, about
from communique.report.export.annotations import FRAME, collection_lines
from communique.report.export.citations import bibtex_lines, csl_items
from communique.report.export.columns import DOCUMENTS, RECORDS, TABLES
from communique.report.export.judgements import COLUMNS, JUDGEMENTS, judgement_rows, judgement_schema, text_hashes
from communique.report.export.meanings import meanings
from communique.report.export.parquet import parquet_bytes
from communique.report.export.rows import export_rows, export_schema
from communique.report.export.text import csv_lines, json_lines
from communique.report.visible import visible

if TYPE_CHECKING:
    import pyarrow as pa

    from communique.cli.holdings import Holdings

ABOUT = "about.json"
"""The file in a folder of tables that says what they are; beside a single file it is that file's name and this."""
_CITED = "read"
"""Status of the documents that are offered to be cited: those with a record."""


class Export:
    """An export while it is written."""

    def __init__(self, holdings: "Holdings", *, form: str, guarded: bool | None = None) -> None:
        self.holdings = holdings
        self.files: list[ExportedFile] = []
        self._form = form
        self._guarded = guarded

    def write(self, path: str | Path, tables: tuple[str, ...]) -> None:
        """Write a file of these tables; raise OutputRefused if it cannot be."""
        file = ExportedFile(Path(path).name, tables[0] if len(tables) == 1 else self._form)
        with WholeFile(str(path), source=STANDARD_STREAM) as whole:
            try:
                for data in self._content(file, tables):
                    whole.write_bytes(data)
                    file.add(data)
                whole.finish()
            except BaseException:
                whole.discard()
                raise
        self.files.append(file)

    def _content(self, file: ExportedFile, tables: tuple[str, ...]) -> Iterator[bytes]:
        if self._form == "parquet":
            schema = self._schema(file, tables[0])
            return parquet_bytes(schema, self._rows(file, tables[0]), snapshot=self.holdings.snapshot)
        return (line.encode() + b"\n" for line in self._lines(file, tables))

    def _lines(self, file: ExportedFile, tables: tuple[str, ...]) -> Iterator[str]:
        snapshot = self.holdings.snapshot
        if self._form == "annotations":
            file.rows = -FRAME
            return _counted(file, collection_lines(self.holdings.read(), tables, snapshot=snapshot))
        if self._form == "bibtex":
            return bibtex_lines(self._cited(file), snapshot=snapshot)
        if self._form == "csl":
            return _one_list(csl_items(self._cited(file), snapshot=snapshot))
        if tables[0] == RECORDS:
            return _counted(file, (record for _, record in self.holdings.records()))
        schema, rows = self._schema(file, tables[0]), self._rows(file, tables[0])
        if self._form == "csv":
            return csv_lines(schema, rows, guarded=bool(self._guarded))
        return json_lines(rows)

    def _judgements(self) -> "pa.Table":
        archive = self.holdings.archive
        decisions = archive.judgements(all_of_them=True)
        sources = archive.query(
            "SELECT min(document) AS document, sha256, any_value(text) AS text FROM sources "
            "WHERE sha256 IN (SELECT unnest(CAST($hashes AS VARCHAR[]))) GROUP BY sha256",
            {"hashes": sorted(text_hashes(decisions))},
        )
        return judgement_rows(
            decisions,
            in_force={one.id for one in archive.judgements()},
            texts={row["sha256"]: (row["document"], row["text"]) for row in sources.to_pylist()},
            snapshot=self.holdings.snapshot,
        )

    def _schema(self, file: ExportedFile, table: str) -> "pa.Schema":
        if table == JUDGEMENTS:
            file.columns = COLUMNS
            return judgement_schema()
        schema = export_schema(table, *self.holdings.schemas(table))
        file.columns = meanings(table, schema.names)
        return schema

    def _rows(self, file: ExportedFile, table: str) -> Iterator["pa.Table"]:
        if table == JUDGEMENTS:
            rows = self._judgements()
            file.rows += rows.num_rows
            yield rows
            return
        for items, documents in self.holdings.pieces(table):
            rows = export_rows(table, items, documents, snapshot=self.holdings.snapshot)
            file.rows += rows.num_rows
            yield rows

    def _cited(self, file: ExportedFile) -> Iterator[dict[str, Any]]:
        for _, documents in self.holdings.pieces(DOCUMENTS):
            for document in documents.to_pylist():
                if document["status"] == _CITED:
                    file.rows += 1
                    yield document

    def write_about(self, path: str | Path) -> None:
        """Write what is to be known of the files."""
        told = about(
            self.files,
            snapshot=self.holdings.snapshot,
            form=self._form,
            filters=self.holdings.wanted.told(),
            documents=len(self.holdings),
            damage=self.damage(),
            guarded=self._guarded,
        )
        with WholeFile(str(path), source=STANDARD_STREAM) as whole:
            whole.write(told)
            whole.finish()

    def damage(self) -> list[str]:
        """Return which files of the archive could not be read, by their place in it: what they hold is missing."""
        home = self.holdings.archive.path
        return [Path(os.path.relpath(one.path, home)).as_posix() for one in self.holdings.archive.damage()]


def _counted(file: ExportedFile, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        file.rows += 1
        yield line


def _one_list(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a JSON list, an item a line."""
    yield "["
    waiting = None
    for item in items:
        if waiting is not None:
            yield f"{waiting},"
        waiting = json.dumps(item, ensure_ascii=False)
    if waiting is not None:
        yield waiting
    yield "]"


@contextlib.contextmanager
def whole_folder(output: str) -> Iterator[Path]:
    """Give a folder to write tables into, which takes the place of `output` when the block ends well.

    `output` may be new, empty, or the folder of an earlier export, which goes once the new one is whole; a folder that
    holds anything else is refused with OutputRefused, before anything is written.
    """
    target = Path(os.path.realpath(output))
    part, old = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.old")
    if not target.parent.is_dir():
        raise OutputRefused(f"there is no folder {visible(str(target.parent))}")
    for folder in (target, part, old):
        _refuse_what_is_not_ours(folder)
    try:
        if old.exists() and not target.exists():  # an export was killed between the two renames below
            old.rename(target)
        for left in (part, old):
            if left.exists():
                shutil.rmtree(left)
        part.mkdir()
        yield part
        if target.exists():
            target.rename(old)
        part.rename(target)
        if old.exists():
            shutil.rmtree(old)
    except OSError as error:
        raise OutputRefused(f"{visible(output)} cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_what_is_not_ours(folder: Path) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    shown = visible(str(folder))
    if not folder.is_dir():
        raise OutputRefused(f"{shown} is a file, and the tables need a folder")
    names = {path.name for path in folder.iterdir()}
    ours = {ABOUT, *(f"{table}.parquet" for table in TABLES)}
    if others := names - ours - {f"{name}.part" for name in ours}:
        raise OutputRefused(f"{shown} is no folder of an earlier export: it holds {visible(min(others))}")
    if ABOUT in names:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            if json.loads((folder / ABOUT).read_bytes())["schema"] == SCHEMA:
                return
    if names and folder.suffix != ".part":
        raise OutputRefused(f"{shown} is no folder of an earlier export: it has no {ABOUT} of one")
