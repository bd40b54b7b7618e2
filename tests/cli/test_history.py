"""An archive over time from the command line: meetings, people, itineraries, relations, phrases, habits."""

import json
import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from communique.cli import main

Run = Callable[..., Result]
PUBLISHERS = {
    "norway": "Norwegian Ministry of Foreign Affairs",
    "chile": "Ministry of Foreign Affairs of Chile",
    "story": "The Fjord Courier",
}
LATER = (
    "Foreign Minister Astrid Lindvik of Norway met today in Santiago with Foreign Minister Tomas Arancibia of Chile. "
    "They had a constructive and candid talk on fisheries."
)


def demo(name: str) -> str:
    return resources.files("communique.demo").joinpath(f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive of two readouts and a story of one meeting, and of a readout of the pair's next one."""
    folder = tmp_path_factory.mktemp("history")
    lines: list[dict[str, str]] = [
        {"id": name, "text": demo(name), "publisher": publisher, "published_on": "2026-03-08"}
        for name, publisher in PUBLISHERS.items()
    ]
    later = {"id": "later", "text": LATER, "publisher": PUBLISHERS["norway"], "published_on": "2026-05-20"}
    texts = folder / "texts.jsonl"
    texts.write_text("\n".join(json.dumps(line) for line in [*lines, later]), encoding="utf-8")
    added = CliRunner().invoke(main, ["add", str(texts), "--archive", str(folder / "archive")])
    assert added.exit_code == 0, added.stderr
    return folder / "archive"


@pytest.fixture(autouse=True)
def archive(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", str(made))
    monkeypatch.setenv("COLUMNS", "200")
    return made


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


@pytest.fixture
def oslo(communique: Run) -> str:
    (row,) = rows(communique("meetings", "--between", "Norway", "chl", "--until", "2026-03-08", "--json"))
    return str(row["id"])


def test_a_meeting_is_listed_once_with_its_accounts(communique: Run) -> None:
    (row,) = [row for row in rows(communique("meetings", "--until", "2026-03-08", "--json")) if row["own_accounts"]]
    assert row["meeting"]["date"] == "2026-03-08"
    assert sorted(row["own_accounts"]) == ["CHL", "NOR"]
    assert [account["side"] for account in row["accounts"]].count("press") == 1


def test_meetings_come_newest_first_and_say_which_can_be_compared(communique: Run) -> None:
    shown = communique("meetings", "--between", "NOR", "CHL").stdout
    assert shown.index("20 May 2026") < shown.index("8 March 2026")
    assert re.search(r"accounts of .*Chile.*: communique compare [0-9a-f]{16}", shown)
    assert "The Fjord Courier" in shown


def test_meetings_by_person_and_topic(communique: Run) -> None:
    assert (
        len(
            rows(
                communique("meetings", "--who", "Lindvik", "--since", "2026-05-20", "--between", "NOR", "CHL", "--json")
            )
        )
        == 1
    )
    on = rows(communique("meetings", "--topic", "arms sales", "--json"))
    assert {row["meeting"]["date"] for row in on} >= {"2026-03-08"}


def test_what_is_not_there_is_said_and_is_no_error(communique: Run) -> None:
    for question in (
        ("meetings", "--since", "2030"),
        ("relations", "Norway", "Peru"),
        ("phrase", "iron brotherhood"),
        ("itinerary", "Lindvik", "--since", "2030"),
    ):
        asked = communique(*question)
        assert (asked.exit_code, asked.stderr) == (0, "")
        assert re.search("No |stands in no text", asked.stdout)
        assert question[0] == "phrase" or rows(communique(*question, "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "help_"),
    [
        (("meetings", "--between", "Norwey", "CHL"), "C404", "NOR"),
        (("meetings", "--since", "yesterday"), "C401", "--since"),
        (("meetings", "--topic", "fisheris"), "C510", "fisheries"),
        (("search", "fish", "--topic", "fisheris"), "C510", "fisheries"),
        (("meetings", "--who", "Zyxwvut"), "C514", "name"),
        (("who", "Astrit Lindvik"), "C514", "Astrid Lindvik"),
        (("itinerary", "Astrit Lindvik"), "C514", "Astrid Lindvik"),
        (("compare", "0123456789abcdef"), "C513", "communique meetings"),
        (("meetings", "undo", "0123456789abcdef", "--by", "A. Editor"), "C516", "log"),
        (("relations", "NOR", "Norway"), "C400", "two"),
        (("phrase", "..."), "C510", "words"),
    ],
)
def test_errors_say_what_to_do(communique: Run, arguments: tuple[str, ...], code: str, help_: str) -> None:
    asked = communique(*arguments)
    assert asked.exit_code in {2, 3}
    assert f"[{code}]" in asked.stderr
    assert help_ in asked.stderr.partition("Try:")[2]


def test_a_meeting_of_the_archive_is_compared(communique: Run, oslo: str) -> None:
    compared = communique("compare", oslo)
    assert compared.exit_code == 0, compared.stderr
    assert "The Chilean and the Norwegian account" in compared.stdout
    told = json.loads(communique("compare", oslo, "--json").stdout)
    assert told["meeting_id"] == oslo
    assert {account["side"] for account in told["accounts"]} == {"CHL", "NOR", "press"}
    assert any(row["topic"]["label"] == "arms sales" and row["sides"]["NOR"] == "silent" for row in told["findings"])


def test_options_for_files_are_refused_with_a_meeting(communique: Run, oslo: str) -> None:
    assert "[C400]" in communique("compare", oslo, "--cut", "NOR").stderr


def test_a_meeting_that_is_split_and_put_back(communique: Run, oslo: str) -> None:
    (before,) = rows(communique("meetings", "--between", "NOR", "CHL", "--until", "2026-03-08", "--json"))
    story = next(account["document"] for account in before["accounts"] if account["side"] == "press")
    split = communique("meetings", "split", oslo, story, "--by", "A. Editor")
    assert split.exit_code == 0, split.stderr
    judgement = re.findall(r"Noted: ([0-9a-f]{16})", split.stdout)[0]
    assert len(rows(communique("meetings", "--between", "NOR", "CHL", "--until", "2026-03-08", "--json"))) == 2
    undone = communique("meetings", "undo", judgement, "--by", "B. Reporter")
    assert undone.exit_code == 0, undone.stderr
    assert rows(communique("meetings", "--between", "NOR", "CHL", "--until", "2026-03-08", "--json")) == [before]
    log = rows(communique("meetings", "log", "--json"))
    assert [(row["who"], row["what"]) for row in log[-2:]] == [
        ("A. Editor", "different_meetings"),
        ("B. Reporter", "undo"),
    ]


def test_meetings_are_merged_by_hand_and_it_outlives_a_rebuild(communique: Run, archive: Path, oslo: str) -> None:
    other = next(row["id"] for row in rows(communique("meetings", "--json")) if row["meeting"]["date"] == "2026-05-20")
    merged = communique("meetings", "merge", oslo, other, "--by", "A. Editor", "--archive", str(archive))
    judgement = re.findall(r"Noted: ([0-9a-f]{16})", merged.stdout)[0]
    try:
        assert communique("rebuild").exit_code == 0
        made = [row for row in rows(communique("meetings", "--json")) if judgement in row["judgements"]]
        assert [len({account["document"] for account in row["accounts"]}) for row in made] == [4]
    finally:
        assert communique("meetings", "undo", judgement, "--by", "A. Editor").exit_code == 0


def test_documents_of_another_meeting_are_not_split_off(communique: Run, oslo: str) -> None:
    refused = communique("meetings", "split", oslo, "0" * 24, "--by", "A. Editor")
    assert "[C509]" in refused.stderr
    assert communique("meetings", "merge", oslo, "--by", "A. Editor").exit_code == 2


def test_who(communique: Run) -> None:
    shown = communique("who", "Lindvik")
    assert shown.exit_code == 0
    assert "Astrid Lindvik" in shown.stdout
    assert "Norway and Chile live from the sea more than most countries" in shown.stdout
    assert re.search(r"\[[0-9a-f]{24}\]", shown.stdout)
    (row,) = rows(communique("who", "Lindvik", "--json"))
    assert row["documents"] == 4


def test_an_itinerary_shows_what_lies_between(communique: Run) -> None:
    shown = communique("itinerary", "lindvik").stdout
    assert "Oslo, Norway" in shown
    assert re.search(r"… 72 days without a known place: 9 March 2026 to 19 May 2026", shown)
    assert {"stop", "meeting", "gap"} >= {row["kind"] for row in rows(communique("itinerary", "lindvik", "--json"))}


def test_relations_show_months_without_a_meeting(communique: Run) -> None:
    shown = communique("relations", "Norway", "Chile").stdout
    assert "April 2026: no meeting in this archive" in shown
    assert "“candid and constructive”" in shown
    assert [row["month"] for row in rows(communique("relations", "NOR", "CHL", "--since", "2026-05", "--json"))] == [
        "2026-05"
    ]


def test_a_phrase_with_its_variants(communique: Run) -> None:
    shown = communique("phrase", "candid", "and", "constructive").stdout
    assert "“constructive and candid” (other form)" in shown
    (row,) = rows(communique("phrase", "candid and constructive", "--json"))
    assert (row["uses_count"], row["exact_count"]) == (2, 1)


def test_habits_say_what_they_are_drawn_from(communique: Run) -> None:
    shown = communique("habits", "Norway").stdout
    assert "from 1 meeting of which texts of this and of another side are here" in shown
    assert "a topic counts from 5 meetings on" in shown
    (row,) = rows(communique("habits", "NOR", "--with", "Chile", "--json"))
    assert row["side"] == "NOR"


def test_a_page_is_plain_where_it_is_piped(communique: Run) -> None:
    assert "\x1b" not in communique("meetings").stdout


def test_an_earlier_text_at_the_same_page_is_an_earlier_version(communique: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    for number, text in enumerate((demo("chile"), demo("chile").replace(" They also discussed arms sales.", ""))):
        line = {"id": "chile", "text": text, "publisher": PUBLISHERS["chile"], "published_on": f"2026-03-0{8 + number}"}
        (tmp_path / "chile.jsonl").write_text(json.dumps(line), encoding="utf-8")
        assert communique("add", str(tmp_path / "chile.jsonl"), "--archive", place).exit_code == 0
    asked = ("meetings", "--archive", place, "--between", "NOR", "CHL", "--until", "2026-03-09", "--json")
    listed = rows(communique(*asked))
    compared = communique("compare", listed[0]["id"], "--archive", place, "--json")
    assert compared.exit_code == 0, compared.stderr
    told = json.loads(compared.stdout)
    assert [account["side"] for account in told["accounts"]] == ["CHL", "CHL"]
    assert any(
        row["rule"] == "version: topic dropped" and row["topic"]["id"] == "arms_sales" for row in told["findings"]
    )


def test_somebody_in_another_spelling_is_found_as_texts_have_the_person(
    communique: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the page said of the codebook's Wang Yi, asked for as Wang Yii, that no text named him."""
    text = "Foreign Minister Wang Yi of China met in Oslo today with Foreign Minister Astrid Lindvik of Norway."
    line = {"id": "a", "text": text, "publisher": PUBLISHERS["norway"], "published_on": "2026-03-08"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_ARCHIVE", str(tmp_path / "archive"))
    assert communique("add", str(tmp_path / "a.jsonl")).exit_code == 0
    (person,) = rows(communique("who", "Wang Yii", "--json"))
    assert person["documents"] == 1
    assert rows(communique("itinerary", "Wang Yii", "--json"))
    assert len(rows(communique("meetings", "--who", "Wang Yii", "--json"))) == 1
