"""Transcripts: "В.Путин: Уважаемый господин Президент! ..." - who speaks until the next one does."""

import re
from typing import NamedTuple

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.news import news_spans
from communique.model import Span

_LABEL = re.compile(
    r"(?:(?<=\s)|^)(?P<name>[А-ЯЁ]\.(?:\s?-?[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s[А-ЯЁ][а-яё]+){0,4}"
    r"|(?:(?<=[.!?…»)⟩>]\s)|^)[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s[А-ЯЁ][а-яё]*){1,4}|Вопрос|Ответ|Реплика)"
    r"(?:\s?\([^)]{1,40}\))?\s?:\s+(?=[«А-ЯЁ…])",
    re.MULTILINE,
)


class Turn(NamedTuple):
    """What one person says: the name before the colon, and the paragraphs behind it."""

    name: Span
    said: tuple[Span, ...]
    start: int
    end: int


def turns_of(doc: Doc) -> tuple[Turn, ...]:
    """Return the turns of a transcript, none for other texts: one speaker at least is named with an initial."""
    text = Layers(doc).text
    found = [match for first, last in news_spans(doc) for match in _LABEL.finditer(text, first, last)]
    if not any("." in match["name"] for match in found):
        return ()
    ends = [*(match.start() for match in found[1:]), max(last for _, last in news_spans(doc))]
    turns = []
    for match, end in zip(found, ends, strict=True):
        said = tuple(
            Span(start=match.end() + line.start(), end=match.end() + line.end())
            for line in re.finditer(r"\S[^\n]*(?<=\S)", text[match.end() : end])
        )
        if said:
            turns.append(Turn(Span(start=match.start("name"), end=match.end("name")), said, match.start(), end))
    return tuple(turns)


def in_a_turn(turns: tuple[Turn, ...], place: int) -> bool:
    """Tell whether a character is spoken by somebody in a transcript."""
    return any(turn.start <= place < turn.end for turn in turns)
