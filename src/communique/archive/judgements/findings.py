"""Decisions about findings: what lasts of a finding, and which finding of a new comparison it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from communique.archive.judgements.log import Judgement
from communique.archive.judgements.places import ALIKE, in_common, stretch_in
from communique.model import Comparison, Finding

FINDING = "finding"


def about_finding(comparison: Comparison, finding: Finding, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a decision about a finding is about.

    `texts` are the hashes of the accounts' texts by account id. The finding is named by its level, its topic and the
    words on each side; its id and the meeting's stand there for people.
    """
    return {
        "meeting": comparison.meeting_id,
        FINDING: finding.id,
        "kind": finding.kind.value,
        "level": finding.level.value,
        "topic": finding.topic.model_dump(mode="json"),
        "speaker": finding.speaker,
        "sides": {side: stand.value for side, stand in finding.sides.items()},
        "evidence": [
            {"side": side, "sha256": texts[words.account_id], "start": words.start, "end": words.end}
            for side, found in finding.evidence.items()
            for words in found
            if words.account_id in texts
        ],
        "rule": finding.rule,
    }


def judged_findings(
    comparison: Comparison, texts: Mapping[str, str], judgements: Iterable[Judgement]
) -> dict[str, tuple[Judgement, ...]]:
    """Return the decisions about the findings of a comparison, by finding, in their order: the last one counts.

    `judgements` are those in force, `texts` as above. A decision holds for the finding of the same level and topic
    whose words are likest; if the finding has become another kind since, `about["kind"]` still says what was judged.
    """
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if FINDING in judgement.about:
            finding = _finding(comparison, texts, judgement.about)
            if finding is not None:
                found[finding.id].append(judgement)
    return {name: tuple(rows) for name, rows in found.items()}


def _finding(comparison: Comparison, texts: Mapping[str, str], about: Mapping[str, Any]) -> Finding | None:
    places = [(place, stretch) for place in about.get("evidence", ()) if (stretch := stretch_in(place)) is not None]
    known = set(texts.values())
    if not places or any(place.get("sha256") not in known for place, _ in places):
        return None
    best, share = None, 0.0
    for finding in comparison.findings:
        if finding.level.value != about.get("level") or not _same_topic(finding, about.get("topic")):
            continue
        alike = _alike(finding, texts, places) + 0.01 * (finding.speaker == about.get("speaker"))
        if alike >= ALIKE and alike > share:
            best, share = finding, alike
    return best


def _same_topic(finding: Finding, topic: Any) -> bool:
    """Tell whether it is the same topic: by its id; one without an id is told by its words alone."""
    return isinstance(topic, Mapping) and finding.topic.id == topic.get("id")


def _alike(
    finding: Finding, texts: Mapping[str, str], places: Iterable[tuple[Mapping[str, Any], tuple[int, int]]]
) -> float:
    """Return how much the words of a finding are those of the places, of each place the likest, on average."""
    places = list(places)
    own = [
        (texts.get(words.account_id), words.start, words.end) for found in finding.evidence.values() for words in found
    ]
    shares = [
        max((in_common(stretch, (start, end)) for text, start, end in own if text == place["sha256"]), default=0.0)
        for place, stretch in places
    ]
    return sum(shares) / len(shares)
