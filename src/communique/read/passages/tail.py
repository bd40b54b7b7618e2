"""Where the story ends: after an opener ("Most Read", "Comments", "More Example Times") with no return to the story.

Other stories are teased at the end of a page in whole sentences, which look like news because they are. What tells them
apart is that they speak of other people, places and things: a story that goes on names again what it has named. And a
story has not ended where its dateline is still to come.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from communique.codebook.passages import page_words
from communique.model.document import PassageKind
from communique.read.passages.datelines import dateline_end
from communique.read.passages.evidence import Evidence
from communique.read.passages.units import Unit

_NAME = re.compile(r"(?<![.!?:\"“] )(?<!^)\b[A-Z][\w'’-]{2,}")
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]{2,}")
SHARED = 0.34
"""Below this share of later paragraphs that go on with the story, the story is over."""
MOST = 0.66
"""Share of all prose that a story has usually told when it ends; where it has not, more is asked for."""
COHERENT = 0.5
"""Share of later paragraphs that have something in common with one shortly before, if they tell one thing."""
MAYBE = 0.5
"""Share of later paragraphs that share something with a story of which they may be the larger half ..."""
CLEARLY = 0.12
"""... and share of those that clearly go on with it."""
NEAR = 3
"""How many paragraphs before count as shortly before."""
FEW = 4
"""Up to so many later paragraphs a count says little, and more is asked for."""
RUN = 4
"""So many paragraphs in a row, with nothing between, are told, not listed."""
OWN = 0.6
"""Share of such a run that must go on with the story."""
LEANING = 0.25
"""Share of later paragraphs that open with "But", "They", "This": teasers stand each for itself."""
COMMON = 3
"""So many of the story's own words make a paragraph one of the story."""
LONG = 6
"""From so many paragraphs on, who is named once is not whom the story is about."""
TOPIC = 6
"""Letters from which a word may be one of the story's own."""
BEFORE = 1 / 3
"""Share of all prose that a story has at least told when it ends."""
CANDIDATES = 12
_CLOSES = frozenset({PassageKind.RELATED, PassageKind.LEGAL, PassageKind.NAVIGATION})


@dataclass(slots=True)
class _Paragraph:
    """What the sentences of one paragraph tell; `is_told` is false for lines that are no prose."""

    start: int
    """Place of its first unit."""
    is_told: bool = False
    sentences: int = 0
    words: int = 0
    reports: bool = False
    has_dateline: bool = False
    leans_back: bool = False
    """True if it opens with a word that needs a sentence before it ("But", "They")."""
    names: set[str] = field(default_factory=set)
    """Capitalised words within sentences."""
    capitalised: set[str] = field(default_factory=set)
    """All words that could be names, the first of a sentence included: the story tells which of them are."""
    topics: set[str] = field(default_factory=set)


