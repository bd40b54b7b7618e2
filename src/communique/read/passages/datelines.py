"""The dateline at the start of a paragraph: "BEIJING, July 13 (Xinhua) --", "MOSCOW, July 14. /TASS/.", "KEST: "."""

import re

from communique.codebook.passages import page_words
from communique.codebook.places import places
from communique.read.passages.shape import is_name_list, words_of

LONGEST = 90
_DASH = r"--|—|–|-|―|__?"
_DATELINE = re.compile(
    rf"\s{{0,8}}(?P<head>[^\n]{{2,{LONGEST}}}?)"
    rf"(?P<mark>\)\s*[:.]?\s*(?:{_DASH})|\)\s*:|\s(?:{_DASH})|—|--|(?<=[A-Z])-|:)(?:\s|$)"
)
_SLASHED = re.compile(
    rf"\s{{0,8}}(?P<head>[^\W\d_][^\n/]{{1,60}}?)[.,]?\s*/(?P<agency>[^/\n]{{2,30}})/[.,:]?\s*(?:{_DASH})?\s+"
)
_AGENCY = re.compile(rf"\s{{0,8}}\((?P<agency>[^()\n]{{2,40}})\)\s*(?:{_DASH})\s+")
_CAPITALS = re.compile(r"[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]*){0,4}")
_BRACKETS = re.compile(r"\(([^()]{2,40})\)?$")


def dateline_end(line: str) -> int:
    """Return where the dateline of a paragraph ends, the spaces after it included; 0 if there is none."""
    start = line[: LONGEST + 20]
    for pattern in (_SLASHED, _AGENCY):
        match = pattern.match(start)
        if match and _is_agency(match["agency"]):
            return match.end()
    match = _DATELINE.match(start)
    return match.end() if match and _is_dateline(match["head"].strip(), match["mark"]) else 0


def _is_agency(words: str) -> bool:
    return any(part.strip(" )").lower() in page_words("agency") for part in re.split(r"[/,]", words))


def _is_dateline(head: str, mark: str) -> bool:
    low = head.lower()
    if low in page_words("label") or low.split(":")[0] in page_words("label"):
        return False
    inside = _BRACKETS.search(head + mark[:1])
    agency = inside is not None and _is_agency(inside[1])
    place = head[: inside.start()] if inside else head
    capitals = _CAPITALS.match(place)
    upper = capitals is not None and len(capitals[0]) > 2
    rest = place[capitals.end() :] if capitals else place
    dated = not page_words("month").isdisjoint(words_of(low))
    if mark.strip() == ":":
        alone = not rest.strip(" ,") and (" " in head or len(head) > 3)
        return upper and len(head) < 50 and (alone or dated or agency)
    if upper and len(rest.split()) <= 7:
        return True
    names = re.sub(r"[\d.]+", " ", place).replace(",", " ").strip()
    return (agency or dated or place.split(",")[0].strip() in places()) and is_name_list(names or "-")
