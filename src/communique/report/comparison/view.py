"""What a report of a comparison shows, in its order, before it is printed as one thing or another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.model import FindingKind, Stand
from communique.report.comparison import phrases
from communique.report.comparison.quotations import Quotation


@dataclass(frozen=True, slots=True)
class Column:
    """A side, as a column of the findings. `account` is `the Chilean account`."""

    side: str
    name: str
    account: str


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What is to be known of an account before its silence is weighed, each as words ready to print."""

    account_id: str
    side: str
    name: str
    known_by: str
    genre: str
    language: str
    language_code: str | None
    date: str
    whole: str
    is_whole: bool
    length: str
    title: str
    publisher: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A finding that a sentence rests on: where it stands, its id, what it is about."""

    anchor: str
    id: str
    label: str


MOST_REFERENCES = 6
"""How many findings are listed behind a sentence; of more it is said how many."""


def references(findings: tuple[Reference, ...]) -> str:
    """Return the ids of the findings behind a sentence: `f1, f5`, `f1, f2, ... and 17 more`."""
    listed = ", ".join(reference.id for reference in findings[:MOST_REFERENCES])
    left = len(findings) - MOST_REFERENCES
    return f"{listed} {phrases.and_more(left)}" if left > 0 else listed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the summary, and the findings behind it."""

    words: str
    findings: tuple[Reference, ...]

    @property
    def parts(self) -> tuple[tuple[str, str | None], ...]:
        """The words in pieces, those in another script than Latin with their language."""
        return tuple(_by_script(self.words))


_SCRIPTS = re.compile(
    r"(?P<zh>[\u3400-\u9fff](?:[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”·\d]*[\u3400-\u9fff])?)"
    r"|(?P<ru>[\u0400-\u04ff](?:[\u0400-\u04ff\s\d,.:;()«»–—-]*[\u0400-\u04ff])?)"
)
"""Runs of Chinese and of Russian, the only languages beside English that are compared, and the marks inside them."""


def _by_script(words: str) -> Iterator[tuple[str, str | None]]:
    at = 0
    for run in _SCRIPTS.finditer(words):
        if run.start() > at:
            yield words[at : run.start()], None
        yield run[0], run.lastgroup
        at = run.end()
    if at < len(words):
        yield words[at:], None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side's account does with a point. `stand` is None where it was not compared."""

    side: str
    stand: Stand | None
    said: str
    """What the report says of it: `not found in this account`; empty where the words speak for themselves."""
    why: str
    """Why it cannot be told, or how long the text is that does not carry it."""
    quotations: tuple[Quotation, ...]
    closest: tuple[Quotation, ...]
    """The closest passages searched, each with its similarity."""
    shows_closest: bool
    """Whether passages were to be shown: a silence without any says so."""


@dataclass(frozen=True, slots=True)
class Original:
    """Words of a text in another language that stand for a topic, and what is known of them in English, if anything."""

    words: str
    language: str | None
    gloss: str
    """The language by its name, and what of the codebook the words name; never a translation."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding. `relations` say how the sides' wordings stand to each other."""

    anchor: str
    id: str
    kind: FindingKind
    topic: str
    original: Original | None
    """Where the topic is in the words of a text in another language: these words by themselves."""
    speaker: str
    relations: tuple[str, ...]
    is_commitment: bool
    rule: str
    confidence: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one kind."""

    anchor: str
    title: str
    meaning: str
    kind: FindingKind
    is_reported: bool
    """Whether all that is known of it is what the press says of the accounts."""
    columns: tuple[Column, ...]
    """The sides of whom there is something to say here."""
    rows: tuple[Row, ...]
    """The cells of a row are in the order of `columns`."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Marked words, and their code in words where it tells more than they do."""

    words: Quotation
    code: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that analysts look at, account by account."""

    title: str
    by_account: tuple[tuple[Coded, ...], ...]


@dataclass(frozen=True, slots=True)
class Analysts:
    """What analysts look at: order and length, first words, tone, request, format, formulas, names, commitments."""

    accounts: tuple[AccountFacts, ...]
    """The columns."""
    empty: tuple[str, ...]
    """What stands in each where nothing was found."""
    topic_orders: tuple[tuple[str, ...], ...]
    leads: tuple[Quotation | None, ...]
    aspects: tuple[Aspect, ...]
    commitments: tuple[tuple[Reference, str], ...]
    """Commitments that only one text holds, each with whose."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read or compared, with what to try."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class View:
    """A whole report."""

    title: str
    meeting: tuple[tuple[str, str], ...]
    """Label and words of each thing known of the meeting."""
    columns: tuple[Column, ...]
    accounts: tuple[AccountFacts, ...]
    lengths: str
    """How the lengths stand to each other, empty where that is nothing."""
    summary: tuple[Sentence, ...]
    counts: str
    sections: tuple[Section, ...]
    folded: tuple[Section, ...]
    analysts: Analysts
    failures: tuple[Trouble, ...]
    made_by: str

    @property
    def folded_rows(self) -> int:
        """How many findings are folded away."""
        return sum(len(section.rows) for section in self.folded)
