"""Titles, offices and institutions as English texts write them."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from communique.codebook.tables import rows

_TITLE_COLUMNS = ("form", "office", "kind", "country", "label", "gender", "source")
_INSTITUTION_COLUMNS = ("form", "institution", "kind", "country", "name", "source")
_NOUN_COLUMNS = ("form", "kind", "source")
_TITLE_KINDS = frozenset({"office", "role", "honorific"})
_INSTITUTION_KINDS = frozenset({"ministry", "organisation", "state", "media"})
_NOUN_KINDS = frozenset({"person", "collective", "document", "group"})


class Title(NamedTuple):
    """A title before, after or instead of a name.

    `kind` is `office` (one holder a state or organisation), `role` (many holders) or `honorific`. `country` is the
    state that the form means when none is named (Secretary of State -> USA); `label` is how the record names it.
    """

    form: str
    office: str
    kind: str
    country: str
    label: str
    gender: str


class Institution(NamedTuple):
    """A ministry or another body of a state; `country` is set where the form alone says which (the Pentagon)."""

    form: str
    id: str
    kind: str
    country: str
    name: str


@cache
def titles() -> dict[str, tuple[Title, ...]]:
    """Return the titles by their lower-case form; raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[Title]] = defaultdict(list)
    for row in rows("titles.csv", _TITLE_COLUMNS):
        row.choice("kind", _TITLE_KINDS)
        title = Title(*(row[column] for column in _TITLE_COLUMNS[:6]))
        if not title.form or title.form != title.form.lower():
            raise row.bad("the form must be in lower case")
        found[title.form].append(title)
    return {form: tuple(items) for form, items in found.items()}


@cache
def office_labels() -> dict[tuple[str, str], str]:
    """Return how an office is called, by (office, country); the country is empty for the general name."""
    found: dict[tuple[str, str], str] = {}
    for items in titles().values():
        for title in items:
            if title.kind != "honorific" and title.label:
                found.setdefault((title.office, title.country), title.label)
    return found


def office_label(office: str, country: str | None) -> str:
    """Return the English name of `office` in `country`: foreign_minister is the Foreign Secretary in GBR."""
    labels = office_labels()
    label = labels.get((office, country or "")) or labels.get((office, ""))
    anywhere = (text for (name, _), text in labels.items() if name == office)
    return label or next(anywhere, office.replace("_", " ").title())


@cache
def _own_forms() -> dict[tuple[str, str], frozenset[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for form, held in titles().items():
        for title in held:
            if title.country:
                found[title.office, title.country].add(form)
    return {key: frozenset(forms) for key, forms in found.items()}


@cache
def portfolios() -> frozenset[str]:
    """Return the words that stand before "minister" in the titles (trade, foreign, interior)."""
    forms = (form.split() for form in titles() if form.endswith(" minister"))
    return frozenset(words[-2] for words in forms) - {"prime", "deputy", "vice"}


def is_called(form: str, office: str, country: str) -> bool:
    """Tell whether a state may call its office so: one with titles of its own has no others, nobody else has them."""
    own = _own_forms().get((office, country))
    if own is not None:
        return form in own
    return not any(held == office and form in forms for (held, _), forms in _own_forms().items())


@cache
def institutions() -> dict[str, tuple[Institution, ...]]:
    """Return the institutions by their lower-case form; raise BadCodebookRow on a bad row."""
    found: defaultdict[str, list[Institution]] = defaultdict(list)
    for row in rows("institutions.csv", _INSTITUTION_COLUMNS):
        row.choice("kind", _INSTITUTION_KINDS)
        institution = Institution(*(row[column] for column in _INSTITUTION_COLUMNS[:5]))
        if not institution.form or not institution.id:
            raise row.bad("an institution needs a form and an id")
        found[institution.form].append(institution)
    return {form: tuple(items) for form, items in found.items()}


def actor_nouns(kind: str) -> frozenset[str]:
    """Return the common nouns (singular, lower case) of one kind: person, collective, document or group."""
    return _actor_nouns().get(kind, frozenset())


@cache
def _actor_nouns() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows("actor_nouns.csv", _NOUN_COLUMNS):
        found[row.choice("kind", _NOUN_KINDS)].add(row["form"])
    return {kind: frozenset(forms) for kind, forms in found.items()}
