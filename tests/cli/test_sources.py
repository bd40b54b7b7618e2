import os
from pathlib import Path

import pytest

from communique.cli.sources import Source, sources
from communique.errors import SourceMissing


def names(*arguments: str) -> list[str]:
    return [source.name if isinstance(source, Source) else source.code for source in sources(arguments)]


def test_a_folder_gives_what_can_be_read_in_the_order_of_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.HTML", "picture.png", ".hidden.txt", "deep/c.md", ".git/d.txt"):
        Path("docs", name).parent.mkdir(parents=True, exist_ok=True)
        Path("docs", name).write_text("x")
    assert names("docs") == ["docs/a.HTML", "docs/b.txt", "docs/deep/c.md"]


def test_an_empty_folder_is_an_error_in_its_place(tmp_path: Path) -> None:
    assert names(str(tmp_path), "-", "story.txt") == [SourceMissing.code, "stdin", "story.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending() -> None:
    assert names("story.dat") == ["story.dat"]


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_name_that_is_no_text_can_still_be_an_id() -> None:
    assert names(os.fsdecode(b"caf\xe9.txt")) == ["caf\ufffd.txt"]
