"""A statement while it is being put together, in token indexes."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.codebook.reporting import ReportingVerb
from communique.model import Medium

Range = tuple[int, int]
"""Token indexes, end exclusive."""


@dataclass(slots=True)
class Named:
    """A noun phrase that names somebody: its tokens and the token that carries the reference."""

    tokens: Range
    head: Token


@dataclass(slots=True)
class Link:
    """A source further out: the phrase that names it, what carried its words, and the words of attribution."""

    source: Named
    medium: Medium = Medium.UNSPECIFIED
    cue: tuple[Range, ...] = ()


@dataclass(slots=True)
class Draft:
    """One speech act: the cue's head word, and what hangs on it.

    `group` is the stretch that introduces the words ("the minister told reporters on Sunday"). `kind` is `verb`,
    `adjective`, `according` or `quotation` (words that nobody introduces). `block` marks words set off after a colon,
    without quotation marks.
    """

    kind: str
    anchor: Token
    cue: tuple[Range, ...]
    content: list[Range]
    group: Range
    verb: ReportingVerb | None = None
    speaker: Named | None = None
    addressee: Named | None = None
    links: list[Link] = field(default_factory=list)
    trailing: bool = False
    block: bool = False
    is_quoted: bool = False


class ByAnchor:
    """Drafts by the place of their cue, so that those within a stretch are found without asking all of them."""

    __slots__ = ("_anchors", "_drafts")

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts = sorted(drafts, key=lambda draft: draft.anchor.i)
        self._anchors = [draft.anchor.i for draft in self._drafts]

    def within(self, ranges: Iterable[Range]) -> Iterator[Draft]:
        """Yield the drafts whose cue stands in one of the ranges, in the order of the text within each."""
        for start, end in ranges:
            yield from self._drafts[bisect_left(self._anchors, start) : bisect_left(self._anchors, end)]

    def held_by(self, outer: Draft) -> list[Draft]:
        """Return the drafts whose cue stands in the words of `outer`."""
        return [draft for draft in self.within(outer.content) if draft.anchor.i != outer.anchor.i]
