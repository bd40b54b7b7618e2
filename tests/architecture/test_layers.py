"""The order of the stages, and what an import may cost."""

import subprocess
import sys

import pytest


def test_stages_meet_only_in_one_file(pytestconfig: pytest.Config) -> None:
    """A process of its own, for the linter silences the loggers of the one that it runs in."""
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(config_filename='pyproject.toml'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=pytestconfig.rootpath, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", ["communique", "communique.model", "communique.cli", "communique.errors"])
def test_importing_is_cheap(module: str) -> None:
    code = (
        f"import sys, {module}; print(sorted({{'spacy', 'trafilatura', 'rich', 'numpy', 'thinc'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
