"""Every form of a name, title and institution that the codebook knows, found in one pass over the text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from communique.codebook.aliases import Alias, aliases_by_form
from communique.codebook.people import Person, fold, people
from communique.codebook.places import KnownPlace, places
from communique.codebook.titles import Institution, Title, institutions, titles


class FormKind(StrEnum):
    """What a form of the codebook is; where two have the same length, the one listed first is taken."""

    PERSON = "person"
    ENTITY = "entity"
    INSTITUTION = "institution"
    TITLE = "title"
    PLACE = "place"


_SHOUTED = re.compile(r"\b[A-Z]{3,}(?= [A-Z][a-z])|(?<=[a-z] )[A-Z]{3,}\b")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ORDER = {kind: rank for rank, kind in enumerate(FormKind)}


class Form(NamedTuple):
    """What the codebook knows under one form: the readings of one kind."""

    kind: FormKind
    persons: tuple[Person, ...] = ()
    aliases: tuple[Alias, ...] = ()
    titles: tuple[Title, ...] = ()
    institutions: tuple[Institution, ...] = ()
    places: tuple[KnownPlace, ...] = ()
    is_plural: bool = False


class Hit(NamedTuple):
    """A form at characters `start` to `end` (exclusive)."""

    start: int
    end: int
    form: Form


def even_out(text: str) -> str:
    """Return `text` without accents, hyphens as spaces, apostrophes straight: letter for letter, so offsets stay."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: _even(found[0]), text)
    return text.replace("-", " ")


@cache
def _even(letter: str) -> str:
    if letter in "‐‑‒–":
        return " "
    plain = fold(letter)
    if len(plain) != 1:
        return letter
    return plain.upper() if letter.isupper() else plain


def _plurals(form: str) -> Iterator[str]:
    """Yield the plural of a title: of its first word before a preposition, of its last one otherwise."""
    for preposition in (" of ", " for ", " to ", " at "):
        head, found, rest = form.partition(preposition)
        if found:
            yield _plural(head) + found + rest
            return
    yield _plural(form)


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


class Vocabulary:
    """Two automata over the codebook: names as they are spelled, titles and institutions in any case."""

    __slots__ = ("_names", "_names_forms", "_words", "_words_forms")

    def __init__(self) -> None:
        names, words = _name_forms(), _word_forms()
        self._names_forms = [form for _, form in names]
        self._words_forms = [form for _, form in words]
        self._names = AhoCorasick([text for text, _ in names])
        self._words = AhoCorasick([text for text, _ in words])

    def hits(self, text: str) -> list[Hit]:
        """Return the forms in `text`, all that overlap included, by place; the longest at a place comes first."""
        even = even_out(text)
        lowered = even.lower()
        found = list(_whole(even, self._names, self._names_forms))
        softened = _SHOUTED.sub(lambda word: word.group().title(), even)
        if softened != even:
            # "MOTEGI Toshimitsu": some press offices write family names in capitals.
            louder = _whole(softened, self._names, self._names_forms)
            found.extend(hit for hit in louder if hit.form.kind is FormKind.PERSON)
        if len(lowered) == len(even):
            found.extend(_whole(lowered, self._words, self._words_forms))
        # ("AU" in PORT-AU-PRINCE is no union.)
        found = [hit for hit in found if text[hit.start - 1 : hit.start] != "-" or text[hit.end : hit.end + 1] != "-"]
        found.sort(key=lambda hit: (hit.start, -hit.end, _ORDER[hit.form.kind]))
        return found


def _whole(text: str, automaton: AhoCorasick, forms: list[Form]) -> Iterator[Hit]:
    size = len(text)
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if start and text[start - 1].isalnum():
            continue
        if end < size and text[end].isalnum() and text[end - 1].isalnum():
            continue
        yield Hit(start, end, forms[index])


def _name_forms() -> list[tuple[str, Form]]:
    """Return people, states, organisations and places by spelling; a form of several kinds comes once a kind."""
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people().values():
        for form in dict.fromkeys(map(even_out, (person.name, *person.forms))):
            if " " in form.strip():
                by_name[form].append(person)
    found = [(text, Form(FormKind.PERSON, persons=tuple(held))) for text, held in by_name.items()]
    for spelled, aliases in aliases_by_form().items():
        found.append((even_out(spelled), Form(FormKind.ENTITY, aliases=aliases)))
        if spelled.startswith("the "):
            found.append((even_out("T" + spelled[1:]), Form(FormKind.ENTITY, aliases=aliases)))
    for name, held_places in places().items():
        found.append((even_out(name), Form(FormKind.PLACE, places=held_places)))
    return found


def _word_forms() -> list[tuple[str, Form]]:
    found: list[tuple[str, Form]] = []
    for form, held in titles().items():
        found.append((even_out(form), Form(FormKind.TITLE, titles=held)))
        if held[0].kind != "honorific" and not form.endswith((".", "men", "people")):
            found.extend(
                (even_out(plural), Form(FormKind.TITLE, titles=held, is_plural=True)) for plural in _plurals(form)
            )
    for form, named in institutions().items():
        found.append((even_out(form), Form(FormKind.INSTITUTION, institutions=named)))
        if form.endswith("ministry"):
            found.append((even_out(form[:-1] + "ies"), Form(FormKind.INSTITUTION, institutions=named, is_plural=True)))
    return found


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of this process; building it takes a tenth of a second."""
    return Vocabulary()
