"""Single rows are found where they stand, and a cache that is wrong is only slower."""

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive import Archive, Entry, lookup, open_archive
from communique.errors import UnknownDocument
from communique.model import Document

TEXTS = 300
"""More than are read through without looking."""


def entry(number: int, ending: str = "") -> Entry:
    return Entry.set_aside(Document.of(f"d{number}", f"Text {number} of ports.{ending}"), reason="a test")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(entry(number) for number in range(TEXTS))
    return archive


def test_each_text_is_found_by_its_row_group(filled: Archive) -> None:
    for number in (0, 63, 64, TEXTS - 1):
        assert list(filled.texts([entry(number).key])) == [(entry(number).key, f"Text {number} of ports.")]
    assert list((filled.path / "cache" / "places").iterdir())


def test_what_is_not_there_is_told_or_left_out(filled: Archive) -> None:
    with pytest.raises(UnknownDocument):
        list(filled.texts(["f" * 24]))
    assert list(filled.texts(["f" * 24, entry(1).key, "no id"], only_there=True)) == [
        (entry(1).key, "Text 1 of ports.")
    ]


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda data: data[: len(data) // 2], lambda _: b"no array"])
def test_places_that_are_not_whole_are_made_again(filled: Archive, spoil: Callable[[bytes], bytes]) -> None:
    list(filled.texts([entry(1).key]))
    for path in (filled.path / "cache" / "places").iterdir():
        path.write_bytes(spoil(path.read_bytes()))
    with open_archive(filled.path) as reader:
        assert list(reader.texts([entry(200).key])) == [(entry(200).key, "Text 200 of ports.")]


def test_a_place_that_cannot_be_kept_is_looked_for_each_time(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("read-only")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert list(filled.texts([entry(7).key])) == [(entry(7).key, "Text 7 of ports.")]


def test_rows_of_documents_and_pages_are_those_that_a_question_finds(filled: Archive) -> None:
    filled.add(entry(number, " And of railways.") for number in range(0, TEXTS, 3))
    filled.add([entry(5), entry(6)], renew=True)
    wanted = [entry(number).key for number in (0, 5, 7, TEXTS - 1)] + ["f" * 24, "no id"]
    asked = "SELECT * FROM documents WHERE {} IN ? ORDER BY batch, document"
    found = filled.rows_of("documents", wanted).sort_by([("batch", "ascending"), ("document", "ascending")])
    assert found.to_pylist() == filled.query(asked.format("document"), [wanted]).to_pylist()
    (page,) = set(filled.rows_of("documents", wanted[:1])["page_key"].to_pylist())
    versions = filled.rows_of("documents", [page], by="page_key")
    assert sorted(versions["version"].to_pylist()) == [1, 2]
    assert versions.to_pylist() == filled.query(asked.format("page_key"), [[page]]).to_pylist()
    assert filled.rows_of("failures", wanted).num_rows == 0


def test_rows_of_a_damaged_segment_are_left_out(filled: Archive) -> None:
    filled.add(entry(number) for number in range(TEXTS, 2 * TEXTS))
    filled.close()
    next(iter(sorted((filled.path / "segments").iterdir())[1].glob("documents.parquet"))).unlink()
    with open_archive(filled.path) as reader:
        found = reader.rows_of("documents", [entry(1).key, entry(TEXTS + 1).key])
        assert found["document"].to_pylist() == [entry(1).key]
        assert reader.damage()


def test_places_of_segments_that_are_gone_go(filled: Archive) -> None:
    list(filled.texts([entry(1).key]))
    filled.add(entry(number) for number in range(TEXTS, 2 * TEXTS))
    filled.compact()
    list(filled.texts([entry(1).key, entry(2 * TEXTS - 1).key]))
    place = filled.path
    filled.close()
    with open_archive(place, write=True):
        kept = {path.name.rsplit("-", 2)[0] for path in (place / "cache" / "places").iterdir()}
    assert kept <= {path.name for path in (place / "segments").iterdir()}
    assert lookup.FEW < TEXTS
