"""Who held which office on a date, and how far that may be trusted."""

import datetime as dt
from collections import defaultdict
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from communique.codebook.people import people
from communique.codebook.tables import rows
from communique.model.dates import first_day, last_day

TABLE = "offices.csv"
_COLUMNS = ("entity", "office", "person", "start", "end", "last_confirmed", "note", "source")
_NOTES = frozenset({"", "end inferred", "observation"})
STALE_AFTER = dt.timedelta(days=120)
"""How long after the last confirmation of a term without an end its holder may still be named as a fact."""


class Certainty(StrEnum):
    """What the codebook can say about the holder of an office on a date."""

    KNOWN = "known"
    SEVERAL = "several"
    STALE = "stale"
    UNKNOWN = "unknown"


class Term(NamedTuple):
    """A person in an office, from `start` to `end` (partial dates; `end` empty while the term runs).

    A running term is a fact up to `last_confirmed` and a while after; then the codebook is stale, not the holder.
    """

    entity: str
    office: str
    person: str
    start: str
    end: str
    last_confirmed: str
    note: str


class Answer(NamedTuple):
    """The holders on a date. Only a `known` answer names one person as a fact."""

    certainty: Certainty
    persons: tuple[str, ...] = ()

    @property
    def person(self) -> str | None:
        """The one holder, if there is exactly one and the codebook is not stale."""
        return self.persons[0] if self.certainty is Certainty.KNOWN else None


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms in the order of the file; raise BadCodebookRow on a bad row."""
    known = people()
    found: list[Term] = []
    for row in rows(TABLE, _COLUMNS):
        row.choice("note", _NOTES)
        term = Term._make(row.cells[:7])
        if not term.entity or not term.office:
            raise row.bad("a term needs an entity and an office")
        if term.person not in known:
            raise row.bad(f"there is no person {term.person!r} in people.csv")
        if term.end and term.start and term.end[:4] < term.start[:4]:
            raise row.bad("the term ends before it starts")
        found.append(term)
    return tuple(found)


@cache
def _by_office() -> dict[tuple[str, str], tuple[Term, ...]]:
    found: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms():
        found[term.entity, term.office].append(term)
    return {key: tuple(items) for key, items in found.items()}


@cache
def _by_person() -> dict[str, tuple[Term, ...]]:
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms():
        found[term.person].append(term)
    return {key: tuple(items) for key, items in found.items()}


@cache
def _first(value: str) -> dt.date:
    return first_day(value) if value else dt.date.min


@cache
def _last(value: str) -> dt.date:
    return last_day(value) if value else dt.date.max


def _standing(term: Term, start: dt.date, end: dt.date) -> Certainty:
    """Say whether `term` covers the days from `start` to `end`, at least in part."""
    if _first(term.start) > end or _last(term.end) < start:
        return Certainty.UNKNOWN
    if not term.end and (not term.last_confirmed or start > _last(term.last_confirmed) + STALE_AFTER):
        return Certainty.STALE
    return Certainty.KNOWN


@cache
def holders(entity: str, office: str, on: str) -> Answer:
    """Return who held `office` of `entity` (a state's alpha-3 or an organisation's code) on the partial date `on`.

    On a day of change both holders are given (`several`), except that a holder whose term ends on that very day gives
    way to the one whose term starts on it. Raises ValueError if `on` is not a date.
    """
    start, end = first_day(on), last_day(on)
    standing = [(term, _standing(term, start, end)) for term in _by_office().get((entity, office), ())]
    known = [term for term, certainty in standing if certainty is Certainty.KNOWN]
    if len(known) > 1 and start == end:
        known = [term for term in known if _last(term.end) != start] or known
    persons = tuple(dict.fromkeys(term.person for term in known))
    if persons:
        return Answer(Certainty.KNOWN if len(persons) == 1 else Certainty.SEVERAL, persons)
    stale = tuple(dict.fromkeys(term.person for term, certainty in standing if certainty is Certainty.STALE))
    return Answer(Certainty.STALE, stale) if stale else Answer(Certainty.UNKNOWN)


def has_office(entity: str, office: str) -> bool:
    """Tell whether the codebook knows of an office of a state or organisation at all."""
    return (entity, office) in _by_office()


@cache
def terms_of(person: str, on: str) -> tuple[Term, ...]:
    """Return the terms that `person` served on the partial date `on`, unconfirmed running terms included."""
    start, end = first_day(on), last_day(on)
    return tuple(term for term in _by_person().get(person, ()) if _standing(term, start, end) is not Certainty.UNKNOWN)


@cache
def was_in_office(person: str, on: str, years: int = 0) -> bool:
    """Tell whether `person` held any office within `years` of the partial date `on`."""
    margin = dt.timedelta(days=366 * years)
    start, end = first_day(on), last_day(on)
    for term in _by_person().get(person, ()):
        first = _first(term.start)
        last = _last(term.end or term.last_confirmed)
        if (first == dt.date.min or first - margin <= end) and (last == dt.date.max or last + margin >= start):
            return True
    return False


@cache
def all_terms_of(person: str) -> tuple[Term, ...]:
    """Return every term of `person`."""
    return _by_person().get(person, ())
