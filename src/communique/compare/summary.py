"""What an editor would write: three to seven plain sentences, each resting on its findings.

A sentence says no more than its level allows: "names", where a topic is named, "does not carry", where a claim is not
found; silence belongs to a text, never to a state.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.codebook.aliases import entities
from communique.codebook.glosses import named_in_english
from communique.codebook.languages import language_name
from communique.codebook.wording import noun_gloss
from communique.compare.ascribed import LISTED, UNANSWERED
from communique.compare.claimed import WHOLE_CLAIM
from communique.compare.press import REPORTED
from communique.compare.sides import BOTH
from communique.model import (
    PRESS,
    Account,
    ComparedAccount,
    Evidence,
    Finding,
    FindingKind,
    Level,
    Mark,
    MarkKind,
    Relation,
    SilenceAgainst,
    Stand,
    SummarySentence,
)
from communique.model.account import WEAK_GROUND

MOST = 7
"""Sentences of a summary at most."""
_LISTED = 7
"""Topics that one sentence lists at most."""
_QUOTED = 140
"""Characters of an excerpt that a sentence quotes at most."""
_LONGER = 2.0
"""A text this many times as long as the other is said to be so."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """All that the sentences are made of."""

    findings: Sequence[Finding]
    outlines: Sequence[ComparedAccount]
    texts: Mapping[str, str]
    languages: Mapping[str, str]
    names: Mapping[str, str]
    sides: tuple[str, ...]

    def of(self, kind: FindingKind, level: Level | None = None) -> list[Finding]:
        return [
            finding
            for finding in self.findings
            if finding.kind is kind and not finding.protocol and (level is None or finding.level is level)
        ]

    def quoted(self, evidence: Evidence | Mark, *, known: str = "") -> str:
        """Return words of a text in quotation marks, and of those in another language what is `known` in English."""
        words = bare_of_marks(" ".join(self.texts[evidence.account_id][evidence.start : evidence.end].split()))
        words = words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"
        language = self.languages[evidence.account_id]
        if language == "en":
            return f"“{words}”"
        return f"“{words}” ({', '.join(filter(None, (language_name(language), known)))})"

    def claimed(self, evidence: Evidence) -> str:
        """Return the words of a claim, and of those in another language what of the codebook they name."""
        named = named_in_english(evidence.of(self.texts[evidence.account_id]), self.languages[evidence.account_id])
        return self.quoted(evidence, known=f"naming {_joined(named)}" if named else "")

    def name(self, actor: str | None) -> str | None:
        return self.names.get(actor) if actor else None


def summarise(
    findings: Sequence[Finding],
    outlines: Sequence[ComparedAccount],
    accounts: Sequence[Account],
    names: Mapping[str, str],
    sides: tuple[str, ...],
) -> tuple[SummarySentence, ...]:
    """Return the sentences, those that an editor would print first in front; `names` are those of the actors, by id."""
    matter = _Matter(
        findings,
        outlines,
        {account.account_id: account.text for account in accounts},
        {account.account_id: account.language or "en" for account in accounts},
        names,
        sides,
    )
    sentences = [
        *_shared(matter),
        *_denied(matter),
        *_reported_silences(matter),
        *_one_sided_topics(matter),
        *_mouths(matter),
        *_one_sided_claims(matter),
        *_strengths(matter),
    ]
    caution = list(_cautions(matter))
    return tuple(sentences[: MOST - len(caution)] + caution)


def account_of(side: str) -> str:
    """Return what the account of a side is called in a sentence: `the Ukrainian account`."""
    entity = entities().get(side)
    if side == PRESS:
        return "the press"
    if entity is None:
        return f"the account of {side}"
    return f"the {entity.adjective} account" if entity.adjective else f"the account of {entity.name}"


def _shared(matter: _Matter) -> Iterator[SummarySentence]:
    found = [
        finding
        for finding in (*matter.of(FindingKind.BOTH), *matter.of(FindingKind.WORDED_DIFFERENTLY))
        if finding.level is Level.TOPIC
        and finding.topic.id
        and all(stand is Stand.MENTIONS for stand in finding.sides.values())
    ]
    if len(matter.sides) < 2:
        return
    who = "both accounts name" if len(matter.sides) == 2 else f"all {len(matter.sides)} accounts name"
    reported = [finding for finding in found if finding.rule.startswith(REPORTED)]
    own = [finding for finding in found if not finding.rule.startswith(REPORTED)]
    if own:
        yield SummarySentence(sentence=f"{_upper(who)} {_list(own)}.", findings=_ids(own[:_LISTED]))
    if reported:
        yield SummarySentence(
            sentence=f"As the press reports, {who} {_list(reported)}.", findings=_ids(reported[:_LISTED])
        )


def _denied(matter: _Matter) -> Iterator[SummarySentence]:
    for finding in matter.of(FindingKind.DENIED)[:1]:
        (first, claim), (second, denial) = list(finding.evidence.items())[:2]
        yield SummarySentence(
            sentence=f"{_upper(account_of(first))} has {matter.claimed(claim[0])}; "
            f"{matter.name(finding.speaker) or account_of(second)} denies it: {matter.quoted(denial[0])}.",
            findings=(finding.id,),
        )


def _reported_silences(matter: _Matter) -> Iterator[SummarySentence]:
    for finding in matter.of(FindingKind.SAID_NOT_MENTIONED):
        silent = [side for side, stand in finding.sides.items() if stand is Stand.SILENT]
        told = [side for side, stand in finding.sides.items() if stand is Stand.MENTIONS]
        if not silent:
            continue
        other = f"; {account_of(told[0])} is said to carry it" if told else ""
        yield SummarySentence(
            sentence=f"The press reports that {_joined([account_of(side) for side in silent])} "
            f"{'does' if len(silent) == 1 else 'do'} not mention {finding.topic.label}{other}.",
            findings=(finding.id,),
        )


def _one_sided_topics(matter: _Matter) -> Iterator[SummarySentence]:
    found = [finding for finding in matter.of(FindingKind.ONLY_IN, Level.TOPIC) if finding.topic.id]
    for side in matter.sides:
        told = [finding for finding in found if finding.sides.get(side) is Stand.MENTIONS]
        told = [finding for finding in told if finding.silence_against is SilenceAgainst.OTHER_ACCOUNT]
        if told:
            silent = list(dict.fromkeys(name for finding in told for name in _silent(finding)))
            verb = "does" if len(silent) == 1 else "do"
            yield SummarySentence(
                sentence=f"Only {account_of(side)} names {_list(told)}; "
                f"{_joined([account_of(name) for name in silent])}, read whole, {verb} not.",
                findings=_ids(told[:_LISTED]),
            )


def _mouths(matter: _Matter) -> Iterator[SummarySentence]:
    found = sorted(matter.of(FindingKind.PUT_IN_MOUTH), key=lambda finding: -finding.confidence)
    for side in matter.sides:
        for finding in [one for one in found if one.sides.get(side) is Stand.MENTIONS][:1]:
            silent = _silent(finding)
            speaker = "the two sides together" if finding.speaker == BOTH else matter.name(finding.speaker)
            others = _joined([account_of(name) for name in silent]) if silent else ""
            missing = f"; {others} {'does' if len(silent) == 1 else 'do'} not carry it" if silent else ""
            raising = [name for name, stand in finding.sides.items() if stand is Stand.GENERIC]
            if raising:
                missing += f"; {_joined([account_of(name) for name in raising])} only {_held_back(finding, raising)}"
            if finding.rule.startswith(UNANSWERED):
                missing += f"; in {_joined([account_of(name) for name in finding.searched])} nothing answers it"
            yield SummarySentence(
                sentence=f"{_upper(account_of(side))} ascribes {matter.claimed(finding.evidence[side][0])} "
                f"to {speaker or 'the other side'}{missing}.",
                findings=(finding.id,),
            )


def _held_back(finding: Finding, raising: Sequence[str]) -> str:
    """Return what accounts do that name the matter of a position and say nothing of the position."""
    if finding.rule == LISTED:
        return "names the field" if len(raising) == 1 else "name the field"
    return f"{'says' if len(raising) == 1 else 'say'} that the matter was raised"


def _one_sided_claims(matter: _Matter) -> Iterator[SummarySentence]:
    found = matter.of(FindingKind.ONLY_IN, Level.CLAIM)
    # A stretch says what is missed, a whole claim begins with who said it.
    found.sort(key=lambda finding: (not finding.commitment, finding.rule == WHOLE_CLAIM, -finding.confidence))
    for side in matter.sides:
        told = [finding for finding in found if finding.sides.get(side) is Stand.MENTIONS]
        if told:
            silent = _silent(told[0])
            more = f", and {len(told) - 1} more such {'claim' if len(told) == 2 else 'claims'}" if told[1:] else ""
            yield SummarySentence(
                sentence=f"Only {account_of(side)} carries {matter.claimed(told[0].evidence[side][0])}{more}; "
                f"{_joined([account_of(name) for name in silent])} {'does' if len(silent) == 1 else 'do'} not.",
                findings=_ids(told),
            )


def _strengths(matter: _Matter) -> Iterator[SummarySentence]:
    for finding in matter.of(FindingKind.WORDED_DIFFERENTLY):
        for wording in finding.wording:
            marks = [mark for mark in wording.marks if mark.kind is MarkKind.STRENGTH]
            if len(marks) < 2 or wording.relation not in {Relation.HARDER, Relation.SOFTER}:
                continue
            left, right = wording.sides
            yield SummarySentence(
                sentence=f"On {finding.topic.label}, "
                f"{account_of(left)} writes {matter.quoted(marks[0], known=_gloss(marks[0]))}, "
                f"{account_of(right)} {matter.quoted(marks[1], known=_gloss(marks[1]))}.",
                findings=(finding.id,),
            )
            return


def _gloss(mark: Mark) -> str:
    """Return the English noun of the same family and strength, in quotation marks, for a noun of another language."""
    family, _, strength = (mark.note or "").rpartition(" ")
    noun = noun_gloss(family, int(strength)) if strength.isdecimal() else None
    return f"as strong as “{noun}”" if noun else ""


def _cautions(matter: _Matter) -> Iterator[SummarySentence]:
    with_text = {outline.side for outline in matter.outlines if outline.side != PRESS}
    missing = [side for side in matter.sides if side not in with_text]
    for one in matter.outlines:
        if one.genre in WEAK_GROUND and any(_silent(finding) == [one.side] for finding in matter.findings):
            genre = one.genre.value.replace("_", " ")
            yield SummarySentence(
                sentence=f"{_upper(account_of(one.side))} is a {genre}: weak ground for a silence.", findings=()
            )
    partial = [side for side in with_text if not any(one.whole for one in matter.outlines if one.side == side)]
    if missing and with_text:
        yield SummarySentence(
            sentence=f"{_upper(_joined([account_of(side) for side in missing]))} is not at hand, "
            "so nothing is said of its silences.",
            findings=(),
        )
    if partial:
        yield SummarySentence(
            sentence=f"{_upper(_joined([account_of(side) for side in sorted(partial)]))} was not read whole, "
            "so nothing is said of its silences.",
            findings=(),
        )
    words: dict[str, int] = {}
    for one in matter.outlines:
        if one.side != PRESS:
            words[one.side] = max(words.get(one.side, 0), one.words)
    if len(words) == 2 and min(words.values()) > 0:
        longer = max(words, key=lambda side: words[side])
        shorter = min(words, key=lambda side: words[side])
        if words[longer] >= _LONGER * words[shorter]:
            yield SummarySentence(
                sentence=f"{_upper(account_of(longer))} is {words[longer] / words[shorter]:.1f} times as long "
                f"({words[longer]:,} words against {words[shorter]:,}): length comes before politics.",
                findings=(),
            )


def bare_of_marks(words: str) -> str:
    """Return words without stops at their end, be it inside a quotation, and without marks around all of them."""
    words = _STOP_INSIDE.sub("", words.rstrip(_STOPS))
    if len(words) > 2 and words[-1] == _QUOTES.get(words[0]) and not set(words[1:-1]) & {words[0], words[-1]}:
        return words[1:-1].rstrip(_STOPS)
    return words


_STOPS = ".,;:。，；："
_STOP_INSIDE = re.compile(r"[.,;:。，；：](?=[”’»」\"]+$)")
_QUOTES = {"“": "”", "«": "»", '"': '"', "「": "」", "‘": "’"}


def _silent(finding: Finding) -> list[str]:
    return [side for side, stand in finding.sides.items() if stand is Stand.SILENT]


def _ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings)


def _list(findings: Sequence[Finding]) -> str:
    """Return the topics of findings as a list in a sentence, those beyond the first few counted."""
    labels = list(dict.fromkeys(finding.topic.label for finding in findings))
    shown = labels[:_LISTED]
    more = len(labels) - len(shown)
    return _joined([*shown, f"{more} more {'topic' if more == 1 else 'topics'}"] if more else shown)


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
