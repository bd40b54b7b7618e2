"""People who held an office: their names in every spelling that is known, and how they are called for short."""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from itertools import filterfalse
from typing import NamedTuple

from communique.codebook.tables import rows

TABLE = "people.csv"
_COLUMNS = (
    "id",
    "name",
    "country",
    "family_name",
    "name_order",
    "gender",
    "forms",
    "forms_ru",
    "forms_zh",
    "source",
)
_ORDERS = frozenset({"given-family", "family-given", "given-only"})
_GENDERS = frozenset({"", "f", "m"})
_NOT_IN_NFD = str.maketrans(
    {"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ə": "a", "’": "'", "‘": "'"}
)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# Letters without which a rule changes nothing (looking for them is ten times as fast), what is spelled, its sound.
_SOUNDS = tuple(
    (letters, re.compile(spelled), sound)
    for letters, spelled, sound in (
        ("", r"(?:iy|yi|ii|yy|ij|yj|ei|ey|ai|ay|y|j)(?=[a-z]|\b)", "i"),
        ("ii", r"i+", "i"),
        ("h", r"kh|gh", "h"),
        ("ch", r"tch|tsch", "ch"),
        ("ou", r"ou", "u"),
        ("w", r"w", "v"),
        ("ks", r"ks", "x"),
        ("", r"([a-z])\1", r"\1"),
    )
)
_ARTICLES = frozenset({"al", "el", "bin", "ibn", "ben", "de", "van", "von", "da", "le", "der", "den", "di"})


class Person(NamedTuple):
    """A person of the codebook.

    `name` is the usual English form, `family_name` the part used alone (for `given-only` names the name that the press
    uses alone), `country` the state (alpha-3) the person belongs to, `gender` f, m or empty where it is not known.
    """

    id: str
    name: str
    country: str
    family_name: str
    name_order: str
    gender: str
    forms: tuple[str, ...]


def fold(text: str) -> str:
    """Return `text` without case, accents and typographic apostrophes, for comparing names across spellings."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_NOT_IN_NFD))
    return "".join(filterfalse(unicodedata.combining, decomposed)).lower()


@lru_cache(maxsize=1 << 15)
def name_key(text: str) -> str:
    """Return what two spellings of one name share: folded, hyphens and full stops as spaces, `al-` kept as a word."""
    return " ".join(fold(text).replace("-", " ").replace(".", " ").replace("'", "").split())


def slug(text: str) -> str:
    """Return the id that a name gives: `Wang Yi` -> `wang-yi`."""
    return _NOT_A_LETTER.sub("-", fold(text).replace("'", "")).strip("-")


@cache
def people() -> dict[str, Person]:
    """Return all people by their id; a later row with the same id replaces an earlier one."""
    found: dict[str, Person] = {}
    for row in rows(TABLE, _COLUMNS):
        identity, name, forms = row["id"], row["name"], row["forms"]
        if not identity or not name:
            raise row.bad("a person needs an id and a name")
        found[identity] = Person(
            identity,
            name,
            row["country"],
            row["family_name"],
            row.choice("name_order", _ORDERS),
            row.choice("gender", _GENDERS),
            tuple(forms.split(";")) if forms else (),
        )
    return found


@cache
def names_in(language: str) -> dict[str, tuple[str, ...]]:
    """Return the names of the people that have any in `language` (`ru`, `zh`), by id; English ones are in `people`."""
    column, found = f"forms_{language}", dict[str, tuple[str, ...]]()
    for row in rows(TABLE, _COLUMNS):
        if row[column]:
            found[row["id"]] = tuple(form.strip() for form in row[column].split(";"))
    return found


@cache
def people_by_name() -> dict[str, tuple[Person, ...]]:
    """Return the people by `name_key` of each full form of their name; several where people share a name."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people().values():
        for key in {name_key(form) for form in (person.name, *person.forms)}:
            found[key].append(person)
    return {key: tuple(persons) for key, persons in found.items()}


@cache
def people_by_form(language: str) -> dict[str, tuple[Person, ...]]:
    """Return the people by each form of their name in `ru` or `zh`, as the table writes it."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    known = people()
    for row in rows(TABLE, _COLUMNS):
        for form in row.list_of(f"forms_{language}"):
            found[form].append(known[row["id"]])
    return {form: tuple(dict.fromkeys(persons)) for form, persons in found.items()}


@cache
def people_by_sound() -> dict[str, tuple[Person, ...]]:
    """Return the people by `sound_key` of their name."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    known = people().values()
    # One line a name: the sounds of thousands of names at once take a tenth of the time of one after the other.
    keys = _sounds("\n".join(name_key(person.name) for person in known)).split("\n")
    for person, key in zip(known, keys, strict=True):
        found[key].append(person)
    return {key: tuple(persons) for key, persons in found.items()}


def sound_key(name: str) -> str:
    """Return what transliterations of one name have in common (Andrii Deshchytsia, Andriy Deshchytsya)."""
    return _sounds(name_key(name))


def _sounds(key: str) -> str:
    for letters, spelled, sound in _SOUNDS:
        if letters in key:
            key = spelled.sub(sound, key)
    return key


@cache
def people_by_family_name() -> dict[str, tuple[Person, ...]]:
    """Return the people by `short_key` of the name that is used alone, in each transliteration: Zelenskyy, Zelensky."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people().values():
        own = short_key(person.family_name)
        found[own].append(person)
        if person.name_order == "given-family":
            last = {form.split()[-1] for form in (person.name, *person.forms)} - {person.family_name}
            for other in sorted({short_key(name) for name in last} - {own}):
                if sound_key(other) == sound_key(own):
                    found[other].append(person)
    return {key: tuple(persons) for key, persons in found.items()}


@lru_cache(maxsize=1 << 15)
def short_key(family_name: str) -> str:
    """Return `name_key` without an article before it: `al-Abadi` and `Abadi` are one."""
    words = name_key(family_name).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return " ".join(words)


@cache
def given_names() -> dict[str, str]:
    """Return common given names, folded, with the gender that they tell (f, m, or empty where they do not)."""
    return {row["name"]: row["gender"] for row in rows("given_names.csv", ("name", "gender", "source"))}


def people_called(name: str) -> tuple[Person, ...]:
    """Return the people with this full name, else those whose name sounds so in another transliteration."""
    return people_by_name().get(name_key(name), ()) or people_by_sound().get(sound_key(name), ())
