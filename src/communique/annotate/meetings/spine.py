"""Which words have the time and the place of a cue: upwards from the cue through the parse."""

from spacy.tokens import Token

from communique.annotate.clause import (
    VERBAL,
    finite_above,
    is_behind_that,
    visitors,
)
from communique.codebook.contacts import cues_of, forms_of

_PLANNING = frozenset({"due", "schedule", "set", "expect", "slate", "plan", "be"})
_WHERE = frozenset({"where", "when", "whereupon"})
_WITHIN = frozenset({"in", "during", "at", "over", "after", "following"})
_STEPS = 24


def spine(token: Token) -> list[Token]:
    """Return the words whose time and place are those of the cue, the cue first.

    Upwards from the cue: the light verb ("held talks"), the clause that it happened in ("said after talks"), the motion
    that leads to it ("flew to Paris for talks"), the place where ("to Tokyo, where he met"). What the parser hangs on
    "visiting" in "met with visiting Minister X in Beijing" is of the meeting too.
    """
    found = [token, *_visits_described(token)]
    here = token
    while len(found) < _STEPS:
        above = _above(here)
        if above is None or above in found:
            break
        found.append(above)
        here = above
    return found


def _visits_described(token: Token) -> list[Token]:
    around = [token, *(child for child in token.rights if child.dep_ == "prep" and child.lower_ == "with")]
    return [child for one in around for child in one.rights if visitors(child)]


def _above(token: Token) -> Token | None:
    """Return the next word of the spine above `token`, None where its time is no longer that of the cue."""
    head, dep = token.head, token.dep_
    if head == token:
        return None
    if dep == "acomp" and head.pos_ in VERBAL:
        return head  # "is due in Riga on Saturday"
    if token.pos_ in VERBAL:
        return _above_verb(token, head, dep)
    if dep in {"dobj", "nsubj", "nsubjpass", "attr"} and head.pos_ in VERBAL:
        return head
    if dep == "pobj":
        preposition = head
        if preposition.lower_ in forms_of("preposition", "ahead"):
            return None
        above = preposition.head
        if above.pos_ in VERBAL and is_behind_that(token, above):
            above = above.head
        if preposition.lower_ in {"during", "after", "following"} and above.pos_ in VERBAL:
            return finite_above(above)
        if preposition.lower_ == "for" and above.pos_ not in VERBAL:
            above = _clause_around(above)
        if above.pos_ == "ADP":  # "ahead of", "in advance of"
            preposition, above = above, above.head
        if above.pos_ in VERBAL or above.lemma_.lower() in _PLANNING:
            return above
        noun = cues_of("noun").get(above.lemma_.lower())
        if noun is None and above.dep_ == "dobj" and above.head.pos_ in VERBAL and preposition.lower_ in _WITHIN:
            return above.head  # "expressed regret in a conversation with B on Sunday"
        return (
            above
            if noun is not None or above.lemma_.lower() in forms_of("span", "part") | forms_of("span", "time")
            else None
        )
    if dep in {"conj", "appos"} and head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() in cues_of("noun"):
        return head
    return None


def _event_with(verb: Token, head: Token) -> Token | None:
    """Return the session of "a session in Lima on March 5, at which A is to meet B", past its time and place."""
    if not any(child.dep_ == "prep" and any(one.tag_ == "WDT" for one in child.rights) for child in verb.lefts):
        return None
    here = head
    for _ in range(_STEPS):
        noun = cues_of("noun").get(here.lemma_.lower()) if here.pos_ == "NOUN" else None
        if noun is not None and noun.frame in {"event", "meal"}:
            return here
        if here.dep_ not in {"pobj", "prep", "nummod", "compound", "appos"} or here.head == here:
            return None
        here = here.head
    return None


def _clause_around(token: Token) -> Token:
    """Return the verb or adjective that a phrase of time or place belongs to ("expected in April for talks")."""
    here = token
    for _ in range(_STEPS):
        if (
            here.pos_ in VERBAL | {"ADJ"}
            or here.dep_ not in {"pobj", "prep", "npadvmod", "advmod"}
            or here.head == here
        ):
            return here if here.pos_ in VERBAL | {"ADJ"} else token
        here = here.head
    return token


def _above_verb(token: Token, head: Token, dep: str) -> Token | None:
    during = any(child.lower_ == "during" and child.dep_ == "prep" for child in token.lefts)  # "during which"
    if dep == "relcl" and (event := _event_with(token, head)) is not None:
        return event
    if dep in {"relcl", "advcl"} and (during or any(child.lower_ in _WHERE for child in token.lefts)):
        here = head
        for _ in range(_STEPS):
            if here.dep_ == "pobj" and here.head.lower_ == "from":
                return None  # "arrived on Monday from Quito, where he met": he met there before
            if here.pos_ in VERBAL or here.head == here:
                break
            here = here.head
        return here if here.pos_ in VERBAL else None
    cue = cues_of("verb").get(head.lemma_.lower())
    moves = cue is not None and cue.frame in {"move", "arrive", "leave", "visit"}
    if dep in {"xcomp", "advcl"} and (moves or head.lemma_ in _PLANNING):
        return head
    if dep == "advcl" and token.tag_ == "VBG" and head.pos_ in VERBAL:
        return head
    if dep == "pcomp" and head.pos_ == "ADP" and head.lower_ in forms_of("preposition", "after") | {"in", "on", "by"}:
        return head.head if head.head.pos_ in VERBAL else None
    if dep == "conj" and head.pos_ in VERBAL and (moves or head.lemma_ == "be"):
        return head  # "flew to Lima and met", "were in Lima and met"
    if dep == "acl" and head.lemma_.lower() in cues_of("noun"):
        return head
    return None
