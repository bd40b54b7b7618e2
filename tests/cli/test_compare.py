import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from communique.asked import side_code
from communique.errors import UnknownSide
from communique.model import Comparison

Run = Callable[..., Result]
NORWAY = """Foreign Minister Astrid Lindvik met the Foreign Minister of Chile, Tomas Arancibia, in Oslo on Sunday.
The ministers discussed climate change and maritime security.
Minister Lindvik raised concerns about the treatment of salmon exports at Chilean ports."""
CHILE = """Foreign Minister Tomas Arancibia met his Norwegian counterpart Astrid Lindvik in Oslo on Sunday.
The two ministers discussed climate change and maritime security.
They also discussed the crisis in Venezuela and the war in Ukraine."""
STORY = "Norwegian Foreign Minister Astrid Lindvik met her Chilean counterpart Tomas Arancibia in Oslo on Sunday."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with an account of each side and a story in it."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("nor.txt", NORWAY), ("chl.txt", CHILE), ("story.txt", STORY)):
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def comparison(shown: Result) -> Any:
    return json.loads(shown.stdout)


def test_two_accounts_become_a_page(communique: Run) -> None:
    shown = communique("compare", "NOR=nor.txt", "CHL=chl.txt", "--date", "2026-03-09")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.startswith("The Norwegian and the Chilean account of the meeting of Sunday 8 March 2026\n")
    assert "crisis in Venezuela" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert all(line == line.rstrip() for line in shown.stdout.splitlines())


def test_json_is_the_contract(communique: Run) -> None:
    shown = communique("compare", "NOR=nor.txt", "CHL=chl.txt", "press=story.txt", "--json", "--date", "2026-03-09")
    told = comparison(shown)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert Comparison.model_validate_json(shown.stdout).to_json() == shown.stdout.rstrip("\n")
    assert told["schema"] == "communique.comparison/1"
    assert [(one["side"], one["side_known_by"], one["whole"]) for one in told["accounts"]] == [
        ("NOR", "given", True),
        ("CHL", "given", True),
        ("press", "given", False),
    ]


def test_a_page_a_table_and_markdown(communique: Run) -> None:
    shown = communique("compare", "NOR=nor.txt", "CHL=chl.txt", "--html", "out.html", "--csv", "out.csv")
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", "Written: out.html\nWritten: out.csv\n")
    assert Path("out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    table = Path("out.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfmeeting_id,")
    assert len(table.split(b"\r\n")) > 3
    assert b"\n\n" not in table
    markdown = communique("compare", "NOR=nor.txt", "CHL=chl.txt", "--markdown")
    assert markdown.stdout.startswith("# The Norwegian and the Chilean account")


def test_a_report_can_go_to_standard_output(communique: Run) -> None:
    table = communique("compare", "NOR=nor.txt", "CHL=chl.txt", "--csv", "-").stdout_bytes.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    assert {len(row) for row in rows} == {len(header)}
    assert communique("compare", "NOR=nor.txt", "CHL=chl.txt", "--html", "-").stdout.startswith("<!DOCTYPE html>")


def test_a_file_without_a_side_is_worked_out_and_said_so(communique: Run) -> None:
    shown = communique("compare", "NOR=nor.txt", "story.txt", "--json")
    assert shown.stderr.startswith(
        "story.txt: taken for the press report, worked out from the text; to say it yourself"
    )
    assert comparison(shown)["accounts"][1]["side_known_by"] != "given"


def test_a_readout_headed_by_its_ministry_is_that_sides(communique: Run) -> None:
    Path("nor.txt").write_text(f"Ministry of Foreign Affairs of Norway\n\n{NORWAY}", encoding="utf-8")
    shown = communique("compare", "nor.txt", "CHL=chl.txt", "--json")
    assert "nor.txt: taken for the Norwegian account, worked out from its publisher" in shown.stderr
    assert comparison(shown)["accounts"][0]["side"] == "NOR"


def test_a_story_whose_headline_names_a_ministry_is_not_the_ministrys(communique: Run) -> None:
    Path("a.txt").write_text(f"Talks in Oslo, says Chilean Foreign Ministry\n\n{STORY}", encoding="utf-8")
    assert comparison(communique("compare", "NOR=nor.txt", "a.txt", "--json"))["accounts"][1]["side"] == "press"


def test_versions_of_one_side(communique: Run) -> None:
    Path("later.txt").write_text(NORWAY.rpartition("\n")[0], encoding="utf-8")
    told = comparison(communique("compare", "NOR=nor.txt", "NOR=later.txt", "--json"))
    assert [(one["account_id"], one["side"]) for one in told["accounts"]] == [("nor", "NOR"), ("later", "NOR")]


def test_files_of_one_name_are_told_apart(communique: Run) -> None:
    for place, text in (("a", NORWAY), ("b", CHILE)):
        Path(place).mkdir()
        Path(place, "text.txt").write_text(text, encoding="utf-8")
    told = comparison(communique("compare", "NOR=a/text.txt", "CHL=b/text.txt", "CHL=b/text.txt", "--json"))
    assert [one["account_id"] for one in told["accounts"]] == ["text", "b/text", "b/text.txt"]


def test_genre_and_cut_belong_to_a_side(communique: Run) -> None:
    told = comparison(
        communique("compare", "NOR=nor.txt", "CHL=chl.txt", "--genre", "Norway=fact sheet", "--cut", "chile", "--json")
    )
    assert [(one["genre"], one["whole"]) for one in told["accounts"]] == [("fact_sheet", True), (None, False)]
    assert [finding["kind"] for finding in told["findings"] if finding["sides"].get("CHL") == "silent"] == []


def test_standard_input_can_be_an_account(communique: Run) -> None:
    told = comparison(communique("compare", "NOR=-", "CHL=chl.txt", "--json", stdin=NORWAY.encode()))
    assert told["accounts"][0]["account_id"] == "stdin"


@pytest.mark.parametrize(
    ("side", "code"),
    [
        ("CHN", "CHN"),
        ("chn", "CHN"),
        ("China", "CHN"),
        ("russia", "RUS"),
        ("the United States", None),
        ("United States", "USA"),
        ("US", "USA"),
        ("EU", "EU"),
        ("European Union", "EU"),
        ("Press", "press"),
        ("Chna", None),
        ("", None),
        ("nobody at all", None),
    ],
)
def test_a_side_is_a_code_or_a_name(side: str, code: str | None) -> None:
    if code is None:
        with pytest.raises(UnknownSide):
            side_code(side)
    else:
        assert side_code(side) == code


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        ((), "[C405] no account was given", 2),
        (("Chin=nor.txt",), "did you mean CHN (China)?", 2),
        (("Nowhereland=nor.txt",), "[C404] 'Nowhereland' is no state", 2),
        (("Narnia=nor.txt",), "the codebook knows\n  Try: Write a state's code", 2),
        (("NOR=",), "'NOR=' lacks a file\n  Try: Write it as NOR=text.txt", 2),
        (("=nor.txt",), "'=nor.txt' lacks a side", 2),
        (("NOR=gone.txt", "CHL=chl.txt"), "[C101] there is no file or folder gone.txt", 3),
        (("gone.txt",), "an account is written SIDE=FILE", 3),
        (("NOR=.",), ". is a folder", 2),
        (("NOR=a.jsonl",), "communique compare --lines a.jsonl", 2),
        (("NOR=nor.txt", "--date", "yesterday"), "[C401] --date", 2),
        (("NOR=nor.txt", "--genre", "NOR=poem"), "genres are readout", 2),
        (("NOR=nor.txt", "--cut", "CHL"), "--cut: no account of CHL is given", 2),
        (("NOR=nor.txt", "--json", "--markdown"), "--json and --markdown cannot both", 2),
        (("NOR=nor.txt", "--json", "--html", "-"), "--json and --html - cannot both", 2),
        (("NOR=nor.txt", "--html", "nor.txt"), "[C403] nor.txt would be written over an account itself", 2),
        (("NOR=nor.txt", "--html", "no/such/a.html"), "Choose another path for --html", 2),
        (("NOR=nor.txt", "--output", "a"), "--output goes with --lines", 2),
        (("NOR=nor.txt", "--jobs", "2"), "--jobs goes with --lines", 2),
        (("NOR=nor.txt", "--lines", "a.jsonl"), "give either SIDE=FILE or --lines", 2),
        (("--lines", "a.jsonl"), "--lines needs --output", 2),
        (("--lines", "a.jsonl", "--output", "b", "--html", "c"), "--html goes with SIDE=FILE", 2),
        (("--lines", "gone.jsonl", "--output", "b"), "[C101] gone.jsonl cannot be read", 3),
    ],
)
def test_errors_say_what_to_try(communique: Run, arguments: tuple[str, ...], told: str, status: int) -> None:
    Path("a.jsonl").write_text("")
    shown = communique("compare", *arguments)
    assert told in shown.stderr
    assert "\n  Try: " in shown.stderr
    assert (shown.exit_code, shown.stdout) == (status, "")
    assert Path("nor.txt").read_text(encoding="utf-8") == NORWAY


