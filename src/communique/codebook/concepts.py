"""Concepts: words and phrases that mean the same, or nearly the same, in the accounts of diplomatic meetings.

Two accounts of one meeting are about the same states and use the same verbs, so whole sentences look alike whether or
not they carry the same claim. What they are about, word by word, tells more: claims are compared by their topics, the
things they name, and these concepts.
"""

from collections.abc import Iterator
from functools import cache
from math import log
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.codebook import topics
from communique.codebook.concept_phrases import COLUMNS, Entry, Phrase, Phrases
from communique.codebook.han import simplified
from communique.codebook.matching import UNSPACED
from communique.codebook.tables import Row, rows
from communique.codebook.words import Stem, Token, function_words, stems, tokens

__all__ = [
    "Concept",
    "ConceptMatch",
    "Stem",
    "broader",
    "concepts",
    "concepts_within",
    "find_concepts",
    "forms",
    "function_words",
    "is_named_in",
    "kin",
    "near",
    "rarity",
    "relation",
    "stems",
    "word_rarity",
]

LANGUAGES = ("en", "ru", "zh")
LONGEST_ROW = 7
_KINDS = frozenset({"thing", "act", "frame"})
_RELATIONS = frozenset({"broader", "near", "implies", "opposite"})


class Concept(NamedTuple):
    """A concept and its kind.

    `thing`: content that tells claims apart; `act`: what somebody does or wants; `frame`: ritual, or so general that it
    says little.
    """

    id: str
    kind: str


class ConceptMatch(NamedTuple):
    """Characters `start` to `end` (exclusive) name the concept; a form of two concepts gives two matches."""

    start: int
    end: int
    concept: str


@cache
def _table() -> tuple[dict[str, Concept], dict[str, list[Row]]]:
    """Return the concepts by their id, and the rows by language, both in the order of the file."""
    found: dict[str, Concept] = {}
    written: dict[str, list[Row]] = {language: [] for language in LANGUAGES}
    for row in rows("concepts.csv", COLUMNS):
        # The longest table: its cells are taken as they stand, and looked up by column only for an error.
        name, language, words, kind, _ = row.cells
        if not name or not words or words.isspace():
            raise row.bad("the concept or the form is empty")
        known = found.get(name)
        if known is None:
            found[name] = Concept(name, row.choice("kind", _KINDS))
        elif known.kind != kind:
            raise row.bad(f"the concept {name!r} is {known.kind!r} above and {kind!r} here")
        if language not in written:
            row.choice("language", frozenset(LANGUAGES))
        written[language].append(row)
    return found, written


def concepts() -> dict[str, Concept]:
    """Return every concept by its id, in the order of the file; raise BadCodebookRow on a bad row."""
    return _table()[0]


