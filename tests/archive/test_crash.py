"""THREATS row 1: writers killed at random moments lose nothing that they had acknowledged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "crash.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks")
def test_kills(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "--kills", "25", "--seed", "7", "--longest", "0.8"]
    command += ["--folder", str(tmp_path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["documents_acknowledged"] > 25
    assert done.returncode == 0
