"""Who else took part: a line that one account ends with, and that another may not have."""

from collections.abc import Iterable, Iterator

from communique.codebook.protocol import find_marks
from communique.compare.drafts import Draft, Meeting
from communique.compare.elements import ElementKind
from communique.compare.frame import told_by_some
from communique.compare.points import Reading, bare
from communique.model import ActorKind, Evidence, Level, Span

_MARK = "attendance"
_SUBSTANCE = frozenset({ElementKind.TOPIC, ElementKind.THING})
_CONFIDENCE = 0.9
"""An estimate: the words are few and fixed."""


def attendance_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield that accounts say who else took part, and that others have no word of that and name none of that side."""
    told = {side: found for side, own in meeting.readings.items() if (found := _attendance(own[-1])) is not None}
    yield from told_by_some(
        meeting,
        {
            side: (Evidence(account_id=meeting.readings[side][-1].account_id, start=span.start, end=span.end),)
            for side, span in told.items()
        },
        lambda side: _says_nothing(meeting, side, told),
        label="who took part",
        rule="protocol: who took part",
        level=Level.CLAIM,
        confidence=_CONFIDENCE,
    )


def _attendance(reading: Reading) -> Span | None:
    """Return the line that says who took part: a sentence behind the opening that tells nothing else."""
    for start in _marks(reading):
        number = reading.sentence_at(start)
        if reading.opening is None or number <= reading.opening:
            continue
        if not any(element.kind in _SUBSTANCE for element in reading.elements_of(number)):
            sentence = reading.sentences[number]
            return next(bare(reading.record.document.text, sentence.start, sentence.end))
    return None


def _marks(reading: Reading) -> list[int]:
    account = reading.inventory.account
    return [
        mark.start
        for mark in find_marks(account.text, reading.language, "frame")
        if mark.mark == _MARK and any(span.start <= mark.start < span.end for span in account.body)
    ]


def _says_nothing(meeting: Meeting, side: str, tellers: Iterable[str]) -> bool:
    """Tell whether an account, read whole, has no such line and names nobody of the tellers beside those met."""
    return meeting.whole[side] and all(
        reading.opening is not None
        and not _marks(reading)
        and not any(_names_somebody_of(teller, reading) for teller in tellers)
        for reading in meeting.readings[side]
    )


def _names_somebody_of(teller: str, reading: Reading) -> bool:
    """Tell whether an account names somebody of a side, or an office of it, who is not met in its opening sentence."""
    met = {
        mention.actor for mention in reading.record.mentions if reading.sentence_at(mention.start) == reading.opening
    } | {actor for one in reading.record.meetings for actor in one.participants}
    return any(
        actor.country == teller and actor.kind in {ActorKind.PERSON, ActorKind.OFFICE}
        for mention in reading.record.mentions
        if mention.actor is not None and mention.actor not in met
        for actor in (reading.record.actor(mention.actor),)
    )