@cache
def _forms(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in _table()[1].get(language, ()):
        found.setdefault(row["concept"], []).append(row["form"].strip())
    return {concept: tuple(written) for concept, written in found.items()}


def forms(concept: str, language: str) -> tuple[str, ...]:
    """Return the words that name a concept in a language, in the order of the file."""
    return _forms(language).get(concept, ())


@cache
def is_named_in(name: str, language: str) -> bool:
    """Tell whether the codebook knows words for a concept or a topic (`topic:trade`) in a language."""
    if name.startswith(topics.TOPIC):
        return any(form.topic == name.removeprefix(topics.TOPIC) for form in topics.forms(language))
    return bool(forms(name, language))


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(_table()[1][language], language)


def _content(text: str, language: str) -> list[Token]:
    """Return the words without articles; what parted an article from the word before parts the next word from it."""
    words: list[Token] = []
    parted = 0
    for token in tokens(text, language):
        parted = max(parted, token.parted)
        if token.use != "skipped":
            words.append(token if parted == token.parted else token._replace(parted=parted))
            parted = 0
    return words


def _coordinated(entry: Entry, words: list[Token], at: int) -> Phrase | None:
    """Return the phrase of two words whose second stands behind others in a row: military and humanitarian aid."""
    joined = False  # whether "and" is behind
    for here in range(at + 1, min(at + LONGEST_ROW, len(words))):
        word = words[here]
        first = here == at + 1
        if word.use not in {"", "joins"} or word.parted > 1 or (first and not word.parted and not word.use):
            return None
        if joined and (word.parted or word.use):
            return None
        if joined:
            for phrase in entry.by_second.get(word.stem, ()):
                if len(phrase.rest) == 1:
                    return phrase
        joined = joined or word.use == "joins"
    return None


def _spaced(text: str, language: str, *, nested: bool = False) -> Iterator[ConceptMatch]:
    phrases = _phrases(language)
    words = _content(text, language)
    at = 0
    while at < len(words):
        entry = phrases.get(words[at].stem)
        step = 1
        if entry is not None:
            following = words[at + 1] if at + 1 < len(words) else None
            second = following.stem if following is not None and not following.parted else None
            for phrase in entry.candidates(second):
                last = phrase.end_at(words, at)
                alone = last == at and entry.by_second
                meant = (_coordinated(entry, words, at) if alone else None) or phrase
                matches = () if last is None else tuple(_named(text, words[at].start, words[last].end, meant))
                if last is not None and matches:
                    yield from matches
                    if nested:
                        continue
                    step = last - at + 1
                    break
            else:
                if entry.by_second and (row := _coordinated(entry, words, at)):
                    yield from _named(text, words[at].start, words[at].end, row)
        at += step


def _named(text: str, start: int, end: int, phrase: Phrase) -> Iterator[ConceptMatch]:
    for concept, capitals in phrase.named:
        if not capitals or text.startswith(capitals, start):
            yield ConceptMatch(start, end, concept)


@cache
def _automaton(language: str, *, within: bool) -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    """Return what finds the forms of a language without spaces, those `within` longer ones too, and their concepts."""
    kind = MatchKind.Standard if within else MatchKind.LeftmostLongest
    found: dict[str, dict[str, None]] = {}
    for row in _table()[1][language]:
        found.setdefault(row["form"].strip().lower(), {})[row["concept"]] = None
    return AhoCorasick(list(found), matchkind=kind), tuple(map(tuple, found.values()))


def find_concepts(text: str, language: str) -> tuple[ConceptMatch, ...]:
    """Return the concepts that `text` names, in its order; where two begin at one word the longer wins.

    English and Russian are matched by the stems of whole words, hyphens and articles aside, and never across a comma or
    the end of a sentence; Chinese by its characters. The capital of a form of one word must stand in the text, too
    (Quad, WHO). A language without forms gives nothing.
    """
    if language not in LANGUAGES:
        return ()
    if language not in UNSPACED:
        return tuple(_spaced(text, language))
    automaton, named = _automaton(language, within=False)
    return tuple(
        ConceptMatch(start, end, concept)
        for index, start, end in automaton.find_matches_as_indexes(simplified(text).lower())
        for concept in named[index]
    )


def concepts_within(text: str, language: str) -> frozenset[str]:
    """Return every concept that `text` names, those inside the words of longer forms, too.

    "The energy and infrastructure ceasefire" is one thing, and names infrastructure all the same.
    """
    if language not in LANGUAGES:
        return frozenset()
    if language in UNSPACED:
        automaton, named = _automaton(language, within=True)
        found = automaton.find_matches_as_indexes(simplified(text).lower(), overlapping=True)
        return frozenset(concept for index, _, _ in found for concept in named[index])
    return frozenset(match.concept for match in _spaced(text, language, nested=True))


@cache
def _relations() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in rows("concept_relations.csv", ("concept", "relation", "other", "source")):
        for name in (row["concept"], row["other"]):
            known = topics.topics() if name.startswith(topics.TOPIC) else concepts()
            if name.removeprefix(topics.TOPIC) not in known:
                raise row.bad(f"{name!r} is no concept and no topic")
        if row["concept"] == row["other"]:
            raise row.bad(f"{row['concept']!r} is related to itself")
        found[row["concept"], row["other"]] = row.choice("relation", _RELATIONS)
    return found


@cache
def _one_way(relation: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for (concept, other), stated in _relations().items():
        if stated == relation:
            found.setdefault(concept, []).append(other)
    return {concept: tuple(others) for concept, others in found.items()}


@cache
def broader(concept: str) -> tuple[str, ...]:
    """Return all wider concepts and topics at any height, the nearest first; topics are written `topic:trade`."""
    found: dict[str, None] = {}
    level = [concept]
    while level:
        above = [other for name in level for other in _one_way("broader").get(name, ())]
        above += [
            topics.TOPIC + topics.broader(name.removeprefix(topics.TOPIC))[0]
            for name in level
            if name.startswith(topics.TOPIC) and topics.broader(name.removeprefix(topics.TOPIC))
        ]
        level = [name for name in dict.fromkeys(above) if name not in found and name != concept]
        found.update(dict.fromkeys(level))
    return tuple(found)


@cache
def near(concept: str) -> frozenset[str]:
    """Return the concepts and topics that a careful reader would not call different from this one."""
    return frozenset(
        other
        for pair, stated in _relations().items()
        if stated == "near" and concept in pair
        for other in pair
        if other != concept
    )


@cache
def relation(concept: str, other: str) -> str | None:
    """Return how two concepts or topics stand to each other, None for no relation.

    `same`; `broader` if `other` is wider, `narrower` the other way; `near` and `opposite` hold both ways; `implies` if
    naming the first makes the second plausible, `implied_by` the other way.
    """
    if concept == other:
        return "same"
    stated = _relations().get((concept, other))
    turned = _relations().get((other, concept))
    if "opposite" in {stated, turned}:
        return "opposite"
    if other in broader(concept):
        return "broader"
    if concept in broader(other):
        return "narrower"
    if "near" in {stated, turned}:
        return "near"
    if stated == "implies":
        return "implies"
    return "implied_by" if turned == "implies" else None


@cache
def _narrower() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in (*concepts(), *(topics.TOPIC + topic for topic in topics.topics())):
        for wider in broader(name):
            found.setdefault(wider, []).append(name)
    return {wider: tuple(names) for wider, names in found.items()}


@cache
def _stated() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for pair in _relations():
        for one, other in (pair, pair[::-1]):
            found.setdefault(one, []).append(other)
    return {name: tuple(others) for name, others in found.items()}


@cache
def kin(concept: str) -> dict[str, str]:
    """Return everything that a concept or topic stands in a relation to, itself aside, with the relation."""
    others = dict.fromkeys((*_stated().get(concept, ()), *broader(concept), *_narrower().get(concept, ())))
    return {other: stated for other in others if (stated := relation(concept, other)) is not None}


@cache
def _shares() -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows("word_rarity.csv", ("name", "kind", "share", "source")):
        if row.choice("kind", frozenset({"stem", "concept", "topic"})) == "stem":
            found.setdefault(row["name"], row.number("share"))
        else:
            found[row["name"]] = row.number("share")
    return found


@cache
def _rarest() -> float:
    # Names in fewer documents than the table holds are taken to be a third as frequent as the rarest row.
    return -log(min(_shares().values(), default=0.003) / 3)


_UNMEASURED = {"zh": 1.5}
"""What a word tells whose language the table has no shares of; in Chinese a word is a pair of characters, which lap."""
_UNMEASURED_WORD = 3.0


def word_rarity(stem: str, language: str) -> float:
    """Return how much a left-over word of a text tells: by its share of documents in English, else the same for all."""
    return rarity(stem) if language == "en" else _UNMEASURED.get(language, _UNMEASURED_WORD)


def rarity(id_or_stem: str) -> float:
    """Return how much a concept, a topic (`topic:trade`) or a stem tells: minus the log of its share of documents.

    0 is in every document; a name that the table lacks gets the highest value. A concept goes before a stem of the same
    letters. The shares are of readouts in English.
    """
    share = _shares().get(id_or_stem)
    return _rarest() if share is None else -log(share)
