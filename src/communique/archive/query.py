"""Questions in SQL that this program asks: DuckDB in memory, over the segments, and able to do nothing else.

There is no DuckDB file: one that a process writes cannot be read by others meanwhile, and Parquet is read at nearly the
same speed. DuckDB's own words are that SQL is executable code, so what may run is fixed before anything runs: no access
to files or network, no extensions, settings locked, one SELECT at a time, values as parameters. Never pass on SQL that
a user wrote.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.archive.reading import Snapshot
from communique.archive.tables import TABLES, schema
from communique.errors import BadSearch, DiskFailed

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MEMORY = "512MB"
"""What DuckDB may use before it writes to a temporary folder."""


class Database:
    """The tables of a snapshot, as DuckDB sees them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._connection: duckdb.DuckDBPyConnection | None = None

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> "pa.Table":
        """Return what one SELECT finds. Raises BadSearch for any other statement and for a wrong one.

        A damaged segment is noted and left out, here as everywhere.
        """
        import duckdb

        for _ in range(2):
            connection = self._opened()
            _check(connection, sql)
            try:
                return connection.sql(sql, params=parameters or None).to_arrow_table()
            except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
                # Damage comes up in whatever words Arrow finds for it; looking at every byte settles it.
                known = len(self._snapshot.damage)
                if len(self._snapshot.look_over(fully=True)) == known:
                    raise BadSearch(f"the archive cannot be asked that: {_first_line(error)}") from error
                self.close()
            except duckdb.Error as error:
                raise BadSearch(f"the archive cannot be asked that: {_first_line(error)}") from error
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

    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": "2",
        "memory_limit": MEMORY,
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
    }
    connection = duckdb.connect(":memory:", config=settings)
    replaced = snapshot.replaced
    put_out = pa.table(
        {"document": pa.array(list(replaced), pa.string()), "before": pa.array(list(replaced.values()), pa.int32())}
    )
    connection.register("put_out_of_force", put_out)
    for table in TABLES:
        if table == "replaced":
            continue
        connection.register(f"all_{table}", _dataset(snapshot, table))
        in_force = (
            f"CREATE VIEW {table} AS SELECT * FROM all_{table} one WHERE NOT EXISTS "  # noqa: S608 — our own names
            "(SELECT 1 FROM put_out_of_force o WHERE o.document = one.document AND one.batch < o.before)"
        )
        connection.execute(in_force if replaced else f"CREATE VIEW {table} AS SELECT * FROM all_{table}")  # noqa: S608
    connection.execute("SET lock_configuration=true")
    return connection


def _dataset(snapshot: Snapshot, table: str) -> Any:
    """Return a table's files for Arrow to read, which checks the pages' checksums: DuckDB itself passes over them."""
    import pyarrow.dataset as ds

    files = [str(path) for segment in snapshot.segments if (path := snapshot.sound_file(segment, table)) is not None]
    if not files:
        return schema(table).empty_table()
    scanning = ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    return ds.dataset(files, schema=schema(table), format=ds.ParquetFileFormat(default_fragment_scan_options=scanning))


def _check(connection: "duckdb.DuckDBPyConnection", sql: str) -> None:
    import duckdb

    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise BadSearch(f"the archive cannot be asked that: {_first_line(error)}") from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise BadSearch("an archive answers one SELECT at a time")


def _first_line(error: Exception) -> str:
    return re.split(r"\n", str(error), maxsplit=1)[0]
