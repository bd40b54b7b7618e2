"""What the neighbours of a unit and its place on the page add to its evidence."""

import re
from collections import Counter
from functools import cache

from communique.codebook.passages import Where, page_words
from communique.model.document import PassageKind
from communique.read.passages import shape
from communique.read.passages.evidence import REPORTED, Evidence, weigh
from communique.read.passages.tail import end_of_story
from communique.read.passages.units import Unit

_SPEAKS = frozenset({PassageKind.APPEAL, PassageKind.NEWSLETTER, PassageKind.LEGAL})
_BIO_LINES = 14
"""Lines before the end of the story's prose in which its author may be presented."""
_LAST_LINES = 60
"""Lines from there on that are looked at: each is compared with all other lines."""
OCCUPATION = 10
"""Words after "is" within which an author's occupation stands."""
_LETTER = 16
"""Units that an appeal may have from its opener to its last sure words."""
_SURE = 4.0
_LEAD = 12
"""Paragraphs whose longer words make up the story's vocabulary."""


def weigh_page(units: list[Unit], publisher: str | None = None) -> list[Evidence]:
    """Return the evidence of every unit, with what its neighbours and the end of the story add."""
    found = [weigh(unit) for unit in units]
    prose = [one.prose and one.news > sum(one.against.values()) + 1.0 for one in found]
    first = next((place for place, is_prose in enumerate(prose) if is_prose), len(units))
    _voice(found, prose)
    _mark_bios(units, found)
    _cohere(units, found, prose)
    end = end_of_story(units, found)
    last = max((place for place, is_prose in enumerate(prose[:end]) if is_prose), default=-1)
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        # Within a story a bare clock time heads an entry of a running report.
        if one.side is PassageKind.HEADER and first < place < last and not shape.is_dated(unit.folded):
            one.side = None
    _head(units[:first], found[:first])
    _carry(units, found, end, publisher)
    _letters(found)
    _links(units, found, last, end)
    return found


def _voice(found: list[Evidence], prose: list[bool]) -> None:
    """Let "you" and "we" speak for an appeal where the story itself does not use them."""
    paragraphs = sum(prose)
    own = sum(is_prose and one.personal > 0 for one, is_prose in zip(found, prose, strict=True))
    if own > 0.4 * paragraphs:
        for one in found:
            one.news += 0.5 * one.penalty
            if PassageKind.APPEAL in one.against:
                one.against[PassageKind.APPEAL] *= REPORTED
    else:
        for one in found:
            if one.personal and not one.against:
                one.add(PassageKind.APPEAL, min(1.2, 0.4 * one.personal))


def _cohere(units: list[Unit], found: list[Evidence], prose: list[bool]) -> None:
    """Give weight to sentences that use the longer words of the story's first paragraphs."""
    vocabulary: Counter[str] = Counter()
    lead = [unit for unit, is_prose in zip(units, prose, strict=True) if is_prose][:_LEAD]
    for unit in lead:
        vocabulary.update({word for word in unit.words[:200] if len(word) >= 5})
    known = set(vocabulary)
    for unit, one in zip(units, found, strict=True):
        if unit.sentence and not unit.forms and 5 <= len(unit.words) <= 60:
            mine = 1 if one.prose else 0  # a paragraph of the lead is in the vocabulary itself
            shared = sum(vocabulary[word] > mine for word in known.intersection(unit.words))
            one.news += min(1.2, 0.4 * shared)


def _head(units: list[Unit], found: list[Evidence]) -> None:
    """Look for the headline and the name of the author before the story's first prose."""
    headline = -1
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        if one.side is not None:
            if headline >= 0:
                break
        elif (
            not unit.forms
            and not unit.inline
            and len(unit.words) >= 3
            and not (shape.is_signed(unit.text) or shape.is_presented(unit.text))
            and shape.is_headline_like(unit.text, len(unit.words))
        ):
            headline = place
        elif unit.forms and headline >= 0 and max(form.weight for form in unit.forms) >= 4:
            break
    if headline < 0:
        headline = next((place for place, unit in enumerate(units) if _is_labelled_headline(unit)), -1)
        if headline >= 0:
            found[headline].against.clear()
            found[headline].opens = None
    if headline >= 0:
        found[headline].news += 2.5
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        if one.side is not None or unit.forms or unit.sentence:
            continue
        if 0 <= headline < place and (
            shape.is_signed(unit.text)
            or shape.is_presented(unit.text)
            or (2 <= len(unit.words) <= 4 and shape.is_name_list(unit.text))
        ):
            one.side = PassageKind.BYLINE
        elif len(unit.words) <= 3:
            one.add(PassageKind.NAVIGATION, 0.8)


def _is_labelled_headline(unit: Unit) -> bool:
    """Tell whether a line is a headline after its genre ("Analysis: ..."), which below a story leads to another one."""
    return (
        bool(unit.forms)
        and all(form.where is Where.STARTS and form.parts[-1].endswith((":", "|")) for form in unit.forms)
        and len(unit.words) >= 4
        and shape.is_headline_like(unit.text, len(unit.words))
    )


