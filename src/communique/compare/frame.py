"""The frame of the meeting: that it was held, who asked for it, how the talk is rated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from communique.codebook.concepts import LANGUAGES, forms, is_named_in
from communique.compare.drafts import Draft, Meeting, as_searched
from communique.compare.elements import Element, ElementKind
from communique.compare.marks import FormatUse, Request, Tone, format_of, requests_in, tone_of
from communique.compare.nearness import closest
from communique.compare.points import Reading
from communique.model import (
    Evidence,
    FindingKind,
    Level,
    Relation,
    SilenceAgainst,
    Stand,
    Topic,
    Wording,
)

_ONE_FORMAT = 2
"""Formats this few ranks apart (received, met, talks) are one meeting in other words; the outline shows which."""


def meeting_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield that the accounts report the meeting itself, each by the sentence that does so first."""
    openings = {
        side: opening for side, own in meeting.readings.items() if (opening := _opening_of(own[-1])) is not None
    }
    if len(openings) < 2:
        return
    ranks = [form.rank for _, form in openings.values() if form is not None] or [0]
    yield Draft(
        kind=FindingKind.BOTH if max(ranks) - min(ranks) <= _ONE_FORMAT else FindingKind.WORDED_DIFFERENTLY,
        level=Level.TOPIC,
        topic=Topic(label="the meeting itself"),
        sides={side: Stand.MENTIONS if side in openings else Stand.UNKNOWN for side in meeting.sides},
        evidence={side: (evidence,) for side, (evidence, _) in openings.items()},
        protocol=True,
        confidence=0.95,
        rule="protocol: the meeting",
    )


def _opening_of(reading: Reading) -> tuple[Evidence, FormatUse | None] | None:
    """Return the sentence that reports the meeting, and the format that it names if it names one."""
    if reading.opening is None:
        return None
    account = reading.inventory.account
    form = format_of(account.text, account.language or "en", _body(reading))
    sentence = reading.sentences[reading.opening]
    return Evidence(account_id=reading.account_id, start=sentence.start, end=sentence.end), form


_ASKED = "asked"
_INITIATIVE = "initiative_of_call"
"""The concept of the words that say who asked; where one of them stands, in whatever form, an account is not silent."""


def told_by_some(
    meeting: Meeting,
    evidence: Mapping[str, tuple[Evidence, ...]],
    says_nothing: Callable[[str], bool],
    *,
    label: str,
    rule: str,
    level: Level,
    confidence: float,
    wording: tuple[Wording, ...] = (),
) -> Iterator[Draft]:
    """Yield what accounts tell of the frame, by the sides whose words are `evidence`, and that others do not.

    `says_nothing` tells of another side whether its account has no word of it. Nothing is yielded where one account
    tells it alone, and of the others that cannot be told.
    """
    sides = {
        side: Stand.MENTIONS if side in evidence else Stand.SILENT if says_nothing(side) else Stand.UNKNOWN
        for side in meeting.sides
    }
    silent = [side for side, stand in sides.items() if stand is Stand.SILENT]
    if not evidence or (len(evidence) < 2 and not silent):
        return
    teller, (first, *_) = next(iter(evidence.items()))
    reading = meeting.readings[teller][-1]
    told = reading.elements_of(reading.sentence_at(first.start))
    same = all(one.relation is Relation.SAME for one in wording)
    yield Draft(
        kind=FindingKind.ONLY_IN if len(evidence) < 2 else FindingKind.BOTH if same else FindingKind.WORDED_DIFFERENTLY,
        level=level,
        topic=Topic(label=label),
        sides=sides,
        evidence=dict(evidence),
        searched={
            side: as_searched(closest(told, meeting.readings[side], language=reading.language)) for side in silent
        },
        silence_against=SilenceAgainst.OTHER_ACCOUNT if silent else None,
        wording=wording,
        protocol=True,
        confidence=confidence,
        rule=rule,
    )


