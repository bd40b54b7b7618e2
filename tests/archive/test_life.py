"""Opening and closing, what it costs, and what stays the same when the caches are made again."""

import io
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive, DocumentStatus, Entry, Filters, open_archive
from communique.archive.tables import TABLES
from communique.errors import SourceMissing, UnknownDocument

MakeEntry = Callable[..., Entry]


def test_importing_it_is_cheap() -> None:
    heavy = {"pyarrow", "duckdb", "tantivy", "numpy", "spacy"}
    code = f"import sys, communique.archive; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def exported(archive: Archive) -> dict[str, bytes]:
    import pyarrow.parquet as pq

    found = {}
    for table in TABLES:
        sink = io.BytesIO()
        pq.write_table(archive.table(table), sink)
        found[table] = sink.getvalue()
    found["records"] = "\n".join(record.to_json() for record in archive.records()).encode()
    return found


def test_exports_are_the_same_after_the_caches_were_lost(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add(make_entry(number) for number in range(10))
    archive.add([make_entry(3, ending=" Later.")])
    before, snapshot, hits = exported(archive), archive.snapshot, archive.search("oslo").hits
    archive.close()
    shutil.rmtree(folder / "cache")
    with open_archive(folder, write=True) as again:
        again.rebuild()
        assert (exported(again), again.snapshot) == (before, snapshot)
        assert {hit.document for hit in again.search("oslo").hits} == {hit.document for hit in hits}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be counted here")
def test_opening_and_closing_leaves_nothing_open(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    archive.close()

    def use() -> None:
        with open_archive(folder) as reader:
            reader.documents()
            reader.search("talk")
            reader.query("SELECT * FROM statements")

    for _ in range(3):
        use()
    files, threads = len(list(Path("/proc/self/fd").iterdir())), threading.active_count()
    for _ in range(50):
        use()
    assert len(list(Path("/proc/self/fd").iterdir())) <= files + 2
    assert threading.active_count() <= threads + 2


def test_what_is_known_of_a_page(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    entry = make_entry(1)
    archive.add([entry, Entry.failed(SourceMissing("no"), document_id="two", url="https://press.example/2")])
    archive.close()
    with open_archive(folder) as reader:
        assert reader.status(entry.page, entry.document.sha256) is DocumentStatus.READ
        assert reader.status("elsewhere", entry.document.sha256) is None
        assert reader.status("https://press.example/2") is DocumentStatus.FAILED
        assert reader.status(entry.page) is None


def test_texts_and_records_by_id(archive: Archive, make_entry: MakeEntry) -> None:
    read, aside = make_entry(1), Entry.set_aside(make_entry(2).document, reason="x")
    archive.add([read, aside])
    assert dict(archive.texts()) == {one.key: one.document.text for one in (read, aside)}
    assert dict(archive.texts([aside.key])) == {aside.key: aside.document.text}
    assert dict(archive.records_by_id()) == {read.key: read.record}
    with pytest.raises(UnknownDocument):
        list(archive.records([aside.key]))


def test_tables_come_in_pieces_too(archive: Archive, make_entry: MakeEntry) -> None:
    archive.add(make_entry(number) for number in range(5))
    pieces = archive.batches("mentions", columns=["words"])
    assert sum(piece.num_rows for piece in pieces) == archive.mentions().num_rows


def test_all_that_matches(archive: Archive, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(30)]
    archive.add(entries)
    assert sorted(archive.matching("talk")) == sorted(entry.key for entry in entries)
    assert archive.matching("talk", Filters(who="USA")) == []
    assert [hit.contexts for hit in archive.search("talk", contexts=0, limit=1).hits] == [()]
