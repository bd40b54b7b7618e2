"""The words of a Russian text with their grammar: forms and syntax by slovnet, dictionary forms by pymorphy.

The models are small convolutional networks on numpy, trained by their authors on silver data of news (Nerus); their
weights come with the package natasha (MIT). All sentences of a batch are read together, those of one length side by
side: that is 1.8 times as fast as in the order of the text.
"""

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from communique.annotate.layers import Derived, Layers
from communique.annotate.news import news_spans
from communique.annotate.russian.cutting import sentences_in, words_in
from communique.codebook.russian import plain

_KEY = "communique_russian"
_LONGEST = 120
"""Words that are parsed together: the cost of the syntax grows with their square. A longer sentence is cut for it."""
_BATCH = 16
_SURE = 0.95
"""The share of its readings as a participle from which on a form is taken for one."""
SHORT = {"со": "с", "об": "о", "обо": "о", "во": "в", "ко": "к", "ото": "от", "изо": "из"}
"""The short form of prepositions."""
_PAST = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past"}
_VERB_ENDINGS = (
    *("ен", "ён", "ан", "ят", "ут", "на", "но", "ны", "та", "то", "ты"),
    *("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"),
)
_PARTICIPLE = {"VerbForm": "Part", "Variant": "Short", "Voice": "Pass", "Tense": "Past"}
_VERBS = frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"})
_GROUPS = {
    "VERB": _VERBS,
    "AUX": _VERBS,
    "NOUN": frozenset({"NOUN"}),
    "PROPN": frozenset({"NOUN"}),
    "ADJ": frozenset({"ADJF", "ADJS", "PRTF"}),
    "DET": frozenset({"ADJF", "NPRO"}),
    "PRON": frozenset({"NPRO", "ADJF"}),
}


class Word:
    """A word of the news with its grammar; `head` is None at the root of a sentence.

    `low` is lower case with `е` for `ё`. `feats` are the features of Universal Dependencies (Case, Number, ...).
    """

    __slots__ = ("_lemma", "children", "end", "feats", "head", "i", "low", "pos", "rel", "start", "text")

    def __init__(self, i: int, start: int, end: int, text: str) -> None:
        self.i, self.start, self.end, self.text = i, start, end, text
        self.low = plain(text)
        self.pos = ""
        self.feats: dict[str, str] = {}
        self.head: Word | None = None
        self.rel = "root"
        self.children: list[Word] = []
        self._lemma: str | None = None

    def __repr__(self) -> str:
        return f"Word({self.text!r})"

    @property
    def lemma(self) -> str:
        """The dictionary form, lower case with `е` for `ё`."""
        if self._lemma is None:
            self._lemma = lemma_of(self.low, self.pos)
        return self._lemma

    @property
    def case(self) -> str:
        """Nom, Gen, Dat, Acc, Ins, Loc, or empty."""
        return self.feats.get("Case", "")

    @property
    def is_plural(self) -> bool:
        """Whether it is plural."""
        return self.feats.get("Number") == "Plur" or (self.pos in {"NOUN", "PROPN"} and _is_only_plural(self.low))

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_finite(self) -> bool:
        """Whether it is a finite verb, active or reflexive."""
        return self.feats.get("VerbForm") == "Fin"

    @property
    def is_gerund(self) -> bool:
        """Whether it is an adverbial participle ("отметив")."""
        return self.feats.get("VerbForm") == "Conv"

    @property
    def is_short_passive(self) -> bool:
        """Whether it is a short passive participle ("подчёркнута")."""
        return self.feats.get("VerbForm") == "Part" and self.feats.get("Variant") == "Short"

    def ancestors(self) -> Iterator["Word"]:
        """Yield the heads, the nearest first."""
        here = self.head
        while here is not None:
            yield here
            here = here.head

    def subtree(self, without: frozenset["Word"] | set["Word"] = frozenset()) -> list["Word"]:
        """Return the word and all below it, in the order of the text, not entering those in `without`."""
        found, waiting = [], [self]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(child for child in here.children if child not in without)
        return sorted(found, key=lambda word: word.i)

    def preposition(self) -> str:
        """Return the preposition before it, in its short form ("с" for "со"), or nothing."""
        found = next((child.low for child in self.children if child.rel == "case"), "")
        return SHORT.get(found, found)


