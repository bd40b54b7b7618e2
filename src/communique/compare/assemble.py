"""The comparison as a whole: readings of the accounts, findings in order, outlines, the meeting, the summary."""

from collections.abc import Iterable, Sequence

from communique.compare.ascribed import UNANSWERED
from communique.compare.attendance import attendance_findings
from communique.compare.claimed import claim_findings
from communique.compare.doubts import doubted
from communique.compare.drafts import Draft, Meeting
from communique.compare.elements import Inventory
from communique.compare.frame import general_findings, meeting_findings, request_findings, tone_findings
from communique.compare.meaning import WORDS, Engine, engine
from communique.compare.meeting import meeting_of, people_of
from communique.compare.named import actor_findings, topic_findings
from communique.compare.outline import outline
from communique.compare.points import Reading
from communique.compare.press import press_findings
from communique.compare.sides import Sides
from communique.compare.summary import summarise
from communique.compare.versions import dropped_findings
from communique.model import (
    PRESS,
    Account,
    ComparedBy,
    Comparison,
    Failure,
    Finding,
    FindingKind,
    Level,
)
from communique.model.record import COSTS_THE_WHOLE

_ORDER = (
    FindingKind.DENIED,
    FindingKind.SAID_NOT_MENTIONED,
    FindingKind.ONLY_IN,
    FindingKind.PUT_IN_MOUTH,
    FindingKind.WORDED_DIFFERENTLY,
    FindingKind.BOTH,
    FindingKind.UNKNOWN,
)


def compare(accounts: Iterable[Account], *, meeting_id: str | None = None, meaning: str = WORDS) -> Comparison:
    """Put the accounts of one meeting side by side.

    Several accounts of one side are its versions, in the order of their dates. The order of the accounts decides the
    order of columns and of findings, never what is found. `meaning` names an engine (`minilm`, `multilingual`) that
    pairs claims in other words and forbids doubtful silences; by default there is none. Raises ValueError without an
    account, or if two have one id; UsageError for an unknown engine, MeaningMissing for one that is not installed.
    """
    accounts = tuple(accounts)
    if not accounts:
        raise ValueError("there is nothing to compare: give at least one account")
    if len({account.account_id for account in accounts}) < len(accounts):
        raise ValueError("two accounts have the same id")
    sides = Sides(accounts)
    sense = engine(meaning)
    readings = _readings(accounts, sides)
    meeting = Meeting(_by_side(readings), engine=sense)
    press = [reading for reading in readings if reading.inventory.account.side == PRESS]
    drafts = [
        *topic_findings(meeting),
        *actor_findings(meeting),
        *claim_findings(meeting),
        *meeting_findings(meeting),
        *request_findings(meeting),
        *attendance_findings(meeting),
        *tone_findings(meeting),
        *general_findings(meeting),
        *dropped_findings(meeting),
    ]
    if sense is not None:
        drafts = list(doubted(drafts, meeting))
    drafts += press_findings(press, meeting, sides, drafts)
    drafts = _without_repeats(drafts)
    drafts.sort(key=lambda draft: (draft.protocol, _ORDER.index(draft.kind)))
    findings = tuple(_numbered(drafts))
    outlines = tuple(outline(reading) for reading in readings)
    people = people_of(accounts, findings)
    return Comparison(
        meeting_id=meeting_id or accounts[0].meeting_id,
        meeting=meeting_of(accounts),
        people=people,
        accounts=outlines,
        findings=findings,
        summary=summarise(findings, outlines, accounts, people, sides.names),
        failures=tuple(_failures(accounts)),
        made_by=_made_by(accounts, sense),
    )


def readings_of(accounts: Sequence[Account]) -> Meeting:
    """Return the accounts of one meeting as they are compared, cut into what they name and claim, by side."""
    return Meeting(_by_side(_readings(accounts, Sides(accounts))))


def _readings(accounts: Iterable[Account], sides: Sides) -> list[Reading]:
    return [Reading(Inventory(account, sides), sides) for account in accounts]


def _by_side(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.inventory.account.side != PRESS:
            found.setdefault(reading.inventory.account.side, []).append(reading)
    for own in found.values():
        own.sort(key=lambda reading: reading.inventory.account.date or "")
    return found


def _without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what another finding says better.

    A topic put in somebody's mouth where the claim that names it is put there too; a claim that nothing in the other
    side's account answers where that side denies it.
    """
    claims = [draft for draft in drafts if draft.level is Level.CLAIM and draft.kind is FindingKind.PUT_IN_MOUTH]
    denied = [draft for draft in drafts if draft.kind is FindingKind.DENIED]
    return [
        draft
        for draft in drafts
        if not (draft.rule == UNANSWERED and any(_share_words(draft, one) for one in denied))
        and (
            draft.level is Level.CLAIM
            or draft.kind is not FindingKind.PUT_IN_MOUTH
            or not any(claim.sides == draft.sides and _holds(claim, draft) for claim in claims)
        )
    ]


def _share_words(one: Draft, other: Draft) -> bool:
    """Tell whether two findings show some of the same words."""
    return any(
        mine.account_id == theirs.account_id and mine.start < theirs.end and theirs.start < mine.end
        for side, words in one.evidence.items()
        for mine in words
        for theirs in other.evidence.get(side, ())
    )


def _holds(claim: Draft, topic: Draft) -> bool:
    return all(
        any(
            one.account_id == other.account_id and one.start <= other.start and other.end <= one.end
            for one in claim.evidence.get(side, ())
        )
        for side, words in topic.evidence.items()
        for other in words
    )


def _numbered(drafts: Iterable[Draft]) -> Iterable[Finding]:
    for number, draft in enumerate(drafts, start=1):
        yield Finding(
            id=f"f{number}",
            kind=draft.kind,
            level=draft.level,
            topic=draft.topic,
            speaker=draft.speaker,
            sides=draft.sides,
            evidence=draft.evidence,
            searched=draft.searched,
            silence_against=draft.silence_against,
            wording=draft.wording,
            protocol=draft.protocol,
            commitment=draft.commitment,
            confidence=draft.confidence,
            rule=draft.rule,
        )


def _failures(accounts: Sequence[Account]) -> Iterable[Failure]:
    """Yield what could not be read of the accounts, each with the account that it is of."""
    for account in accounts:
        for failure in account.record.failures:
            if failure.code in COSTS_THE_WHOLE:
                yield failure.model_copy(update={"message": f"{account.account_id}: {failure.message}"})


def _made_by(accounts: Sequence[Account], sense: Engine | None) -> ComparedBy:
    """Return what read the accounts, in each of their languages, and what compared them."""
    first = accounts[0].record.made_by
    models = dict.fromkeys(account.record.made_by.language_model for account in accounts)
    return ComparedBy(
        version=first.version,
        language_model="; ".join(model for model in models if model) or None,
        codebook=first.codebook,
        meaning=None if sense is None else sense.name,
    )
