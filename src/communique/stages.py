"""The only file that knows the order of the stages: read -> annotate -> record."""

import json
from collections.abc import Iterable, Iterator

from communique.annotate.documents import Task, annotate
from communique.annotate.language import find_model, load_language
from communique.model import Document, MadeBy, Passage, PublishedOn, Record
from communique.record import assemble
from communique.version import __version__


def made_by() -> MadeBy:
    """Return what makes the records of this process: package, language model, codebook."""
    try:
        from communique.codebook.version import codebook_version

        v = codebook_version()
    except ImportError:
        v = "?"
    return MadeBy(version=__version__, language_model=find_model().name, codebook=v)


def _passages(document: Document) -> tuple[Passage, ...]:
    try:
        from communique.read.passages import split_passages
    except ImportError:
        return ()
    return split_passages(document.text, title=document.title, publisher=document.publisher)


def _country(document: Document) -> str | None:
    try:
        from communique.codebook.publishers import publisher_of

        found = publisher_of(document)
    except ImportError:
        return None
    return found.country if found is not None and found.kind == "official" else None


def records(documents: Iterable[Document]) -> Iterator[Record]:
    tasks = (Task(d, _passages(d), _country(d)) for d in documents)
    for task, doc in annotate(tasks):
        yield assemble(doc, task.document, passages=task.passages, made_by=made_by())


def read(text: str, *, published_on: str | None = None, document_id: str = "text", **more) -> Record:
    d = Document.of(
        document_id,
        text,
        published_on=PublishedOn(value=published_on, known_by="given") if published_on else None,
        **more,
    )
    return next(iter(records([d])))


def _read_line(line: str) -> Document:
    d = json.loads(line)
    return Document.of(
        d["id"],
        d["text"],
        published_on=PublishedOn(value=d["published_on"], known_by="given") if d.get("published_on") else None,
        publisher=d.get("publisher"),
        title=d.get("title"),
        url=d.get("url"),
    )
