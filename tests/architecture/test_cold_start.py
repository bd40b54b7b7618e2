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
    assert _printed(code).splitlines()[-1] == "400000 True"


def test_a_command_reads_without_the_command_line_of_spacy(text: Path) -> None:
    code = (
        "import atexit, sys;"
        "atexit.register(lambda: print('end', *[name for name in ('typer', 'weasel') if name in sys.modules]));"
        "from communique.cli import main; main(['read', sys.argv[1]])"
    )
    assert _printed(code, str(text)).splitlines()[-1] == "end"


def test_the_command_line_of_spacy_is_still_there_for_who_asks() -> None:
    code = (
        "import os, sys; before = dict(os.environ);"
        "from communique.cli.start import prepare_to_read; prepare_to_read(); prepare_to_read();"
        "import spacy; print('typer' in sys.modules, dict(os.environ) == before, hasattr(spacy, 'nothing'));"
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__, spacy.cli.info.__module__)"
    )
    assert _printed(code).split() == ["False", "True", "False", "True", "spacy.cli.info"]


def test_a_comparison_as_json_loads_what_shows_it_to_people_not_at_all(text: Path) -> None:
    code = (
        "import atexit, sys;"
        "shown = ('jinja2', 'rich', 'communique.read.anything', 'pydantic.v1');"
        "atexit.register(lambda: print('end', *[name for name in shown if name in sys.modules]));"
        "from communique.cli import main; main(['compare', f'NOR={sys.argv[1]}', f'CHL={sys.argv[1]}', '--json'])"
    )
    assert _printed(code, str(text)).splitlines()[-1] == "end"


def test_what_is_left_out_at_the_start_is_there_for_who_comes_later() -> None:
    code = (
        "from communique.cli.start import prepare_to_read; prepare_to_read();"
        "import pydantic, pydantic.v1, spacy; from spacy.matcher import Matcher;"
        "print(pydantic.BaseModel.model_config, pydantic.v1.BaseModel.__module__);"
        "print(spacy.blank('en').add_pipe('communique_layout') is not None);"
        "matcher = Matcher(spacy.blank('en').vocab, validate=True)\n"
        "try: matcher.add('odd', [[{'NOTHING': 1}]])\n"
        "except ValueError as error: print(type(error).__name__)"
    )
    assert _printed(code).split() == ["{}", "pydantic.v1.main", "True", "MatchPatternError"]