@cache
def _presents() -> re.Pattern[str]:
    """Match a name, and perhaps an age or a title in brackets, before a verb that presents people."""
    verbs = "|".join(map(re.escape, sorted(page_words("presents"))))
    return re.compile(
        r"([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*| (?:de|van|von|bin|al|el|del|da|dos))*)(?: \([^()]{1,40}\))?,?"
        rf" (?:{verbs}) "
    )


def _signs(unit: Unit, one: Evidence, name: str) -> bool:
    """Tell whether a line is a byline with that name, or little more than the name."""
    if name.lower() not in unit.folded or unit.sentence:
        return False
    return one.side is PassageKind.BYLINE or len(unit.words) <= len(name.split()) + 2


def _has_occupation(words: str) -> bool:
    """Tell whether a sentence goes on with who somebody is who writes ("a correspondent in Kest", "the author of")."""
    following = shape.words_of(words.lower())[:OCCUPATION]
    return (
        following[:1] != [] and following[0] in page_words("article") and not page_words("writer").isdisjoint(following)
    )


def _mark_bios(units: list[Unit], found: list[Evidence]) -> None:
    """Mark lines near the end that present the author, of whom the story is silent ("Ana Lindqvist is a reporter")."""
    last = max((place for place, one in enumerate(found) if one.prose and one.news >= 2.5), default=-1)
    first = max(1, last - _BIO_LINES)
    for place in range(first, min(first + _LAST_LINES, len(units))):
        unit = units[place]
        match = _presents().match(unit.text[:160])
        if unit.inline or not match:
            continue
        surname = match[1].split()[-1].lower()
        mentions = [other for other in range(len(units)) if other != place and surname in units[other].folded]
        signed = " " in match[1] and any(_signs(units[other], found[other], match[1]) for other in mentions)
        if any(found[other].prose for other in mentions) or not (
            signed or _has_occupation(unit.text[match.end() : match.end() + 120])
        ):
            continue
        if " " in match[1]:
            found[place].add(PassageKind.NAVIGATION, 4.5)
            found[place].news *= 0.3
            if signed:
                found[place].opens = PassageKind.NAVIGATION
            for after in range(place + 1, len(units)):
                if not units[after].inline:
                    break
                found[after].add(PassageKind.NAVIGATION, 2.5)
                found[after].news *= 0.3


def _carry(units: list[Unit], found: list[Evidence], end: int, publisher: str | None) -> None:
    """Let an opener speak for the lines after it, until the story goes on."""
    house = publisher.lower() if publisher else None
    kind: PassageKind | None = None
    carried = 0.0
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        if place >= end:
            one.news *= 0.2
        if kind is not None and carried > 0:
            if place >= end:
                one.add(kind, 1.2)
            elif not one.prose:
                one.add(kind, carried)
                carried *= 0.9
            elif kind in _SPEAKS:
                own = one.personal > 0 or bool(house and house in unit.folded)
                if own:
                    one.add(kind, carried + 0.8)
                else:
                    carried *= 0.6
            else:
                carried = 0.0
        if one.opens is not None:
            kind, carried = one.opens, 1.0


def _letters(found: list[Evidence]) -> None:
    """Hold together what stands between the opener of an appeal and its sure words, if it speaks for the house."""
    for place, one in enumerate(found):
        if one.opens is not PassageKind.APPEAL:
            continue
        ends = range(min(place + _LETTER, len(found)) - 1, place, -1)
        end = next((end for end in ends if found[end].against.get(PassageKind.APPEAL, 0.0) >= _SURE), place)
        between = found[place + 1 : end]
        if between and 2 * sum(one.personal > 0 for one in between) >= len(between):
            for inside in between:
                inside.add(PassageKind.APPEAL, 1.5)


def _links(units: list[Unit], found: list[Evidence], last: int, end: int) -> None:
    """Give weight to lines that look like headlines of other stories: in a row, or after the story."""
    run = 0
    listed = False
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        if one.prose:
            listed = False
        introduces = shape.bare(unit.text).endswith(":") and not unit.forms and len(unit.words) >= 3
        if shape.is_person_entry(unit.text) and place < end:
            one.news += 1.0
            run = 0
            continue
        link = (
            not (one.prose or introduces or unit.inline)
            and one.side is None
            and shape.is_headline_like(unit.text, len(unit.words))
        )
        run = run + 1 if link else 0
        if (introduces or (link and listed)) and place < end:
            one.news += 1.0
        elif link and not listed:
            if place > end:
                one.add(PassageKind.RELATED, 1.2)
            elif place > last >= 0:
                one.add(PassageKind.RELATED, 0.6)
            elif run >= 3:
                one.add(PassageKind.RELATED, 0.4)
        if introduces:
            listed = True  # what follows is a list of the story: participants, points, results
