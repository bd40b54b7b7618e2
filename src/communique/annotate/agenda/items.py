"""What one place of a text says about the agenda, before places are put together."""

import re
from dataclasses import dataclass

from communique.annotate.clause import Standing
from communique.codebook.agenda import agenda_forms
from communique.codebook.places import country_of
from communique.codebook.topics import find_topics, topics

_RELATIONS = re.compile(r"\b(?:relations|ties|relationship) with (?:the )?([A-Z][\w.’'-]*(?: [A-Z][\w.-]*){0,3})")
_GENERAL = "international_situation"
_BILATERAL = "bilateral_relations"


@dataclass(frozen=True, slots=True)
class Item:
    """A topic at characters `start` to `end` (exclusive), with the cue that brings it.

    `label_start` and `label_end` bound the words that name the topic; for "the issue" they are those of the topic named
    before. `points_back` tells that these words are still to be found.
    """

    start: int
    end: int
    label_start: int
    label_end: int
    standing: Standing
    cue: int
    points_back: bool = False
    silent: tuple[str, ...] = ()
    """The accounts that are said not to carry the topic; empty where nobody tells whose account it is."""
    is_omission: bool = False


def topic_of(label: str) -> str | None:
    """Return the codebook's id for the words of a topic: that of the longest form in them, None if it has none."""
    found = [
        match
        for match in find_topics(label, "en", places=True)
        if match.topic != _GENERAL and not _is_narrowed(label[match.end :])
    ]
    related = _RELATIONS.search(label)
    if related is not None and not found:
        return _BILATERAL if country_of(related[1]) is not None else None
    if not found:
        return None
    best = max(found, key=lambda match: (match.end - match.start, -match.start))
    narrower = [match.topic for match in found if topics()[match.topic].parent == best.topic]
    return narrower[0] if narrower else best.topic


def _is_narrowed(after: str) -> bool:
    """Tell whether what follows the words of a topic makes it another: "fisheries research" is research."""
    words = after.split(maxsplit=1)
    return bool(words) and after[0] == " " and words[0].strip(",.").casefold() in agenda_forms("narrows")
