"""The words by which the first pass tells what is about diplomacy (`data/relevance_words.csv`), and names of actors.

Columns: `language`; `form` (in Russian the beginning of a word, in other languages whole words; lower case);
`strength` (`strong`: an act, office or paper of diplomacy; `weak`: a word that also has other uses); `source`.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

from communique.codebook.aliases import Alias, aliases, entities
from communique.codebook.matching import LANGUAGES
from communique.codebook.offices import terms
from communique.codebook.people import Person, people
from communique.codebook.tables import rows
from communique.codebook.titles import titles

FILE = "relevance_words.csv"
COLUMNS = ("language", "form", "strength", "source")
STRENGTHS = frozenset({"strong", "weak"})
_NO_ACTORS = frozenset({"media"})
_SIDE_KINDS = frozenset({"side_reference", "news_agency", "newspaper"})
_TITLED = frozenset({"head_of_state", "head_of_government", "foreign_minister", "vice_president", "president"})
_SHORTEST_STEM = 4
_SHORTEST = 2
_LONGEST_SHORT = 2
"""Titles as short as PM are written in capitals."""
_ENDINGS = "аяийьоые"


class Form(NamedTuple):
    """A form to look for. `key` is the actor, or the word itself; a stem may go on after its end."""

    form: str
    language: str
    key: str
    is_stem: bool = False
    is_person: bool = False


@cache
def diplomatic_words() -> tuple[tuple[Form, bool], ...]:
    """Return each word and whether it is strong; raise BadCodebookRow on a bad row."""
    found = []
    for row in rows(FILE, COLUMNS):
        language, form = row.choice("language", LANGUAGES), row["form"]
        if not form or form != form.lower():
            raise row.bad("the form is empty or not in lower case")
        is_strong = row.choice("strength", STRENGTHS) == "strong"
        found.append((Form(form, language, form, is_stem=language == "ru"), is_strong))
    return tuple(found)


@cache
def actor_names() -> tuple[Form, ...]:
    """Return the names of states and organisations in all languages, and of people, who stand for their state.

    A name that belongs to several, such as Korea or Congo, stands for the first. Names of media are left out: a story
    names its own paper.
    """
    found: dict[tuple[str, str], Form] = {}
    for language in sorted(LANGUAGES):
        for alias in aliases(language):
            is_actor = entities()[alias.entity].kind not in _NO_ACTORS and alias.kind not in _SIDE_KINDS
            if is_actor and len(alias.form) >= _SHORTEST:
                form = _actor_form(alias, language)
                found.setdefault((language, form.form), form)
    for person in people().values():
        for name in (person.name, *person.forms):
            if " " in name and person.country:
                found.setdefault(("en", name), Form(name, "en", person.country, is_person=True))
    return tuple(found.values())


@cache
def titled_names() -> dict[str, dict[str, str]]:
    """Return the states by family name and by the word before it: "President" and "Biden" stand for the USA.

    Readouts name their own side in no other way. The words are the last ones of the titles of the office that a person
    of that name held ("Minister" of "Foreign Minister").
    """
    words: dict[tuple[str, str], set[str]] = {}
    for form, called in titles().items():
        for title in called:
            if title.office in _TITLED and title.kind == "office":
                words.setdefault((title.office, title.country), set()).add(_as_title(form.split()[-1]))
    found: dict[str, dict[str, str]] = {}
    for term in terms():
        person = people().get(term.person)
        if person is None or term.office not in _TITLED:
            continue
        # Whoever is a prince of Andorra beside his office stands for his own state.
        entity = entities().get(term.entity)
        is_of_state = entity is not None and entity.kind == "state"
        state = person.country if person.country and is_of_state else term.entity
        for name in _family_names(person):
            for word in words.get((term.office, ""), set()) | words.get((term.office, term.entity), set()):
                found.setdefault(name, {}).setdefault(word, state)
    return found


def _as_title(word: str) -> str:
    return word.upper() if len(word) <= _LONGEST_SHORT else word.capitalize()


def _family_names(person: Person) -> set[str]:
    """Return the name used alone, in the spellings that are known, with and without accents."""
    names = {person.family_name}
    if person.name_order == "given-family":
        names |= {form.split()[-1] for form in person.forms if form}
    plain = {
        "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
        for name in names
    }
    return {name for name in names | plain if len(name) >= _SHORTEST and name[:1].isupper()}


def _actor_form(alias: Alias, language: str) -> Form:
    """Return the form; of a Russian name the part that all its cases share."""
    actor = entities()[alias.entity].country or alias.entity  # a party or an army is its country's
    form = alias.form
    if language != "ru" or form.isupper() or " " in form or len(form) < _SHORTEST_STEM:
        return Form(form, language, actor)
    return Form(form[:-1] if form[-1] in _ENDINGS else form, language, actor, is_stem=True)
