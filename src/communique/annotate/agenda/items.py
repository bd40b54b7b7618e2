"""What one place of a text says about the agenda, before places are put together."""

import re
from dataclasses import dataclass

from communique.annotate.clause import Standing
from communique.codebook.agenda import agenda_forms
from communique.codebook.places import country_of
from communique.codebook.topics import TopicMatch, find_topics, topics

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
    has_topic: bool = True
    """Whether the label names a matter; "no details of the deal" leaves out details, and the deal is told."""


def topic_of(label: str) -> str | None:
    """Return the codebook's id for the words of a topic: that of the longest form in them, None if it has none."""
    named = set(find_topics(label, "en"))
    found = [
        match
        for match in find_topics(label, "en", places=True)
        if match.topic != _GENERAL
        and not _is_narrowed(label[match.end :])
        and (match in named or _is_about_place(label, match))
    ]
    related = _RELATIONS.search(label)
    if related is not None and not found:
        return _BILATERAL if country_of(related[1]) is not None else None
    if not found:
        return None
    best = max(found, key=lambda match: (match.end - match.start, -match.start))
    narrower = [match.topic for match in found if topics()[match.topic].parent == best.topic]
    return narrower[0] if narrower else best.topic


def _is_about_place(label: str, match: TopicMatch) -> bool:
    """Tell whether the name of a state stands for what happens there: "Ukraine", "the situation in Ukraine".

    Not "President Berg of Ukraine", nor "Ukraine's railways". The state of a topic that is called after it (Taiwan)
    may stand anywhere.
    """
    place = label[match.start : match.end]
    if topics()[match.topic].label.startswith(place) or country_of(place) is None:
        return True
    if not agenda_forms("at_war").keys().isdisjoint(re.findall(r"[a-z]+", label.casefold())):
        return True
    if label[match.end :].startswith(("’s", "'s")):
        return False
    before, after = label[: match.start].casefold().split(), label[match.end :].split()
    if before[-1:] in (["the"], ["and"], ["or"]):
        before.pop()
    if not before:
        return not after or after[0].casefold().rstrip(",") in agenda_forms("stands_there")
    return before[-1] in agenda_forms("where") or (
        before[-1] == "of" and before[-2:-1] != [] and before[-2] in agenda_forms("stands_there")
    )


def _is_narrowed(after: str) -> bool:
    """Tell whether what follows the words of a topic makes it another: "fisheries research" is research."""
    words = after.split(maxsplit=1)
    return bool(words) and after[0] == " " and words[0].strip(",.").casefold() in agenda_forms("narrows")
