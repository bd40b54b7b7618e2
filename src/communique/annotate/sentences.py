"""The sentences of the news, as the layout and the parser cut them."""

from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

from communique.annotate.layers import PREFIX, Layers
from communique.annotate.news import news_spans
from communique.model import Span


def sentences(doc: Doc) -> tuple[Span, ...]:
    """Return the sentences of headline, dateline, body and caption, in the order of the text.

    They do not overlap, none reaches over the end of a passage of news, and between them lies white space only.
    """
    text = Layers(doc).text
    starts, places = doc.to_array(["SENT_START", "IDX"]).T if len(doc) else np.zeros((2, 0), dtype="uint64")
    begins = {int(place) for place in places[starts == 1]}
    begins.update(passage.start for passage in Layers(doc).passages)
    found = []
    for first, last in news_spans(doc, headlines=True):
        inside = sorted(place for place in begins if first < place < last)
        for start, end in pairwise((first, *inside, last)):
            words = text[start:end]
            if words.strip():
                spaces = len(words) - len(words.lstrip())
                found.append(Span(start=start + spaces, end=start + len(words.rstrip())))
    return tuple(found)


def register() -> None:
    """Let a document be asked for them as for a layer."""
    Doc.set_extension(f"{PREFIX}sentences", getter=sentences)


register()
