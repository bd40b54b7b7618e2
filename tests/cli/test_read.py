import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
STORY = "The foreign ministers of Malta and Cyprus met in Valletta on Friday."
DAY = "2026-03-09"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a story in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def records(shown: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in shown.stdout.splitlines()]


def test_a_file_becomes_a_page(communique: Run, story: Path) -> None:
    shown = communique("read", story.name, "--published", DAY)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.startswith("story\npublished Monday 9 March 2026, as given")
    assert "\x1b" not in shown.stdout
    assert all(line == line.rstrip() for line in shown.stdout.splitlines())


def test_whose_own_account_it_is_can_be_said(communique: Run, story: Path) -> None:
    shown = communique("read", story.name, "--publisher", "White House")
    assert shown.stdout.splitlines()[1] == "White House · speaks for United States"


def test_json_is_one_record_a_line_in_utf_8(communique: Run, story: Path) -> None:
    Path("b.txt").write_text("Łukasz Iłża met Zoë Æbelø in Åre.", encoding="utf-8")
    shown = communique("read", story.name, "b.txt", "--json", "--published", DAY)
    first, second = records(shown)
    assert first["schema"] == "communique.record/1"
    assert first["document"]["id"] == "story"  # type: ignore[index]  # JSON
    assert "Łukasz Iłża met Zoë Æbelø in Åre.".encode() in shown.stdout_bytes
    assert second["document"]["text"] == Path("b.txt").read_text(encoding="utf-8")  # type: ignore[index]  # JSON


def test_standard_input_is_read(communique: Run) -> None:
    shown = communique("read", "-", "--json", stdin=STORY.encode())
    (record,) = records(shown)
    assert record["document"]["id"] == "stdin"  # type: ignore[index]  # JSON


def test_files_in_a_folder_are_told_apart_by_their_path(communique: Run, story: Path) -> None:
    for place in ("a", "b/c"):
        Path("in", place).mkdir(parents=True)
        Path("in", place, "story.txt").write_text(STORY)
    Path("in/picture.png").write_bytes(b"\x89PNG")
    Path("story.html").write_text(f"<p>{STORY}</p>")
    shown = communique("read", "in", story.name, "story.html", "in/a/story.txt", "in/a", "--json")
    assert [record["document"]["id"] for record in records(shown)] == [  # type: ignore[index]  # JSON
        "a/story",
        "b/c/story",
        "story",
        "story.html",
        "in/a/story",
        "in/a/story.txt",
    ]
    assert shown.exit_code == 0


def test_a_bad_file_among_good_ones_is_told_and_the_others_are_read(communique: Run, story: Path) -> None:
    Path("empty.txt").touch()
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    arguments = ("read", "empty.txt", story.name, "picture.txt", "nothing.txt", "--published", DAY, "--json")
    shown = communique(*arguments)
    assert [record["document"]["id"] for record in records(shown)] == ["story"]  # type: ignore[index]
    assert [line[:6] for line in shown.stderr.splitlines() if not line.startswith("  Try: ")] == [
        "[C102]",
        "[C103]",
        "[C101]",
    ]
    assert shown.exit_code == 0
    assert communique(*arguments, "--strict").exit_code == 1


def test_a_file_that_is_no_text_is_named(communique: Run, story: Path) -> None:
    Path("a.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3")
    Path("docs.jsonl").write_text('{"id": "a", "text": "Talks."}')
    shown = communique("read", "a.pdf", "docs.jsonl", story.name, "--published", DAY)
    assert "[C103] a.pdf: " in shown.stderr
    assert "Try: communique read --lines docs.jsonl --output records.jsonl" in shown.stderr
    assert shown.exit_code == 0


def test_what_was_not_understood_counts_as_a_failure_only_if_strict(communique: Run, story: Path) -> None:
    assert communique("read", story.name).exit_code == 0
    strict = communique("read", story.name, "--strict")
    assert strict.exit_code == 1
    assert "[C206]" in strict.stdout
    assert communique("read", story.name, "--strict", "--published", DAY).exit_code == 0


def test_if_nothing_could_be_read_the_status_is_3(communique: Run, story: Path) -> None:
    Path("empty.txt").touch()
    assert communique("read", "empty.txt", "nothing.txt").exit_code == 3
    assert story.exists()


