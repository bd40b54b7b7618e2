"""How much each unit speaks for news and for each kind of furniture; the numbers are log-odds set by hand."""

from dataclasses import dataclass, field

from communique.codebook.passages import PageForm, Where, page_words
from communique.model.document import PassageKind
from communique.read.passages import shape
from communique.read.passages.tail import end_of_story
from communique.read.passages.units import Unit

FURNITURE = (
    PassageKind.APPEAL,
    PassageKind.NEWSLETTER,
    PassageKind.RELATED,
    PassageKind.LEGAL,
    PassageKind.NAVIGATION,
)
_SPEAKS_IN_PROSE = frozenset({PassageKind.APPEAL, PassageKind.NEWSLETTER, PassageKind.LEGAL})
PROSE = 12
"""Words from which a line that ends as a sentence counts as prose."""


@dataclass(slots=True)
class Evidence:
    """Log-odds of one unit: `news` for the story, `against` for each kind of furniture; `side` is a kind of its own
    that stands in and between blocks without ending them (byline, caption, header)."""

    news: float
    against: dict[PassageKind, float] = field(default_factory=dict)
    side: PassageKind | None = None
    opens: PassageKind | None = None
    prose: bool = False


def _weight(form: PageForm, unit: Unit) -> float:
    if form.where is Where.WHOLE:
        return form.weight
    count = len(unit.words)
    if form.where is Where.STARTS and unit.sentence and count >= PROSE:
        return form.weight * 0.5
    return form.weight * (1.0 if count <= 30 else 30 / count)


def _add(evidence: Evidence, kind: PassageKind, weight: float) -> None:
    evidence.against[kind] = evidence.against.get(kind, 0.0) + weight


def _opens(form: PageForm, unit: Unit) -> bool:
    """Tell whether the phrase is all that the line says: "Read more: talks resume" has named its link already."""
    return form.opens and len(unit.words) <= len(form.parts[0].split()) + 3


def _lexical(unit: Unit, evidence: Evidence) -> None:
    ranked = sorted(((_weight(form, unit), form) for form in unit.forms), key=lambda pair: -pair[0])
    for place, (weight, form) in enumerate(ranked):
        _add(evidence, form.kind, weight if place == 0 else weight * 0.5 if place < 5 else 0.0)
    credit = evidence.against.pop(PassageKind.BYLINE, 0.0)
    if credit >= 3 and len(unit.words) <= 60:
        evidence.side = PassageKind.BYLINE
    for weight, form in ranked:
        if weight >= 3 and _opens(form, unit) and not unit.inline:
            evidence.opens = form.kind
            break
    if _names_more(unit):
        _add(evidence, PassageKind.RELATED, 3.0)
        evidence.opens = PassageKind.RELATED


def _names_more(unit: Unit) -> bool:
    """Tell whether the line is "More Example Times", "Latest Politics": an opener and a name."""
    opener, _, name = unit.text.partition(" ")
    return opener.lower() in page_words("more") and len(unit.words) <= 5 and shape.is_name_list(name)


def _news(unit: Unit) -> float:
    count = len(unit.words)
    outside = shape.words_of(shape.outside_quotes(unit.folded)) if '"' in unit.folded else unit.words
    reader = sum(word in page_words("reader") for word in outside)
    house = sum(word in page_words("house") for word in outside)
    if unit.sentence and count >= 8:
        news = min(4.0, 0.5 + 0.12 * count)
    elif unit.sentence:
        news = 0.8 if count >= 4 else 0.2
    elif count >= 25:
        news = 2.0
    else:
        news = 0.3 if count >= 4 else 0.0
    if any(word in page_words("said") for word in outside) and count >= 5:
        news += 2.0 if '"' in unit.folded else 1.2
    if unit.text[:1].islower():
        news += 0.5
    return news - min(2.4, 0.8 * reader) - min(1.5, 0.5 * house)


def _side(unit: Unit) -> PassageKind | None:
    if shape.is_timestamp(unit.folded):
        return PassageKind.HEADER
    if shape.is_byline(unit.text):
        return PassageKind.BYLINE
    if shape.is_credit(unit.text, unit.folded):
        return PassageKind.CAPTION
    return None


def weigh(unit: Unit) -> Evidence:
    """Return the evidence of a unit by itself, without its neighbours."""
    evidence = Evidence(news=_news(unit))
    _lexical(unit, evidence)
    evidence.prose = unit.sentence and len(unit.words) >= PROSE
    if evidence.side is None and not unit.inline and not (unit.forms and unit.forms[0].where is Where.WHOLE):
        evidence.side = _side(unit)
    if shape.is_counter(unit.folded) or not any(char.isalnum() for char in unit.text):
        _add(evidence, PassageKind.NAVIGATION, 1.0)
    if shape.has_handle(unit.folded):
        _add(evidence, PassageKind.NAVIGATION, 1.5)
    return evidence


def weigh_all(units: list[Unit]) -> list[Evidence]:
    """Return the evidence of every unit, with what openers and the end of the page add."""
    found = [weigh(unit) for unit in units]
    prose = [one.prose and one.news > sum(one.against.values()) + 1.0 for one in found]
    end = end_of_story(units, prose, [one.opens is not None for one in found])
    first = next((place for place, is_prose in enumerate(prose) if is_prose), len(units))
    last = max((place for place, is_prose in enumerate(prose[:end]) if is_prose), default=-1)
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        # Within a story a bare clock time heads an entry of a running report.
        if one.side is PassageKind.HEADER and first < place < last and not shape.is_dated(unit.folded):
            one.side = None
    _carry(units, found, end)
    _links(units, found, last, end)
    return found


def _carry(units: list[Unit], found: list[Evidence], end: int) -> None:
    """Let an opener speak for the lines after it, until the story goes on."""
    kind: PassageKind | None = None
    carried = 0.0
    for place, one in enumerate(found):
        if place >= end:
            one.news *= 0.3
        if kind is not None and carried > 0:
            if not one.prose:
                _add(one, kind, carried)
                carried *= 0.9
            elif kind in _SPEAKS_IN_PROSE or place >= end:
                _add(one, kind, carried)
                carried *= 0.85
            else:
                carried = 0.0
        if one.opens is not None:
            kind, carried = one.opens, 1.0


def _links(units: list[Unit], found: list[Evidence], last: int, end: int) -> None:
    """Give weight to lines that look like headlines of other stories: in a row, or after the story."""
    run = 0
    listed = False
    for place, (unit, one) in enumerate(zip(units, found, strict=True)):
        if one.prose:
            listed = False
        link = (
            not one.prose
            and one.side is None
            and not unit.inline
            and shape.is_headline_like(unit.text, len(unit.words))
        )
        run = run + 1 if link else 0
        if link and not listed:
            if place > end:
                _add(one, PassageKind.RELATED, 1.2)
            elif place > last >= 0:
                _add(one, PassageKind.RELATED, 0.6)
            elif run >= 3:
                _add(one, PassageKind.RELATED, 0.4)
        if unit.text.endswith(":") and not unit.forms:
            listed = True  # what follows is a list of the story: participants, points, results
