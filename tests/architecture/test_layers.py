"""The order of the stages, and what an import may cost."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports


def test_stages_meet_only_in_one_file(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    monkeypatch.chdir(pytestconfig.rootpath)
    assert lint_imports(config_filename="pyproject.toml") == 0


@pytest.mark.parametrize("module", ["communique", "communique.model", "communique.cli", "communique.errors"])
def test_importing_is_cheap(module: str) -> None:
    code = (
        f"import sys, {module}; print(sorted({{'spacy', 'trafilatura', 'rich', 'numpy', 'thinc'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
