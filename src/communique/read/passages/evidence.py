"""How much each unit by itself speaks for news and for each kind of furniture: log-odds that were set by hand."""

from dataclasses import dataclass, field

from communique.codebook.passages import PageForm, Where, page_words
from communique.model.document import PassageKind
from communique.read.passages import shape
from communique.read.passages.units import Unit

FURNITURE = (
    PassageKind.APPEAL,
    PassageKind.NEWSLETTER,
    PassageKind.RELATED,
    PassageKind.LEGAL,
    PassageKind.NAVIGATION,
    PassageKind.HEADER,
)
PROSE = 12
"""Words from which a line that ends as a sentence counts as prose."""
CREDIT = 3.0
"""Weight from which a credit at the end of a story ("contributed to this report") is taken for one."""
SURE = 5.0
"""Weight from which a phrase at the start of a line counts in full even if a whole sentence follows."""
PLAIN = 2.1
"""Least weight of a sentence without any sign of furniture: more than it costs to leave the story and to return."""
REPORTED = 0.5
"""What a phrase still weighs in a sentence that quotes somebody."""
COUNTER = 2.1
"""Weight of a line that is nothing but a number: enough by itself, for no story has such lines."""
CAPTION = 70
"""Words that a caption has at most."""
OPENER = 3.0
"""Weight from which a phrase may open a block."""


@dataclass(slots=True)
class Evidence:
    """Log-odds of one unit: `news` for the story, `against` for each kind of furniture.

    `side` is a kind of its own that stands in and between blocks without ending them (byline, caption, header).
    """

    news: float
    against: dict[PassageKind, float] = field(default_factory=dict)
    side: PassageKind | None = None
    credits: bool = False
    """True if the side kind is certain from its words ("contributed to this report")."""
    opens: PassageKind | None = None
    prose: bool = False
    personal: int = 0
    """Words outside quotation marks that address the reader or speak for the house ("you", "our")."""
    penalty: float = 0.0
    """What these words took from `news`."""

    def add(self, kind: PassageKind, weight: float) -> None:
        """Give more weight to one kind."""
        self.against[kind] = self.against.get(kind, 0.0) + weight


def weigh(unit: Unit) -> Evidence:
    """Return the evidence of a unit by itself, without its neighbours."""
    evidence = _news(unit)
    _phrases(unit, evidence)
    blank = not any(char.isalnum() for char in unit.text)
    if (
        evidence.side is None
        and not blank
        and not unit.inline
        and not (unit.forms and unit.forms[0].where is Where.WHOLE)
    ):
        evidence.side = _side(unit)
    if shape.is_counter(unit.folded):
        evidence.add(PassageKind.NAVIGATION, COUNTER)
    elif blank:
        evidence.add(PassageKind.NAVIGATION, 1.0)
    if shape.is_address(unit.folded):
        evidence.add(PassageKind.NAVIGATION, 3.0)
    elif shape.has_handle(unit.folded):
        evidence.add(PassageKind.NAVIGATION, 1.5)
    return evidence


def _news(unit: Unit) -> Evidence:
    count = len(unit.words)
    spoken = unit.spoken or shape.is_speech(unit.text)
    outside = [] if spoken else shape.words_of(shape.outside_quotes(unit.folded)) if '"' in unit.folded else unit.words
    readers, houses = page_words("reader"), page_words("house")
    reader = sum(map(readers.__contains__, outside))
    house = sum(map(houses.__contains__, outside))
    if unit.sentence and count >= 8:
        news = min(4.0, 0.5 + 0.12 * count)
    elif unit.sentence:
        news = 0.8 if count >= 4 else 0.2
    elif count >= 25:
        news = 2.0
    else:
        news = 0.3 if count >= 4 else 0.0
    if count >= 5 and (spoken or not page_words("said").isdisjoint(outside)):
        news += 2.0 if '"' in unit.folded else 1.2
    if unit.text[:1].islower():
        news += 0.5
    if (count >= 25 or (unit.sentence and count >= 6)) and not unit.forms and not reader + house:
        news = max(news + 0.5, PLAIN)
    penalty = min(2.4, 0.8 * reader) + min(1.5, 0.5 * house)
    asks = unit.text.endswith("?") and count <= 20  # headlines ask, paragraphs seldom end so
    prose = unit.sentence and count >= PROSE and not asks
    penalty = min(penalty, news)
    return Evidence(news=news - penalty, prose=prose, personal=reader + house, penalty=penalty)


def _phrases(unit: Unit, evidence: Evidence) -> None:
    ranked = sorted(((_weight(form, unit, evidence), form) for form in unit.forms), key=lambda pair: -pair[0])
    for place, (weight, form) in enumerate(ranked[:5]):
        evidence.add(form.kind, weight if place == 0 else weight * 0.5)
    credit = evidence.against.pop(PassageKind.BYLINE, 0.0)
    if credit >= CREDIT and len(unit.words) <= 60:
        evidence.side = PassageKind.BYLINE
        evidence.credits = True
    if unit.inline:
        return
    for weight, form in ranked:
        if weight >= OPENER and _opens(form, unit):
            evidence.opens = form.kind
            return
    if _names_more(unit):
        evidence.add(PassageKind.RELATED, 3.0)
        evidence.opens = PassageKind.RELATED


def _weight(form: PageForm, unit: Unit, evidence: Evidence) -> float:
    count = len(unit.words)
    if form.where is Where.WHOLE:
        return form.weight
    if (
        unit.spoken
        or shape.is_speech(unit.text)
        or ('"' in unit.folded and not page_words("said").isdisjoint(unit.words))
    ):
        return form.weight * REPORTED
    if form.where is Where.STARTS:
        if evidence.prose and form.weight < SURE:
            return form.weight * (0.6 if evidence.personal else 0.35)
        if unit.sentence and count >= 6 and not evidence.personal and form.weight < SURE:
            return form.weight * 0.6
        if not unit.sentence and count <= len(form.parts[0].split()) + 3:
            return max(form.weight, OPENER)
    if form.where is Where.ENDS and count > 8:
        return 0.0
    return form.weight * (1.0 if count <= 30 else 30 / count)


def _opens(form: PageForm, unit: Unit) -> bool:
    """Tell whether the phrase is all that the line says: "Read more: talks resume" has named its link already."""
    return form.opens and len(unit.words) <= len(form.parts[0].split()) + 3


def _names_more(unit: Unit) -> bool:
    """Tell whether the line is "More Example Times", "Latest Politics": an opener and a name."""
    opener, _, name = unit.text.partition(" ")
    return opener.lower() in page_words("more") and len(unit.words) <= 5 and shape.is_name_list(name)


def _side(unit: Unit) -> PassageKind | None:
    if shape.is_timestamp(unit.folded):
        return PassageKind.HEADER
    if shape.is_byline(unit.text):
        return PassageKind.BYLINE
    if shape.is_credit(unit.text, unit.folded) or (len(unit.words) <= CAPTION and shape.ends_with_credit(unit.folded)):
        return PassageKind.CAPTION
    return None
