import os
import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from communique.cli.commands import Commands, Exit
from communique.errors import SourceMissing, StaleOffice

Run = Callable[..., Result]


def run_group(raised: BaseException) -> Result:
    @click.group(cls=Commands)
    def group() -> None:
        pass

    @group.command()
    def fail() -> None:
        raise raised

    return CliRunner().invoke(group, ["fail"])


@pytest.mark.parametrize(
    ("raised", "status", "first_words"),
    [
        (SourceMissing("no such file: x"), Exit.NOTHING_DONE, "[C101] no such file: x\n  Try: Check the path"),
        (StaleOffice("old", remedy="Add a row."), Exit.NOTHING_DONE, "[C302] old\n  Try: Add a row."),
        (
            ZeroDivisionError("oops"),
            Exit.NOTHING_DONE,
            "[C000] something went wrong that should not: ZeroDivisionError",
        ),
        (KeyboardInterrupt(), Exit.INTERRUPTED, "Stopped."),
        (SystemExit(7), 7, ""),
    ],
)
def test_every_end_has_a_status_and_no_traceback(raised: BaseException, status: int, first_words: str) -> None:
    result = run_group(raised)
    assert result.exit_code == status
    assert result.stdout == ""
    assert result.stderr.lstrip().startswith(first_words)
    assert "Traceback" not in result.stderr


def test_debugging_shows_where_it_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DEBUG", "1")
    assert isinstance(run_group(ZeroDivisionError("oops")).exception, ZeroDivisionError)


def test_an_error_cannot_steer_the_terminal() -> None:
    assert r"bad\x1b[2Jname" in run_group(SourceMissing("bad\x1b[2Jname")).stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["reed"], "did you mean `communique read`?"),
        (["help"], "`communique --help`"),
        (["help", "read"], "`communique read --help`"),
        ([os.curdir], "to read it: `communique read .`"),
        (["no\0name"], "there is no command"),
        (["xyzzy"], "commands are read, compare, add"),
        (["read", "--jsn", "x"], "no such option"),
        (["--frobnicate"], "no such option"),
        (["read", "--jobs", "0", "x"], "`communique read --help` lists what it takes."),
        (["explain", "C999"], "[C402]"),
    ],
)
def test_wrong_usage_is_status_2_with_a_next_step(communique: Run, arguments: list[str], told: str) -> None:
    result = communique(*arguments)
    assert result.exit_code == Exit.WRONG_USAGE
    assert told in result.stderr
    assert result.stderr.startswith("[C4")


def test_without_a_command_help_is_shown(communique: Run) -> None:
    result = communique()
    assert result.exit_code == Exit.WRONG_USAGE
    assert result.stderr.startswith("Usage: communique [OPTIONS] COMMAND")
    assert "  read " in result.stderr


def test_version_and_help(communique: Run) -> None:
    assert communique("--version").stdout.startswith("communique, version ")
    shown = communique("--help").stdout
    listed = [line.split()[0] for line in shown.split("Commands:\n")[1].splitlines() if line[:3].strip()]
    assert listed == main.list_commands(click.Context(main))


HEAVY = ("spacy", "numpy", "pydantic", "rich", "trafilatura", "htmldate")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["read", "--help"],
        ["compare", "--help"],
        ["compare"],
        ["explain", "C101"],
        ["read"],
        ["reed"],
    ],
)
def test_what_needs_no_reading_pays_for_nothing_heavy(arguments: list[str]) -> None:
    """Asserted on what is imported: a time would depend on the machine."""
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print([name for name in {HEAVY!r} if name in sys.modules]))\n"
        f"from communique.cli import main; main({arguments!r})"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_met_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        ended = subprocess.run(
            [sys.executable, "-m", "communique", "explain"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (Exit.PIPE_CLOSED, "")
