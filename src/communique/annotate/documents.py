"""Document -> annotated `Doc`: the text is parsed once, every component adds its layer."""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import chain, islice

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc

from communique.annotate import sentences as _sentences  # noqa: F401 - registers `doc._.communique_sentences`
from communique.annotate import serialise as _serialise  # noqa: F401 - registers the types, so that a Doc can be stored
from communique.annotate.kept_words import kept_words
from communique.annotate.language import load_language
from communique.annotate.layers import Layers
from communique.annotate.layout import unwrap
from communique.annotate.parts import Part, join_parts, parts_of
from communique.errors import CodebookError, ComponentFailed, TextCut
from communique.model import Document, Failure, Passage

MAX_CHARACTERS = 200_000
"""Longest part of a text that is analysed (about 33,000 words): it bounds the time of one document."""

MAX_TOKENS = 60_000
"""The same in words and marks, for texts of marks alone; no prose has more within `MAX_CHARACTERS`."""

ZONE = 8
"""Batches that share the words of one memory zone: each zone has to meet them anew."""

BATCH = 16
"""Documents that are parsed together: measured as the fastest and smallest size."""

ABREAST = 20_000
"""Tokens of a batch up to which the parser steps through all its documents abreast, for it takes 4 KB for each."""

_SPACES = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f"
    "\u3000\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LONGEST_WORD = 200
"""Characters after which a run without white space is broken for the parser: its tokenizer takes the square of them."""
_ENDLESS = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to annotate, with what is known about it from outside the text."""

    document: Document
    passages: tuple[Passage, ...] = ()
    publisher_country: str | None = None


def parse_form(text: str) -> str:
    """Return the text as the parser sees it: the same length, odd spaces and invisible marks as plain spaces.

    Every character is replaced one for one, so offsets in the result are offsets in `text`. Line ends of every kind
    become line feeds, those inside the paragraphs of a hard-wrapped text a space. A run of characters longer than any
    word is broken by a space now and then.
    """
    text = _LINE_ENDS.sub(lambda found: " \n" if len(found.group()) == 2 else "\n", text)
    return unwrap(_ENDLESS.sub(r"\1 ", _SPACES.sub(" ", text)))


def _analysed_length(text: str) -> int:
    """Return how many characters are analysed: all, or up to the last line or sentence end before the limit."""
    if len(text) <= MAX_CHARACTERS:
        return len(text)
    for mark in ("\n", ". ", " "):
        cut = text.rfind(mark, MAX_CHARACTERS // 2, MAX_CHARACTERS)
        if cut > 0:
            return cut + 1
    return MAX_CHARACTERS


def _prepare(nlp: Language, task: Task) -> Doc:
    text = task.document.text
    length = _analysed_length(text)
    parsed = parse_form(text[:length])
    doc = nlp.make_doc(parsed)
    if len(doc) > MAX_TOKENS:
        length = doc[MAX_TOKENS].idx
        parsed = parsed[:length]
        doc = nlp.make_doc(parsed)
    layers = Layers(doc)
    layers.text = parsed
    layers.leave_unmarked()
    layers.published_on = task.document.published_on
    layers.publisher_country = task.publisher_country
    layers.publisher, layers.title = task.document.publisher, task.document.title
    layers.passages = [
        passage if passage.end <= length else passage.model_copy(update={"end": length})
        for passage in task.passages
        if passage.start < length
    ]
    if length < len(text):
        cut = TextCut(f"{len(text):,} characters were given, the first {length:,} were analysed")
        layers.failures = [Failure.of(cut, start=length, end=len(text))]
    return doc


def _note(name: str, doc: Doc, error: Exception) -> None:
    """Note a component's failure on the document; with COMMUNIQUE_DEBUG=1 it is raised instead.

    A broken codebook is no fault of the document, and would be broken for the next: it ends the run.
    """
    if os.environ.get("COMMUNIQUE_DEBUG") or isinstance(error, CodebookError):
        raise error
    failed = ComponentFailed(f"{name} failed: {type(error).__name__}: {error}")
    Layers(doc).failures = (*Layers(doc).failures, Failure.of(failed))


def _run(nlp: Language, docs: list[Doc]) -> None:
    """Run every component over the documents. spaCy's own `pipe` drops a document on which one of them fails."""
    parts: list[list[Part]] = []
    for name, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            parts = parts or [parts_of(doc) for doc in docs]
            every = [part.doc for own in parts for part in own]
            # If that fails: one by one, so that only the document at fault is noted.
            with suppress(Exception):
                deque(component.pipe(every, batch_size=_abreast(every) if len(docs) > 1 else 1), maxlen=0)
                continue
            for doc, own in zip(docs, parts, strict=True):
                for part in own:
                    _try(name, component, part.doc, doc)
            continue
        if parts:
            for doc, own in zip(docs, parts, strict=True):
                join_parts(doc, own)
            parts = []
        for doc in docs:
            _try(name, component, doc, doc)


def _abreast(docs: list[Doc]) -> int:
    """Return the batch size to ask for: the parser takes a quarter of it at once, and more at once is faster."""
    return 4 * BATCH if sum(map(len, docs)) <= ABREAST else BATCH


def _try(name: str, component: Callable[[Doc], Doc], part: Doc, doc: Doc) -> None:
    try:
        component(part)
    except Exception as error:  # noqa: BLE001 - whatever it is, the document goes on and the record says so
        _note(name, doc, error)


def annotate(tasks: Iterable[Task]) -> Iterator[tuple[Task, Doc]]:
    """Yield each task with its annotated document, in the order given; a failing component never ends the run.

    Use a document before asking for the next: its words are freed then. Raises ModelMissing if no language model is
    installed, and a CodebookError if a table is broken.
    """
    nlp, kept = load_language(), kept_words()
    batches = _batches(tasks)
    first = next(batches, None)
    while first is not None:
        # The zone frees the words of its documents afterwards: a long run does not grow with every new name.
        # (spaCy's stub does not know the property.)
        inside = nlp.vocab.in_memory_zone  # type: ignore[attr-defined]
        more = ZONE - 1
        if not inside and not kept.is_full:
            kept.learn(task.document.text[:MAX_CHARACTERS] for task in first)
            more = 0  # the next batch's words are learned before its zone
        with nullcontext() if inside else nlp.memory_zone():
            for batch in chain([first], islice(batches, more)):
                docs = [_prepare(nlp, task) for task in batch]
                _run(nlp, docs)
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
