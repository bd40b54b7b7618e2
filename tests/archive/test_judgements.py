"""Judgements of people: an append-only log, with undo as a new entry."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from communique.archive import Archive, Entry, Judgement, open_archive
from communique.errors import DiskFull, NotWritable


def whats(archive: Archive) -> list[str]:
    return [judgement.what for judgement in archive.judgements()]


def test_a_judgement_says_who_when_what_and_stays(archive: Archive, folder: Path) -> None:
    made = archive.judge(
        "desk", "correct", about={"sha256": "0" * 64, "start": 3, "end": 9}, before="lindvik", after="arancibia"
    )
    with open_archive(folder) as other:
        assert other.judgements() == [made]
        assert other.judgements()[0].about == {"sha256": "0" * 64, "start": 3, "end": 9}
        with pytest.raises(NotWritable):
            other.judge("desk", "accept")


def test_an_undo_is_an_entry_and_can_be_undone(archive: Archive) -> None:
    first = archive.judge("desk", "same_meeting", after=["a", "b"])
    undo = archive.judge("editor", "undo", undoes=first.id)
    assert whats(archive) == []
    archive.judge("desk", "undo", undoes=undo.id)
    assert whats(archive) == ["same_meeting"]
    assert len(archive.judgements(all_of_them=True)) == 3


def test_an_undo_names_a_judgement() -> None:
    with pytest.raises(ValueError, match="undo"):
        Judgement.now("desk", "undo")
    with pytest.raises(ValueError, match="undo"):
        Judgement.now("desk", "accept", undoes="0" * 16)


def test_judgements_are_part_of_the_snapshot(archive: Archive, make_entry: Callable[..., Entry]) -> None:
    archive.add([make_entry(1)])
    before = archive.snapshot
    archive.judge("desk", "accept")
    assert archive.snapshot != before


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_line_that_was_cut_short_spoils_itself_only(archive: Archive, folder: Path, cut: int) -> None:
    archive.judge("desk", "accept")
    archive.judge("desk", "reject")
    log = folder / "judgements.jsonl"
    log.write_bytes(log.read_bytes()[:-cut] if cut > 1 else log.read_bytes()[:-1])
    archive.judge("desk", "correct")
    assert whats(archive) == (["accept", "reject", "correct"] if cut == 1 else ["accept", "correct"])
    assert (archive.failures()["code"].to_pylist() == ["C511"]) is (cut > 1)


def test_a_full_disk_leaves_no_half_line(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.judge("desk", "accept")
    before = (folder / "judgements.jsonl").read_bytes()
    room = [10]

    def write(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        written = real(descriptor, data[: room[0]])
        room[0] -= written
        return written

    real = os.write
    monkeypatch.setattr(os, "write", write)
    with pytest.raises(DiskFull):
        archive.judge("desk", "reject")
    assert (folder / "judgements.jsonl").read_bytes() == before


class Desk(RuleBasedStateMachine):
    """Random judging, undoing and reopening agrees with a plain list."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.archive = open_archive(Path(self.place.name) / "archive", write=True, create=True)
        self.log: list[tuple[str, str | None]] = []  # id, undoes

    @rule(what=st.sampled_from(["accept", "reject", "correct"]))
    def judge(self, what: str) -> None:
        self.log.append((self.archive.judge("desk", what).id, None))

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        if self.log:
            target = data.draw(st.sampled_from([one for one, _ in self.log]))
            self.log.append((self.archive.judge("desk", "undo", undoes=target).id, target))

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.archive = open_archive(Path(self.place.name) / "archive", write=True)

    @invariant()
    def the_same_count(self) -> None:
        def counts(at: int) -> bool:
            me = self.log[at][0]
            return not any(undoes == me and counts(later) for later, (_, undoes) in enumerate(self.log) if later > at)

        wanted = [one for at, (one, undoes) in enumerate(self.log) if undoes is None and counts(at)]
        assert [judgement.id for judgement in self.archive.judgements()] == wanted

    def teardown(self) -> None:
        self.archive.close()
        self.place.cleanup()


Desk.TestCase.settings = settings(max_examples=30, stateful_step_count=10, deadline=None)
TestDesk = Desk.TestCase