class _Story:
    """What the paragraphs before an opener have named."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.paragraphs = 0

    def add(self, paragraph: _Paragraph) -> None:
        self.names.update(paragraph.names)
        self.topics.update(paragraph.topics)
        self.paragraphs += 1

    def goes_on_in(self, paragraph: _Paragraph) -> bool:
        """Tell whether a paragraph names someone of the story, or some of the things that it spoke of repeatedly."""
        return self._names_again(paragraph) or self._shared(paragraph, TOPIC) >= COMMON

    def may_go_on_in(self, paragraph: _Paragraph) -> bool:
        """Tell whether a paragraph shares anything with the story."""
        return self._names_again(paragraph) or self._shared(paragraph, TOPIC - 1, self._often) >= 1

    @property
    def _often(self) -> int:
        return 2 if self.paragraphs >= LONG else 1

    def _names_again(self, paragraph: _Paragraph) -> bool:
        return any(self.names[name] >= self._often for name in paragraph.capitalised)

    def _shared(self, paragraph: _Paragraph, letters: int, often: int = 2) -> int:
        return sum(self.topics[word] >= often for word in paragraph.topics if len(word) >= letters)


def end_of_story(units: list[Unit], found: list[Evidence]) -> int:
    """Return the place of the first opener after which the story does not go on; the number of units if there is none.

    At least two paragraphs and a third of all prose must stand before it.
    """
    if all(one.opens is None for one in found):
        return len(units)  # as most texts: their paragraphs need not be compared
    paragraphs = list(_paragraphs(units, found))
    total = sum(paragraph.words for paragraph in paragraphs)
    story, told, tried = _Story(), 0, 0
    for number, paragraph in enumerate(paragraphs):
        opens = found[paragraph.start].opens
        if opens is not None and story.paragraphs >= 2 and told >= total * BEFORE:
            tried += 1
            if _ends_before(paragraphs[number:], story, told / total, opens):
                return paragraph.start
            if tried == CANDIDATES:
                break
        if paragraph.is_told:
            told += paragraph.words
            story.add(paragraph)
    return len(units)


def _paragraphs(units: list[Unit], found: list[Evidence]) -> Iterator[_Paragraph]:
    paragraph: _Paragraph | None = None
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        if paragraph is None or not unit.inline:
            if paragraph is not None:
                yield paragraph
            paragraph = _Paragraph(place)
        if unit.sentence and len(unit.words) >= 7 and one.side is None and one.news > sum(one.against.values()) + 0.5:
            _tell(paragraph, unit)
    if paragraph is not None:
        yield paragraph


def _tell(paragraph: _Paragraph, unit: Unit) -> None:
    known = page_words("month") | page_words("weekday")
    paragraph.is_told = True
    paragraph.sentences += 1
    paragraph.words += len(unit.words)
    paragraph.reports |= '"' in unit.folded and not page_words("said").isdisjoint(unit.words)
    paragraph.leans_back |= not unit.inline and unit.words[0] in page_words("goes_on")
    paragraph.has_dateline |= not unit.inline and bool(dateline_end(unit.text))
    paragraph.names |= {_bare(name) for name in _NAME.findall(unit.text[:2000]) if name.lower() not in known}
    paragraph.capitalised |= {_bare(name) for name in _CAPITAL.findall(unit.text[:2000])}
    paragraph.topics |= {word for word in unit.words[:400] if len(word) >= TOPIC - 1}


def _bare(name: str) -> str:
    return name.lower().rstrip("'’s")


def _ends_before(rest: list[_Paragraph], story: _Story, share: float, opens: PassageKind) -> bool:
    later = [paragraph for paragraph in rest if paragraph.is_told]
    if opens not in _CLOSES:
        return not later  # a prompt or an appeal stands within a story as often as after it
    if any(paragraph.has_dateline for paragraph in later):
        return False
    leaning = sum(paragraph.leans_back for paragraph in later)
    if len(later) >= RUN and opens is not PassageKind.LEGAL and leaning >= LEANING * len(later):
        return False  # readers' comments lean back, too
    if share < MOST and opens is not PassageKind.LEGAL and (_is_coherent(later) or _is_near(later, story)):
        return False
    if _is_over(later, story, share) and not _returns(rest, story):
        return True
    return share >= MOST and _only_teasers(rest, story)


def _is_near(later: list[_Paragraph], story: _Story) -> bool:
    """Tell whether most paragraphs share something with the story and some of them go on with it."""
    some, clearly = (sum(map(test, later)) for test in (story.may_go_on_in, story.goes_on_in))
    return some >= MAYBE * len(later) and clearly >= CLEARLY * len(later)


def _is_coherent(later: list[_Paragraph]) -> bool:
    """Tell whether paragraphs go on with each other; teasers of other stories seldom do."""
    linked = 0
    for number, paragraph in enumerate(later[1:], start=1):
        before = later[max(0, number - NEAR) : number]
        names = set().union(*(one.names for one in before))
        topics = {word for one in before for word in one.topics if len(word) >= TOPIC}
        linked += not names.isdisjoint(paragraph.capitalised) or len(topics & paragraph.topics) >= 2
    return len(later) > FEW and linked >= COHERENT * (len(later) - 1)


def _returns(rest: list[_Paragraph], story: _Story) -> bool:
    """Tell whether paragraphs that tell one thing stand in a row among the later ones."""
    for is_told, group in groupby(rest, key=lambda paragraph: paragraph.is_told):
        run = list(group)
        if not is_told or len(run) < RUN:
            continue
        reports = sum(paragraph.reports for paragraph in run)
        if not reports:
            continue
        # Teasers quote little; where people are quoted one after the other, a story is told, and most likely this one.
        if reports > 1 or sum(map(story.goes_on_in, run)) >= OWN * len(run):
            return True
    return False


def _is_over(later: list[_Paragraph], story: _Story, share: float) -> bool:
    reports = sum(paragraph.reports for paragraph in later)
    if len(later) <= FEW:
        goes_on = any(map(story.may_go_on_in, later))
        return not goes_on and (not later or (share >= 0.7 and not reports))
    shared = sum(map(story.goes_on_in, later))
    return shared <= SHARED * len(later) and reports <= SHARED * len(later)


def _only_teasers(rest: list[_Paragraph], story: _Story) -> bool:
    """Tell whether each paragraph stands alone among headlines, as in a list of other stories."""
    teasers = [paragraph for paragraph in rest if paragraph.is_told]
    lonely = not any(one.is_told and other.is_told for one, other in pairwise(rest))
    return (
        lonely
        and (story.paragraphs >= LONG or not any(map(story.may_go_on_in, teasers)))
        and 2 * len(teasers) < len(rest)
        and all(paragraph.words <= 60 and not paragraph.reports for paragraph in teasers)
    )
