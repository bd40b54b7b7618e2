"""An archive from the command line: taking in, finding again, what failed, making caches again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from communique.cli.search import KINDS
from communique.model import MeetingKind

Run = Callable[..., Result]


@pytest.fixture
def texts(communique: Run, tmp_path: Path) -> Path:
    communique("demo", "--save", str(tmp_path / "texts"))
    return tmp_path / "texts"


def done(result: Result) -> dict[str, float]:
    (row,) = json.loads(result.stdout)
    return dict(row)


def test_a_folder_is_taken_in_once(communique: Run, texts: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    first = done(communique("add", str(texts), "--archive", place, "--json"))
    assert (first["new"], first["failed"]) == (3, 0)
    again = done(communique("add", str(texts), "--archive", place, "--json"))
    assert (again["new"], again["unchanged"]) == (0, 3)


def test_a_changed_page_is_a_new_version(communique: Run, texts: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    communique("add", str(texts), "--archive", place)
    readout = texts / "norway.txt"
    readout.write_text(readout.read_text(encoding="utf-8") + "They also discussed whaling.\n", encoding="utf-8")
    assert done(communique("add", str(texts), "--archive", place, "--json"))["new_versions"] == 1


def test_what_is_not_about_diplomacy_is_set_aside_and_can_be_found(communique: Run, tmp_path: Path) -> None:
    (tmp_path / "recipe.txt").write_text("Stir the flour into the milk, and let the dough rest for an hour.")
    place = str(tmp_path / "archive")
    assert (
        done(communique("add", str(tmp_path / "recipe.txt"), "--archive", place, "--json"))["not_about_diplomacy"] == 1
    )
    (hit,) = json.loads(communique("search", "dough", "--archive", place, "--json").stdout)
    assert hit["status"] == "set_aside"


def test_words_are_found_in_context_and_without_others(communique: Run, texts: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    communique("add", str(texts), "--archive", place)
    shown = communique("search", "green hydrogen", "--archive", place)
    assert shown.exit_code == 0
    assert "[green hydrogen]" in shown.stdout
    assert communique("search", "fisheries", "-hydrogen", "--archive", place).stdout.splitlines()[-1] == "1 found"


def test_a_word_to_leave_out_is_no_option_and_the_short_option_of_help_is_no_word(communique: Run) -> None:
    assert communique("search", "-h").stdout == communique("search", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kind", "party"), "invalid value for '--kind': 'party'"),
        (("--since", "2025-13"), "[C401] --since: '2025-13'"),
    ],
)
def test_what_no_search_can_find_is_refused(communique: Run, arguments: tuple[str, ...], told: str) -> None:
    shown = communique("search", "words", *arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert told in shown.stderr


def test_every_kind_of_meeting_can_be_searched_for() -> None:
    assert set(KINDS) == set(MeetingKind)


def test_what_fails_is_listed_and_ends_with_a_status(communique: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    place = str(tmp_path / "archive")
    assert communique("add", str(tmp_path / "empty.txt"), "--archive", place).exit_code == 3
    listed = communique("failures", "--archive", place)
    assert f"[C102] {tmp_path / 'empty.txt'}: " in listed.stdout
    (tmp_path / "empty.txt").write_text("The foreign ministers of Malta and Cyprus met in Valletta on Friday.")
    again = done(communique("add", "--retry-failed", "--archive", place, "--json"))
    assert (again["new"], again["failed"]) == (1, 0)


def test_sources_that_are_not_there_leave_no_archive_behind(communique: Run, texts: Path, tmp_path: Path) -> None:
    place, missing = tmp_path / "archive", str(tmp_path / "storys")
    nothing = communique("add", missing, "--archive", str(place))
    assert (nothing.exit_code, nothing.stdout) == (3, "")
    assert nothing.stderr.startswith(f"[C101] there is no file or folder {missing}")
    assert communique("add", "--retry-failed", "--archive", str(place)).exit_code == 3
    assert not place.exists()
    some = done(communique("add", missing, str(texts), "--archive", str(place), "--json"))
    assert (some["new"], some["failed"]) == (3, 1)


def test_the_caches_are_made_again(communique: Run, texts: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    communique("add", str(texts), "--archive", place)
    before = communique("search", "arms", "--archive", place, "--json").stdout
    assert communique("rebuild", "--archive", place).exit_code == 0
    assert communique("search", "arms", "--archive", place, "--json").stdout == before


def test_an_archive_that_is_not_there_is_told(communique: Run, tmp_path: Path) -> None:
    missing = communique("search", "arms", "--archive", str(tmp_path / "nowhere"))
    assert missing.exit_code != 0
    assert "[C5" in missing.stderr
    assert communique("add").exit_code == 2
