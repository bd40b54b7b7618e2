import importlib
import json
import os
from pathlib import Path

import pytest

from communique.scale import lines as scale

TEXT = "The foreign ministers of Malta and Cyprus met in Valletta on Friday, number {}."
DEADLY = """
import os

def work(chunk):
    first, lines = chunk
    if "deadly" in lines:
        os._exit(9)
    return [f"{first + place} {line}" for place, line in enumerate(lines)]
"""


def _lines(number: int) -> list[str]:
    return [json.dumps({"id": str(each), "text": TEXT.format(each)}) for each in range(number)]


def _ids(records: list[str]) -> list[str]:
    return [json.loads(record)["document"]["id"] for record in records]


def test_several_processes_give_what_one_gives() -> None:
    lines = [*_lines(70), "broken"]

    several = list(scale.read_lines(lines, jobs=2))

    assert several == list(scale.read_lines(lines, jobs=1))
    assert _ids(several) == [*map(str, range(70)), "line-71"]


def test_chunks_hold_all_lines_and_never_too_many() -> None:
    lines = ["short"] * 40 + ["x" * scale.CHARACTERS] + ["short"] * 3

    chunks = list(scale.chunks(lines))

    assert [line for _, held in chunks for line in held] == lines
    assert [first for first, _ in chunks] == [1, 33, 42]
    assert list(scale.chunks([])) == []


def test_a_process_that_dies_costs_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deadly_work.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    deadly_work = importlib.import_module("deadly_work")

    lines = [f"line {number}" for number in range(1, 201)]
    lines[70] = "deadly"

    done = [row for rows in scale.in_processes(scale.chunks(lines), deadly_work.work, jobs=2) for row in rows]

    assert len(done) == len(lines)
    assert done[:70] == [f"{number} line {number}" for number in range(1, 71)]
    assert done[71:] == [f"{number} line {number}" for number in range(72, 201)]
    dead = json.loads(done[70])
    assert dead["document"]["id"] == "line-71"
    assert [failure["code"] for failure in dead["failures"]] == ["C107"]


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)

    list(scale.read_lines(_lines(2), jobs=2))

    assert os.environ["OMP_NUM_THREADS"] == "2"
    assert "MKL_NUM_THREADS" not in os.environ


def _account(meeting: str, side: str) -> str:
    return json.dumps({"meeting_id": meeting, "account_id": f"{meeting}-{side}", "side": side, "text": TEXT.format(1)})


def test_several_processes_compare_as_one_does() -> None:
    lines = [_account("a", "MLT"), _account("b", "MLT"), "", "broken", _account("a", "CYP")]

    several = list(scale.compare_lines(lines, jobs=2))

    assert several == list(scale.compare_lines(lines, jobs=1))
    assert [json.loads(one)["meeting_id"] for one in several] == ["a", "b", "meeting"]


def test_all_lines_of_a_meeting_are_one_chunk_and_keep_their_numbers() -> None:
    a, b = _account("a", "MLT"), _account("b", "MLT")
    far = [b] * (scale.LINES + 1)

    assert list(scale.meetings([a, b, "", a])) == [(1, (a, "", "", a)), (2, (b,))]
    assert next(scale.meetings([a, *far, a])) == (1, (a, a))


def test_a_process_that_dies_costs_one_meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deadly_meeting.py").write_text(DEADLY.replace('"deadly" in lines', "len(lines) > 1"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    deadly = importlib.import_module("deadly_meeting")
    chunks = list(
        scale.meetings([_account("a", "MLT"), _account("b", "MLT"), _account("b", "CYP"), _account("c", "MLT")])
    )

    done = list(scale.in_processes(chunks, deadly.work, jobs=2, again=scale._meeting_again))

    assert [len(each) for each in done] == [1, 1, 1]
    lost = json.loads(done[1][0])
    assert (lost["meeting_id"], lost["accounts"], lost["failures"][0]["code"]) == ("b", [], "C107")
