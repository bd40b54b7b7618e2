"""Decisions about findings and speakers outlive every new reading; the last one counts, an undo is another entry."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from communique.archive import Archive, Entry, open_archive
from communique.archive.judgements import about_finding, about_statement, corrected, in_force, judged_findings
from communique.archive.judgements.places import in_common, likest
from communique.model import (
    Actor,
    ActorKind,
    Comparison,
    Document,
    Evidence,
    Finding,
    FindingKind,
    Level,
    MadeBy,
    Mode,
    Party,
    Passage,
    PassageKind,
    Record,
    Span,
    Stand,
    Statement,
    Topic,
)

MADE_BY = MadeBy(version="0", language_model=None, codebook="0")
TEXT = "Lindvik said the door was open. Arancibia said fishing was discussed. Lindvik said that talks would go on."
PLACES = ((8, 30), (47, 68), (82, 105))
"""Where the words of the three statements stand."""
SPEAKERS = ("lindvik", "arancibia", "NOR")


def read_of(places: tuple[tuple[int, int], ...], speakers: tuple[str | None, ...]) -> Record:
    """Return a reading of the text: it may have found the words a little aside, and other speakers."""
    return Record(
        document=Document.of("story", TEXT),
        passages=(Passage(kind=PassageKind.BODY, start=0, end=len(TEXT)),),
        actors=(
            Actor(id="lindvik", kind=ActorKind.PERSON, name="Astrid Lindvik", country="NOR"),
            Actor(id="arancibia", kind=ActorKind.PERSON, name="Tomas Arancibia", country="CHL"),
            Actor(id="NOR", kind=ActorKind.STATE, name="Norway", country="NOR"),
        ),
        statements=tuple(
            Statement(
                id=f"s{number}",
                mode=Mode.INDIRECT,
                content=(Span(start=start, end=end),),
                speaker=Party(actor=speaker) if speaker is not None else None,
            )
            for number, ((start, end), speaker) in enumerate(zip(places, speakers, strict=True), start=1)
        ),
        made_by=MADE_BY,
    )


def speakers_in(archive: Archive) -> list[str | None]:
    (record,) = archive.records()
    ordered = sorted(record.statements, key=lambda one: one.content[0].start)
    return [one.speaker.actor if one.speaker is not None else None for one in ordered]


class Corrections(RuleBasedStateMachine):
    """Somebody corrects and takes back while the text is read again and again; a list knows what must come out."""

    def __init__(self) -> None:
        super().__init__()
        self.read: tuple[str | None, ...] = ("lindvik", "arancibia", "lindvik")
        self.log: list[tuple[str, str, int, str | None]] = []  # id, what, statement or index of what is undone, speaker
        self.shift = 0

    @initialize()
    def begin(self) -> None:
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name) / "archive"
        with open_archive(self.folder, write=True, create=True) as archive:
            archive.add([Entry.read(self._record())])

    def _record(self) -> Record:
        places = tuple((start + self.shift, end + self.shift) for start, end in PLACES)
        return read_of(places, self.read)

    @rule(speakers=st.tuples(*[st.sampled_from((*SPEAKERS, None))] * 3), shift=st.integers(-3, 3))
    def read_anew(self, speakers: tuple[str | None, ...], shift: int) -> None:
        self.read, self.shift = speakers, shift
        with open_archive(self.folder, write=True) as archive:
            archive.add([Entry.read(self._record())], renew=True)

    @rule(statement=st.integers(0, 2), speaker=st.sampled_from((*SPEAKERS, None)), what=st.sampled_from(["correct"]))
    def correct(self, statement: int, speaker: str | None, what: str) -> None:
        with open_archive(self.folder, write=True) as archive:
            (record,) = archive.records()
            found = sorted(record.statements, key=lambda one: one.content[0].start)[statement]
            about = about_statement("d", record, found)
            made = archive.judge("A. Editor", what, about=about, after={"speaker": speaker})
        self.log.append((made.id, what, statement, speaker))

    @rule(at=st.integers(0, 20))
    def undo(self, at: int) -> None:
        with open_archive(self.folder, write=True) as archive:
            in_log = archive.judgements(all_of_them=True)
            if not in_log:
                return
            taken_back = in_log[at % len(in_log)].id
            made = archive.judge("A. Editor", "undo", undoes=taken_back)
        self.log.append((made.id, "undo", [one[0] for one in self.log].index(taken_back), None))

    @rule()
    def put_together(self) -> None:
        with open_archive(self.folder, write=True) as archive:
            archive.compact()
            archive.rebuild()

    def teardown(self) -> None:
        if hasattr(self, "scratch"):
            self.scratch.cleanup()

    @invariant()
    def it_is_as_people_said(self) -> None:
        if not hasattr(self, "folder"):
            return
        undone: set[int] = set()
        for at in reversed(range(len(self.log))):
            _, what, target, _ = self.log[at]
            if what == "undo" and at not in undone:
                undone.add(target)
        expected = list(self.read)
        for at, (_, what, statement, speaker) in enumerate(self.log):
            if what == "correct" and at not in undone:
                expected[statement] = speaker
        with open_archive(self.folder) as archive:
            assert speakers_in(archive) == expected
            assert len(archive.judgements(all_of_them=True)) == len(self.log)


def test_decisions_outlive_every_reading() -> None:
    machine = Corrections.TestCase
    machine.settings = settings(
        max_examples=int(os.environ.get("COMMUNIQUE_EXAMPLES", "15")),
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()


def test_a_speaker_whom_the_new_reading_does_not_know_is_added(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True, create=True) as archive:
        record = read_of(PLACES, ("lindvik", "arancibia", "lindvik"))
        archive.add([Entry.read(record)])
        given = {"id": "ruiz", "kind": "person", "name": "Ana Ruiz", "country": "PER"}
        about = about_statement("d", record, record.statements[0])
        archive.judge("A. Editor", "correct", about=about, after={"speaker": "ruiz", "actor": given})
        assert speakers_in(archive)[0] == "ruiz"
        (now,) = archive.records()
        assert now.actor("ruiz").name == "Ana Ruiz"


@pytest.mark.parametrize(
    "after",
    [None, [], "lindvik", {"speaker": "nobody"}, {"speaker": "ruiz", "actor": {"id": "other", "kind": "person"}}, {}],
)
def test_a_correction_that_makes_no_sense_changes_nothing_or_the_speaker_to_unknown(after: Any) -> None:
    record = read_of(PLACES, ("lindvik", None, None))
    about = about_statement("d", record, record.statements[0])
    changed = corrected(record, [_judgement("correct", about, after)])
    speaker = changed.statements[0].speaker
    assert speaker is None or speaker.actor == "lindvik"
    assert (speaker is None) == (after == {})


@pytest.mark.parametrize(
    "about",
    [
        {"statement": "s1"},
        {"statement": "s1", "sha256": "0" * 64, "start": 8, "end": 30},
        {"statement": "s1", "sha256": Document.of("a", TEXT).sha256, "start": 31, "end": 40},
        {"statement": "s1", "sha256": Document.of("a", TEXT).sha256, "start": "8", "end": None},
        {"statement": "s1", "sha256": Document.of("a", TEXT).sha256, "start": 30, "end": 8},
        {"sha256": Document.of("a", TEXT).sha256, "start": 8, "end": 30},
    ],
)
def test_a_decision_about_something_else_is_not_guessed_at(about: dict[str, Any]) -> None:
    record = read_of(PLACES, ("lindvik", None, None))
    assert corrected(record, [_judgement("correct", about, {"speaker": "arancibia"})]) == record


def _judgement(what: str, about: dict[str, Any], after: Any) -> Any:
    from communique.archive import Judgement

    return Judgement.now("A. Editor", what, about=about, after=after)


# Findings ---------------------------------------------------------------------------------------------------------


def finding_of(name: str, start: int, end: int, **changed: Any) -> Finding:
    facts: dict[str, Any] = {
        "id": name,
        "kind": FindingKind.ONLY_IN,
        "topic": Topic(id="fisheries", label="fisheries"),
        "sides": {"NOR": Stand.MENTIONS, "CHL": Stand.SILENT},
        "evidence": {"NOR": (Evidence(account_id="n", start=start, end=end),)},
        "confidence": 0.9,
        "rule": "topic: only in one",
    }
    return Finding(**{**facts, **changed})


def comparison_of(*findings: Finding) -> Comparison:
    return Comparison(meeting_id="m", accounts=(), findings=findings, made_by=MADE_BY)


TEXTS = {"n": "a" * 64, "c": "b" * 64}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ((finding_of("f9", 10, 30),), {"f9"}),
        ((finding_of("f2", 12, 31),), {"f2"}),
        ((finding_of("f1", 40, 60), finding_of("f2", 11, 30)), {"f2"}),
        ((finding_of("f1", 10, 30, kind=FindingKind.BOTH),), {"f1"}),
        ((finding_of("f1", 10, 30, topic=Topic(id="trade", label="trade")),), set()),
        ((finding_of("f1", 10, 30, level=Level.CLAIM),), set()),
        ((finding_of("f1", 40, 60),), set()),
        ((finding_of("f1", 10, 80),), set()),
        ((), set()),
    ],
)
def test_a_decision_finds_its_finding_again_or_none(new: tuple[Finding, ...], expected: set[str]) -> None:
    before = comparison_of(finding_of("f1", 10, 30))
    about = about_finding(before, before.findings[0], TEXTS)
    found = judged_findings(comparison_of(*new), TEXTS, [_judgement("reject", about, {"kind": None})])
    assert set(found) == expected


def test_a_decision_about_other_texts_is_not_this_ones() -> None:
    before = comparison_of(finding_of("f1", 10, 30))
    about = about_finding(before, before.findings[0], TEXTS)
    decided = [_judgement("accept", about, {"kind": "only_in"})]
    assert judged_findings(before, {"n": "c" * 64}, decided) == {}


def test_the_last_decision_stands_last() -> None:
    one = comparison_of(finding_of("f1", 10, 30))
    about = about_finding(one, one.findings[0], TEXTS)
    first, second = (_judgement(what, about, None) for what in ("accept", "reject"))
    assert judged_findings(one, TEXTS, in_force([first, second])) == {"f1": (first, second)}


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 10), (0, 10), 1), ((0, 10), (5, 15), 1 / 3), ((0, 10), (10, 20), 0), ((0, 4), (0, 8), 0.5)],
)
def test_how_much_two_stretches_have_in_common(one: tuple[int, int], other: tuple[int, int], share: float) -> None:
    assert in_common(one, other) == pytest.approx(share)
    assert in_common(other, one) == pytest.approx(share)


def test_what_is_less_than_half_alike_is_something_else() -> None:
    assert likest((0, 10), [("a", (6, 20)), ("b", (0, 21))]) is None
    assert likest((0, 10), [("a", (2, 10)), ("b", (1, 10))]) == "b"
