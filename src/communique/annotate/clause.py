"""Reading a parse: who does it and to whom, what hangs on what, and whether it has taken place.

Dependency labels are those of the ClearNLP scheme that the English model uses.
"""

from enum import Enum, auto

from spacy.tokens import Token

from communique.annotate.layers import PREFIX, Derived
from communique.codebook.contacts import forms_of

_KEY = f"{PREFIX}standings"
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "pcomp", "parataxis"})
VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"WP", "WDT"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs and of modals."""
_WHILE = frozenset({"by", "in", "on", "upon", "while", "during", "with"})
_TAKES_PARTNER = frozenset({"with", "between"})
_DEPTH = 8
# "said that they had agreed to meet": the agreement lies before its report, the meeting after it.
_SETTLES = frozenset({"agree", "decide", "promise", "pledge", "vow", "undertake", "announce"})
# These keep their own subject as the subject of the infinitive although they have an object.
_SUBJECT_CONTROL = frozenset({"promise", "use", "take", "visit", "make", "have", "leave", "meet", "need"})
_MODALS_OPEN = frozenset({"could", "may", "might", "can", "should", "must", "'d"})
_MODALS_PLANNED = frozenset({"will", "shall", "would", "wo", "'ll", "’ll"})


class Standing(Enum):
    """Where an action stands, as the grammar around it tells."""

    DONE = auto()
    AHEAD = auto()
    CANCELLED = auto()
    DENIED = auto()
    OPEN = auto()


def conjuncts(token: Token) -> list[Token]:
    """Return the token and everything coordinated after it, in order."""
    found = [token]
    for head in found:
        if len(found) > 64:
            break
        found.extend(child for child in head.rights if child.dep_ == "conj" and child.pos_ not in VERBAL)
    return sorted(found, key=lambda one: one.i)


def objects(verb: Token) -> list[Token]:
    """Return the direct objects (not their conjuncts); a relative pronoun before the verb is one."""
    found = [
        child
        for child in verb.children
        if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP" and (child.i > verb.i or child.tag_ in _RELATIVE)
    ]
    described = [child for child in verb.rights if child.i == verb.i + 1 and child.dep_ in {"advcl", "xcomp"}]
    return found or [thing for child in described for thing in visitors(child)]


def visitors(participle: Token) -> list[Token]:
    """Return whom "visiting" describes: in "met with visiting Minister X" it is X who visits, whatever the parse."""
    if participle.lower_ != "visiting" or participle.i + 1 >= len(participle.doc):
        return []
    if participle.nbor().tag_ not in {"JJ", "NN", "NNP", "NNPS", "NNS"}:
        return []
    return [child for child in participle.rights if child.dep_ == "dobj" and child.left_edge.i == participle.i + 1]


def phrases(token: Token, prepositions: frozenset[str] | None = None) -> list[tuple[Token, Token]]:
    """Return (preposition, object) for the phrases that hang on `token`, chains of prepositions included."""
    found: list[tuple[Token, Token]] = []
    waiting = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ == "ADP":
            waiting.append(child)
        elif child.dep_ == "advcl" and child.tag_ == "VB":
            found.extend(_before_aim(child, prepositions))
    while waiting and len(found) < 32:
        prep = waiting.pop(0)
        for child in prep.children:
            if child.dep_ in {"pobj", "pcomp"}:
                if prepositions is None or prep.lower_ in prepositions:
                    # "met with the minister to advance ...": the parser may make the minister the subject of the aim.
                    inner = own_subjects(child) if child.dep_ == "pcomp" and child.tag_ == "VB" else visitors(child)
                    found.append((prep, inner[0] if inner else child))
            elif child.dep_ in {"prep", "conj"} and child.pos_ == "ADP":
                waiting.append(child)
    return found


def _before_aim(aim: Token, prepositions: frozenset[str] | None) -> list[tuple[Token, Token]]:
    """Return ("with", B) of "spoke with B to convey ...", where the parser makes B the subject of the aim."""
    marks = [child for child in aim.lefts if child.dep_ == "mark" and child.lower_ in _TAKES_PARTNER]
    if not marks or (prepositions is not None and marks[0].lower_ not in prepositions):
        return []
    return [(marks[0], one) for one in own_subjects(aim) if one.i > marks[0].i][:1]


def is_passive(verb: Token) -> bool:
    """Tell whether the verb stands in the passive."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.lefts)


def has_modal(verb: Token) -> bool:
    """Tell whether the verb stands behind "would", "may", "must"."""
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.lefts)


