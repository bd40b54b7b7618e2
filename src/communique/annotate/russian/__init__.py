"""Russian texts -> annotated `Doc`, with the layers that English texts get."""

from communique.annotate.russian.reading import RussianReader


def reader() -> RussianReader:
    """Return the reader of Russian, with its models loaded."""
    return RussianReader()
