"""Whether a meeting that a noun names has taken place: by what is said of it, and by its date."""

from spacy.tokens import Token

from communique.annotate.clause import VERBAL, Standing, finite_above, is_negated, standing, standing_of_plan
from communique.codebook.contacts import cues_of, forms_of
from communique.model import Status
from communique.model.dates import first_day, last_day

STATUS = {Standing.DONE: Status.HAPPENED, Standing.AHEAD: Status.PLANNED, Standing.CANCELLED: Status.CANCELLED}
"""What a record says of a meeting or a stop that stands so; what is denied or open is in none."""
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
_STEPS = 8


def standing_of_noun(noun: Token, depth: int = 0) -> Standing:
    """Judge a meeting by the words before it, the preposition or the verb that governs it."""
    if depth > _STEPS:
        return Standing.DONE
    for child in noun.lefts:
        word = child.lower_
        if word in forms_of("modifier", "cancel"):
            return Standing.CANCELLED
        if word in forms_of("modifier", "open"):
            return Standing.OPEN
        if word in forms_of("modifier", "plan") and child.dep_ == "amod":
            return _at_most_ahead(noun)
    if is_over(noun):
        return Standing.DONE
    head, dep = noun.head, noun.dep_
    if any(map(_tells_of_end, noun.rights)):
        return Standing.CANCELLED
    if dep == "pobj":
        return _by_preposition(head, depth)
    if dep in _ARGUMENTS and head.pos_ in VERBAL:
        found = _by_verb(head)
        # "A meeting planned for Tuesday did not take place": it fell through.
        fell = found is Standing.DENIED and _falls_through(noun)
        planned = any(
            child.dep_ == "acl" and child.lemma_ in forms_of("governor", "plan") and child.tag_ == "VBN"
            for child in noun.rights
        )
        return Standing.CANCELLED if fell and planned else found
    if dep == "conj" and head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() in cues_of("noun"):
        return standing_of_noun(head, depth + 1)
    return Standing.DONE


def is_over(noun: Token) -> bool:
    """Tell whether an adjective says that it has taken place, whatever is to follow: "the successful summit"."""
    return any(child.dep_ == "amod" and child.lower_ in forms_of("modifier", "done") for child in noun.lefts) and any(
        child.lower_ == "the" or child.dep_ == "poss" for child in noun.lefts
    )


def _tells_of_end(child: Token) -> bool:
    """Tell whether a clause about a meeting calls it off: "a visit that had been set for May and was cancelled"."""
    if child.dep_ not in {"relcl", "acl"} or child.pos_ not in VERBAL:
        return False
    verbs = [child, *(one for one in child.rights if one.dep_ == "conj" and one.pos_ in VERBAL)]
    return any(
        one.tag_ in {"VBN", "VBD"}
        and (one.lemma_ in forms_of("governor", "cancel") or (_has_off(one) and _is_phrase(one.lemma_)))
        and standing(one) in {Standing.DONE, Standing.CANCELLED}
        for one in verbs
    )


def _at_most_ahead(noun: Token) -> Standing:
    """Judge "the planned meeting": ahead, unless the clause calls it off or leaves it open."""
    if noun.dep_ in _ARGUMENTS and noun.head.pos_ in VERBAL:
        found = _by_verb(noun.head)
        if found is Standing.DENIED and _falls_through(noun):
            return Standing.CANCELLED
        if found in {Standing.CANCELLED, Standing.DENIED, Standing.OPEN}:
            return found
    return Standing.AHEAD


def _falls_through(noun: Token) -> bool:
    """Tell whether a meeting "did not take place"."""
    return noun.dep_ == "nsubj" and noun.head.lemma_ in forms_of("light", "occur") | {"take", "go"}


def _by_preposition(preposition: Token, depth: int) -> Standing:
    above = preposition.head
    word = preposition.lower_
    if word in {"of", "from"} and _is_left(preposition):
        return Standing.CANCELLED
    if word == "for" and above.pos_ == "VERB":
        if above.lemma_ in forms_of("company", "appear") and _stays_away(above):
            return Standing.CANCELLED  # "failed to turn up for", "did not appear for"
        if above.lemma_ in forms_of("governor", "open"):
            return Standing.OPEN  # "asked for a meeting"
    if above.pos_ == "ADP" and above.lower_ in {"ahead", "prior"}:
        return Standing.AHEAD
    if word in {"before", "until", "pending"} or (word == "of" and above.lower_ in {"ahead", "advance", "eve"}):
        return Standing.AHEAD
    if word in forms_of("preposition", "after"):
        return Standing.DONE
    if word == "during" and above.pos_ in VERBAL:
        return standing(finite_above(above))
    if word in {"for", "to"} and above.pos_ not in VERBAL:
        # "expected in April for talks", "look forward to a meeting"
        above = _verb_around(above) or above
    lemma = above.lemma_.lower()
    if lemma in forms_of("governor", "plan") and (above.pos_ == "ADJ" or above.tag_ == "VBN" or word == "to"):
        return standing_of_plan(above)
    if above.pos_ in VERBAL:
        planned = [one for one in above.rights if one.dep_ == "acomp" and one.lemma_ in forms_of("governor", "plan")]
        return standing_of_plan(planned[0]) if planned else standing(above)
    if lemma in forms_of("matter", "open"):
        return Standing.OPEN
    if lemma in forms_of("matter", "plan"):
        return Standing.AHEAD
    if lemma in cues_of("noun") or lemma in forms_of("span", "part") | forms_of("span", "time"):
        return standing_of_noun(above, depth + 1)
    return Standing.DONE


