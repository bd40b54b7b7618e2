"""How far the words of a cue reach: to the end of the sentence, or to where another speech act begins."""

from spacy.tokens import Token

from communique.annotate.statements.cues import is_passive
from communique.annotate.statements.openings import begins, parenthesis_end
from communique.annotate.statements.site import VERBAL, Site
from communique.annotate.statements.subjects import is_done_to_same, is_told_of_self, loose_subject, subject

_FARTHEST = 400
"""Tokens that a cue reaches at most; a quotation is taken whole however long it is."""
_JOINING = frozenset({"while", "whereas", ";"})
_FIRST_PERSON = frozenset({"i", "we"})
_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "pcomp", "xcomp"})


def limit_of(site: Site) -> int:
    """Return where the reach of a cue ends: its sentence, the next speech act, or a phrase of attribution."""
    token = site.token
    _, end = site.reading.sentence(token.i)
    end = min(end, token.i + _FARTHEST)
    for child in token.rights:
        if child.dep_ == "conj" and child.tag_ in VERBAL and _is_own_predicate(site, token, child):
            loose = loose_subject(child)
            edge = child.left_edge.i if loose is None else loose.left_edge.i
            before = edge - 1
            while before > token.i and (
                site.words[before] in {"and", "but", "or", ","} or site.words[before].isspace()
            ):
                before -= 1
            end = min(end, before + 1)
    if _is_subordinate(token) and any(
        child.dep_ in {"ccomp", "xcomp", "dobj", "oprd", "prep"} for child in token.rights
    ):
        end = min(end, token.right_edge.i + 1)
    for child in token.rights:
        if child.dep_ == "advcl" and child.left_edge.i < end and _contrasts(site, child):
            end = child.left_edge.i
    if any(child.dep_ == "mark" and child.i == site.reading.starts[token.i] for child in token.lefts):
        end = _main_clause(site, end)
    for at in range(token.i + 2, end):
        if site.reading.quotation_at[at] != site.reading.quotation_at[token.i]:
            continue
        if _begins_new_act(site, token, at):
            return _before_joining(site, at)
    return end


def _main_clause(site: Site, end: int) -> int:
    """Return the comma before the main clause, for a cue in a clause before it ("While he conceded that …, Lind …")."""
    for at in range(site.token.i + 2, end - 1):
        if site.words[at] == "," and any(
            token.left_edge.i == at + 1 and token.dep_ == "nsubj" and token.head.dep_ == "ROOT"
            for token in site.doc[at + 1 : min(at + 8, end)]
        ):
            return at
    return end


def _before_joining(site: Site, at: int) -> int:
    """Return where "…, while" or "…, jointly" begins, given the first token of what it leads in."""
    while at - 1 > site.token.i and (
        site.words[at - 1] in _JOINING
        or (site.reading.tags[at - 1] == "RB" and site.words[at - 2] in {",", "and", "but"})
    ):
        at -= 1
    return at


def _is_subordinate(token: Token) -> bool:
    """Tell whether the cue stands in a clause within another; one before its head is strung to the next."""
    if token.dep_ == "ccomp" and token.head.i > token.i and not any(child.dep_ == "mark" for child in token.lefts):
        return False
    if token.dep_ == "conj" and token.head.dep_ == "relcl":
        return True  # "who visited the site and praised the workers"
    if token.dep_ == "csubj" and token.i > 0 and token.nbor(-1).lower_ == ",":
        return False  # ", expressing hope that the steps will help", read as if that would help
    return token.dep_ in _SUBORDINATE


def _contrasts(site: Site, clause: Token) -> bool:
    """Tell whether ", while …" or ", although …" sets something of the writer's against the words said."""
    at = clause.left_edge.i
    return site.words[at - 1] == "," and (
        site.words[at] in {"while", "although", "though", "even", "whereas"}
        or (site.words[at] == "as" and clause.tag_ in {"VBD", "VBZ"})
    )


