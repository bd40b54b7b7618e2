"""Who does what a verb says: its own subject, or that of the clause it goes on from."""

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.clause import VERBAL
from communique.codebook.reporting import carriers, verbs_by_form, words_for
from communique.codebook.titles import actor_nouns
from communique.model import ActorKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "WP", "WDT", "EX"})
_DEPTH = 6
"""Clauses above a verb among which its subject is looked for."""


def subject(verb: Token) -> Token | None:
    """Return the verb's own subject."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in _SUBJECTS and _stands_behind_preposition(child, verb):
            continue
        if child.dep_ in _SUBJECTS and child.tag_ in NOMINAL_TAGS | {"JJ", "VBN", "VBG", "JJS", "PRP$", "ADD", "FW"}:
            if found is not None and found.right_edge.i + 1 == child.left_edge.i < verb.i:
                return child  # "Assistant to the President Jan Berg called": the title is another subject to the parser
            if found is None:
                found = child
    if found is None or found.i < verb.i or verb.lemma_ in words_for("spoken") or verb.tag_ != "VBD":
        return found
    # "She thanked him, welcomed the presidency, and …": the parser has the presidency welcome something.
    before = [child for child in verb.lefts if child.dep_ == "ccomp"] + ([verb.head] if verb.dep_ == "conj" else [])
    act = next((one for one in before if one.tag_ == "VBD" and one.i < verb.i), None)
    is_list = act is not None and verb.nbor(-1).lower_ in {",", "and"}
    return (subject(act) or found) if act is not None and is_list else found


def loose_subject(verb: Token) -> Token | None:
    """Return the subject that the parser joined to a noun before: "talked about the bank and the minister stressed"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].tag_ == "RB":
        at -= 1
    noun = verb.doc[at]
    if verb.tag_ != "VBD" or verb.dep_ != "conj" or noun.dep_ != "conj" or noun.head.i == verb.head.i:
        return None
    if any(child.dep_ in _SUBJECTS for child in verb.children) or noun.left_edge.i == 0:
        return None
    if noun.left_edge.nbor(-1).lower_ != "and":
        return None
    index = MentionIndex.of(verb.doc)
    mention = index.headed_by(noun)
    actor = index.actor(mention.actor) if mention is not None else None
    return noun if actor is not None and actor.kind in {ActorKind.PERSON, ActorKind.OFFICE} else None


def _stands_behind_preposition(noun: Token, verb: Token) -> bool:
    """Tell whether "spoke with Berg to reiterate" was read as if Berg did it: nobody but the one who called her did."""
    edge = noun.left_edge.i
    if verb.tag_ != "VB" or edge == 0 or noun.i > verb.i:
        return False
    above = verb.doc[edge - 1]  # perhaps a part of the name that the parser left with the preposition
    while above.tag_ in {"NNP", "NNPS"} and above.head.i != above.i and above.i > verb.head.i:
        above = above.head
    is_partner = above.tag_ == "IN" and above.lower_ in {"with", "to"}
    return is_partner and verb.head.i in {above.i, above.head.i, above.head.head.i}


def inherited_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the subject of the clause above, for a verb that has none of its own ("…, adding that")."""
    head, dep = verb.head, verb.dep_
    if head.i == verb.i or depth > _DEPTH:
        return None
    if dep == "pcomp" and head.pos_ == "ADP":
        above = head.head
        return (subject(above) or inherited_subject(above, depth + 1)) if above.pos_ in VERBAL else _bearer(above)
    if head.pos_ not in VERBAL:
        if dep == "acl" and verb.tag_ == "VBG" and head.lemma_.lower() not in carriers():
            return head  # "guarantees ruling out a strike" are not words of whoever wants them
        if dep in {"acl", "advcl"} or (dep == "relcl" and verb.tag_ == "VB"):
            return _bearer(head)  # "spoke with her to thank": the infinitive is not hers
        if dep == "relcl":
            return head
        if dep == "conj" and head.head.pos_ in VERBAL:
            # "adopted an accent and joked": the parser joins the verb to the object before it
            return subject(head.head) or inherited_subject(head.head, depth + 1)
        return inherited_subject(head, depth + 1) if dep in {"conj", "xcomp"} else None
    if dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "parataxis", "acl"}:
        is_past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _is_passive_head(head))
        if dep == "conj" and is_past and head.tag_ != "VBD" and not is_done_to_same(verb, head):
            # "pressed for Russia to use its influence and underlined": the past tense goes with the past tense above
            above = head
            for _ in range(_DEPTH):
                if above.tag_ == "VBD" or above.head.i == above.i:
                    break
                above = above.head
            if above.tag_ == "VBD":
                return subject(above) or inherited_subject(above, depth + 1)
        found = subject(head)
        if dep == "conj" and found is not None and is_told_of_self(verb, found):
            return subject(head.head) or found
        if found is not None:
            return agent_token(head) or found if _is_passive_head(head) and dep != "conj" else found
        return inherited_subject(head, depth + 1)
    return None


def is_done_to_same(verb: Token, head: Token) -> bool:
    """Tell whether two acts are one person's, both done to the same one: "had handed him a note and told him that"."""
    if head.tag_ != "VBN":
        return False
    done_to = [
        {child.lower_ for child in act.rights if child.dep_ in {"dobj", "dative"} and child.tag_ == "PRP"}
        for act in (verb, head)
    ]
    return not done_to[0].isdisjoint(done_to[1])


def is_told_of_self(verb: Token, found: Token) -> bool:
    """Tell whether "China said it was opposed and warned …" goes on with what China did, not with what it was."""
    above = verb.head
    return (
        (found.tag_ in {"PRP", "EX"} or (_acts_on_somebody(verb) and _is_no_person(found)))
        and above.dep_ == "ccomp"
        and above.head.tag_ == verb.tag_ == "VBD"
        and above.head.i < above.i
    )


def _acts_on_somebody(verb: Token) -> bool:
    """Tell whether a verb urges, blames or thanks and the one before it reports no speech: "stood firm and urged"."""
    known = verbs_by_form()
    aims = any(one.kind in {"urge", "ask", "blame", "praise", "thank", "warn"} for one in known.get(verb.lower_, ()))
    return aims and all(one.kind in {"think", "show"} for one in known.get(verb.head.lower_, ()))


def _is_no_person(found: Token) -> bool:
    """Tell whether a subject is a thing, a state or a body: who speaks of it, not it, thanks or urges somebody."""
    index = MentionIndex.of(found.doc)
    mention = index.headed_by(found)
    actor = index.actor(mention.actor) if mention is not None else None
    if actor is not None:
        return actor.kind in {ActorKind.STATE, ActorKind.ORGANISATION}
    return found.tag_ in {"NN", "NNS"} and found.lemma_ not in actor_nouns("person")


def _is_passive_head(verb: Token) -> bool:
    return any(child.dep_ == "nsubjpass" for child in verb.lefts)


def _bearer(noun: Token) -> Token:
    """Return who speaks in "a statement saying": the issuer in its clause, its possessor, else the noun."""
    for child in noun.lefts:
        if child.dep_ == "poss" and child.tag_ != "PRP$":
            return child
    head = noun.head
    if noun.dep_ in {"dobj", "pobj", "attr"}:
        if noun.dep_ == "pobj":
            head = head.head
        if head.pos_ in VERBAL:
            found = subject(head) or inherited_subject(head, _DEPTH - 1)
            if found is not None:
                return found
    return noun


def agent_token(verb: Token) -> Token | None:
    """Return the doer of a passive: "was praised by the minister"."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.rights:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None
