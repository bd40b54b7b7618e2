"""What people decide about what the program found, written into the archive's log.

An archive has one writer. A decision takes that right for a moment; while another process adds documents it is refused
with ArchiveLocked, and nothing is lost but the click.
"""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from communique import history
from communique.archive import Archive, Judgement, open_archive
from communique.archive.judgements import about_finding, about_statement
from communique.errors import UnknownDocument, UnknownJudgement, UsageError
from communique.model import FindingKind
from communique.web.desk import Desk
from communique.web.watch import Watch

WAIT = 2.0
"""Seconds that a decision waits for another writer."""


def _one_line(value: str) -> str:
    words = " ".join(value.split())
    if not words or not words.isprintable():
        raise ValueError("must be a name in letters")
    return words


Judge = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_one_line)]
"""In whose name it is decided."""
Note = Annotated[str, Field(max_length=2000)]
Verdict = Literal["accept", "reject", "correct"]
MeetingId = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
DocumentId = Annotated[str, Field(pattern="^[0-9a-f]{24}$")]


class Decision(BaseModel):
    """What every decision has: in whose name."""

    model_config = ConfigDict(extra="forbid")

    who: Judge


class FindingDecision(Decision):
    """A finding is right, is wrong, or is of another kind."""

    verdict: Verdict
    kind: FindingKind | None = Field(default=None, description="What it is instead; with `correct`, and only then.")
    note: Note = ""


class StatementDecision(Decision):
    """A statement is read rightly, is none, or is somebody else's."""

    verdict: Verdict
    speaker: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Id of the actor in the record who said it, null if that cannot be told; only with `correct`.",
    )
    note: Note = ""


class MergeDecision(Decision):
    """Meetings are one."""

    meetings: list[MeetingId] = Field(min_length=2, max_length=20)


class SplitDecision(Decision):
    """What some documents tell is another meeting."""

    documents: list[DocumentId] = Field(min_length=1, max_length=100)


def judge_finding(watch: Watch, desk: Desk, meeting: str, finding: str, decision: FindingDecision) -> Judgement:
    """Note what somebody decided about a finding. Raises UnknownMeeting, UsageError, or an ArchiveError."""
    found = desk.finding(meeting, finding)
    compared = desk.comparison(meeting)
    comparison = compared.comparison
    assert comparison is not None  # it has the finding
    if (decision.verdict == "correct") != (decision.kind is not None):
        raise UsageError("a kind goes with `correct`, and only with it", remedy="Choose the kind that it is instead.")
    if decision.kind == found.kind:
        raise UsageError("the finding is of that kind already", remedy="Accept it, or choose another kind.")
    after = {"accept": found.kind, "reject": None, "correct": decision.kind}[decision.verdict]
    return _written(
        watch,
        lambda archive: archive.judge(
            decision.who,
            decision.verdict,
            about=about_finding(comparison, found, compared.texts),
            before={"kind": found.kind.value},
            after={"kind": after.value if after is not None else None, **_noted(decision.note)},
        ),
    )


def judge_statement(watch: Watch, desk: Desk, document: str, statement: str, decision: StatementDecision) -> Judgement:
    """Note what somebody decided about a statement. Raises UnknownDocument, UsageError, or an ArchiveError."""
    record = desk.document(document).record
    found = next((one for one in record.statements if one.id == statement), None) if record is not None else None
    if record is None or found is None:
        raise UnknownDocument(f"document {document} has no statement {statement!r}")
    speaker = found.speaker.actor if found.speaker is not None else None
    known = {actor.id: actor for actor in record.actors}
    after: dict[str, object] = {"speaker": speaker}
    if decision.verdict == "correct":
        if decision.speaker is not None and decision.speaker not in known:
            raise UsageError(f"the record has no actor {decision.speaker!r}", remedy="Choose one of its actors.")
        if decision.speaker == speaker:
            raise UsageError("that is its speaker already", remedy="Accept it, or choose another speaker.")
        given = known[decision.speaker].model_dump(mode="json") if decision.speaker is not None else None
        after = {"speaker": decision.speaker, "actor": given}
    elif decision.speaker is not None:
        raise UsageError(
            "a speaker goes with `correct`, and only with it", remedy="Correct it, or leave the speaker out."
        )
    elif decision.verdict == "reject":
        after = {"speaker": None, "statement": False}
    return _written(
        watch,
        lambda archive: archive.judge(
            decision.who,
            decision.verdict,
            about=about_statement(document, record, found),
            before={"speaker": speaker},
            after={**after, **_noted(decision.note)},
        ),
    )


def merge(watch: Watch, desk: Desk, decision: MergeDecision) -> Judgement:
    """Note that meetings are one. Raises UnknownMeeting, UsageError, or an ArchiveError."""
    ids = sorted(set(decision.meetings))
    if len(ids) < len(("one", "other")):
        raise UsageError("merging takes two meetings or more", remedy="Name another meeting.")
    for name in ids:
        desk.meeting(name)
    return _written(watch, lambda archive: _logged(archive, history.merge_meetings(archive, decision.who, ids)))


def split(watch: Watch, desk: Desk, meeting: str, decision: SplitDecision) -> Judgement:
    """Note that documents tell of another meeting. Raises UnknownMeeting, UnknownDocument, UsageError, ArchiveError."""
    own = {account.document for account in desk.meeting(meeting).accounts}
    documents = set(decision.documents)
    if strangers := sorted(documents - own):
        raise UnknownDocument(f"no account of meeting {meeting} is {', '.join(strangers)}")
    if own <= documents:
        raise UsageError("nothing would be left of the meeting", remedy="Name some of its documents, not all.")
    return _written(
        watch,
        lambda archive: _logged(archive, history.split_meeting(archive, decision.who, meeting, sorted(documents))),
    )


def undo(watch: Watch, judgement: str, decision: Decision) -> Judgement:
    """Note that a decision is taken back. Raises UnknownJudgement, or an ArchiveError."""

    def write(archive: Archive) -> Judgement:
        if judgement not in {one.id for one in archive.judgements()}:
            raise UnknownJudgement(f"no judgement {judgement!r} is in force")
        return archive.judge(decision.who, "undo", undoes=judgement)

    return _written(watch, write)


def _logged(archive: Archive, name: str) -> Judgement:
    return next(one for one in reversed(archive.judgements(all_of_them=True)) if one.id == name)


def _noted(note: str) -> dict[str, str]:
    return {"note": note.strip()} if note.strip() else {}


def _written(watch: Watch, write: Callable[[Archive], Judgement]) -> Judgement:
    """Write into the log, and let the next desk show it."""
    with open_archive(watch.path, write=True, wait=WAIT) as archive:
        judgement = write(archive)
    watch.look()
    return judgement
