"""Where the story ends: after an opener ("Most Read", "Comments", "More Example Times") with no return to the story.

Other stories are teased at the end of a page in whole sentences, which look like news because they are. What tells them
apart is that they speak of other people, places and things: a story that goes on names again what it has named. And a
story has not ended where its dateline is still to come.
"""

import re
from collections import Counter
from itertools import pairwise

from communique.codebook.passages import page_words
from communique.model.document import PassageKind
from communique.read.passages import shape
from communique.read.passages.evidence import Evidence
from communique.read.passages.units import Unit

_NAME = re.compile(r"(?<![.!?:\"“] )(?<!^)\b[A-Z][\w'’-]{2,}")
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]{2,}")
SHARED = 0.34
"""Below this share of later paragraphs that go on with the story, the story is over."""
FEW = 4
"""Up to so many later paragraphs a count says little, and more is asked for."""
RUN = 4
"""So many paragraphs in a row, with nothing between, are told, not listed."""
OWN = 0.6
"""Share of such a run that must go on with the story."""
COMMON = 2
"""So many of the story's own words make a paragraph one of the story."""
LONG = 6
"""From so many paragraphs on, who is named once is not whom the story is about."""
TOPIC = 6
"""Letters from which a word may be one of the story's own."""
CANDIDATES = 12
_CLOSES = frozenset({PassageKind.RELATED, PassageKind.LEGAL, PassageKind.NAVIGATION})


class _Story:
    """What the paragraphs before an opener have named."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.paragraphs = 0

    def add(self, unit: Unit) -> None:
        self.names.update(_names(unit))
        self.topics.update(_topics(unit))
        self.paragraphs += 1

    def goes_on_in(self, unit: Unit) -> bool:
        """Tell whether a paragraph names someone of the story, or some of the things that it spoke of repeatedly."""
        return self._names_again(unit) or self._shared(unit, TOPIC) >= COMMON

    def may_go_on_in(self, unit: Unit) -> bool:
        """Tell whether a paragraph shares anything with the story."""
        return self._names_again(unit) or self._shared(unit, TOPIC - 1, self._often) >= 1

    @property
    def _often(self) -> int:
        return 2 if self.paragraphs >= LONG else 1

    def _names_again(self, unit: Unit) -> bool:
        return any(self.names[name] >= self._often for name in _capitalised(unit))

    def _shared(self, unit: Unit, letters: int, often: int = 2) -> int:
        return sum(self.topics[word] >= often for word in _topics(unit) if len(word) >= letters)


def _names(unit: Unit) -> set[str]:
    found = {name.lower() for name in _NAME.findall(unit.text[:2000])}
    return {name.rstrip("'’s") for name in found - page_words("month") - page_words("weekday")}


def _capitalised(unit: Unit) -> set[str]:
    """Return all words that could be names, the first of a sentence included: the story tells which of them are."""
    return {name.lower().rstrip("'’s") for name in _CAPITAL.findall(unit.text[:2000])}


def _topics(unit: Unit) -> set[str]:
    return {word for word in unit.words[:400] if len(word) >= TOPIC - 1}


def _is_paragraph(unit: Unit, one: Evidence) -> bool:
    return unit.sentence and len(unit.words) >= 7 and one.side is None and one.news > sum(one.against.values()) + 0.5


def _reports(unit: Unit) -> bool:
    return '"' in unit.folded and not page_words("said").isdisjoint(unit.words)


def end_of_story(units: list[Unit], found: list[Evidence]) -> int:
    """Return the place of the first opener after which the story does not go on; the number of units if there is none.

    At least two paragraphs and a third of all prose must stand before it.
    """
    told = [_is_paragraph(unit, one) for unit, one in zip(units, found, strict=True)]
    total = sum(len(unit.words) for unit, is_told in zip(units, told, strict=True) if is_told)
    before, paragraphs = 0, 0
    candidates: list[tuple[int, float]] = []
    for place, (unit, one, is_told) in enumerate(zip(units, found, told, strict=True)):
        if one.opens is not None and paragraphs >= 2 and before >= total / 3:
            candidates.append((place, before / total))
        if is_told:
            before += len(unit.words)
            paragraphs += 1
    story = _Story()
    at = 0
    for place, share in candidates[:CANDIDATES]:
        for unit, is_told in zip(units[at:place], told[at:place], strict=True):
            if is_told:
                story.add(unit)
        at = place
        if _has_dateline(units[place:], told[place:]):
            continue
        later = [unit for unit, is_told in zip(units[place:], told[place:], strict=True) if is_told]
        closes = found[place].opens in _CLOSES
        if _is_over(later, story, share, closes=closes) and not _returns(units[place:], told[place:], story):
            return place
        if share >= 0.6 and closes and _only_teasers(units[place:], told[place:], story):
            return place
    return len(units)


def _has_dateline(units: list[Unit], told: list[bool]) -> bool:
    return any(
        is_told and not unit.inline and shape.dateline_end(unit.text) for unit, is_told in zip(units, told, strict=True)
    )


def _returns(units: list[Unit], told: list[bool], story: _Story) -> bool:
    """Tell whether paragraphs of the story stand in a row among the later ones, somebody speaking in them."""
    run: list[Unit] = []
    for unit, is_told in zip(units, told, strict=True):
        if is_told:
            run.append(unit)
            if len(run) >= RUN and any(map(_reports, run)) and sum(map(story.goes_on_in, run)) >= OWN * len(run):
                return True
        elif not unit.inline:
            run = []
    return False


def _is_over(later: list[Unit], story: _Story, share: float, *, closes: bool) -> bool:
    if len(later) <= FEW:
        goes_on = any(map(story.may_go_on_in, later))
        return not goes_on and (not later or (closes and share >= 0.7 and not any(map(_reports, later))))
    shared = sum(map(story.goes_on_in, later))
    return shared <= SHARED * len(later) and sum(map(_reports, later)) <= SHARED * len(later)


def _only_teasers(units: list[Unit], told: list[bool], story: _Story) -> bool:
    """Tell whether each paragraph stands alone among headlines, as in a list of other stories."""
    lonely = not any(one and other for one, other in pairwise(told))
    teasers = [unit for unit, is_told in zip(units, told, strict=True) if is_told]
    return (
        lonely
        and (story.paragraphs >= LONG or not any(map(story.may_go_on_in, teasers)))
        and 2 * len(teasers) < len(units)
        and all(len(unit.words) <= 60 and not _reports(unit) for unit in teasers)
    )
