"""The two sides of a contact, and the words behind a noun that bring the second one in."""

from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.clause import phrases
from communique.codebook.contacts import cues_of

WITH = frozenset({"with", "alongside"})
BETWEEN = frozenset({"between", "among", "amongst"})
_LINKS = frozenset({"ADP", "ADV", "DET", "NUM", "NOUN", "PROPN", "ADJ"})
_REACH = 8


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides as actor ids.

    `is_list` tells that one person met several, named one by one; `points_back` that the words may only point to a
    contact told before ("the meeting"), and then the sides may be empty. `one` alone is empty where the words leave it
    to the story who meets ("a meeting with B was cancelled").
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    is_list: bool = False
    is_each: bool = False
    """True for "held meetings with A and B": one each, whatever their states."""
    points_back: bool = False
    is_open: bool = False
    """True for "the Arab foreign ministers met": one group, of whom the text tells nobody."""


def has_with_twice(holder: Token) -> bool:
    """Tell whether partners are told apart by a second "with": "had talks with A and with B"."""
    return any(
        child.lower_ == "with" and any(one.dep_ == "conj" and one.lower_ == "with" for one in child.rights)
        for child in holder.rights
    )


def near_noun(noun: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the objects of the prepositions that follow a noun, also past its time and place.

    "talks in Brussels on Wednesday between A and B": the parser hangs "between" on any of the words before it.
    """
    found = [thing for _, thing in phrases(noun, prepositions)]
    if found:
        return found
    doc, last = noun.doc, min(noun.i + _REACH, noun.sent.end - 1)
    for at in range(noun.i + 1, last + 1):
        token = doc[at]
        if token.lower_ in prepositions and token.tag_ == "IN":
            things = [thing for thing in token.rights if thing.dep_ == "pobj"]
            # The parser takes "with B, an agency reported" for a clause of its own.
            return things or [word for word in token.head.lefts if token.dep_ == "mark" and word.dep_ == "nsubj"]
        is_other = token.lemma_.lower() in cues_of("noun")  # "beside a summit with B": B is at the summit
        is_planned = token.dep_ == "acl" and token.head == noun and token.tag_ == "VBN"  # "planned for Friday"
        if is_other or (token.pos_ not in _LINKS and not is_planned) or token.lower_ in {"of", "about"}:
            return []
    return []
