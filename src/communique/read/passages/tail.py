"""Where the story ends: after an opener ("Most Read", "Comments", "More Example Times") with no return to the story.

Other stories are teased at the end of a page in whole sentences, which look like news because they are. What tells them
apart is that they speak of other people and places: a story that goes on names again whom it has named.
"""

import re
from itertools import pairwise

from communique.read.passages.units import Unit

_NAME = re.compile(r"(?<![.!?:\"“] )(?<!^)\b[A-Z][\w'’-]{2,}")
SHARED = 0.34
"""Below this share of later paragraphs that name someone of the story, the story is over."""
CANDIDATES = 12


def _names(unit: Unit) -> set[str]:
    return {name.lower().rstrip("'’s") for name in _NAME.findall(unit.text[:2000])}


def end_of_story(units: list[Unit], prose: list[bool], openers: list[bool]) -> int:
    """Return the place of the first opener after which the story does not go on; the number of units if there is none.

    At least three paragraphs and a third of all prose must stand before it.
    """
    total = sum(len(unit.words) for unit, is_prose in zip(units, prose, strict=True) if is_prose)
    before, paragraphs = 0, 0
    candidates: list[tuple[int, float]] = []
    for place, (unit, is_prose, opener) in enumerate(zip(units, prose, openers, strict=True)):
        if opener and paragraphs >= 3 and before >= total / 3:
            candidates.append((place, before / total))
        if is_prose:
            before += len(unit.words)
            paragraphs += 1
    story: set[str] = set()
    at = 0
    for place, share in candidates[:CANDIDATES]:
        for unit, is_prose in zip(units[at:place], prose[at:place], strict=True):
            if is_prose:
                story |= _names(unit)
        at = place
        later = [_names(unit) for unit, is_prose in zip(units[place:], prose[place:], strict=True) if is_prose]
        shared = sum(not story.isdisjoint(names) for names in later)
        if shared <= SHARED * len(later) and (shared == 0 or len(later) > 4):
            return place
        if share >= 0.6 and _only_teasers(units[place:], prose[place:]):
            return place
    return len(units)


def _only_teasers(units: list[Unit], prose: list[bool]) -> bool:
    """Tell whether each paragraph stands alone among headlines, as a list of other stories does."""
    lonely = not any(one and other for one, other in pairwise(prose))
    return (
        lonely
        and 2 * sum(prose) < len(units)
        and all(len(unit.words) <= 60 for unit, one in zip(units, prose, strict=True) if one)
    )
