"""What a command costs before it has read anything: nothing is loaded, or searched, that it has no use for."""

import subprocess
import sys
from pathlib import Path

import pytest

_HTML = ("trafilatura", "htmldate", "justext", "courlan", "lxml", "pypdf", "docx", "pyarrow", "warcio")


def _printed(code: str, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return ran.stdout.strip()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "oslo.txt"
    path.write_text(
        "Foreign Minister Astrid Lindvik of Norway met Foreign Minister Tomas Arancibia on Sunday in Oslo.\n"
    )
    return path


def test_a_plain_text_is_read_without_what_html_needs(text: Path) -> None:
    code = (
        "import sys; from communique import stages; stages.read_account(sys.argv[1], side='NOR');"
        f"print(*[name for name in {_HTML} if name in sys.modules])"
    )
    assert _printed(code, str(text)) == ""


def test_a_command_does_not_search_what_it_loaded_for_garbage() -> None:
    code = (
        "import atexit, gc, sys; atexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count() > 0));"
        "from communique.cli import main; main(['explain', 'C101'])"
    )
    assert _printed(code).splitlines()[-1] == "50000 True"
