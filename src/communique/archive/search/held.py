"""Whole documents with who says what in them, out of the index, where all of it stands together."""

import json
from collections.abc import Iterator, Sequence

from communique.archive.search.documents import Held
from communique.archive.search.index import Opened


def held(indexes: Sequence[Opened], documents: Sequence[str]) -> Iterator[Held]:
    """Yield those of these documents that an index has, in no order."""
    for opened in indexes:
        for document in opened.stored(documents):
            parts = document.get_first("parts")
            news, speeches = json.loads(bytes(parts)) if parts is not None else (None, [])
            yield Held(
                str(document.get_first("document")),
                json.loads(bytes(document.get_first("facts"))),
                bytes(document.get_first("text")).decode(),
                [(start, end) for start, end in news] if news is not None else None,
                [tuple(speech) for speech in speeches],
            )
