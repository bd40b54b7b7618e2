"""Whole documents with who says what in them, out of the index, where all of it stands together."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from communique.archive.search.documents import Held
from communique.archive.search.index import Opened


def held(indexes: Sequence[Opened], documents: Sequence[str]) -> Iterator[Held]:
    """Yield those of these documents that an index has, in no order."""
    from tantivy import Occur, Query

    for opened in indexes:
        searcher = opened.index.searcher()
        if not searcher.num_docs or not documents:
            continue
        clauses = [(Occur.Must, Query.term_set_query(opened.index.schema, "document", list(documents)))]
        if opened.without:
            clauses.append((Occur.MustNot, Query.term_set_query(opened.index.schema, "document", list(opened.without))))
        hits: Any = searcher.search(Query.boolean_query(clauses), limit=len(documents), count=False).hits
        # Texts are stored together in blocks: in their order each is unpacked once.
        for address in sorted((address for _, address in hits), key=lambda one: (one.segment_ord, one.doc)):
            document: Any = searcher.doc(address)
            parts = document.get_first("parts")
            news, speeches = json.loads(bytes(parts)) if parts is not None else (None, [])
            yield Held(
                str(document.get_first("document")),
                json.loads(bytes(document.get_first("facts"))),
                bytes(document.get_first("text")).decode(),
                [(start, end) for start, end in news] if news is not None else None,
                [tuple(speech) for speech in speeches],
            )
