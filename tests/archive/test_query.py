"""THREATS row 14: SQL of our own over an archive: it sees what is in force, and can do nothing but read it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, open_archive
from communique.archive.tables import TABLES
from communique.errors import BadSearch
from communique.model import MadeBy

MakeEntry = Callable[..., Entry]


def test_tables_say_what_arrow_says(archive: Archive, make_entry: MakeEntry) -> None:
    for number in range(3):
        archive.add([make_entry(number)])
    record = make_entry(1).record
    assert record is not None
    newer = record.model_copy(update={"made_by": MadeBy(version="1", language_model=None, codebook="1")})
    archive.add([Entry.read(newer)], renew=True)
    for table in TABLES:
        if table != "replaced":
            assert archive.query(f"SELECT count(*) AS n FROM {table}").to_pylist() == [
                {"n": archive.table(table).num_rows}
            ]
    rows = archive.query(
        "SELECT id FROM meetings JOIN documents USING (document) WHERE list_contains(countries, ?) ORDER BY id",
        ["CHL"],
    )
    assert [row["id"] for row in rows.to_pylist()] == ["story-0", "story-1", "story-2"]


def test_an_empty_archive_has_empty_tables(archive: Archive) -> None:
    assert archive.query("SELECT * FROM statements").num_rows == 0


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM glob('/*')",
        "COPY documents TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SET enable_external_access=true",
        "SET lock_configuration=false",
        "PRAGMA enable_profiling",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CREATE TABLE mine (a INT)",
        "DROP VIEW documents",
        "SELECT 1; SELECT 2",
        "SELECT no_such_column FROM documents",
        "SELECT 1 FROM archive",
        "nonsense",
        "",
    ],
)
def test_nothing_but_reading(archive: Archive, sql: str) -> None:
    with pytest.raises(BadSearch):
        archive.query(sql)


@pytest.mark.parametrize("value", ["' OR 1=1 --", "'; DROP VIEW documents; --", "\x00", "%", "\\", "{{}}"])
def test_values_are_values(archive: Archive, make_entry: MakeEntry, value: str) -> None:
    archive.add([make_entry(1)])
    assert archive.query("SELECT * FROM documents WHERE id = ?", [value]).num_rows == 0
    assert archive.query("SELECT * FROM documents WHERE id = $id", {"id": "story-1"}).num_rows == 1


def test_a_question_that_takes_too_long_is_given_up(archive: Archive) -> None:
    with pytest.raises(BadSearch, match=r"0\.2 seconds"):
        archive.query(
            "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range", seconds=0.2
        )
    assert archive.query("SELECT 1 AS one").to_pylist() == [{"one": 1}]


def test_many_threads_may_ask(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add([make_entry(number) for number in range(5)])
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(
            lambda number: archive.query("SELECT id FROM documents WHERE id = ?", [f"story-{number % 5}"]), range(40)
        )
        assert [answer.num_rows for answer in answers] == [1] * 40
        found = threads.map(lambda number: archive.search(f"talk {number % 5}").total, range(40))
        assert list(found) == [1] * 40


def test_a_folder_may_have_any_name(tmp_path: Path, make_entry: MakeEntry) -> None:
    with open_archive(tmp_path / "it's [a] *folder*?", write=True, create=True) as archive:
        archive.add([make_entry(1)])
        assert archive.query("SELECT * FROM documents").num_rows == 1
        assert archive.search("talk").total == 1
        assert archive.documents().num_rows == 1


def test_damage_is_left_out(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    for number in range(3):
        archive.add([make_entry(number)])
    file = sorted((folder / "segments").iterdir())[1] / "meetings.parquet"
    content = bytearray(file.read_bytes())
    content[4:200] = bytes(196)
    file.write_bytes(content)
    archive.refresh()
    assert archive.query("SELECT * FROM meetings").num_rows == 2
    assert [damage.path for damage in archive.damage()] == [file]
