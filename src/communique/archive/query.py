"""Questions in SQL that this program asks: DuckDB in memory, over the segments, and able to do nothing else.

There is no DuckDB file: one that a process writes cannot be read by others meanwhile, and Parquet is read at nearly the
same speed. DuckDB's own words are that SQL is executable code, so what may run is fixed before anything runs: no files
but those of the tables, no network, no extensions, settings locked, one SELECT at a time, values as parameters. Never
pass on SQL that a user wrote.

DuckDB does not look at the checksums of pages. What is shown to anybody comes from records, which do.
"""

import re
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.archive.reading import Snapshot
from communique.archive.segments import Segment
from communique.archive.tables import TABLES, schema
from communique.errors import BadSearch, DiskFailed

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MEMORY = "768MB"
"""What DuckDB may use; a question that needs more is refused."""


class Database:
    """The tables of a snapshot, as DuckDB sees them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._one_at_a_time = threading.Lock()  # a connection answers one question; a server asks from many threads

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), *, seconds: float) -> "pa.Table":
        """Return what one SELECT finds. Raises BadSearch for any other statement, for a wrong one and a slow one.

        A damaged file is noted and left out, here as everywhere.
        """
        with self._one_at_a_time:
            return self._answer(sql, parameters, seconds)

    def _answer(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any], seconds: float) -> "pa.Table":
        import duckdb

        for _ in range(2):
            connection = self._opened()
            statement = _only_select(connection, sql)
            timer = threading.Timer(seconds, connection.interrupt)
            timer.start()
            try:
                return connection.sql(statement, params=parameters or None).to_arrow_table()
            except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
                raise BadSearch(f"the archive cannot be asked that: {_first_line(error)}") from error
            except duckdb.InterruptException as error:
                raise BadSearch(f"the answer takes longer than {seconds:g} seconds") from error
            except duckdb.Error as error:
                # Damage comes up in many words; looking at every byte settles it.
                known = len(self._snapshot.damage)
                if len(self._snapshot.look_over(fully=True)) == known:
                    raise BadSearch(f"the archive cannot be asked that: {_first_line(error)}") from error
                self.close()
            finally:
                timer.cancel()
        raise DiskFailed("the archive's files change while they are read")

    def close(self) -> None:
        """Forget the connection; the next question makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> "duckdb.DuckDBPyConnection":
        if self._connection is None:
            self._connection = _connect(self._snapshot)
        return self._connection


def _connect(snapshot: Snapshot) -> "duckdb.DuckDBPyConnection":
    import duckdb
    import pyarrow as pa

    damaged = {one.path for one in snapshot.damage}
    files: dict[str, list[str]] = {table: [] for table in TABLES if table != "replaced"}
    rest: dict[str, list[Segment]] = {table: [] for table in files}  # with damage: Arrow knows how to read around it
    for segment in snapshot.segments:
        for table, paths in files.items():
            if (path := snapshot.file(segment, table)) is not None:
                if path in damaged:
                    rest[table].append(segment)
                else:
                    paths.append(str(path))
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": 2,
            "memory_limit": MEMORY,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        },
    )
    connection.execute("SET allowed_paths = $1", [[path for paths in files.values() for path in paths]])
    connection.execute("SET enable_external_access = false")
    replaced = snapshot.replaced
    connection.register("put_out_of_force", pa.table({"document": replaced.documents, "before": replaced.before}))
    for table, paths in files.items():
        # Mostly empty; it has all columns, also those that no file has yet.
        saved = list(snapshot.batches(table, segments=rest[table]))
        connection.register(f"saved_{table}", pa.Table.from_batches(saved, schema=schema(table)))
        view = f"SELECT * FROM saved_{table}"  # noqa: S608 — names of ours, and paths as literals
        if paths:
            files_read = f"read_parquet([{_literals(paths)}], union_by_name = true)"
            view += f" UNION ALL BY NAME SELECT * FROM {files_read}"  # noqa: S608
        if replaced:
            view = (
                f"SELECT * FROM ({view}) one WHERE NOT EXISTS "  # noqa: S608 — as above
                "(SELECT 1 FROM put_out_of_force o WHERE o.document = one.document AND one.batch < o.before)"
            )
        connection.execute(f"CREATE VIEW {table} AS {view}")
    connection.execute("SET lock_configuration = true")
    return connection


def _literals(paths: list[str]) -> str:
    return ", ".join("'" + path.replace("'", "''") + "'" for path in paths)


def _only_select(connection: "duckdb.DuckDBPyConnection", sql: str) -> str:
    import duckdb

    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise BadSearch(f"the archive cannot be asked that: {_first_line(error)}") from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise BadSearch("an archive answers one SELECT at a time")
    return sql


def _first_line(error: Exception) -> str:
    return re.split(r"\n", str(error), maxsplit=1)[0]