def own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that stand at the verb itself, a relative pronoun replaced by what it stands for."""
    # A noun that is tagged as a verb ("the readout") is a subject still, a clause is not.
    found = [
        child
        for child in verb.children
        if child.dep_ in SUBJECTS and (child.dep_ != "csubj" or child.pos_ not in VERBAL)
    ]
    found = found or [who for child in verb.lefts if child.dep_ == "csubj" for who in visitors(child)]
    if found and found[0].tag_ in _RELATIVE and verb.dep_ == "relcl":
        return [verb.head]
    if len(found) == 1 and found[0].tag_ == "JJ" and found[0].dep_ == "nsubj":
        counted = [child for child in found[0].lefts if child.dep_ == "nummod"]
        found = counted or found  # "the two last met in March"
    return [child for child in found if child.tag_ != "EX" or child.lower_ != "there"]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return who does it: at the verb, or handed down from the clause above (not their conjuncts)."""
    found = own_subjects(verb)
    if found or depth >= _DEPTH:
        return found
    dep, head = verb.dep_, verb.head
    if dep == "relcl":
        return [head]
    if dep == "acl":
        if verb.tag_ == "VBG" and head.pos_ not in VERBAL:
            return [head]
        return _owners(head, depth + 1)
    if dep == "pcomp" and head.pos_ == "ADP":
        above = head.head
        return subjects(above, depth + 1) if above.pos_ in VERBAL else _owners(above, depth + 1)
    if dep in {"conj", "xcomp", "advcl", "ccomp", "parataxis", "auxpass", "aux"} and head.pos_ not in {"NOUN", "PROPN"}:
        if dep in {"xcomp", "ccomp"} and head.lemma_ not in _SUBJECT_CONTROL:
            controlled = objects(head)
            if controlled:
                return controlled
            if is_passive(head):
                return own_subjects(head) or subjects(head, depth + 1)
        return subjects(head, depth + 1)
    if dep == "acomp" and head.pos_ in VERBAL:
        # "had been due to meet": who is due is the subject of "been".
        return subjects(head, depth + 1)
    return []


def _owners(noun: Token, depth: int) -> list[Token]:
    """Return whose noun it is ("his decision to meet"): the possessor, or the subject of the verb that governs it."""
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    if owners:
        return owners
    head = governor(noun)
    return subjects(head, depth) if head is not None and depth < _DEPTH else []


def governor(token: Token) -> Token | None:
    """Return the verb above a noun, through prepositions and other nouns; None at the top."""
    here = token
    for _ in range(_DEPTH * 2):
        if here.head == here:
            return None
        here = here.head
        if here.pos_ in VERBAL and here.dep_ != "prep" and not is_behind_that(token, here):
            return here  # "following" is tagged as a verb
    return None


def is_behind_that(token: Token, verb: Token) -> bool:
    """Tell whether the clause of a verb begins with "that" only behind `token`, which so is of the clause above.

    "She told reporters after talks with B that ...": the parser hangs "after" on the verb of what she told.
    """
    return token.i < verb.i and any(
        child.dep_ == "mark" and child.lower_ == "that" and child.i > token.i for child in verb.lefts
    )


def finite_above(verb: Token) -> Token:
    """Return the finite verb that a verb depends on: "praised" for "leaving" in "praised the idea of leaving"."""
    here = verb
    for _ in range(_DEPTH):
        finite = here.tag_ in FINITE or any(child.tag_ in FINITE for child in here.lefts)
        if finite or here.head == here:
            return here
        above = governor(here)
        if above is None:
            return here
        here = above
    return here


def antecedent(relative: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for, None if its clause hangs on none."""
    here = relative
    for _ in range(_DEPTH):
        if here.dep_ in {"relcl", "acl"}:
            return here.head
        if here.head == here:
            return None
        here = here.head
    return None


def agents(verb: Token) -> list[Token]:
    """Return who does what stands in the passive ("was received by the president")."""
    return [thing for prep, thing in phrases(verb) if prep.dep_ == "agent" or prep.lower_ == "by"]


def is_negated(verb: Token) -> bool:
    """Tell whether the verb itself is negated."""
    return any(child.dep_ == "neg" or child.lower_ in {"never", "nor", "neither"} for child in verb.children)


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}


class _Standings(Derived):
    """Where the verbs of one document stand, as far as it was asked: several components ask for the same verbs."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[int, Standing] = {}


def standing(verb: Token) -> Standing:
    """Tell whether what the verb says has been done, lies ahead, was called off, is denied, or is left open."""
    data = verb.doc.user_data
    told = data.get(_KEY)
    if not isinstance(told, _Standings):
        told = data[_KEY] = _Standings()
    found = told.known.get(verb.i)
    if found is None:
        found = told.known[verb.i] = _standing(verb, 0)
    return found


def _standing(verb: Token, depth: int) -> Standing:
    if is_negated(verb):
        return Standing.DENIED
    lemma = verb.lemma_
    if lemma in forms_of("governor", "cancel") and verb.tag_ in {"VBN", "VBD"}:
        return Standing.CANCELLED
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & _MODALS_OPEN:
        return Standing.OPEN
    if auxiliaries & _MODALS_PLANNED:
        return Standing.OPEN if "have" in auxiliaries else Standing.AHEAD
    if auxiliaries == {"be"} and verb.dep_ == "ccomp" and verb.tag_ == "VBN":
        return Standing.OPEN  # "proposed that talks be held"
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in verb.lefts):
        return Standing.OPEN
    if depth >= _DEPTH:
        return Standing.DONE
    if _is_in_denial(verb):
        return Standing.DENIED
    if "to" in auxiliaries:
        return _standing_of_infinitive(verb, depth)
    if verb.dep_ == "conj" and verb.tag_ in {"VB", "VBG"} and verb.head.pos_ in VERBAL and not auxiliaries:
        return _standing(verb.head, depth + 1)
    if verb.tag_ == "VBG" and not auxiliaries and verb.head != verb:
        head = verb.head if verb.head.pos_ in VERBAL else None
        if verb.dep_ == "pcomp":
            preposition = verb.head.lower_
            if preposition == "before":
                above = verb.head.head
                return _standing(above, depth + 1) if above.pos_ in VERBAL else Standing.AHEAD
            if preposition == "to" and verb.head.head.lemma_ in forms_of("governor", "plan"):
                return Standing.AHEAD  # "look forward to meeting"
            above = verb.head.head
            if preposition == "by" and above.pos_ in VERBAL and _standing(above, depth + 1) is Standing.AHEAD:
                return Standing.AHEAD  # "we will begin by calling"
            return Standing.DONE if preposition in forms_of("preposition", "after") | _WHILE else Standing.OPEN
        if head is not None and verb.dep_ in {"advcl", "xcomp", "ccomp"}:
            return _standing(head, depth + 1)
    return Standing.DONE


