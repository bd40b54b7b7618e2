"""The tokens of a document as plain lists: making a spaCy token costs more than most of what is asked of it."""

from spacy.attrs import IDX, LENGTH, TAG
from spacy.tokens import Doc

from communique.annotate.layers import PREFIX, Derived, Layers

_KEY = f"{PREFIX}columns"


class Columns(Derived):
    """Where each token of one parsed `Doc` starts and ends (exclusive), its word, that in lower case, and its tag."""

    __slots__ = ("ends", "lower", "starts", "tags", "words")

    @classmethod
    def of(cls, doc: Doc) -> "Columns":
        """Return the columns of a document; they are made anew only when it has other tokens."""
        found = doc.user_data.get(_KEY)
        if isinstance(found, cls) and len(found.words) == len(doc):
            return found
        doc.user_data[_KEY] = fresh = cls(doc)
        return fresh

    def __init__(self, doc: Doc) -> None:
        text = Layers(doc).text
        starts, lengths = doc.to_array([IDX, LENGTH]).astype("int64").T.tolist() if len(doc) else ([], [])
        tags = doc.to_array(TAG).tolist()
        names = {tag: doc.vocab.strings[tag] for tag in set(tags)}
        self.starts: list[int] = starts
        self.ends: list[int] = [start + length for start, length in zip(starts, lengths, strict=True)]
        self.words: list[str] = [text[start:end] for start, end in zip(starts, self.ends, strict=True)]
        self.lower: list[str] = [word.lower() for word in self.words]
        self.tags: list[str] = [names[tag] for tag in tags]
