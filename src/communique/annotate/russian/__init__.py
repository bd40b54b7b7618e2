"""Russian texts -> annotated `Doc`, with the layers that English texts get."""

from communique.annotate.reader import ComponentReader, Words


def reader() -> ComponentReader:
    """Return the reader of Russian, with its models loaded."""
    words = Words("ru")
    return ComponentReader("none", lambda text: words.doc_of(text, [], [0]), ())
