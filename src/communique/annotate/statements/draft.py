"""A statement while it is being put together, in token indexes."""

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
