"""An account in one sentence, how it stands there, and whether somebody is only said to have said so."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from spacy.tokens import Token

from communique.annotate.agenda.issuers import Ground
from communique.annotate.agenda.sides import Account
from communique.annotate.clause import FINITE
from communique.codebook.omissions import omission_forms

COORDINATES = frozenset({"but", "while", "whereas", "yet", "though", "although"})
STOPS = frozenset({";", ":", "—", "–", "--"})
CASES = frozenset({"'s", "’s", "’", "'"})
WITHIN = frozenset({"in", "from", "into", "within", "throughout", "by"})
_JOINTS = frozenset({"but", "while", "whereas", "and", "yet", "though", "although", "which", "whom", "where"})
_PRONOUNS = frozenset({"it", "which", "them", "either", "neither", "there"})
_DOES = frozenset({"do", "does", "did"})
_FAR = 8


class Role(Enum):
    """How an account stands in its clause."""

    SUBJECT = auto()
    PLACE = auto()
    OWNER = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """An account in a sentence: its phrase from token `first` to `last` (inclusive)."""

    account: Account
    first: int
    last: int
    role: Role
    is_teller: bool = False
    """A government or its media of whom the sentence says what they tell of a contact: no text is named."""

    def places(self) -> range:
        """Return the places of its tokens."""
        return range(self.first, self.last + 1)


def role_of(noun: Token, first: int) -> Role:
    """Return how the account whose phrase begins at a place stands there."""
    doc = noun.doc
    if noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in CASES and noun.pos_ != "PROPN":
        return Role.OWNER
    if first == noun.sent.start:
        return Role.SUBJECT
    words = [word.lower_ for word in doc[max(noun.sent.start, first - _FAR) : first]]
    if words[-1] == "nor" and "neither" in words:  # "in neither the Japanese nor the Korean account"
        first -= len(words) - words.index("neither")
        if first == noun.sent.start:
            return Role.SUBJECT
    before = doc[first - 1]
    if before.dep_ == "prt":
        return Role.SUBJECT  # "gave out a summary that leaves out X"
    if before.lower_ == "of":
        return Role.PLACE if doc[max(0, first - 2)].lower_ == "out" else Role.OWNER
    if before.lower_ in WITHIN:
        return Role.PLACE
    return Role.OTHER if before.pos_ in {"ADP", "SCONJ"} and not joint_before(before) else Role.SUBJECT


def meant(words: list[Token], found: list[Told]) -> Iterator[Told]:
    """Yield the account that "in it", "in either of them" means: one, or nobody's where several were named before."""
    for before, word in pairwise(words):
        if before.lower_ not in WITHIN or word.lower_ not in _PRONOUNS:
            continue
        told = [one for one in found if one.last < word.i]
        if not told:
            continue
        one_text = word.lower_ in {"it", "which"}
        single = one_text and (len({one.account.states for one in told}) == 1 or word.lower_ == "which")
        account = told[-1].account if single else Account((), Ground.TEXT, told[-1].account.noun)
        if single or not one_text:
            end = word.i + 2 if word.i + 2 < word.sent.end and word.nbor().lower_ == "of" else word.i
            yield Told(account, word.i, end, Role.PLACE)


def is_embedded(one: Told) -> bool:
    """Tell whether somebody says it: a finite verb stands before the account, and no comma or "while" between."""
    doc, start = one.account.noun.doc, one.account.noun.sent.start
    for at in range(one.first - 1, start - 1, -1):
        word = doc[at]
        if word.text in STOPS or word.text == "," or word.lower_ in _JOINTS or word.tag_ == "WDT":
            return False
        if word.tag_ in FINITE and word.pos_ in {"VERB", "AUX"} and word.lower_ not in _DOES:
            return word.lemma_ not in omission_forms("issues")  # "gave out a summary that leaves out X"
    return False


def joint_before(word: Token) -> bool:
    """Tell whether the word joins two clauses, for whatever the parser takes it."""
    return word.lower_ in COORDINATES or word.lower_ in {"and", "as", "because", "since", "that"}
