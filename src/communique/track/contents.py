"""What a text says of the meeting that it is about: topics, words that rate the talk, formulas, its length."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.codebook.formulas import find_formulas
from communique.codebook.matching import count_words
from communique.codebook.tone import find_tone
from communique.codebook.topics import find_topics
from communique.model import AgendaStatus, Record, Span
from communique.model.history import Evidence, MeetingAccount, MeetingCluster


class Said(NamedTuple):
    """Something that a text says: an id of the codebook and the words."""

    id: str
    evidence: Evidence


class Rating(NamedTuple):
    """Words that rate a talk: their codes, how warm they are together (-3 to 3), and the words."""

    codes: tuple[str, ...]
    warmth: int
    evidence: Evidence


def news_spans(record: Record) -> list[tuple[int, int]]:
    """Return the stretches of a text that speak about the news."""
    return [(passage.start, passage.end) for passage in record.passages if passage.kind.is_news]


def is_inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a place lies within one of the stretches."""
    return any(first <= start and end <= last for first, last in spans)


def length_of(record: Record) -> int:
    """Return the length of the news in words, as a comparison counts it."""
    text = record.document.text
    return count_words([text[start:end] for start, end in news_spans(record)], record.document.language)


def topics_in(document: str, record: Record, *, own: bool) -> Iterator[Said]:
    """Yield the topics that a text names, with the words: everywhere in a side's own text, on the agenda elsewhere.

    A story speaks of much that the meeting was not about.
    """
    text = record.document.text
    for item in record.agenda:
        if item.topic is not None and item.status is AgendaStatus.DISCUSSED:
            yield Said(item.topic, Evidence.cut(document, text, item.spans[0].start, item.spans[0].end))
    if not own:
        for statement in record.statements:
            for topic in statement.topics:
                first = statement.content[0]
                yield Said(topic, Evidence.cut(document, text, first.start, first.end))
        return
    spans = news_spans(record)
    for match in find_topics(text, record.document.language or ""):
        if is_inside(match.start, match.end, spans):
            yield Said(match.topic, Evidence.cut(document, text, match.start, match.end))


def ratings_in(document: str, record: Record) -> Iterator[Rating]:
    """Yield the words that rate the talk that a text is about."""
    text, spans = record.document.text, news_spans(record)
    for match in find_tone(text, record.document.language or ""):
        if not match.other_talk and is_inside(match.start, match.end, spans):
            yield Rating(match.codes, match.warmth, Evidence.cut(document, text, match.start, match.end))


def formulas_in(document: str, record: Record) -> Iterator[Said]:
    """Yield the fixed formulas of a text."""
    text, spans = record.document.text, news_spans(record)
    for match in find_formulas(text, record.document.language or ""):
        if is_inside(match.start, match.end, spans):
            yield Said(match.formula, Evidence.cut(document, text, match.start, match.end))


def is_about(account: MeetingAccount, record: Record) -> bool:
    """Tell whether a text is about the meeting and does not only mention it: it is the first that it tells of."""
    first = min(record.meetings, key=lambda meeting: _start(meeting.spans), default=None)
    return first is not None and first.id in account.meetings


def _start(spans: Iterable[Span]) -> int:
    return min(span.start for span in spans)


def main_accounts(cluster: MeetingCluster, records: dict[str, Record]) -> Iterator[tuple[MeetingAccount, Record]]:
    """Yield the accounts of those who write about the meeting, copies left out, with their records."""
    seen: set[str] = set()
    for account in cluster.accounts:
        record = records.get(account.document)
        original = account.copy_of or account.document
        if record is not None and original not in seen and is_about(account, record):
            seen.add(original)
            yield account, record
