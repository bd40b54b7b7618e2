"""Document -> annotated `Doc`: the text is parsed once, every component adds its layer."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate import serialise as _serialise  # noqa: F401 - registers the types, so that a Doc can be stored
from communique.annotate.language import load_language
from communique.annotate.layers import Layers
from communique.errors import ComponentFailed, TextCut
from communique.model import Document, Failure, Passage

MAX_CHARACTERS = 200_000
"""Longest part of a text that is analysed (about 33,000 words): it bounds the time and memory of one document."""

BATCH = 16
"""Documents that are parsed together: measured as the fastest and smallest size."""

_SPACES = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f"
    "\u3000\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to annotate, with what is known about it from outside the text."""

    document: Document
    passages: tuple[Passage, ...] = ()
    publisher_country: str | None = None


def parse_form(text: str) -> str:
    """Return the text as the parser sees it: the same length, odd spaces and invisible marks as plain spaces.

    Every character is replaced one for one, so offsets in the result are offsets in `text`. Line ends become "\\n".
    """
    text = _LINE_ENDS.sub(lambda found: " \n" if len(found.group()) == 2 else "\n", text)
    return _SPACES.sub(" ", text)


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
    doc = nlp.make_doc(parse_form(text[:length]))
    layers = Layers(doc)
    layers.published_on = task.document.published_on
    layers.publisher_country = task.publisher_country
    layers.passages = [
        passage if passage.end <= length else passage.model_copy(update={"end": length})
        for passage in task.passages
        if passage.start < length
    ]
    if length < len(text):
        cut = TextCut(f"{len(text):,} characters were given, the first {length:,} were analysed")
        layers.failures = [Failure.of(cut, start=length, end=len(text))]
    return doc


def _keep_going(name: str, component: object, docs: list[Doc], error: Exception) -> None:  # noqa: ARG001 - spaCy's signature
    """Note a component's failure on the document and let the others go on; COMMUNIQUE_DEBUG=1 raises it instead."""
    if os.environ.get("COMMUNIQUE_DEBUG"):
        raise error
    for doc in docs:
        failed = ComponentFailed(f"{name} failed: {type(error).__name__}: {error}")
        Layers(doc).failures = (*Layers(doc).failures, Failure.of(failed))


def annotate(tasks: Iterable[Task]) -> Iterator[tuple[Task, Doc]]:
    """Yield each task with its annotated document, in the order given; a failing component never ends the run.

    Use a document before asking for the next: its words are freed then.

    Raises ModelMissing if no language model is installed.
    """
    nlp = load_language()
    nlp.default_error_handler = _keep_going
    batch: list[Task] = []
    for task in tasks:
        batch.append(task)
        if len(batch) == BATCH:
            yield from _run(nlp, batch)
            batch = []
    yield from _run(nlp, batch)


def _run(nlp: Language, batch: list[Task]) -> Iterator[tuple[Task, Doc]]:
    # Long texts go alone: parsed together they would need the memory of all of them at once.
    long = [task for task in batch if len(task.document.text) > MAX_CHARACTERS // 8]
    if long and len(batch) > 1:
        for task in batch:
            yield from _run(nlp, [task])
        return
    # The zone frees the words of these documents afterwards, so that a long run does not grow with every new name.
    with nlp.memory_zone() if not nlp.vocab.in_memory_zone else nullcontext():
        docs = nlp.pipe([_prepare(nlp, task) for task in batch], batch_size=BATCH)
        yield from zip(batch, docs, strict=True)
