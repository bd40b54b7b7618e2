"""Chinese texts -> annotated `Doc`, with the layers that English texts get.

Rules over characters and the codebook, no model ([decision 11](docs/decisions/0011-chinese.md)). Traditional characters
are read as simplified ones where their table is installed.
"""

from spacy.tokens import Doc

from communique.annotate.chinese.component import annotate
from communique.annotate.chinese.text import plain, sentence_places, tokens
from communique.annotate.reader import ComponentReader, Words

NAME = "rules"
"""What `made_by.language_model` says: no model reads Chinese."""


def reader() -> ComponentReader:
    """Return the reader of Chinese; nothing is loaded before the first text but the tables."""
    words = Words("zh")

    def tokenise(text: str) -> Doc:
        folded = plain(text)
        return words.doc_of(text, tokens(folded), (start for start, _ in sentence_places(folded, 0, len(folded))))

    return ComponentReader(NAME, tokenise, (("communique_chinese", annotate),))
