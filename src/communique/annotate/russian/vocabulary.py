"""The names of the codebook in all their Russian cases: states, organisations, titles, bodies, people, places."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from communique.annotate.russian.parsing import Word, forms_of, may_be_family_name
from communique.codebook.aliases import Alias, aliases, entities
from communique.codebook.people import names_in, people
from communique.codebook.places import KnownPlace
from communique.codebook.russian import bodies, places, plain, titles
from communique.codebook.titles import Institution, Title

T = TypeVar("T")

_ADJECTIVE = ("ий", "ый", "ой")
_ADJECTIVE_ENDINGS = (
    *("ий", "ый", "ой", "ого", "его", "ому", "ему", "им", "ым", "ом", "ем", "ая", "яя", "ую", "юю", "ей", "ою"),
    *("ое", "ее", "ие", "ые", "их", "ых", "ими", "ыми"),
)
_NOUN_ENDINGS = {
    "а": ("а", "ы", "и", "е", "у", "ой", "ою", "ей"),
    "я": ("я", "и", "е", "ю", "ей", "ией", "ии"),
    "ь": ("ь", "я", "ю", "ем", "и", "е", "ью"),
    "й": ("й", "я", "ю", "ем", "е", "и"),
}
_PLURALS = {"ы": ("", "ам", "ами", "ах", "ов"), "и": ("", "ам", "ами", "ах", "ей", "ям", "ями", "ях", "й", "ев")}
_CONSONANT_ENDINGS = ("", "а", "у", "ом", "ем", "ым", "е")
_INDECLINABLE = frozenset("оеиуюэы")
_STRIPPED = re.compile(r"(?<=..)(?:ого|ому|ыми|ими|ым|им|ом|ем|ой|ей|ою|ею|ия|ию|ии|ия|ий|ый|а|я|у|ю|е|ы|и|ь|й)$")
_SPLIT = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W_]+)*|\d+|\S")


def proper_forms(word: str) -> frozenset[str]:
    """Return the forms that a proper name of one word may have; too many rather than too few, in lower case."""
    low = plain(word)
    if word.isupper() and len(word) > 1:
        return frozenset({low})
    if low.endswith(_ADJECTIVE):
        return frozenset({low, *(low[:-2] + ending for ending in _ADJECTIVE_ENDINGS)} | _declined(low))
    if low.endswith(("ая", "яя", "ое", "ые", "ие")):
        return frozenset({low, *(low[:-2] + ending for ending in _ADJECTIVE_ENDINGS)})
    return frozenset(_declined(low))


def _declined(low: str) -> set[str]:
    last = low[-1:]
    if last in _NOUN_ENDINGS:
        return {low, *(low[:-1] + ending for ending in _NOUN_ENDINGS[last])}
    if last in _PLURALS:
        return {low, *(low[:-1] + ending for ending in _PLURALS[last])}
    if last in _INDECLINABLE or not low.isalpha():
        return {low, *(low[:-1] + ending for ending in _ADJECTIVE_ENDINGS)} if low.endswith("ое") else {low}
    return {low, *(low + ending for ending in _CONSONANT_ENDINGS)}


def stem(low: str) -> str:
    """Return what all cases of a name share: `путин` of `путиным`, `вучич` of `вучича`; names are compared by it."""
    return _STRIPPED.sub("", low)


class Phrase(NamedTuple, Generic[T]):
    """Words in a row, each with all its forms; `capitals` says which of them must begin with a capital letter."""

    words: tuple[frozenset[str], ...]
    capitals: tuple[bool, ...]
    value: T


class Phrases(Generic[T]):
    """Phrases that are looked up where they begin in a text, the longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[Phrase[T]]) -> None:
        found: defaultdict[str, list[Phrase[T]]] = defaultdict(list)
        for phrase in phrases:
            for form in phrase.words[0]:
                found[form].append(phrase)
        self._by_first = {form: sorted(items, key=lambda one: -len(one.words)) for form, items in found.items()}

    def at(self, words: Sequence[Word], i: int) -> tuple[int, T] | None:
        """Return the index behind the longest phrase that begins at `i`, and its value."""
        for phrase in self._by_first.get(words[i].low, ()):
            size = len(phrase.words)
            if i + size > len(words):
                continue
            if all(
                words[i + at].low in forms and (not capital or words[i + at].is_capital)
                for at, (forms, capital) in enumerate(zip(phrase.words, phrase.capitals, strict=True))
            ):
                return i + size, phrase.value
        return None


def _phrase(form: str, value: T, *, is_name: bool) -> Phrase[T]:
    parts = _SPLIT.findall(form)
    capitals = tuple(is_name and part[:1].isupper() for part in parts)
    words = tuple(
        (forms_of(plain(part)) | proper_forms(part)) if is_name and part[:1].isupper() else forms_of(plain(part))
        for part in parts
    )
    return Phrase(words, capitals, value)


_NAMES = frozenset({"name", "short", "official", "organisation", "abbreviation", "news_agency", "pejorative", "organ"})
SEATS = frozenset({"capital", "seat", "capital_metonym", "ministry_metonym"})
_BRACKETS = re.compile(r" ?\(.*\)")


@cache
def entity_names() -> Phrases[Alias]:
    """Return the names of states, organisations and media."""
    return Phrases(
        _phrase(_BRACKETS.sub("", alias.form).strip("«»"), alias, is_name=True)
        for alias in aliases("ru")
        # An agency is not the state that it is of: "сообщил ТАСС".
        if alias.kind in _NAMES and not (alias.kind == "news_agency" and entities()[alias.entity].kind == "state")
    )


