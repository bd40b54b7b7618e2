"""What the pages show is run: python blocks here, shell blocks (`sh`) in a shell, in a folder of their own."""

import json
import os
import re
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

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


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the pages assume: the demo's texts, and files of the user's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    subprocess.run([sys.executable, "-m", "communique", "demo", "--save", "demo"], check=True, capture_output=True)
    story = Path("demo/story.txt").read_text(encoding="utf-8")
    Path("story.txt").write_text(story, encoding="utf-8")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in story.splitlines())
    Path("page.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>", encoding="utf-8")
    Path("readouts").mkdir()
    Path("readouts/oslo.txt").write_bytes(Path("demo/chile.txt").read_bytes())
    Path("docs.jsonl").write_text(json.dumps({"id": "story", "text": story}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", blocks("python"))
def test_python(code: str, folder: Path) -> None:
    exec(compile(code, "example", "exec"), {"text": (folder / "story.txt").read_text(encoding="utf-8")})


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("script", blocks("sh"))
def test_shell(script: str, folder: Path) -> None:
    kept = [line for line in script.splitlines() if line.strip() and not SETTING_UP.match(line)]
    if not kept:
        pytest.skip("installation only")
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(kept)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