def test_an_empty_standard_input_is_named_once(communique: Run) -> None:
    assert communique("read", "-", stdin=b"").stderr.startswith("[C102] stdin is empty\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "there is nothing to read"),
        (("story.txt", "--published", "yesterday"), "[C401] --published"),
        (("story.txt", "--published", "2026-02-30"), "[C401] --published: '2026-02-30' is no date"),
        (("story.txt", "--language", "Klingon"), "no ISO 639 code"),
        (("story.txt", "--output", "x"), "--output goes with --lines"),
        (("--lines", "story.txt"), "--lines needs --output"),
        (("--lines", "in", "story.txt", "--output", "x"), "either files or --lines"),
        (("--lines", "in", "--output", "x", "--published", DAY), "--published goes with files"),
        (("--lines", "in", "--output", "x", "--spans"), "--spans goes with files"),
        (("story.txt", "--jobs", "2"), "--jobs goes with --lines"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    communique: Run, story: Path, arguments: tuple[str, ...], told: str
) -> None:
    shown = communique("read", *arguments)
    assert shown.exit_code == 2
    assert told in shown.stderr
    assert shown.stdout == ""
    assert sorted(path.name for path in story.parent.iterdir()) == ["story.txt"]


# Batches ----------------------------------------------------------------------------------------------------------

LINES = [
    {"id": "a", "text": STORY, "published_on": DAY},
    {"id": "b", "text": ""},
    {"id": "c", "text": STORY},
]


@pytest.fixture
def lines(story: Path) -> Path:
    path = story.with_name("docs.jsonl")
    path.write_text("".join(f"{json.dumps(line)}\n" for line in LINES))
    return path


def test_a_batch_gives_a_line_for_a_line_and_a_summary(communique: Run, lines: Path) -> None:
    shown = communique("read", "--lines", lines.name, "--output", "out.jsonl")
    assert (shown.exit_code, shown.stdout) == (0, "")
    written = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["document"]["id"] for record in written] == ["a", "b", "c"]
    assert [{failure["code"] for failure in record["failures"]} for record in written] == [set(), {"C102"}, {"C206"}]
    assert shown.stderr.startswith("3 documents in ")
    assert "`communique explain C102`" in shown.stderr
    assert communique("read", "--lines", lines.name, "--output", "out.jsonl", "--strict").exit_code == 1


def test_a_batch_in_which_nothing_could_be_read_is_status_3(communique: Run, lines: Path) -> None:
    lines.write_text("not JSON\n\n")
    assert communique("read", "--lines", lines.name, "--output", "out.jsonl").exit_code == 3
    assert all(json.loads(line)["failures"] for line in Path("out.jsonl").read_text().splitlines())


def test_an_empty_batch_is_done(communique: Run, lines: Path) -> None:
    lines.write_text("")
    assert communique("read", "--lines", lines.name, "--output", "out.jsonl").exit_code == 0
    assert Path("out.jsonl").read_text() == ""


def test_a_batch_may_come_from_standard_input(communique: Run, lines: Path) -> None:
    shown = communique("read", "--lines", "-", "--output", "out.jsonl", stdin=lines.read_bytes())
    assert shown.exit_code == 0
    assert len(Path("out.jsonl").read_text(encoding="utf-8").splitlines()) == len(LINES)


def test_a_batch_may_go_to_standard_output(communique: Run, lines: Path) -> None:
    shown = communique("read", "--lines", lines.name, "--output", "-")
    assert shown.exit_code == 0
    assert len(records(shown)) == len(LINES)
    assert sorted(path.name for path in lines.parent.iterdir()) == ["docs.jsonl", "story.txt"]


@pytest.mark.parametrize(
    ("source", "output", "status", "code"),
    [
        ("docs.jsonl", "docs.jsonl", 2, "C403"),
        ("docs.jsonl", "no/such/folder.jsonl", 2, "C403"),
        ("docs.jsonl", ".", 2, "C403"),
        ("nothing.jsonl", "out.jsonl", 3, "C101"),
        (".", "out.jsonl", 3, "C101"),
    ],
)
def test_a_batch_that_cannot_be_done_touches_nothing(
    communique: Run, lines: Path, source: str, output: str, status: int, code: str
) -> None:
    before = lines.read_bytes()
    shown = communique("read", "--lines", source, "--output", output)
    assert shown.exit_code == status
    assert shown.stderr.startswith(f"[{code}]")
    assert lines.read_bytes() == before
    assert not Path("out.jsonl").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_that_is_stopped_leaves_what_is_done(lines: Path, jobs: str) -> None:
    lines.write_text("".join(f"{json.dumps({'id': str(n), 'text': STORY})}\n" for n in range(20_000)))
    command = [
        sys.executable,
        "-m",
        "communique",
        "read",
        "--lines",
        lines.name,
        "--output",
        "out.jsonl",
        "--jobs",
        jobs,
    ]
    # Whoever started the tests in the background of a shell may have told them to ignore the signal.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        signal.signal(signal.SIGINT, before)
        part, until = Path("out.jsonl.part"), time.monotonic() + 60
        while not (part.exists() and part.stat().st_size) and time.monotonic() < until:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told.startswith("Stopped after ")
    assert "Traceback" not in told
    done = part.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"]["id"] for line in done] == [str(n) for n in range(len(done))]
    assert not Path("out.jsonl").exists()


def test_progress_is_shown_on_a_terminal_only(communique: Run, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    from communique.cli.batch import read_lines

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    assert read_lines(lines.name, "out.jsonl", jobs=1, strict=False) == 0
    assert "reading" in terminal.getvalue()
    assert communique("read", "--lines", lines.name, "--output", "out.jsonl").stderr.count("\n") == 3
