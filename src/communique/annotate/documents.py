"""Document -> annotated `Doc`: what reads its language fills the layers, in batches that keep the order."""

import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from spacy.tokens import Doc

from communique.annotate import sentences as _sentences  # noqa: F401 - registers `doc._.communique_sentences`
from communique.annotate import serialise as _serialise  # noqa: F401 - registers the types, so that a Doc can be stored
from communique.annotate.layers import Layers
from communique.annotate.layout import unwrap
from communique.annotate.reader import Reader, reader_for
from communique.errors import TextCut
from communique.model import Document, Failure, Passage

if TYPE_CHECKING:
    from communique.annotate.english import EnglishReader

MAX_CHARACTERS = 200_000
"""Longest part of a text that is analysed (about 33,000 words): it bounds the time of one document."""

MAX_TOKENS = 60_000
"""The same in words and marks, for texts of marks alone; no prose has more within `MAX_CHARACTERS`."""

BATCH = 16
"""Documents that are read together."""

ZONE = 8
"""Batches that share the words of one memory zone: each zone has to meet them anew."""

_SPACES = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f"
    "\u3000\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LONGEST_WORD = 200
"""Characters after which a run without white space is broken for the parser: its tokenizer takes the square of them."""
_ENDLESS = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S")
_WITHOUT_SPACES = frozenset({"zh", "zh-Hant"})
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to annotate, with what is known about it from outside the text."""

    document: Document
    passages: tuple[Passage, ...] = ()
    publisher_country: str | None = None
    language: str = "en"


def parse_form(text: str, *, has_spaces: bool = True) -> str:
    """Return the text as the parser sees it: the same length, odd spaces and invisible marks as plain spaces.

    Every character is replaced one for one, so offsets in the result are offsets in `text`. Line ends of every kind
    become line feeds, those inside the paragraphs of a hard-wrapped text a space. A run of characters longer than any
    word is broken by a space now and then, unless the language is written without spaces: there it is a paragraph.
    """
    text = _LINE_ENDS.sub(lambda found: " \n" if len(found.group()) == 2 else "\n", text)
    text = _SPACES.sub(" ", text)
    return unwrap(_ENDLESS.sub(r"\1 ", text) if has_spaces else text)


def _analysed_length(text: str) -> int:
    """Return how many characters are analysed: all, or up to the last line or sentence end before the limit."""
    if len(text) <= MAX_CHARACTERS:
        return len(text)
    for mark in ("\n", ". ", "。", " "):
        cut = text.rfind(mark, MAX_CHARACTERS // 2, MAX_CHARACTERS)
        if cut > 0:
            return cut + 1
    return MAX_CHARACTERS


def _prepare(reader: Reader, task: Task) -> Doc:
    text = task.document.text
    length = _analysed_length(text)
    parsed = parse_form(text[:length], has_spaces=task.language not in _WITHOUT_SPACES)
    doc = reader.tokenise(parsed)
    if len(doc) > MAX_TOKENS:
        length = doc[MAX_TOKENS].idx
        parsed = parsed[:length]
        doc = reader.tokenise(parsed)
    layers = Layers(doc)
    layers.text = parsed
    layers.leave_unmarked()
    layers.published_on = task.document.published_on
    layers.publisher_country = task.publisher_country
    layers.publisher, layers.title, layers.url = task.document.publisher, task.document.title, task.document.url
    layers.passages = [
        passage if passage.end <= length else passage.model_copy(update={"end": length})
        for passage in task.passages
        if passage.start < length
    ]
    if length < len(text):
        cut = TextCut(f"{len(text):,} characters were given, the first {length:,} were analysed")
        layers.failures = [Failure.of(cut, start=length, end=len(text))]
    return doc


def _read(batch: list[Task]) -> list[Doc]:
    """Return the documents of a batch in its order; those of one language are read together."""
    docs: list[Doc | None] = [None] * len(batch)
    for language in dict.fromkeys(task.language for task in batch):
        reader = reader_for(language)
        places = [place for place, task in enumerate(batch) if task.language == language]
        own = [_prepare(reader, batch[place]) for place in places]
        reader.run(own)
        for place, doc in zip(places, own, strict=True):
            docs[place] = doc
    return [doc for doc in docs if doc is not None]


def annotate(tasks: Iterable[Task]) -> Iterator[tuple[Task, Doc]]:
    """Yield each task with its annotated document, in the order given; a failing component never ends the run.

    Use a document before asking for the next: its words are freed then. Raises ModelMissing, UnsupportedLanguage or
    ReaderMissing if nothing reads the language of a task, and a CodebookError if a table is broken.
    """
    batches = _batches(tasks)
    first = next(batches, None)
    while first is not None:
        english = [task.document.text[:MAX_CHARACTERS] for task in first if task.language == "en"]
        # Nothing of English is loaded for texts of other languages alone.
        with cast("EnglishReader", reader_for("en")).zone(english) if english else nullcontext(False) as is_shared:  # noqa: FBT003 - the value that it yields
            for batch in chain([first], islice(batches, ZONE - 1 if is_shared else 0)):
                docs = _read(batch)
                yield from zip(batch, docs, strict=True)
                del docs
        first = next(batches, None)


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Yield up to `BATCH` tasks together; a long text goes alone, for a batch is parsed in memory as a whole."""
    batch: list[Task] = []
    for task in tasks:
        is_long = len(task.document.text) > MAX_CHARACTERS // 8
        if batch and (is_long or len(batch) == BATCH):
            yield batch
            batch = []
        batch.append(task)
        if is_long:
            yield batch
            batch = []
    if batch:
        yield batch
