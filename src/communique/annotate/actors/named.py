"""A name as it stands in a text, before anybody knows who bears it."""

from dataclasses import dataclass

from communique.annotate.actors.modifiers import Around
from communique.annotate.actors.words import Words
from communique.codebook.people import Person


@dataclass(slots=True)
class Named:
    """A name at tokens `first` to `last` (inclusive) of `size` words, headed at `head`, and what stands around it."""

    first: int
    last: int
    around: Around
    persons: tuple[Person, ...] = ()
    apposition: Around | None = None
    apposed: tuple[int, int] | None = None
    apposition_head: int | None = None

    size: int = 1
    head: int = -1

    def text(self, words: Words) -> str:
        """Return the name as it stands."""
        return words.text[words.offsets[self.first] : words.end(self.last)]