def request_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield that accounts say who asked for the meeting, and that others which report it have no word of that."""
    asked = {side: found for side, own in meeting.readings.items() if (found := _requests(own[-1]))}
    yield from told_by_some(
        meeting,
        {side: (_evidence(meeting, side, found[0]),) for side, found in asked.items()},
        lambda side: _says_nothing(meeting, side),
        label="who asked for the meeting",
        rule="protocol: who asked",
        level=Level.CLAIM,
        confidence=_ASKED_CONFIDENCE,
    )


_ASKED_CONFIDENCE = 0.85
"""An estimate: the words are few and fixed."""


def _requests(reading: Reading) -> tuple[Request, ...]:
    found = requests_in(reading.inventory.account.text, reading.language, _body(reading))
    form = format_of(reading.inventory.account.text, reading.language, _body(reading))
    opening = reading.sentence_at(form.start) if form is not None else reading.opening
    told = (opening or 0) + 1  # later on somebody asks for other things
    return tuple(one for one in found if one.mark.startswith(_ASKED) and reading.sentence_at(one.start) <= told)


def _says_nothing(meeting: Meeting, side: str) -> bool:
    return meeting.whole[side] and all(
        reading.opening is not None
        and _INITIATIVE not in reading.inventory.ids
        and is_named_in(_INITIATIVE, reading.language)
        for reading in meeting.readings[side]
    )


def _evidence(meeting: Meeting, side: str, request: Request) -> Evidence:
    start, end = request.start, request.end
    if request.who_in is not None:
        start, end = min(start, request.who_in[0]), max(end, request.who_in[1])
    return Evidence(account_id=meeting.readings[side][-1].account_id, start=start, end=end)


def general_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield what accounts in several languages name in general words, such as a responsibility or common interests.

    Within a language the words around it pair the claims; across languages they cannot. Who does not name it is not
    called silent.
    """
    languages = {reading.language for own in meeting.readings.values() for reading in own[-1:]}
    if len(languages) < 2:
        return
    named: dict[str, dict[str, list[Evidence]]] = {}
    for side, own in meeting.readings.items():
        for element in own[-1].inventory.elements:
            if element.kind is ElementKind.FRAME and _is_told_of(element):
                place = Evidence(account_id=own[-1].account_id, start=element.start, end=element.end)
                named.setdefault(element.id, {}).setdefault(side, []).append(place)
    for name, places in named.items():
        if len(places) < 2 or not all(forms(name, language) for language in LANGUAGES):
            continue
        yield Draft(
            kind=FindingKind.BOTH,
            level=Level.TOPIC,
            topic=Topic(label=forms(name, "en")[0]),
            sides={side: Stand.MENTIONS if side in places else Stand.UNKNOWN for side in meeting.sides},
            evidence={side: tuple(found) for side, found in places.items()},
            protocol=True,
            confidence=_GENERAL_CONFIDENCE,
            rule="protocol: in general words",
        )


def _is_told_of(frame: Element) -> bool:
    return (frame.weight >= _TELLING and frame.id != _INITIATIVE) or frame.id in _MATTERS


_TELLING = 3.0
"""General words this rare (minus the log of their share of documents) tell something ..."""
_MATTERS = frozenset({"relations", "cooperation", "global_regional_issues"})
"""... and these, which are in most accounts, are matters of their own, whatever words an account has for them: "our
relationship" is what another one calls by the names of both states."""
_GENERAL_CONFIDENCE = 0.8
"""An estimate: the words are the same, what is said of them may differ."""


def tone_findings(meeting: Meeting) -> Iterator[Draft]:
    """Yield how the accounts rate the talk; one in another language that has no such word at all is silent on it.

    Within a language who does not rate the talk is not called silent: left-over words are compared there.
    """
    tones = {side: tone for side, own in meeting.readings.items() if (tone := _tone(own[-1])).codes}
    yield from told_by_some(
        meeting,
        {side: tuple(_rated(meeting.readings[side][-1], tone)) for side, tone in tones.items()},
        lambda side: _rates_nothing(meeting, side, tones),
        label="tone of the talk",
        rule="protocol: tone",
        level=Level.TOPIC,
        confidence=_TONE_CONFIDENCE,
        wording=tuple(
            Wording(sides=(left, right), relation=_relation(tones[left], tones[right]))
            for left, right in combinations(tones, 2)
        ),
    )


_TONE_CONFIDENCE = 0.9
"""An estimate: a word that rates a talk is known by the table alone."""


def _rates_nothing(meeting: Meeting, side: str, tellers: Iterable[str]) -> bool:
    """Tell whether an account, read whole, has no word that rates this talk or another, nor one that might."""
    spoken = {meeting.readings[teller][-1].language for teller in tellers}
    return meeting.whole[side] and all(
        reading.language not in spoken
        and not _tone(reading).ratings
        and not any(name.startswith(_RATES) for name in reading.inventory.ids | reading.inventory.named_within)
        for reading in meeting.readings[side]
    )


_RATES = "tone_"
"""How the ids of concepts begin whose words rate a talk."""


def _tone(reading: Reading) -> Tone:
    return tone_of(reading.inventory.account.text, reading.language, _body(reading))


def _rated(reading: Reading, tone: Tone) -> Iterator[Evidence]:
    for rating in tone.ratings:
        if not rating.other_talk:
            yield Evidence(
                account_id=reading.account_id,
                start=min(rating.start, rating.talk_start),
                end=max(rating.end, rating.talk_end),
            )


def _relation(left: Tone, right: Tone) -> Relation:
    """Return how the right rates the talk beside the left: colder is harder, as with nouns."""
    ours, theirs = set(left.codes), set(right.codes)
    if ours <= theirs or theirs <= ours:
        return Relation.SAME
    warmer = (right.warmth or 0) - (left.warmth or 0)
    if abs(warmer) >= _APART:
        return Relation.SOFTER if warmer > 0 else Relation.HARDER
    return Relation.SAME if ours & theirs else Relation.OTHER


_APART = 2
"""Steps of warmth from which on two ratings differ."""


def _body(reading: Reading) -> Sequence[tuple[int, int]]:
    return [(span.start, span.end) for span in reading.inventory.account.body]
