import os
from pathlib import Path

import pytest

from communique.cli.output import WholeFile
from communique.errors import OutputRefused


def test_the_file_appears_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("old")
    output.chmod(0o600)
    with WholeFile(str(output), source="-") as whole:
        whole.write("new")
        assert output.read_text() == "old"
        whole.finish()
    assert output.read_text() == "new\n"
    assert output.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_is_left_half_way_is_kept_beside(tmp_path: Path) -> None:
    with WholeFile(str(tmp_path / "out.jsonl"), source="-") as whole:
        whole.write("done")
        told = whole.leave()
    assert str(tmp_path / "out.jsonl.part") in told
    assert (tmp_path / "out.jsonl.part").read_text() == "done\n"
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    "name", ["in.jsonl", "./in.jsonl", "link.jsonl", "hard.jsonl", "in.jsonl/../in.jsonl", ".", "no/out"]
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text("precious")
    Path("link.jsonl").symlink_to("in.jsonl")
    Path("hard.jsonl").hardlink_to("in.jsonl")
    with pytest.raises(OutputRefused):
        WholeFile(name, source="in.jsonl")
    assert Path("in.jsonl").read_text() == "precious"


def test_the_unfinished_file_may_not_be_the_input_either(tmp_path: Path) -> None:
    source = tmp_path / "out.jsonl.part"
    source.write_text("precious")
    with pytest.raises(OutputRefused):
        WholeFile(str(tmp_path / "out.jsonl"), source=str(source))
    assert source.read_text() == "precious"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with WholeFile(str(tmp_path / "link"), source="-") as whole:
        whole.write("line")
        whole.finish()
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "line\n"


def test_a_device_is_written_as_it_is() -> None:
    with WholeFile(os.devnull, source="-") as whole:
        whole.write("line")
        whole.finish()
    assert Path(os.devnull).is_char_device()


def test_a_full_disk_is_a_clear_error() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with WholeFile("/dev/full", source="-") as whole, pytest.raises(OutputRefused):
        whole.write("x" * 100_000)
