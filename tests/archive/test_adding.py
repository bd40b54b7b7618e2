"""What goes into an archive comes out of it, once, also after other things went in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.archive import Added, Archive, DocumentStatus, Entry, Source, open_archive
from communique.archive import adding as module
from communique.errors import EmptySource, NotWritable, SourceMissing, UnknownDocument
from communique.model import Document, Failure, MadeBy, Record

MakeEntry = Callable[..., Entry]


def test_records_come_back_as_they_were(archive: Archive, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(5)]
    assert archive.add(entries) == Added(new=5)
    assert list(archive.records()) == [entry.record for entry in entries]


def test_another_process_sees_them(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    archive.add([make_entry(1)])
    with open_archive(folder) as other:
        assert [record.document.id for record in other.records()] == ["story-1"]
        assert other.snapshot == archive.snapshot
        archive.add([make_entry(2)])
        assert len(list(other.records())) == 1
        other.refresh()
        assert len(list(other.records())) == 2


def test_the_same_again_adds_nothing(archive: Archive, folder: Path, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(3)]
    archive.add(entries)
    before = archive.snapshot
    assert archive.add([*entries, *entries]) == Added(unchanged=6)
    assert archive.snapshot == before
    archive.close()
    with open_archive(folder, write=True) as again:
        assert again.add(entries) == Added(unchanged=3)
        assert again.add([make_entry(7), make_entry(7)]) == Added(new=1, unchanged=1)


def test_a_changed_text_at_a_known_page_is_a_new_version(archive: Archive, make_entry: MakeEntry) -> None:
    first, second = make_entry(1), make_entry(1, ending=" They will meet again.")
    assert archive.add([first, second, make_entry(2)]) == Added(new=2, versions=1)
    assert archive.add([make_entry(1, ending=" Update.")]) == Added(versions=1)
    table = archive.documents().select(["page", "version"]).to_pylist()
    assert sorted(row["version"] for row in table if row["page"].endswith("/1")) == [1, 2, 3]


def test_one_text_at_two_pages_is_kept_twice(
    archive: Archive, make_entry: MakeEntry, make_record: Callable[..., Record], make_story: Callable[..., str]
) -> None:
    copy = Entry.read(make_record(make_story(1), url="https://harbour-post.example/copy"))
    assert archive.add([make_entry(1), copy]) == Added(new=2)
    assert len(set(archive.documents()["sha256"].to_pylist())) == 1
    assert archive.known(copy.document.sha256)
    assert not archive.known("0" * 64)


def test_what_failed_can_be_read_later(archive: Archive, make_entry: MakeEntry) -> None:
    good = make_entry(1)
    failed = Entry.failed(SourceMissing("no answer"), document_id="story-1", url=good.document.url)
    assert archive.add([failed, failed]) == Added(failed=1, unchanged=1)
    assert archive.documents()["status"].to_pylist() == ["failed"]
    assert archive.failures()["code"].to_pylist() == ["C101"]
    assert archive.add([good, failed]) == Added(new=1, unchanged=1)
    assert archive.documents()["status"].to_pylist() == ["read"]
    assert archive.failures()["code"].to_pylist() == ["C206"]


def test_a_failure_far_into_a_large_file(archive: Archive) -> None:
    damaged = Failure(code="C112", message="cut off", start=5_000_000_000, end=5_000_000_100)
    archive.add([Entry.failed(damaged, document_id="crawl.warc.gz")])
    assert archive.failures()["start"].to_pylist() == [5_000_000_000]


def test_a_failure_is_known_after_reopening(archive: Archive, folder: Path) -> None:
    failed = Entry.failed(SourceMissing("no answer"), document_id="story-1", url="https://fjord-courier.example/1")
    archive.add([failed])
    archive.close()
    with open_archive(folder, write=True) as again:
        assert again.add([failed]) == Added(unchanged=1)


def test_failure_and_text_in_one_go(archive: Archive, make_entry: MakeEntry) -> None:
    good = make_entry(1)
    failed = Entry.failed(SourceMissing("no answer"), document_id="story-1", url=good.document.url)
    done = list(archive.adding([failed, good]))
    assert sum(done, Added()) == Added(failed=1, new=1)
    assert done[0].documents == (failed.key, good.key)
    assert archive.documents()["status"].to_pylist() == ["read"]


def test_what_was_set_aside_is_kept_and_can_get_a_record(archive: Archive, make_entry: MakeEntry) -> None:
    good = make_entry(1)
    aside = Entry.set_aside(good.document, reason="names no two parties")
    assert archive.add([aside]) == Added(set_aside=1)
    assert archive.documents()["reason"].to_pylist() == ["names no two parties"]
    assert list(archive.records()) == []
    assert archive.add([good]) == Added(renewed=1)
    assert archive.add([aside]) == Added(unchanged=1)
    documents = archive.documents().to_pylist()
    assert [(row["status"], row["version"]) for row in documents] == [("read", 1)]
    assert archive.table("sources").num_rows == 1


def test_records_are_renewed_only_if_asked(archive: Archive, make_entry: MakeEntry) -> None:
    old = make_entry(1)
    assert old.record is not None
    record = old.record.model_copy(update={"made_by": MadeBy(version="1", language_model=None, codebook="1")})
    new = Entry.read(record)
    archive.add([old, make_entry(2)])
    assert archive.add([new]) == Added(unchanged=1)
    assert archive.add([new], renew=True) == Added(renewed=1)
    assert sorted(r.made_by.version for r in archive.records()) == ["0", "1"]
    assert archive.statements().num_rows == 2
    assert archive.documents()["version"].to_pylist() == [1, 1]


def test_records_by_id(archive: Archive, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(4)]
    archive.add(entries)
    wanted = [entries[3].key, entries[1].key]
    assert [record.document.id for record in archive.records(wanted)] == ["story-3", "story-1"]
    with pytest.raises(UnknownDocument):
        list(archive.records(["nothing"]))


def test_a_record_without_a_text_is_a_failure() -> None:
    made_by = MadeBy(version="0", language_model=None, codebook="0")
    empty = Record(document=Document.of("page", ""), failures=(Failure(code="C107", message="slow"),), made_by=made_by)
    assert Entry.read(empty).failure == Failure(code="C107", message="slow")
    bare = Entry.read(Record(document=Document.of("page", ""), made_by=made_by))
    assert bare.status is DocumentStatus.FAILED
    assert bare.failure is not None
    assert bare.failure.code == EmptySource.code


def test_a_text_that_no_file_can_hold_costs_only_itself(archive: Archive, make_entry: MakeEntry) -> None:
    bad = Entry.set_aside(Document.of("half", "half \ud83d of a pair"), reason="none")
    assert archive.add([make_entry(1), bad, make_entry(2)]) == Added(new=2, failed=1)
    assert "C512" in archive.failures()["code"].to_pylist()
    assert archive.add([bad]) == Added(unchanged=1)


def test_a_name_that_no_file_can_hold_costs_only_itself(
    archive: Archive, make_record: Callable[..., Record], make_story: Callable[..., str]
) -> None:
    record = make_record(make_story(1))
    entries = [
        Entry.read(record.model_copy(update={"failures": (Failure(code="C108", message="half \ud83d"),)})),
        Entry.read(make_record(make_story(2), document_id="name \udcff"), source=Source(name="file \udcff")),
        Entry.failed(Failure(code="C101", message="no \udcff"), document_id="three"),
        Entry.read(make_record(make_story(4), document_id="four")),
    ]
    assert archive.add(entries) == Added(new=1, failed=3)
    assert archive.documents()["status"].to_pylist() == ["failed", "failed", "failed", "read"]
    assert archive.add(entries).new == 0


def test_the_source_is_kept_as_received(archive: Archive, make_entry: MakeEntry) -> None:
    plain = make_entry(1)
    assert plain.record is not None
    at = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    source = Source(name="crawl.warc", page="page one", retrieved_at=at, received=b"<p>\xff", received_type="text/html")
    archive.add([Entry.read(plain.record, source=source)])
    row = archive.table("sources").to_pylist()[0]
    assert (row["received"], row["received_type"], row["text"]) == (b"<p>\xff", "text/html", plain.document.text)
    document = archive.documents().to_pylist()[0]
    assert (document["source"], document["page"], document["retrieved_at"]) == ("crawl.warc", "page one", at)


def test_batches_are_told_one_by_one(
    archive: Archive, folder: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DOCUMENTS", 10)
    told = 0
    for done in archive.adding(make_entry(number) for number in range(25)):
        told += done.new
        with open_archive(folder) as other:
            assert other.documents().num_rows == told
        assert len(done.documents) == done.new
    assert told == 25


def test_what_came_before_an_error_is_kept(archive: Archive, make_entry: MakeEntry) -> None:
    def entries() -> Iterator[Entry]:
        yield make_entry(1)
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        archive.add(entries())
    assert [record.document.id for record in archive.records()] == ["story-1"]


@pytest.mark.usefixtures("archive")
def test_reading_does_not_write(folder: Path, make_entry: MakeEntry) -> None:
    with open_archive(folder) as other, pytest.raises(NotWritable):
        other.add([make_entry(1)])
