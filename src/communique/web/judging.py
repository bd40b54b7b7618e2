"""What people decide about what the program found, written into the archive's log.

An archive has one writer. A decision takes that right for a moment; while another process adds documents it is refused
with ArchiveLocked, and nothing is lost but the click.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from communique import history
from communique.archive import Archive, Judgement, open_archive
from communique.archive.judgements import about_finding, about_statement
from communique.errors import UnknownDocument, UnknownJudgement, UnknownPerson
from communique.model import FindingKind
from communique.web.desk import Desk
from communique.web.problems import Refused, plain_problem
from communique.web.watch import Watch

WAIT = 2.0
"""Seconds that a decision waits for another writer."""


_MARKS = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff"
_NAME = f"^[^{_MARKS}]*[^{_MARKS}\\s][^{_MARKS}]*$"
"""A name has something to be read, and nothing that steers a terminal or turns the direction of a line."""
Judge = Annotated[
    str,
    Field(min_length=1, max_length=100, pattern=_NAME, description="In whose name it is decided."),
    AfterValidator(lambda name: " ".join(name.split())),
]
Note = Annotated[str, Field(max_length=2000)]
MeetingId = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
DocumentId = Annotated[str, Field(pattern="^[0-9a-f]{24}$")]
UNIQUE = {"uniqueItems": True}


class Decision(BaseModel):
    """What every decision has: in whose name."""

    model_config = ConfigDict(extra="forbid")

    who: Judge


class Verdict(Decision):
    """What was found is right, or it is wrong."""

    verdict: Literal["accept", "reject"]
    note: Note = ""


class FindingCorrected(Decision):
    """A finding is of another kind."""

    verdict: Literal["correct"]
    kind: FindingKind = Field(description="What it is instead.")
    note: Note = ""


class SpeakerCorrected(Decision):
    """A statement is somebody else's."""

    verdict: Literal["correct"]
    speaker: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        description="Id of the actor in the record who said it, null if that cannot be told."
    )
    note: Note = ""


FindingDecision = Annotated[Verdict | FindingCorrected, Field(discriminator="verdict")]
"""A finding is right, is wrong, or is of another kind."""
StatementDecision = Annotated[Verdict | SpeakerCorrected, Field(discriminator="verdict")]
"""A statement is read rightly, is none, or is somebody else's."""


def _each_once(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise ValueError("each must be named once")
    return values


class MergeDecision(Decision):
    """Meetings are one."""

    meetings: Annotated[
        list[MeetingId],
        Field(min_length=2, max_length=20, json_schema_extra=UNIQUE),
        AfterValidator(_each_once),
    ]


class SplitDecision(Decision):
    """What some documents tell is another meeting."""

    documents: Annotated[
        list[DocumentId],
        Field(min_length=1, max_length=100, json_schema_extra=UNIQUE),
        AfterValidator(_each_once),
    ]


def judge_finding(watch: Watch, desk: Desk, meeting: str, finding: str, decision: FindingDecision) -> Judgement:
    """Note what somebody decided about a finding. Raises UnknownMeeting, Refused (409), or an ArchiveError."""
    found = desk.finding(meeting, finding)
    compared = desk.comparison(meeting)
    comparison = compared.comparison
    assert comparison is not None  # it has the finding
    if isinstance(decision, FindingCorrected):
        if decision.kind == found.kind:
            raise _conflict("The finding is of that kind already: accept it, or choose another kind.")
        after: str | None = decision.kind.value
    else:
        after = found.kind.value if decision.verdict == "accept" else None
    return _written(
        watch,
        lambda archive: archive.judge(
            decision.who,
            decision.verdict,
            about=about_finding(comparison, found, compared.texts),
            before={"kind": found.kind.value},
            after={"kind": after, **_noted(decision.note)},
        ),
    )


def judge_statement(watch: Watch, desk: Desk, document: str, statement: str, decision: StatementDecision) -> Judgement:
    """Note what somebody decided about a statement.

    Raises UnknownDocument, UnknownPerson, Refused (409), or an ArchiveError.
    """
    record = desk.document(document).record
    found = next((one for one in record.statements if one.id == statement), None) if record is not None else None
    if record is None or found is None:
        raise UnknownDocument(f"document {document} has no statement {statement!r}")
    speaker = found.speaker.actor if found.speaker is not None else None
    after: dict[str, object] = {"speaker": speaker}
    if isinstance(decision, SpeakerCorrected):
        actor = next((one for one in record.actors if one.id == decision.speaker), None)
        if decision.speaker is not None and actor is None:
            raise UnknownPerson(f"the record has no actor {decision.speaker!r}", remedy="Choose one of its actors.")
        if decision.speaker == speaker:
            raise _conflict("That is its speaker already: accept it, or choose another speaker.")
        after = {"speaker": decision.speaker, "actor": actor.model_dump(mode="json") if actor is not None else None}
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


def _conflict(what: str) -> Refused:
    return Refused(plain_problem(HTTPStatus.CONFLICT, what))


def merge(watch: Watch, desk: Desk, decision: MergeDecision) -> Judgement:
    """Note that meetings are one. Raises UnknownMeeting, or an ArchiveError."""
    ids = sorted(set(decision.meetings))
    for name in ids:
        desk.meeting(name)
    return _written(watch, lambda archive: _logged(archive, history.merge_meetings(archive, decision.who, ids)))


def split(watch: Watch, desk: Desk, meeting: str, decision: SplitDecision) -> Judgement:
    """Note that documents tell of another meeting.

    Raises UnknownMeeting, UnknownDocument, Refused (409), or an ArchiveError.
    """
    own = {account.document for account in desk.meeting(meeting).accounts}
    documents = set(decision.documents)
    if strangers := sorted(documents - own):
        raise UnknownDocument(f"no account of meeting {meeting} is {', '.join(strangers)}")
    if own <= documents:
        raise _conflict("Nothing would be left of the meeting: name some of its documents, not all.")
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
