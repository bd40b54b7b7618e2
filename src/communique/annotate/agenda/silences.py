"""How the words of a silence are built: the verb with its particles, its denial, and what is not mentioned."""

from functools import cache

from spacy.tokens import Token

from communique.annotate.clause import is_negated, is_passive, objects, own_subjects, phrases
from communique.codebook.omissions import OmissionForm, omission_forms

_ABOUT = frozenset({"of", "to", "on", "about", "over", "regarding"})
# The parser does not know the negation in "wasn’t" for one.
_NOT = frozenset({"nowhere", "never", "n't", "n’t"})
_NEAR = 2
_ASKED = frozenset({"ask", "press", "warn", "question", "tell", "confront"})
_AIMS = frozenset({"ask", "agree", "promise", "offer", "pledge", "urge", "press", "invite", "undertake", "consent"})
_GERUNDS = frozenset({"VBG", "NN", "NNS"})


@cache
def lemmas_of(frame: str) -> frozenset[str]:
    """Return the first words of the forms of a frame."""
    return frozenset(form.split()[0] for form in omission_forms(frame))


def form_of(frame: str, verb: Token) -> OmissionForm | None:
    """Return the longest form of `frame` that the verb has with its particles and objects ("leave" with "out")."""
    lemma = verb.lemma_.lower()
    if lemma not in lemmas_of(frame):
        return None
    beside = {child.lower_ for child in verb.subtree if child.i > verb.i}
    found = [
        form
        for words, form in omission_forms(frame).items()
        if words.split()[0] == lemma and all(word in beside for word in words.split()[1:])
    ]
    return max(found, key=lambda form: len(form.form), default=None)


def is_idiom(verb: Token, thing: Token) -> bool:
    """Tell whether verb and object mean something else together: "dropped a hint", "struck a tone"."""
    return f"{verb.lemma_.lower()} {thing.lemma_.lower()}" in omission_forms("idiom")


def is_denied(verb: Token) -> bool:
    """Tell whether the verb or the auxiliary verb above it is negated, "nowhere" included."""
    denials = [child for child in verb.children if child.dep_ == "neg" or child.lower_ in _NOT]
    if denials and all(child.i > verb.i + _NEAR for child in denials):
        return False  # "which Oslo's text describes and Lima's not at all"
    return is_negated(verb) or bool(denials)


def is_rejected(word: Token) -> bool:
    """Tell whether the word makes nothing of what it stands with: "neither readout", "none of the statements"."""
    return word.lower_ in {"neither", "none", "nor", "no"}


def raised_in(verb: Token, *, bare: bool = False) -> list[Token]:
    """Return what a clause below says was, or may have been, brought up: "whether X was discussed".

    `bare` takes a clause without "whether" or "that" too.
    """
    found: list[Token] = []
    for clause in verb.rights:
        if clause.dep_ not in {"ccomp", "acl", "advcl", "xcomp"} or clause.lemma_.lower() not in omission_forms(
            "raised"
        ):
            continue
        marks = {child.lower_ for child in clause.lefts}
        if not (bare or marks & {"whether", "if", "that"}):
            continue
        found += raised_by(clause)
    return found


def raised_by(clause: Token) -> list[Token]:
    """Return what a clause says was brought up: "X was discussed", "X came up", "he raised X"."""
    asked = [thing for _, thing in phrases(clause, frozenset({"about", "over", "on"}))]
    aims = [child for child in clause.rights if child.dep_ == "xcomp" and child.tag_ == "VB"]
    if aims and clause.lemma_.lower() in _AIMS:
        return aims  # "had asked Washington to mediate", "had agreed to buy more grain"
    if is_passive(clause) and clause.lemma_ in _ASKED and asked:
        return asked
    if is_passive(clause) or clause.lemma_.lower() in {"come", "feature", "figure"}:
        return own_subjects(clause)
    if clause.lemma_ == "be":
        on_table = any(thing.lower_ in omission_forms("on_table") for thing in asked)
        return (
            own_subjects(clause)
            if on_table
            else [deeper for child in clause.rights if child.dep_ == "attr" for deeper in named_in(child)]
        )
    things = objects(clause) or [thing for _, thing in phrases(clause, _ABOUT)]
    return [deeper for thing in things for deeper in named_in(thing)]


def is_nothing(thing: Token) -> bool:
    """Tell whether the object says that there is none ("made no mention", "said nothing")."""
    return thing.lower_ in {"nothing", "none"} or any(child.lower_ == "no" for child in thing.lefts)


def named_in(thing: Token) -> list[Token]:
    """Return what "mention of X" is a mention of, the thing itself otherwise."""
    if thing.lemma_.lower() in omission_forms("named"):
        about = [deeper for _, deeper in phrases(thing, _ABOUT)]
        about = about or [child for child in thing.rights if child.dep_ == "appos"]  # "the phrase “mutual respect”"
        return about or ([thing] if thing.lemma_.lower() in omission_forms("stands_for") else [])
    return [thing]


def things_of(verb: Token) -> list[Token]:
    """Return the objects, a gerund that stands for one included ("did not mention whaling")."""
    return [*objects(verb), *(child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ in _GERUNDS)]


def is_none(child: Token) -> bool:
    """Tell whether a word before a noun says that there is none of it."""
    return child.lower_ in {"no", "zero", "scant"}


def is_asserted_of(topic: Token) -> bool:
    """Tell whether a text says something of the topic, not that it came up: who does not say so may speak of it."""
    clause = topic.head
    of_it = clause.dep_ == "ccomp" and clause.pos_ in {"VERB", "AUX"} and topic in own_subjects(clause)
    return of_it and clause.lemma_.lower() not in omission_forms("raised")