@lru_cache(maxsize=1 << 17)
def lemma_of(low: str, pos: str) -> str:
    """Return the dictionary form of a lower-case word that stands as this part of speech."""
    parses = _analyser().parse(low)
    wanted = _GROUPS.get(pos)
    for parse in parses:
        if wanted is None or parse.tag.POS in wanted:
            return plain(parse.normal_form)
    return plain(parses[0].normal_form) if parses else low


@lru_cache(maxsize=1 << 14)
def may_be_family_name(written: str) -> bool:
    """Tell whether a form is also that of a family name ("Королёв", of "королева")."""
    return any("Surn" in parse.tag for parse in _analyser().parse(written))


@lru_cache(maxsize=1 << 12)
def nominative_plural(low: str) -> str:
    """Return an adjective or a noun in the nominative plural ("американские партнеры"), as it is if it has none."""
    for parse in _analyser().parse(low):
        if parse.tag.POS in {"NOUN", "ADJF"}:
            found = parse.inflect({"nomn", "plur"})
            if found is not None:
                return str(found.word)
    return low


@lru_cache(maxsize=1 << 16)
def _is_only_plural(low: str) -> bool:
    """Tell whether a form can be nothing but a plural: the network errs at the beginning of short sentences."""
    return _analyser().word_is_known(low) and all(parse.tag.number == "plur" for parse in _analyser().parse(low))


@lru_cache(maxsize=1 << 16)
def is_plain_adjective(low: str) -> bool:
    """Tell whether a form is an adjective of the dictionary and no family name ("Уважаемый", not "Зеленский")."""
    if not low.endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им")):
        return False
    parses = _analyser().parse(low)
    return (
        _analyser().word_is_known(low)
        and parses[0].tag.POS in {"ADJF", "PRTF"}
        and not any("Surn" in parse.tag or "Name" in parse.tag for parse in parses)
    )


@lru_cache(maxsize=1 << 16)
def _certain(written: str) -> dict[str, str] | None:
    """Return the features of a form that the dictionary knows for a short passive participle or a finite verb alone.

    News begins few sentences with "Подчёркнута" or "Договорились", readouts many: there the network takes them for
    adjectives and nouns.
    """
    if not written.endswith(_VERB_ENDINGS):
        return None
    parses = _analyser().parse(written)
    # "подчеркнут" without its dots may also be "they will underline", which no readout says.
    passive = [parse for parse in parses if parse.tag.POS == "PRTS"]
    sure = (parse for parse in parses if parse.tag.POS == "PRTS" or {"VERB", "futr", "plur"} in parse.tag)
    if passive and sum(parse.score for parse in sure) >= _SURE:
        return _PARTICIPLE | _number_and_gender(passive[0].tag)
    if all(parse.tag.POS == "VERB" for parse in parses) and "past" in parses[0].tag:
        voice = "Mid" if written.endswith(("ся", "сь")) else "Act"
        return _PAST | {"Voice": voice} | _number_and_gender(parses[0].tag)
    return None


def _number_and_gender(tag: Any) -> dict[str, str]:
    found = {"Number": "Plur" if tag.number == "plur" else "Sing"}
    gender = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}.get(str(tag.gender))
    return found | {"Gender": gender} if gender is not None else found


@lru_cache(maxsize=1)
def _analyser() -> Any:
    return importlib.import_module("pymorphy3").MorphAnalyzer()


