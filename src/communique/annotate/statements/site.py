"""A cue at its place: what the frames of its verb ask about the words around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.cues import Cue
from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.reading import Reading
from communique.codebook.reporting import ReportingVerb, words_for

SUBORDINATORS = frozenset({"that", "whether", "if", "how", "why", "what", "who", "when", "where"})
CLOSING = frozenset({",", "”", '"', "''", "’", "'", "»", "?", "!", "—", "–", "--", "-", "…", "..."})
VERBAL = FINITE | {"VB", "VBG", "VBN"}


@dataclass(slots=True)
class Complement:
    """What hangs on a cue: its words, the stretch that introduces them, further cue words and an addressee."""

    ranges: list[Range]
    group: Range
    cue_tail: list[Range]
    addressee: Named | None = None
    trailing: bool = False
    block: bool = False


@dataclass(slots=True)
class Site:
    """One cue in its document.

    `limit` is the token at which its reach ends, `group` the stretch of speaker, verb, listener and adjuncts,
    `reporting` the reporting verbs of the whole document by token.
    """

    reading: Reading
    reporting: Mapping[int, ReportingVerb]
    cue: Cue
    speaker: Named | None
    limit: int = 0
    group: Range = (0, 0)
    addressee: Named | None = None
    doc: Doc = field(init=False)
    words: list[str] = field(init=False)
    token: Token = field(init=False)
    verb: ReportingVerb = field(init=False)

    def __post_init__(self) -> None:
        self.doc, self.words = self.reading.doc, self.reading.words
        self.token, self.verb = self.cue.token, self.cue.verb

    def found(self, start: int, end: int) -> Complement:
        """Return the complement from token `start` to `end` (exclusive), with the group and listener of the site."""
        return Complement([(start, end)], self.group, [], self.addressee)


def is_time(preposition: Token) -> bool:
    """Tell whether a preposition brings a time ("on Monday", "in 1996")."""
    return any(child.lower_ in words_for("calendar") or child.tag_ == "CD" for child in preposition.rights)


def skip_space(site: Site, at: int) -> int:
    """Return the first token from `at` on that is no white space (the last token of the document if there is none)."""
    while at + 1 < len(site.words) and site.words[at].isspace():
        at += 1
    return min(at, len(site.words) - 1)


def quote_end(site: Site, at: int, last: int) -> int:
    """Return the end of the quotation at token `at`, or of the sentence if that goes on behind it."""
    _, end = site.reading.quotation_tokens(site.reading.quotation_at[at], at)
    behind = skip_space(site, end)
    if end >= last or site.words[behind] in {".", ","} or site.words[end - 2][-1:] in ".?!," or behind >= last:
        return end
    return last