@cache
def seats() -> Phrases[Alias]:
    """Return capitals and palaces that stand for the government."""
    return Phrases(_phrase(alias.form, alias, is_name=True) for alias in aliases("ru") if alias.kind in SEATS)


@cache
def adjectives() -> dict[str, str]:
    """Return the entity of each form of an adjective (`российской` -> RUS)."""
    found: dict[str, str] = {}
    for alias in aliases("ru"):
        if alias.kind == "adjective":
            low = plain(alias.form)
            for ending in _ADJECTIVE_ENDINGS:
                found.setdefault(low[:-2] + ending, alias.entity)
    return found


@cache
def prefixes() -> dict[str, str]:
    """Return the entity of the first half of a compound (`российско-` -> RUS), without the hyphen."""
    found = {plain(alias.form): alias.entity for alias in aliases("ru") if alias.kind == "prefix"}
    for alias in aliases("ru"):
        if alias.kind == "adjective":
            found.setdefault(plain(alias.form)[:-2] + "о", alias.entity)
    return found


def title_at(words: Sequence[Word], i: int) -> tuple[int, tuple[Title, ...]] | None:
    """Return the index behind the title that begins at `i`, and the titles of that form; a family name is none."""
    found = title_phrases().at(words, i)
    if found is None:
        return None
    word = words[i]
    is_name = word.is_capital and word.low != found[1][0].form.split()[0] and may_be_family_name(word.text.lower())
    return None if is_name and found[0] == i + 1 else found


_SPECIAL = "спец"


@cache
def title_phrases() -> Phrases[tuple[Title, ...]]:
    """Return the titles; the first noun and the adjectives before it are declined, what hangs on it is not."""
    grouped: defaultdict[str, list[Title]] = defaultdict(list)
    for title in titles():
        grouped[title.form].append(title)
    return Phrases(_title_phrase(form, tuple(items)) for form, items in grouped.items())


def _title_phrase(form: str, value: tuple[Title, ...]) -> Phrase[tuple[Title, ...]]:
    parts = _SPLIT.findall(form)
    words: list[frozenset[str]] = []
    head_seen = False
    for part in parts:
        if head_seen or not part[:1].isalpha():
            words.append(frozenset({part}))
            continue
        is_adjective = part.endswith(_ADJECTIVE) and len(parts) > 1
        if part.startswith(_SPECIAL) and len(forms_of(part)) == 1:  # the dictionary has "посланник" alone
            words.append(frozenset(_SPECIAL + form for form in forms_of(part.removeprefix(_SPECIAL))))
            head_seen = True
            continue
        words.append(forms_of(part) | (proper_forms(part) if "-" in part or is_adjective else frozenset({part})))
        head_seen = not is_adjective and part != "и"
    return Phrase(tuple(words), tuple(False for _ in parts), value)


@cache
def body_phrases() -> Phrases[Institution]:
    """Return ministries and other bodies."""
    return Phrases(
        _phrase(body.form, body, is_name=True)
        if body.form[:1].isupper()
        else Phrase(_body_words(body.form), tuple(False for _ in _SPLIT.findall(body.form)), body)
        for body in bodies()
    )


def _body_words(form: str) -> tuple[frozenset[str], ...]:
    parts = _SPLIT.findall(plain(form))
    words: list[frozenset[str]] = []
    head_seen = False
    for part in parts:
        words.append(frozenset({part}) if head_seen else forms_of(part) | frozenset({part}))
        head_seen = head_seen or not part.endswith((*_ADJECTIVE, "ое"))
    return tuple(words)


@cache
def place_phrases() -> Phrases[KnownPlace]:
    """Return cities, regions and venues."""
    return Phrases(_phrase(form, place, is_name=True) for form, place in places().items())


@cache
def people_by_stems() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of people by the stems of the words of a full name."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for person, forms in names_in("ru").items():
        for form in forms:
            words = _name_words(form)
            if len(words) > 1:
                found[tuple(stem(word) for word in words)].append(person)
    return {key: tuple(dict.fromkeys(items)) for key, items in found.items()}


@cache
def people_by_family() -> dict[str, tuple[str, ...]]:
    """Return the ids of people by the stem of the name that is used alone."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for person, forms in names_in("ru").items():
        for form in forms:
            words = _name_words(form)
            if len(words) == 1 or people()[person].name_order == "given-family":
                found[stem(words[-1])].append(person)
    return {key: tuple(dict.fromkeys(items)) for key, items in found.items()}


@cache
def given_of(person: str) -> str:
    """Return the first letter of a person's given name in Russian, or nothing."""
    for form in names_in("ru").get(person, ()):
        words = _name_words(form)
        if len(words) > 1:
            return words[0][:1]
    return ""


@cache
def stems_of(person: str) -> tuple[str, ...]:
    """Return the stems of a person's full name in Russian, or nothing where it is not known."""
    forms = [_name_words(form) for form in names_in("ru").get(person, ())]
    return tuple(stem(word) for word in max(forms, key=len, default=[]))


def _name_words(form: str) -> list[str]:
    return [plain(part) for part in _SPLIT.findall(form) if part[:1].isalpha()]


def is_state(entity: str) -> bool:
    """Tell whether an entity is a state."""
    known = entities().get(entity)
    return known is not None and known.kind == "state"
