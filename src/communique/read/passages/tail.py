"""Where the story ends: after an opener ("Most Read", "Comments", "More Example Times") with no return to the story.

Other stories are teased at the end of a page in whole sentences, which look like news because they are. What tells them
apart is that they speak of other people and places: a story that goes on names again whom it has named.
"""

import re
from itertools import pairwise

from communique.codebook.passages import page_words
from communique.model.document import PassageKind
from communique.read.passages.evidence import Evidence
from communique.read.passages.units import Unit

_NAME = re.compile(r"(?<![.!?:\"“] )(?<!^)\b[A-Z][\w'’-]{2,}")
SHARED = 0.34
"""Below this share of later paragraphs that name someone of the story, the story is over."""
FEW = 4
"""Up to so many later paragraphs a count of shared names says little, and more is asked for."""
CANDIDATES = 12
_CLOSES = frozenset({PassageKind.RELATED, PassageKind.LEGAL, PassageKind.NAVIGATION})


def _names(unit: Unit) -> set[str]:
    return {name.lower().rstrip("'’s") for name in _NAME.findall(unit.text[:2000])}


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
    story: set[str] = set()
    at = 0
    for place, share in candidates[:CANDIDATES]:
        for unit, is_told in zip(units[at:place], told[at:place], strict=True):
            if is_told:
                story |= _names(unit)
        at = place
        later = [unit for unit, is_told in zip(units[place:], told[place:], strict=True) if is_told]
        if _is_over(later, story, share, closes=found[place].opens in _CLOSES):
            return place
        if share >= 0.6 and found[place].opens in _CLOSES and _only_teasers(units[place:], told[place:]):
            return place
    return len(units)


def _is_over(later: list[Unit], story: set[str], share: float, *, closes: bool) -> bool:
    shared = sum(not story.isdisjoint(_names(unit)) for unit in later)
    if len(later) <= FEW:
        return shared == 0 and (not later or (closes and share >= 0.7 and not any(map(_reports, later))))
    return shared <= SHARED * len(later) and sum(map(_reports, later)) <= SHARED * len(later)


def _only_teasers(units: list[Unit], told: list[bool]) -> bool:
    """Tell whether each paragraph stands alone among headlines, as a list of other stories does."""
    lonely = not any(one and other for one, other in pairwise(told))
    teasers = [unit for unit, is_told in zip(units, told, strict=True) if is_told]
    return lonely and 2 * len(teasers) < len(units) and all(len(unit.words) <= 60 and not _reports(unit) for unit in teasers)
