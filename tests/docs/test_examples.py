"""What the pages show is run: python blocks here, shell blocks (`sh`) in a shell, in a folder of their own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import main

from . import warm

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>python|sh)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SETTING_UP = re.compile(r"(git|pip|python3?|cd|uv|just|\.|source|\.venv/bin/\w+)\s|#")
"""Lines of a shell block that install or move about: the package under test is installed already."""


def blocks(kind: str) -> list[object]:
    return [
        pytest.param(
            found["body"], id=f"{page.relative_to(ROOT)}:{page.read_text('utf-8')[: found.start()].count(chr(10)) + 1}"
        )
        for page in PAGES
        for found in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if found["kind"] == kind
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages assume, made once: the demo's texts, files of the user's own, and an archive of the demo."""
    folder = tmp_path_factory.mktemp("made")
    runner = CliRunner()
    assert runner.invoke(main, ["demo", "--save", str(folder / "demo")]).exit_code == 0
    assert runner.invoke(main, ["add", str(folder / "demo"), "--archive", str(folder / "archive")]).exit_code == 0
    story = (folder / "demo/story.txt").read_text(encoding="utf-8")
    (folder / "story.txt").write_text(story, encoding="utf-8")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in story.splitlines())
    (folder / "page.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>", encoding="utf-8")
    (folder / "readouts").mkdir()
    (folder / "readouts/oslo.txt").write_bytes((folder / "demo/chile.txt").read_bytes())
    (folder / "docs.jsonl").write_text(json.dumps({"id": "story", "text": story}), encoding="utf-8")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what the pages assume, in which we are."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def commands() -> Iterator[Path]:
    """Return a folder with the command `communique`, which is loaded already."""
    with tempfile.TemporaryDirectory() as name:  # the path of a socket must be short
        folder = Path(name)
        warm.write_call(folder / "communique", folder / "socket")
        with subprocess.Popen([sys.executable, warm.__file__, str(folder / "socket")]) as process:
            while not (folder / "socket").exists():
                assert process.poll() is None
                time.sleep(0.05)
            yield folder
            process.kill()


@pytest.mark.parametrize("code", blocks("python"))
def test_python(code: str, folder: Path) -> None:
    exec(compile(code, "example", "exec"), {"text": (folder / "story.txt").read_text(encoding="utf-8")})


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("script", blocks("sh"))
def test_shell(script: str, folder: Path, commands: Path) -> None:
    kept = [line for line in script.splitlines() if line.strip() and not SETTING_UP.match(line)]
    if not kept:
        pytest.skip("installation only")
    shutil.rmtree(folder / "archive")  # commands make their own
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(kept)],
        cwd=folder,
        env={
            **os.environ,
            "PATH": os.pathsep.join((str(commands), str(Path(sys.executable).parent), os.environ["PATH"])),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
