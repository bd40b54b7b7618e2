"""Cues right beside a quotation: “…,” the minister said; “…,” said the minister, a former judge.

News copy sets these in a few fixed ways, and the parser errs on them where the quotation is long. So they are read from
the marks and the tags alone.
"""

from enum import Enum, auto

from spacy.tokens import Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.reading import MARKS, Reading
from communique.codebook.reporting import words_for

_NAMING = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "POS", "PRP", "PRP$", "CD", "FW", "ADD"})
_NAME_STARTS = _NAMING - {"POS"}
_WITHIN_NAME = _NAMING | {"IN", ",", "-LRB-", "-RRB-", "HYPH", "CC", "VBN", "VBG", "RB", "TO", "``", "''", "NFP"}
_SENTENCE_ENDS = frozenset({".", ";", ":", "?", "!"})
_SET_OFF = frozenset(",?!…—–-")
_LONGEST = 30
_DEPTH = 6


class Side(Enum):
    """Where the speaker stands: between the quotation and the verb, or behind the verb."""

    BETWEEN = auto()
    BEHIND = auto()


def side_of_speaker(reading: Reading, token: Token) -> Side | None:
    """Tell on which side of a verb beside a quotation its speaker stands; None if `token` is no such verb."""
    if reading.quotation_at[token.i] >= 0 or token.tag_ == "VBG":
        return None
    start = opening_of(reading, token)
    if start is None or _is_title(reading, start) or not _may_be_said(reading, start):
        return None
    if token.tag_ == "VB" and start != token.i and reading.doc[token.i - 1].tag_ != "MD":
        return None
    if all(reading.doc[at].tag_ == "RB" for at in range(start, token.i)):
        return Side.BEHIND if _name_follows(reading, token) else None
    doc = reading.doc
    if doc[start].tag_ not in _NAME_STARTS or doc[start].lower_ in words_for("calendar"):
        return None
    if token.tag_ in {"NN", "NNS", "NNP", "JJ"} and not _ends_phrase(reading, token.i + 1):
        return None
    relative = False
    for at in range(start, token.i):
        tag = doc[at].tag_
        if tag in {"WP", "WDT", "WP$"}:
            relative = True
        elif relative:
            relative = reading.words[at] != ","
        elif tag not in _WITHIN_NAME and not (at == token.i - 1 and tag in FINITE):
            return None
    return Side.BETWEEN


def opening_of(reading: Reading, token: Token) -> int | None:
    """Return the first token behind the quotation that ends last before `token`, None if the sentence ends between.

    Words picked out in quotation marks on the way ("the “iron” minister said") are passed over: a quotation that a cue
    follows ends in a comma or another mark.
    """
    words, marks, at = reading.words, reading.quotation_at, token.i - 1
    while at >= 0 and token.i - at < _LONGEST:
        if marks[at] >= 0:
            if _is_set_off(reading, at):
                break
            quotation = marks[at]
            while at >= 0 and marks[at] == quotation:
                at -= 1
            continue
        if "\n" in words[at] or words[at] in _SENTENCE_ENDS:
            return None
        at -= 1
    if at < max(reading.starts[token.i], 0) or marks[at] < 0:
        return None
    at += 1
    while at < token.i and (words[at].isspace() or words[at] == ","):
        at += 1
    return at


def _is_set_off(reading: Reading, last: int) -> bool:
    """Tell whether a comma, question mark or the like ends the quotation whose last token is `last`, or follows it."""
    words, at = reading.words, last + 1
    if at < len(words) and words[at] in {",", "–", "—", "--"}:
        return True
    end = reading.tails[last]
    while end > 0 and (reading.text[end - 1] in MARKS or reading.text[end - 1].isspace()):
        end -= 1
    return reading.text[end - 1 : end] in _SET_OFF


def _may_be_said(reading: Reading, behind: int) -> bool:
    """Tell whether what stands before token `behind` may be said: it has a verb, or is nothing but the quotation."""
    at = behind - 1
    while at > 0 and reading.quotation_at[at] < 0:
        at -= 1
    start, end = reading.quotation_tokens(reading.quotation_at[at], at)
    first = reading.starts[behind]
    if start <= first or reading.words[start - 1] in {":", ","}:
        outside = [index for index in range(first, start) if reading.words[index][:1].isalnum()]
        if not outside or reading.words[start - 1] == ":":
            return True
    return reading.has_finite(min(first, start), end)


def _is_title(reading: Reading, behind: int) -> bool:
    """Tell whether the quotation before token `behind` names a work ("on “Face the Union,” Olsen said that …")."""
    at = behind - 1
    while at > 0 and reading.quotation_at[at] < 0:
        at -= 1
    start, end = reading.quotation_tokens(reading.quotation_at[at], at)
    if reading.starts[behind] >= start:
        return False
    inside = [reading.doc[index] for index in range(start, end) if reading.words[index][:1].isalpha()]
    return all(token.text[:1].isupper() or token.tag_ in {"IN", "DT", "CC", "TO"} for token in inside)


def _name_follows(reading: Reading, token: Token) -> bool:
    at = token.i + 1
    if at >= len(reading.doc):
        return False
    following = reading.doc[at]
    return following.tag_ in _NAME_STARTS and following.lower_ not in words_for("calendar") | {"that", "it"}


def _ends_phrase(reading: Reading, at: int) -> bool:
    if at >= len(reading.doc):
        return True
    behind = reading.doc[at]
    return behind.is_punct or behind.is_space or behind.tag_ in {"IN", "TO", "RB"}


def speaker_beside(reading: Reading, token: Token, side: Side) -> Token | None:
    """Return the head of the speaker's name."""
    if side is Side.BEHIND:
        return top(reading.doc[token.i + 1], token.i + 1, token.i + 14)
    start = opening_of(reading, token)
    if start is None:
        return None
    own = next((child for child in token.lefts if child.dep_ == "nsubj" and child.i >= start), None)
    return own if own is not None and own.tag_ in _NAME_STARTS else top(reading.doc[start], start, token.i)


def top(token: Token, start: int, end: int) -> Token:
    """Return the highest noun above `token` from `start` to `end` (exclusive), before a comma or preposition."""
    doc = token.doc
    run, end = start, min(end, len(doc))
    while run < end and (doc[run].tag_ in _NAMING or (doc[run].tag_ in {"HYPH", "VBG"} and run > start)):
        run += 1
    here = token
    for _ in range(_DEPTH):
        above = here.head
        if above.i == here.i or not start <= above.i < run:
            break
        here = above
    if here.tag_ in {"DT", "JJ", "PRP$", "POS", "CD"} and run > start:
        here = doc[run - 1]  # the parse runs across: the last word of the run of names stands in
    return here
