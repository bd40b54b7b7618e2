"""The spaCy component that finds and resolves the time expressions of a document."""

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from communique.annotate.layers import Layers
from communique.annotate.parts import UNREAD
from communique.annotate.times.anchor import Anchor, anchor_in_text, anchor_of, at_dateline
from communique.annotate.times.direction import Direction, Tenses
from communique.annotate.times.grammar import read_island
from communique.annotate.times.lexicon import lexicon
from communique.annotate.times.meaning import Complete, DayOfMonth, Expression, Weekday
from communique.annotate.times.resolve import Resolver
from communique.model import Passage, PassageKind, TimeReference

_SOON = Complete("FUTURE_REF")
_TERSE = frozenset({PassageKind.CAPTION, PassageKind.HEADLINE})


class TimesComponent:
    """Fills `Layers(doc).times`. Needs tags and the parse for tense, and `Layers(doc).published_on` for dates."""

    def __init__(self, *, language: str = "en") -> None:
        self._language = language
        lexicon(language)

    def __call__(self, doc: Doc) -> Doc:
        """Fill the layer and return the document."""
        layers = Layers(doc)
        published = layers.published_on
        layers.times = find_times(
            doc, published_on=None if published is None else published.value, language=self._language
        )
        return doc


def find_expressions(text: str, *, language: str = "en") -> list[Expression]:
    """Return the time expressions of a text, in order, not yet resolved."""
    found: list[Expression] = []
    for island in lexicon(language).islands(text):
        found.extend(read_island(text, island, language=language))
    return _with_dates(text, found)


def _with_dates(text: str, expressions: list[Expression]) -> list[Expression]:
    """Give a weekday the date that stands beside it in brackets: "on Wednesday (July 16)"."""
    for at, (here, after) in enumerate(pairwise(expressions)):
        day, date = here.meaning, after.meaning
        beside = text[here.end : after.start].strip() == "(" and text[after.end : after.end + 1] == ")"
        if beside and isinstance(day, Weekday) and isinstance(date, DayOfMonth):
            expressions[at] = replace(here, meaning=replace(date, weekday=day.weekday))
    return expressions


def find_times(doc: Doc, *, published_on: str | None = None, language: str = "en") -> tuple[TimeReference, ...]:
    """Return the time expressions of a document with their values, in the order of the text.

    `published_on` is YYYY, YYYY-MM, YYYY-Www or YYYY-MM-DD. Where it is missing, a date that the text gives itself
    (header, dateline with a year) takes its place; without one, relative expressions have no value. Passages that are
    no news (appeals, newsletters, related links, legal notes, navigation) are left out.
    """
    text = Layers(doc).text
    passages = Layers(doc).passages
    expressions = find_expressions(text, language=language)
    if passages:
        expressions = _outside(expressions, [passage for passage in passages if passage.kind in UNREAD])
    anchor = anchor_of(published_on) or anchor_in_text(text, expressions)
    if anchor is not None:
        anchor = at_dateline(anchor, text, expressions)
    terse = tuple((passage.start, passage.end) for passage in passages if passage.kind in _TERSE)
    return resolve_all(expressions, doc, anchor=anchor, captions=terse, language=language)


def resolve_all(
    expressions: list[Expression],
    doc: Doc,
    *,
    anchor: Anchor | None,
    captions: tuple[tuple[int, int], ...] = (),
    language: str = "en",
) -> tuple[TimeReference, ...]:
    """Resolve expressions in the order of the text."""
    tenses = Tenses(doc, captions=captions, language=language)
    resolver = Resolver(anchor, tenses.at)
    times = []
    for expression in expressions:
        if expression.meaning == _SOON and tenses.at(expression.start, expression.end).direction is Direction.BEHIND:
            continue  # "was soon released": soon after what was told, no time of its own
        resolved = resolver.resolve(expression)
        times.append(
            TimeReference(
                start=expression.start,
                end=expression.end,
                type=expression.type,
                value=resolved.value,
                anchor=resolved.anchor,
                rule=expression.rule,
            )
        )
    return tuple(times)


def _outside(expressions: list[Expression], passages: list[Passage]) -> list[Expression]:
    starts = [passage.start for passage in passages]
    kept = []
    for expression in expressions:
        at = bisect_right(starts, expression.start) - 1
        if at < 0 or expression.start >= passages[at].end:
            kept.append(expression)
    return kept
