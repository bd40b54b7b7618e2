"""Nouns in the plural read as mentions, with the list of people behind one: "the foreign ministers, A, B and C"."""

from functools import partial

from communique.annotate.actors.acting import matters
from communique.annotate.actors.groups import Groups
from communique.annotate.actors.marks import Marks
from communique.annotate.actors.modifiers import Around
from communique.annotate.actors.words import Cell, Words

_OPENS_LIST = frozenset({"-", "--", "–", "—", ":", "(", ","})


class Plurals:
    """The plurals of one document."""

    def __init__(self, words: Words, groups: Groups, marks: Marks) -> None:
        self._words = words
        self._groups = groups
        self._marks = marks

    def mark(self, around: Around, at: int, last: int, cell: Cell | None) -> None:
        """Mark the plural at token `at`, whose phrase ends at `last`, if it is worth a mention.

        `cell` is the title that it is, if the codebook has it.
        """
        if not matters(self._words, at, around):
            return
        found = self._groups.plural(around, at, cell)
        if around.of is not None:
            last = max(last, self._groups.last_of(around))
        self._marks.mark(around.start, last, at, *found)
        self.await_list(around, at, last, cell)

    def await_list(self, around: Around, at: int, last: int, cell: Cell | None) -> None:
        """Let those who are listed behind a plural be its members, and learn from it who they are."""
        follow = last + 1
        if follow < len(self._words.words) and self._words.words[follow] in _OPENS_LIST:
            learn = partial(self._groups.teach, around, self._words.lower[at], cell)
            self._marks.await_list(at, around.start, last, learn)