def test_an_account_that_cannot_be_read_ends_the_run(communique: Run) -> None:
    Path("b.txt").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3")
    shown = communique("compare", "NOR=nor.txt", "CHL=b.txt", "--json")
    assert (shown.exit_code, shown.stdout) == (3, "")
    assert "[C103]" in shown.stderr
    assert "b.txt" in shown.stderr


def test_what_was_not_understood_counts_as_a_failure_only_if_strict(communique: Run) -> None:
    Path("fr.txt").write_text(
        "Le ministre des Affaires étrangères a rencontré hier à Oslo son homologue norvégienne. "
        "Ils ont parlé de la pêche, du climat et de la sécurité en mer, ainsi que de la guerre.",
        encoding="utf-8",
    )
    arguments = ("compare", "NOR=nor.txt", "FRA=fr.txt", "--date", "2026-03-09")
    assert communique(*arguments).exit_code == 0
    strict = communique(*arguments, "--strict")
    assert strict.exit_code == 1
    assert "[C203]" in strict.stdout
    assert "not found in this account" not in strict.stdout


def line(meeting: str, side: str, text: str) -> str:
    return json.dumps(
        {"meeting_id": meeting, "account_id": f"{meeting}-{side}", "side": side, "language": "en", "text": text}
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_lines_of_one_meeting_are_compared_together(communique: Run, jobs: str) -> None:
    lines = [line("a", "NOR", NORWAY), line("b", "NOR", NORWAY), "", line("a", "CHL", CHILE), "{"]
    Path("in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    shown = communique("compare", "--lines", "in.jsonl", "--output", "out.jsonl", "--jobs", jobs)
    told = [json.loads(one) for one in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["meeting_id"], [account["side"] for account in one["accounts"]]) for one in told[:2]] == [
        ("a", ["NOR", "CHL"]),
        ("b", ["NOR"]),
    ]
    assert len(told) == 3
    assert shown.stderr.startswith("3 comparisons of 4 accounts in ")
    assert (shown.exit_code, shown.stdout) == (0, "")


def test_lines_that_hold_nothing_to_read_end_with_status_3(communique: Run) -> None:
    Path("in.jsonl").write_text("{\n", encoding="utf-8")
    assert communique("compare", "--lines", "in.jsonl", "--output", "out.jsonl").exit_code == 3