def _is_in_denial(verb: Token) -> bool:
    """Tell whether a denial holds the clause: "denied that he had met", "denied a report that he had met"."""
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in forms_of("governor", "deny"):
        return True
    return verb.dep_ in {"acl", "ccomp", "relcl"} and _is_denied_claim(verb.head)


def _is_denied_claim(noun: Token) -> bool:
    above = governor(noun) if noun.lemma_.lower() in forms_of("matter", "claim") else None
    if above is None:
        return False
    nobody = any(child.lower_ in {"neither", "no"} for one in own_subjects(above) for child in (one, *one.lefts))
    # "neither side confirmed a report that they had met", "he did not repeat the claim that ..."
    return above.lemma_ in forms_of("governor", "deny") or is_negated(above) or nobody


def standing_of_plan(planned: Token) -> Standing:
    """Judge what was "due", "expected" or "scheduled": what had been so did not come about.

    The past perfect tells it: "had been due to meet", "had planned a visit".
    """
    holder = planned if planned.pos_ in VERBAL else planned.head
    if holder.pos_ in VERBAL and (is_negated(holder) or _is_in_denial(holder)):
        return Standing.DENIED
    if any(child.lower_ == "no" for one in own_subjects(holder) for child in one.lefts):
        return Standing.DENIED  # "no date had been set for talks"
    is_overtaken = "had" in _auxiliaries(holder) and planned.lemma_ not in _SETTLES
    return Standing.CANCELLED if is_overtaken else Standing.AHEAD


def _is_willing(head: Token) -> bool:
    """Tell whether "prepared to meet" tells of readiness, as "is preparing to meet" does not."""
    return head.lower_ == "prepared" and (head.dep_ == "acomp" or head.tag_ in {"VBN", "JJ"})


def _standing_of_infinitive(verb: Token, depth: int) -> Standing:
    """Judge "to meet" by what stands above it: "is to meet", "plans to meet", "refused to meet", "flew to meet"."""
    head = verb.head
    if head == verb:
        return Standing.AHEAD
    counterfactual = "have" in _auxiliaries(verb)
    if verb.dep_ == "xcomp" and head.lemma_ == "be":
        if is_negated(head):
            return Standing.DENIED
        return Standing.CANCELLED if counterfactual else Standing.AHEAD
    if verb.dep_ == "conj":
        return _standing(head, depth + 1)
    if verb.dep_ == "xcomp" and any(child.dep_ == "attr" and child.i < verb.i for child in head.rights):
        return Standing.OPEN  # "it’s my honour to welcome", whatever the lemma of the short form
    if head.lemma_ == "be":  # "had been due in Oslo on Monday to meet"
        for due in head.rights:
            if due.dep_ == "acomp" and due.lemma_ in forms_of("governor", "plan"):
                return standing_of_plan(due)
    above = head.lemma_.lower()
    if above in forms_of("governor", "plan") and not _is_willing(head):
        return Standing.CANCELLED if counterfactual else standing_of_plan(head)
    if counterfactual:
        return Standing.OPEN
    if above in forms_of("governor", "cancel"):
        return Standing.CANCELLED
    if above in forms_of("governor", "open") or _is_willing(head):
        return Standing.OPEN
    if above in forms_of("governor", "stay"):
        return Standing.AHEAD  # "stayed back to meet"
    if head.pos_ in VERBAL:
        return _standing(head, depth + 1)
    if head.pos_ == "ADJ" or above in forms_of("chance", "courtesy"):
        return Standing.OPEN
    return Standing.AHEAD if verb.dep_ in {"acl", "relcl"} else Standing.OPEN
