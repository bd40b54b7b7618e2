import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from communique.model import FindingKind

Run = Callable[..., Result]


def test_the_texts_can_be_saved_and_nothing_else_is_overwritten(communique: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "demo"
    first = communique("demo", "--save", str(folder))
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [str(folder / name) for name in ("norway.txt", "chile.txt", "story.txt")]
    assert communique("demo", "--save", str(folder)).exit_code == 0
    (folder / "story.txt").write_text("mine")
    again = communique("demo", "--save", str(folder))
    assert (again.exit_code, (folder / "story.txt").read_text()) == (2, "mine")
    assert "[C403]" in again.stderr


def test_it_prints_the_comparison_as_json_too(communique: Run) -> None:
    (comparison,) = [json.loads(line) for line in communique("demo", "--json").stdout.splitlines()]
    assert [account["side"] for account in comparison["accounts"]] == ["NOR", "CHL", "press"]


def test_it_shows_every_kind_of_finding(communique: Run) -> None:
    (comparison,) = [json.loads(line) for line in communique("demo", "--json").stdout.splitlines()]
    assert {finding["kind"] for finding in comparison["findings"]} == {kind.value for kind in FindingKind}


def test_each_text_is_shown_before_what_is_read_out_of_it(communique: Run) -> None:
    shown = communique("demo")
    assert shown.exit_code == 0
    text, page = (
        shown.stdout.index("Norwegian Foreign Minister Astrid Lindvik on Sunday"),
        shown.stdout.index("\nMeeting"),
    )
    assert text < page < shown.stdout.index("\nSummary")
    assert "said not to mention" in shown.stdout
    assert "communique read FILE" in shown.stdout
