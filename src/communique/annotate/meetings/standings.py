"""Whether a meeting that a noun names has taken place: by what is said of it, and by its date."""

from spacy.tokens import Token

from communique.annotate.clause import Standing, standing
from communique.codebook.contacts import cues_of, forms_of
from communique.model.dates import first_day, last_day

_VERBAL = frozenset({"VERB", "AUX"})
_HOPES = frozenset(
    {
        "possibility",
        "prospect",
        "idea",
        "proposal",
        "call",
        "request",
        "offer",
        "hope",
        "chance",
        "invitation",
        "demand",
        "need",
    }
)
_DATES = frozenset({"plan", "date", "preparation", "agenda", "venue", "eve", "schedule", "arrangement", "itinerary"})


def standing_of_noun(noun: Token) -> Standing:
    """Judge a meeting by the words before it, the preposition or the verb that governs it."""
    for child in noun.lefts:
        word = child.lower_
        if word in forms_of("modifier", "cancel"):
            return Standing.CANCELLED
        if word in forms_of("modifier", "plan") and child.dep_ == "amod":
            return Standing.OPEN if word in {"possible", "proposed"} else Standing.AHEAD
    head, dep = noun.head, noun.dep_
    if dep == "pobj":
        return _by_preposition(head)
    if dep in {"dobj", "nsubj", "nsubjpass"} and head.pos_ in _VERBAL:
        return _by_verb(head, dep)
    if dep == "conj" and head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() in cues_of("noun"):
        return standing_of_noun(head)
    return Standing.DONE


def _by_preposition(preposition: Token) -> Standing:
    above = preposition.head
    if above.pos_ == "ADP" and above.lower_ in {"ahead", "prior"}:
        return Standing.AHEAD
    word = preposition.lower_
    if word in {"before", "until", "pending"} or (word == "of" and above.lower_ in {"ahead", "advance", "eve"}):
        return Standing.AHEAD
    if word in forms_of("preposition", "after"):
        return Standing.DONE
    if above.pos_ in _VERBAL:
        return standing(above)
    lemma = above.lemma_.lower()
    if lemma in _HOPES:
        return Standing.OPEN
    if lemma in _DATES:
        return Standing.AHEAD
    if above.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"} and lemma in cues_of("noun"):
        return standing_of_noun(above)
    return Standing.DONE


def _by_verb(verb: Token, dep: str) -> Standing:
    lemma = verb.lemma_.lower()
    if lemma in forms_of("governor", "cancel") or (lemma in {"call", "put", "break"} and _has_off(verb)):
        return Standing.CANCELLED if standing(verb) in {Standing.DONE, Standing.CANCELLED} else Standing.OPEN
    if lemma in {
        "propose",
        "suggest",
        "seek",
        "want",
        "offer",
        "demand",
        "request",
        "urge",
        "reject",
        "refuse",
        "consider",
    }:
        return Standing.OPEN
    if lemma in {"plan", "schedule", "expect", "set", "slate", "arrange", "announce", "prepare", "discuss"}:
        return Standing.AHEAD if lemma != "discuss" else Standing.OPEN
    if dep == "dobj" and lemma not in forms_of("light", "attend") | {"describe", "call", "welcome", "praise", "hail"}:
        return standing(verb)
    return standing(verb)


def _has_off(verb: Token) -> bool:
    return any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children)


def with_date(found: Standing, date: str | None, published: str | None) -> Standing:
    """Let the date decide between done and ahead: what lies wholly after the day of the text has not taken place."""
    if date is None or published is None or found not in {Standing.DONE, Standing.AHEAD}:
        return found
    if first_day(date) > last_day(published):
        return Standing.AHEAD
    if last_day(date) < first_day(published):
        return Standing.DONE
    return found