def _is_own_predicate(site: Site, head: Token, conjunct: Token) -> bool:
    if conjunct.i in site.reporting and site.reporting[conjunct.i].kind != "think":
        return conjunct.tag_ == head.tag_ or {conjunct.tag_, head.tag_} <= {"VBD", "VBZ", "VBP", "VBN", "VB"}
    own = [child for child in conjunct.lefts if child.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        return _answers(site, head, conjunct, own[0])
    return conjunct.tag_ == head.tag_ and not any(child.dep_ == "aux" for child in conjunct.lefts)


def _answers(site: Site, head: Token, conjunct: Token, doer: Token) -> bool:
    """Tell whether a clause with a subject of its own stands beside the words said: "invited me to Lima, and I agreed".

    Behind an infinitive a finite clause cannot go on with what was said, nor can the writer's "I" in words that
    somebody else is told to have said.
    """
    if doer.i <= head.i or site.reading.quotation_at[doer.i] != site.reading.quotation_at[head.i]:
        return False
    if doer.i and site.words[doer.left_edge.i - 1] not in {"and", "but", "so", ";", ","}:
        return False
    if conjunct.tag_ not in {"VBD", "VBP", "VBZ"}:
        return False
    told = {child.dep_ for child in head.rights if child.dep_ in {"ccomp", "xcomp"} and child.i < doer.i}
    is_writer = doer.lower_ in _FIRST_PERSON and not any(
        child.dep_ == "nsubj" and child.lower_ in _FIRST_PERSON for child in head.lefts
    )
    return is_writer or told == {"xcomp"}


def _begins_new_act(site: Site, token: Token, at: int) -> bool:
    """Tell whether ", adding", "and stressed" or ", according to" begins at token `at`."""
    word, before = site.words[at], site.words[at - 1]
    if begins(site.words, at):
        return parenthesis_end(site.words, at - 1, len(site.words)) is None
    if word in {"as", "in"} and before == "," and _is_as_put_it(site, at):
        return True
    if before == "," and token.dep_ == "ccomp" and _is_spliced(token, at):
        return True
    strung = before == ";" or (before in {"while", "whereas", "but", "and"} and site.words[at - 2] == ",")
    if strung and _tells_of_another(site, at):
        return True
    if before != "," and not (before in {"and", "but", "while"} or site.reading.tags[at - 1] == "RB"):
        return False
    here = site.doc[at]
    start = at - 1
    while start > token.i and site.reading.tags[start] == "RB":
        start -= 1
    verb = site.reporting.get(at)
    joined = site.words[start] in {"and", "but"}
    if joined and here.dep_ == "conj" and is_done_to_same(here, here.head):
        return False
    if joined and here.tag_ == "VBD" and token.tag_ == "VBD" and here.dep_ == "conj" and not _shares_tense(here, token):
        return True
    if verb is None or verb.kind in {"think", "show", "refuse"}:
        return False
    if joined and here.tag_ == "VBN" and here.dep_ == "conj" and token.tag_ == "VBD" and not is_passive(here, verb):
        return any(child.dep_ == "auxpass" for child in here.head.lefts)
    if here.tag_ == "VBG":
        return site.words[start] == "," or (site.words[start] in {"and", "while"} and site.words[start - 1] == ",")
    if site.words[start] == "," and here.tag_ == token.tag_ == "VBD" and not _has_subject(here):
        return True  # "agreed on the need, jointly condemned the arrest, and called …"
    if here.tag_ not in {"VBD", "VBZ"} or not joined or here.tag_ != token.tag_:
        return False
    inner = next((child for child in token.rights if child.dep_ == "ccomp"), None)
    if inner is None or here.head.i == token.i:
        return True
    # "said it was opposed and warned": one and the same speaks in both
    pronoun = any(child.dep_ in {"nsubj", "expl"} and child.tag_ in {"PRP", "EX"} for child in inner.lefts)
    auxiliaries = any(child.dep_ == "aux" for child in inner.lefts)
    own = subject(inner)
    goes_back = here.head.i == inner.i and own is not None and is_told_of_self(here, own)
    return pronoun or auxiliaries or inner.tag_ != here.tag_ or goes_back


def _is_spliced(token: Token, at: int) -> bool:
    """Tell whether ", Berg agreed to help" is a sentence of its own: a verb with words of its own tells no others."""
    verb = token.head
    subjects = (child for child in verb.lefts if child.dep_ == "nsubj")
    begins_here = any(child.left_edge.i == at for child in subjects)
    return begins_here and any(child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i for child in verb.rights)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.lefts)


def _tells_of_another(site: Site, at: int) -> bool:
    """Tell whether "; the other side insists that …" begins at token `at`."""
    return any(
        index in site.reporting
        and site.reporting[index].kind != "think"
        and site.reading.tags[index] in {"VBD", "VBZ", "VBP"}
        and any(child.dep_ == "nsubj" and child.left_edge.i == at for child in site.doc[index].lefts)
        for index in range(at, min(at + 12, len(site.words)))
        if site.reading.quotation_at[index] < 0
    )


def _shares_tense(verb: Token, cue: Token) -> bool:
    """Tell whether a past tense can go with the verb that the parser gives it (not "must have … and stressed")."""
    head = verb.head
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.lefts):
        return True
    return head.i != cue.i and head.tag_ == "VBD"


def _is_as_put_it(site: Site, at: int) -> bool:
    return site.words[at] == "as" and any(
        site.words[index] == "put" and site.words[index + 1] == "it"
        for index in range(at + 1, min(at + 8, len(site.words) - 1))
    )
