"""The words in an English text that name a meeting."""

from communique.annotate.meetings.cues import trigger_words
from communique.model import Meeting, Span


def triggers_of(meeting: Meeting, text: str) -> tuple[Span, ...]:
    """Return the word of meeting in each place that tells of it; the place itself if no such word stands there."""
    found: list[Span] = []
    for span in meeting.spans:
        hit = trigger_words().pattern.search(text, span.start, span.end)
        if hit is None:
            found.append(span)
            continue
        end = hit.end()
        while end < span.end and text[end].isalpha():
            end += 1
        found.append(Span(start=hit.start(), end=end))
    return tuple(found)
