"""Who tells of a contact though no text is named: "Beijing said the two sides had talked", "reporting on the call"."""

from spacy.tokens import Token

from communique.annotate.agenda.silences import is_denied, raised_by
from communique.annotate.clause import has_modal, objects, own_subjects, phrases, subjects
from communique.codebook.agenda import agenda_forms
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form

_VERBAL = frozenset({"VERB", "AUX"})


def gives_account(noun: Token) -> bool:
    """Tell whether who is named tells of talks: "Astana's press service reported the meeting without a word on X"."""
    return any(
        verb.pos_ in _VERBAL and noun in subjects(verb) and (_gives(verb) or _says_that_they_talked(verb))
        for verb in noun.sent
        if verb.i > noun.i
    )


def topic_told_by(noun: Token) -> Token | None:
    """Return what somebody says was raised: "Oslo said X was discussed", "said it had raised X"."""
    for verb in noun.sent:
        if verb.i > noun.i and verb.lower_ in verbs_by_form() and noun in own_subjects(verb):
            clauses = [one for one in verb.rights if one.dep_ == "ccomp" and not is_denied(one)]
            for clause in (one for one in clauses if not has_modal(one)):
                raised = omission_forms("raised").get(clause.lemma_.lower())
                found = raised_by(clause) if raised is not None and raised.is_strong else []
                if not found and raised is not None and clause.lemma_ in {"discuss", "raise", "address"}:
                    found = own_subjects(clause)  # "US says F-16s discussed", a headline
                if found:
                    return found[0]
    return None


def _gives(verb: Token) -> bool:
    if verb.lemma_.lower() not in omission_forms("gives_account"):
        return False
    things = [*objects(verb), *(thing for _, thing in phrases(verb))]
    return any(thing.lemma_.lower() in cues_of("noun") for thing in things)


def _says_that_they_talked(verb: Token) -> bool:
    """Tell whether the clause below is about those who met, or about their talks."""
    if verb.lower_ not in verbs_by_form() or is_denied(verb) or has_modal(verb):
        return False
    for clause in verb.rights:
        if clause.dep_ != "ccomp" or clause.pos_ not in _VERBAL:
            continue
        for head in own_subjects(clause):
            if head.lemma_.lower() in cues_of("noun"):
                return True
            several = head.tag_ == "NNS" and head.lemma_.lower() in omission_forms("several")
            several = several and not any(
                thing.lemma_.lower() in omission_forms("domestic") for _, thing in phrases(head)
            )
            if several and (_is_of_talking(clause) or clause.lemma_.lower() in omission_forms("raised")):
                return True
    return False


def _is_of_talking(clause: Token) -> bool:
    """Tell whether those who met do something in it that is done in talks: "had reviewed ties", "stressed"."""
    lemma = clause.lemma_.lower()
    return lemma in cues_of("verb") or lemma in agenda_forms("object") or clause.lower_ in verbs_by_form()