@lru_cache(maxsize=1 << 13)
def forms_of(low: str) -> frozenset[str]:
    """Return all inflected forms of a dictionary word in lower case; of an unknown word itself alone."""
    analyser = _analyser()
    found = {low}
    if analyser.word_is_known(low):
        for parse in analyser.parse(low):
            if parse.tag.POS in {"NOUN", "ADJF", "PRTF", "NUMR"} and plain(parse.normal_form) == low:
                found.update(plain(form.word) for form in parse.lexeme)
    return frozenset(found)


class Text(Derived):
    """The words of one document's news and its sentences, which later components look up by place."""

    __slots__ = ("by_start", "sentences", "words")

    def __init__(self, words: list[Word], sentences: list[list[Word]]) -> None:
        self.words, self.sentences = words, sentences
        self.by_start = {word.start: word for word in words}

    @classmethod
    def of(cls, doc: Doc) -> "Text":
        """Return that of a document that was parsed."""
        found = doc.user_data[_KEY]
        assert isinstance(found, cls)
        return found


class Parser:
    """The two networks with their word vectors; they take half a second to load and 60 MB."""

    __slots__ = ("_morph", "_syntax", "name")

    def __init__(self) -> None:
        spec = importlib.util.find_spec("natasha")
        assert spec is not None
        assert spec.submodule_search_locations
        data = Path(next(iter(spec.submodule_search_locations))) / "data"
        slovnet: Any = importlib.import_module("slovnet")
        navec = importlib.import_module("navec").Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        self._morph = slovnet.Morph.load(data / "model" / "slovnet_morph_news_v1.tar", batch_size=_BATCH)
        self._syntax = slovnet.Syntax.load(data / "model" / "slovnet_syntax_news_v1.tar", batch_size=_BATCH)
        self._morph.navec(navec)
        self._syntax.navec(navec)
        versions = (f"{name} {importlib.metadata.version(name)}" for name in ("natasha", "slovnet", "pymorphy3"))
        self.name = ", ".join(versions)

    def parse(self, docs: Iterable[Doc]) -> None:
        """Keep with each document the words of its news, with forms and syntax."""
        pieces: list[list[Word]] = []
        for doc in docs:
            sentences = list(_sentences(doc))
            doc.user_data[_KEY] = Text([word for sentence in sentences for word in sentence], sentences)
            pieces.extend(piece for sentence in sentences for piece in _pieces(sentence))
        pieces.sort(key=len)
        forms = [[word.text for word in piece] for piece in pieces]
        for piece, markup in zip(pieces, self._morph.map(forms), strict=True):
            for word, token in zip(piece, markup.tokens, strict=True):
                word.pos, word.feats = token.pos, token.feats
                certain = _certain(word.text.lower())
                if certain is not None and certain["VerbForm"] != word.feats.get("VerbForm"):
                    word.pos, word.feats = "VERB", certain
        for piece, markup in zip(pieces, self._syntax.map(forms), strict=True):
            _hang(piece, markup.tokens)


def _sentences(doc: Doc) -> Iterator[list[Word]]:
    text, count = Layers(doc).text, 0
    news = news_spans(doc, headlines=True)
    for first, last in sentences_in(text):
        for start, end in news:
            if start < last and first < end:
                places = words_in(text, max(first, start), min(last, end))
                words = [Word(count + at, *place, text[place[0] : place[1]]) for at, place in enumerate(places)]
                count += len(words)
                yield words


def _pieces(sentence: list[Word]) -> Iterator[list[Word]]:
    for at in range(0, len(sentence), _LONGEST):
        yield sentence[at : at + _LONGEST]


def _hang(piece: list[Word], tokens: Iterable[Any]) -> None:
    """Hang each word on its head. The network chooses each head alone: what would go in a circle becomes a root."""
    for word, token in zip(piece, tokens, strict=True):
        at = int(token.head_id)
        word.rel = token.rel
        word.head = piece[at - 1] if 0 < at <= len(piece) and piece[at - 1] is not word else None
    for word in piece:
        seen, here = {word}, word.head
        while here is not None:
            if here in seen:
                word.head = None
                break
            seen.add(here)
            here = here.head
    for word in piece:
        if word.head is not None:
            word.head.children.append(word)
