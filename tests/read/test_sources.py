"""Files, folders and standard input."""

import io
import os
import sys
from pathlib import Path

import pytest

from communique.errors import BadDate, EmptySource, NotText, SourceMissing, TooLarge
from communique.model import KnownBy
from communique.read import find_sources, read_bytes, read_file
from communique.read.plain import LONGEST


def test_a_file_is_named_by_its_stem(tmp_path: Path, story: str) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(story, encoding="utf-8")
    reading = read_file(path)
    assert (reading.document.id, reading.document.text, reading.encoding) == ("talks", story, "utf-8")


def test_the_ending_does_not_matter_for_a_file_that_is_named(tmp_path: Path, page: str, story: str) -> None:
    path = tmp_path / "talks.page"
    path.write_text(page, encoding="utf-8")
    assert story in read_file(path).document.text


def test_standard_input(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(story.encode())))
    reading = read_file("-", published_on="2025-07-14")
    assert (reading.document.id, reading.document.text) == ("stdin", story)
    assert reading.document.published_on is not None
    assert reading.document.published_on.known_by is KnownBy.GIVEN


@pytest.mark.parametrize("data", [b"", b"  \n", b"\0\0\0", "\ufeff".encode()])
def test_an_empty_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises((EmptySource, NotText)):
        read_file(path)


@pytest.mark.parametrize("name", ["missing.txt", "no/such/folder/a.txt", "a\0b", "x" * 5000])
def test_what_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceMissing):
        read_file(tmp_path / name)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="cannot be read"):
        read_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("The talks resumed.", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceMissing, match="cannot be read"):
        read_file(path)


def test_a_permission_that_is_refused_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceMissing, match="Permission denied"):
        read_file(tmp_path / "a.txt")


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"The talks resumed. " * 200)
        file.truncate(LONGEST * 20)  # sparse: it costs no space
    with pytest.raises((TooLarge, NotText)):
        read_file(path)
    path.write_bytes(b"x" * (LONGEST + 1))
    with pytest.raises(TooLarge):
        read_file(path)


def test_a_device_without_end_is_no_text() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    with pytest.raises(NotText):
        read_file("/dev/zero")


def test_a_bad_date_is_the_callers_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The talks resumed.", encoding="utf-8")
    with pytest.raises(BadDate):
        read_file(path, published_on="yesterday")


def test_a_name_that_is_no_text_is_shown_all_the_same() -> None:
    reading = read_bytes(b"The talks resumed.", name="caf\ufffd.txt")
    assert reading.document.id == "caf\ufffd"


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 200_000, encoding="utf-8")
    assert len(read_file(path).document.text) == 1_000_000


def test_folders_give_their_readable_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", "sub/d.pdf", ".hidden/e.txt", ".f.txt", "g.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [Path(path).relative_to(tmp_path).as_posix() for path in find_sources([tmp_path])]
    assert found == ["a.html", "b.txt", "g.TXT", "sub/c.md"]


def test_sources_keep_their_order_and_standard_input_is_one(tmp_path: Path) -> None:
    path = tmp_path / "z.bin"
    path.write_text("x", encoding="utf-8")
    assert list(find_sources(["-", path])) == ["-", path]


def test_a_missing_source_is_found_out_when_its_turn_comes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    sources = find_sources([path, tmp_path / "missing"])
    assert next(sources) == path
    with pytest.raises(SourceMissing, match="no file or folder"):
        next(sources)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_missing(name: str) -> None:
    with pytest.raises(SourceMissing):
        list(find_sources([name]))


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(SourceMissing, match="no file that can be read"):
        list(find_sources([tmp_path]))


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(find_sources([tmp_path]))) >= 1
