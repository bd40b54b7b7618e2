"""How far from a cue a time or a place belongs to it."""

from spacy.tokens import Token

from communique.annotate.clause import (
    CLAUSES,
    SUBJECTS,
    VERBAL,
    finite_above,
    governor,
)
from communique.codebook.agenda import agenda_forms
from communique.codebook.contacts import forms_of

_COUNTS = {"a": 1, "one": 1, "1": 1, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_LENGTHS = {"day": 1, "week": 7}
_SIDES_OF_DAY = {"after": -1, "before": 1}
_THINGS = frozenset({"dobj", "conj", "nsubj", "nsubjpass", "attr", "appos"})
_STEPS = 24


def days_away(cue: Token) -> tuple[Token, int] | None:
    """Read "a day after A met B" and "two days before talks with B": from which verb the days count, and how many."""
    if cue.dep_ == "dobj" and cue.head.dep_ == "pcomp":
        cue = cue.head  # "a day after receiving a call"
    link = next((child for child in cue.lefts if child.dep_ == "mark"), cue.head)
    if link.lower_ not in _SIDES_OF_DAY or (link.dep_ != "mark" and cue.dep_ not in {"pobj", "pcomp"}):
        return None
    for child in (*link.lefts, *(cue.lefts if link.dep_ == "mark" else ())):
        if child.dep_ in {"npadvmod", "dep"} and child.lemma_ in _LENGTHS and child.i < link.i:
            counted = next((_COUNTS[one.lower_] for one in child.lefts if one.lower_ in _COUNTS), None)
            verb = governor(link if link.dep_ != "mark" else cue)
            if counted is not None and verb is not None:
                verb = verb if verb.tag_ != "VB" else finite_above(verb)
                return verb, counted * _LENGTHS[child.lemma_] * _SIDES_OF_DAY[link.lower_]
    return None


def of_when(bones: list[Token]) -> Token | None:
    """Return the "when" of "August, when an encounter between A and B was scrapped", whose time stands before it."""
    for bone in bones:
        if bone.dep_ in {"relcl", "advcl"} and bone.pos_ in VERBAL:
            return next((child for child in bone.lefts if child.lower_ == "when"), None)
    return None


def is_of_speech(time: Token, bones: list[Token]) -> bool:
    """Tell whether a day stands with the verb of saying ("said on Monday he had met B"), whatever the parse."""
    for bone in bones:
        if bone.dep_ == "ccomp" and bone.pos_ in VERBAL and bone.head.i < time.i < bone.i:
            opened = [child.left_edge.i for child in bone.lefts if child.dep_ in SUBJECTS or child.dep_ == "mark"]
            return bool(opened) and time.i < min(opened) and time.doc[time.i + 1].text != ","
    return False


def height_of_front(token: Token, bones: list[Token]) -> int | None:
    """Read "On Wednesday Gomez will receive ...": what opens a clause belongs to its verb."""
    for level, bone in enumerate(bones):
        if bone.pos_ in VERBAL and bone.left_edge.i <= token.i < bone.i:
            return level
    return None


def height_of_relative(token: Token, bones: list[Token]) -> int | None:
    """Read "a visit that was to begin on Thursday": the time stands in a clause about the cue itself."""
    here = token
    for _ in range(_STEPS):
        if here.dep_ in {"relcl", "acl"}:
            around = [here.head, *here.head.ancestors][:4]
            return len(bones) if any(bone in around and bone.pos_ == "NOUN" for bone in bones[:2]) else None
        if here.pos_ in VERBAL and here.lemma_ not in forms_of("relative", "date"):
            return None
        if here.head == here:
            return None
        here = here.head
    return None


def height_of_place(noun: Token, bones: list[Token]) -> int | None:
    """Climb from what the preposition of a place belongs to: "met the king in Lima", not "raised the base at Lima"."""
    if noun.pos_ == "NOUN" and noun not in bones:
        lemma = noun.lemma_.lower()
        whole = noun
        while whole.dep_ == "pobj" and whole.head.lower_ == "of" and whole.head.head.pos_ == "NOUN":
            whole = whole.head.head
        if whole.dep_ == "pobj" and whole.head.lower_ == "about":
            return None  # "about a range of priorities in Asia"
        is_topic = noun.dep_ == "pobj" and noun.head.lower_ in {"on", "about", "over", "regarding", "concerning"}
        is_other = lemma not in agenda_forms("party") and lemma not in forms_of("office", "holder")
        if is_topic or (noun.dep_ in _THINGS and is_other and lemma not in forms_of("span", "time")):
            return None
    return height(noun, bones, is_owned=True)


def height(token: Token, bones: list[Token], *, is_owned: bool = False) -> int | None:
    """Climb from `token` to the spine and return how far up it arrives; None if it belongs to another clause."""
    here, owned = token, is_owned
    for _ in range(_STEPS):
        if here in bones:
            return bones.index(here)
        is_clause = here.dep_ in CLAUSES and here.lower_ != "face"  # "spoke face to face on Monday"
        if is_clause or here.head == here or (here.dep_ == "conj" and here.pos_ in VERBAL):
            return None
        if not owned and here.dep_ in {"poss", "nmod", "compound", "amod"} and here.head not in bones:
            return None
        owned = owned or here.pos_ == "ADP" or here.dep_ in {"npadvmod", "advmod"}
        here = here.head
    return None
