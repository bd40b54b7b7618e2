"""How the words around a cue put a contact: the clause that says it, its format, "there", "every month"."""

from spacy.tokens import Token

from communique.annotate.clause import VERBAL, conjuncts, governor, objects, phrases
from communique.annotate.layers import Layers
from communique.annotate.meetings.cues import kind_of_means
from communique.codebook.contacts import forms_of
from communique.model import MeetingKind

_THERE = 8
"""Words behind a cue in which "there" tells its place."""
_THERE_CHARACTERS = 80


def words_of(cue: Token) -> tuple[int, int]:
    """Return the characters of the clause around the cue, without what is subordinate on its right."""
    head = cue
    if cue.pos_ not in VERBAL:
        above = governor(cue)
        head = above if above is not None else cue
    edge = cue
    for token in (cue, *(thing for _, thing in phrases(cue)), *objects(cue)):
        for part in conjuncts(token):
            named = [child for child in part.rights if child.dep_ == "appos"]  # "his counterpart, X"
            edge = max(edge, part, *named, key=lambda one: one.i)
    first = min((head.left_edge if head.pos_ in VERBAL else cue.left_edge), cue, key=lambda token: token.i)
    if first.sent.start != cue.sent.start:
        first = cue
    while first.i < cue.i and (first.is_punct or first.is_space or first.pos_ in {"CCONJ", "SCONJ"}):
        first = first.nbor(1)
    return first.idx, edge.idx + len(edge)


def kind_of(cue: Token, kind: MeetingKind, start: int, end: int) -> MeetingKind:
    """Return the format that the words between two characters tell ("by video"), else `kind`."""
    sentence = cue.sent
    first = max(start, sentence.start_char)
    edge = cue.right_edge
    if cue.pos_ in VERBAL:  # "met in Lima and would meet again on the margins of ..."
        others = [one for one in cue.rights if one.dep_ == "conj" and one.pos_ in VERBAL]
        edge = others[0].left_edge.nbor(-1) if others and others[0].left_edge.i > cue.i + 1 else edge
    last = min(max(end, edge.idx + len(edge)), sentence.end_char)
    told = kind_of_means(Layers(cue.doc).text[first:last])
    if told is not None:
        return told
    if kind is MeetingKind.MEETING and any(
        thing.lemma_.lower() == "summit" for prep, thing in phrases(cue) if prep.lower_ == "for"
    ):
        return MeetingKind.SUMMIT
    return kind


def is_there(cue: Token) -> bool:
    """Tell whether "there" behind the cue tells its place."""
    start = cue.idx + len(cue)
    if " there" not in Layers(cue.doc).text[start : start + _THERE_CHARACTERS]:
        return False
    behind = cue.doc[cue.i + 1 : min(cue.i + _THERE, cue.sent.end)]
    return any(word.lower_ == "there" and word.tag_ == "RB" for word in behind)


def is_courtesy(noun: Token) -> bool:
    """Tell whether a call is one that is paid, none by telephone."""
    return any(child.lower_ in {"courtesy", "farewell"} for child in noun.lefts)


def is_next(noun: Token) -> bool:
    """Tell whether "the next meeting" or "another round of talks" is meant."""
    holder = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return any(child.lower_ in forms_of("modifier", "again") for one in (noun, holder) for child in one.lefts)


def is_vague(cue: Token) -> bool:
    """Tell whether people are only to keep consulting ("agreed to consult closely")."""
    return cue.pos_ == "VERB" and cue.lemma_ in forms_of("governor", "vague") and not phrases(cue, frozenset({"with"}))


def is_regular(cue: Token) -> bool:
    """Tell whether people are to meet again and again ("agreed to hold meetings every fortnight")."""
    behind = cue.doc[cue.i + 1 : min(cue.i + 4, cue.sent.end)]
    return any(word.lower_ in {"every", "regularly"} for word in behind)