def _stays_away(verb: Token) -> bool:
    failed = verb.head if verb.dep_ == "xcomp" else None
    return is_negated(verb) or (failed is not None and failed.lemma_ == "fail" and not is_negated(failed))


def _is_left(preposition: Token) -> bool:
    """Tell whether somebody "pulled out of", "withdrew from" what follows."""
    words, above = preposition.lower_, preposition.head
    if above.lower_ == "out":
        words, above = f"out {words}", above.head
    elif preposition.lower_ == "of" and above.pos_ == "VERB" and any(child.lower_ == "out" for child in above.rights):
        words = f"out {words}"
    is_phrase = above.pos_ == "VERB" and f"{above.lemma_} {words}" in forms_of("phrase", "cancel")
    return is_phrase and standing(above) is Standing.DONE


def _verb_around(token: Token) -> Token | None:
    """Return the verb or the planning adjective that a phrase of time or place belongs to."""
    here = token
    for _ in range(_STEPS):
        if here.pos_ in VERBAL or here.lemma_.lower() in forms_of("governor", "plan"):
            planned = [child for child in here.rights if child.dep_ == "acomp"]
            return planned[0] if planned and here.lemma_ == "be" else here
        if here.dep_ not in {"pobj", "prep", "npadvmod", "advmod", "nummod", "compound"} or here.head == here:
            return None
        here = here.head
    return None


def _by_verb(verb: Token) -> Standing:
    lemma = verb.lemma_.lower()
    if lemma in forms_of("governor", "cancel") or (_has_off(verb) and _is_phrase(lemma)):
        found = standing(verb)
        return Standing.CANCELLED if found in {Standing.DONE, Standing.CANCELLED} else Standing.OPEN
    if lemma in forms_of("governor", "about"):
        return Standing.OPEN
    if lemma in forms_of("governor", "plan"):
        return standing_of_plan(verb)
    if lemma in {"be", "remain", "look", "seem"}:
        said = next((child for child in verb.rights if child.dep_ in {"acomp", "advmod", "prt"}), None)
        called = next((child for child in verb.rights if child.dep_ == "attr"), None)
        if lemma == "be" and called is not None and verb.tag_ == "VBZ" and called.lemma_ in forms_of("chance", "noun"):
            return Standing.AHEAD  # "the meeting between A and B is an opportunity to"
        if lemma == "be" and called is not None and called.lemma_.lower() not in forms_of("matter", "open"):
            return Standing.DONE if is_negated(verb) else standing(verb)  # "was not his only one"
        if any(word.lower_ == "not" for word in verb.doc[verb.i + 1 : verb.i + 4]):
            return Standing.DENIED  # "was “not on the cards”"
        if said is not None and said.lower_ == "off":
            return Standing.CANCELLED  # "the meeting is off"
        if said is not None and said.dep_ == "acomp" and said.lemma_ in forms_of("governor", "open"):
            return Standing.OPEN
    return standing(verb)


def _is_phrase(lemma: str) -> bool:
    return f"{lemma} off" in forms_of("phrase", "cancel")


def _has_off(verb: Token) -> bool:
    return any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children)


def with_date(found: Standing, date: str | None, published: str | None, cue: Token | None = None) -> Standing:
    """Let the date decide between done and ahead: what lies wholly after the day of the text has not taken place.

    On the day itself the present tense of `cue` looks ahead ("meets the king today").
    """
    if date is None or published is None or found not in {Standing.DONE, Standing.AHEAD}:
        return found
    if date == published and cue is not None and cue.tag_ in {"VBZ", "VBP"}:
        return Standing.AHEAD
    if first_day(date) > last_day(published):
        return Standing.AHEAD
    if last_day(date) < first_day(published):
        return Standing.DONE
    return found
