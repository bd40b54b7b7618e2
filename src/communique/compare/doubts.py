"""What an engine of meaning forbids: a silence of an account that has a passage near in meaning. It never makes one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.compare.confidence import DOUBTED
from communique.compare.drafts import Draft, Meeting
from communique.compare.points import Reading
from communique.model import Evidence, FindingKind, Searched, Stand

NEAR_IN_MEANING = "near in meaning"
"""How the rules of findings end that an engine made uncertain."""


def doubted(drafts: Sequence[Draft], meeting: Meeting) -> Iterator[Draft]:
    """Yield the findings, those of a silence that the engine forbids as unknown."""
    nearest = {side: _nearest(drafts, meeting, side) for side in meeting.sides}
    for draft in drafts:
        near = {
            side: max(passages, key=lambda passage: passage.similarity)
            for side in _silent(draft)
            if (passages := [nearest[side][words] for words in _words(draft) if words in nearest[side]])
        }
        if not near:
            yield draft
            continue
        sides = draft.sides | dict.fromkeys(near, Stand.UNKNOWN)
        still = Stand.SILENT in sides.values()
        yield replace(
            draft,
            kind=draft.kind if still else FindingKind.UNKNOWN,
            sides=sides,
            searched=draft.searched | {side: (passage,) for side, passage in near.items()},
            silence_against=draft.silence_against if still else None,
            confidence=draft.confidence if still else DOUBTED,
            rule=f"{draft.rule}, {NEAR_IN_MEANING}",
        )


def _silent(draft: Draft) -> list[str]:
    return [side for side, stand in draft.sides.items() if stand is Stand.SILENT]


def _words(draft: Draft) -> list[Evidence]:
    return [words for told in draft.evidence.values() for words in told]


def _nearest(drafts: Iterable[Draft], meeting: Meeting, side: str) -> dict[Evidence, Searched]:
    """Return for all words of which a side is called silent its nearest passage, where that is near enough."""
    words = list(dict.fromkeys(one for draft in drafts if side in _silent(draft) for one in _words(draft)))
    found: dict[Evidence, Searched] = {}
    for reading in meeting.readings[side]:
        for one, passage in _near(words, reading, meeting):
            if one not in found or passage.similarity > found[one].similarity:
                found[one] = passage
    return found


def _near(words: Sequence[Evidence], reading: Reading, meeting: Meeting) -> Iterator[tuple[Evidence, Searched]]:
    engine, text, sentences = meeting.engine, reading.record.document.text, reading.sentences
    bounds = {one: meeting.bounds(meeting.language(one.account_id), reading.language) for one in words}
    read = [one for one in words if bounds[one] is not None and one.account_id != reading.account_id]
    if engine is None or not read or not sentences:
        return
    near = engine.similarities(
        [one.of(meeting.text(one.account_id)) for one in read], [sentence.of(text) for sentence in sentences]
    )
    for row, one in enumerate(read):
        best, limit = int(near[row].argmax()), bounds[one]
        if limit is not None and near[row, best] >= limit.forbid:
            place = sentences[best]
            yield (
                one,
                Searched(
                    account_id=reading.account_id,
                    start=place.start,
                    end=place.end,
                    similarity=min(1.0, round(float(near[row, best]), 3)),
                ),
            )
