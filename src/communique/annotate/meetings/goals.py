"""All places that a journey leads to: lists of states, "Turkey on 4 April and Uzbekistan from 5 April"."""

from spacy.tokens import Token

from communique.annotate.clause import phrases
from communique.annotate.meetings.places import goals_of, place_of
from communique.codebook.places import is_state

_IN = frozenset({"in", "at"})
_OF = frozenset({"of"})
_PLACES = 8


def with_conjuncts(goal: Token) -> list[Token]:
    """Return a place and those coordinated with it; the parser takes the second of a list for an apposition.

    "Peru, the Republic of the Congo, Chad": the third hangs on the last word of the second.
    """
    found = [goal]
    for head in found:
        inner = [thing for _, thing in phrases(head, _OF) if thing.pos_ == "PROPN"]
        for holder in (head, *inner):
            for child in holder.rights:
                if child.pos_ != "PROPN" or child.dep_ not in {"conj", "appos"} or len(found) > _PLACES * 2:
                    continue
                if child.dep_ == "conj" or _are_two_states(head, child):
                    found.append(child)
    return found


def _are_two_states(one: Token, other: Token) -> bool:
    first, second = place_of(one), place_of(other)
    return (
        first is not None
        and second is not None
        and is_state(first.name)
        and is_state(second.name)
        and first.country != second.country
    )


def all_goals(verb: Token, frame: str) -> list[Token]:
    """Return the words for all places that a verb of travelling leads to."""
    things = goals_of(verb, frame)
    if frame != "visit":
        return things
    inside = [thing for one in things if one.pos_ == "NOUN" for _, thing in phrases(one, _IN)]
    if not inside and not any(one.pos_ == "PROPN" for one in things):
        inside = [thing for _, thing in phrases(verb, _IN)]
    return things + inside + _after_dates(verb)


def _after_dates(verb: Token) -> list[Token]:
    """Return the next place of "visited Turkey on 4 April and Uzbekistan from 5 April", which hangs on the date."""
    return [
        child
        for prep, thing in phrases(verb, frozenset({"on", "in", "from"}))
        if verb in {prep.head, prep.head.head}
        for child in thing.rights
        if child.dep_ == "conj" and child.tag_ == "NNP" and place_of(child) is not None
    ]
