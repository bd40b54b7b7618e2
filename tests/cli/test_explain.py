import json
import re
from collections.abc import Callable

import pytest
from click.testing import Result

from communique.errors import ERRORS

Run = Callable[..., Result]


@pytest.mark.parametrize("asked", ["C101", "c101", "101", "[C101]", "SourceMissing", "sourcemissing"])
def test_a_code_is_found_however_it_is_written(communique: Run, asked: str) -> None:
    shown = communique("explain", asked)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("C101 Source missing\n  There is no such file")
    assert "  Try: Check the path" in shown.stdout


def test_without_a_code_all_are_listed(communique: Run) -> None:
    listed = re.findall(r"^ *(C\d{3})  ", communique("explain").stdout, re.MULTILINE)
    assert listed == ["C000", *ERRORS]


def test_the_same_as_json(communique: Run) -> None:
    every = json.loads(communique("explain", "--json").stdout)
    assert [entry["code"] for entry in every] == ["C000", *ERRORS]
    one = json.loads(communique("explain", "--json", "c204").stdout)
    assert one in every
    assert one["name"] == "TextCut"
    assert one["remedy"].startswith("Split the text")


@pytest.mark.parametrize(("asked", "meant"), [("C1O1", "C101"), ("SourceMising", "C101"), ("C2o3", "C203")])
def test_a_slip_is_met_with_a_guess(communique: Run, asked: str, meant: str) -> None:
    shown = communique("explain", asked)
    assert shown.exit_code == 2
    assert f"did you mean {meant}?" in shown.stderr
