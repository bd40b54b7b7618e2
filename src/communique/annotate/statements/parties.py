"""Who speaks and who is spoken to: from the verb to the noun phrase."""

from spacy.tokens import Token

from communique.annotate.actors.index import MentionIndex
from communique.annotate.statements.beside import Side, opening_of, speaker_beside
from communique.annotate.statements.cues import Cue
from communique.annotate.statements.draft import Named, Range
from communique.annotate.statements.reading import Reading
from communique.codebook.contacts import cues_of
from communique.codebook.reporting import carriers, verbs_by_form, words_for
from communique.codebook.titles import actor_nouns
from communique.model import ActorKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "WP", "WDT", "EX"})
_STARTS_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "JJ", "CD"})
_BEFORE_VERB = frozenset({"RB", "MD", "VBD", "VBZ", "VBP", ",", "_SP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DEPTH = 6
_LONGEST = 45
_LONGEST_TITLE = 9
_PLACING = frozenset({"in", "at", "on", "during", "after", "before"})
_ASIDE = frozenset({"quoting", "citing", "as"})  # "Oslo, as you know, has announced"
_OPENERS = frozenset({",", "”", '"', "''", "’", "'", "»", "?", "!", "—", "–", "--", "-", "…", "..."})


def phrase(reading: Reading, head: Token, *, not_at: Token | None = None) -> Range:
    """Return the tokens of the noun phrase that `head` heads, appositions included, cut at quotation marks."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    joined = any(child.dep_ == "conj" for child in head.rights)
    if not joined and (head.tag_ in {"PRP", "WP", "WDT"} or head.lower_ in {"who", "which", "that"}):
        return head.i, head.i + 1
    if not_at is not None and start <= not_at.i < end:
        start, end = (start, not_at.i) if head.i < not_at.i else (not_at.i + 1, end)
    first, last = reading.sentence(head.i)
    start, end = max(start, first), min(end, last)
    end = next((at for at in range(head.i + 1, end) if _names_a_source(reading, at)), end)
    start, end = _within_quotation(reading, head.i, start, end)
    if end - start > _LONGEST:
        comma = next((at for at in range(head.i + 1, end) if reading.words[at] in {",", "who", "which"}), end)
        end = comma
    return trim(reading, start, end)


def _names_a_source(reading: Reading, at: int) -> bool:
    """Tell whether what follows a name is no part of it: a source, "as you know"."""
    words = reading.words
    return words[at : at + 2] == ["according", "to"] or (words[at] in _ASIDE and words[at - 1] == ",")


def clause_start(preposition: Token) -> int:
    """Return where a phrase ends: before a clause on its noun without "who" or "which" ("in a release he said …")."""
    for noun in preposition.rights:
        for clause in noun.rights:
            edge = clause.left_edge
            if clause.dep_ == "relcl" and edge.tag_ not in {"WP", "WDT", "WP$", "WRB", "IN", ","}:
                return edge.i
    return preposition.right_edge.i + 1


def _within_quotation(reading: Reading, at: int, start: int, end: int) -> Range:
    """Cut a range so that no quotation stands in it by halves, keeping the side of token `at`."""
    marks = reading.quotation_at
    last = marks[end - 1]
    if last >= 0 > marks[at]:
        opened, closed = reading.quotation_tokens(last, end - 1)
        if opened > at and closed - opened <= _LONGEST_TITLE:
            return start, closed
    for index in range(at, end):
        if marks[index] != marks[at]:
            opened = marks[index]
            if opened >= 0 and (end >= len(marks) or marks[end] != opened or marks[end - 1] != opened):
                continue
            if opened < 0 or marks[min(end, len(marks) - 1)] == opened:
                end = index
                break
    for index in range(at, start - 1, -1):
        if marks[index] != marks[at] and (marks[at] >= 0 or (start > 0 and marks[start - 1] == marks[index])):
            start = index + 1
            break
    return start, end


def trim(reading: Reading, start: int, end: int) -> Range:
    """Drop spaces and separating punctuation from both ends of a range."""
    words = reading.words
    while start < end and (
        words[start].isspace() or words[start] in {",", ";", ":", ".", "-", "—", "–", "--", "(", ")"}
    ):
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in {",", ";", ":", "-", "—", "–", "--", "("}):
        end -= 1
    if end > start and words[end - 1] == "." and end - 1 > start:
        end -= 1
    return start, end


def speaker(reading: Reading, cue: Cue) -> Named | None:
    """Return who speaks, or None if the grammar names nobody."""
    if cue.is_passive:
        return _agent(reading, cue.token)
    if cue.beside is not None:
        found = beside(reading, cue.token, cue.beside)
        if found is not None:
            return found
    head = _interposed(reading, cue) or _behind_comma(reading, cue.token) or subject(cue.token)
    head = head or loose_subject(cue.token)
    if head is not None and not _may_speak(reading, head, cue.token):
        head = None
    if head is None:
        head = inverted_subject(reading, cue.token) if cue.verb.quote else None
    if head is None:
        head = inherited_subject(cue.token)
    if head is None:
        head = _nearest_before(reading, cue.token)
    if head is not None:
        head = _before_source(reading, head)
    return None if head is None else named(reading, head, cue.token)


def _before_source(reading: Reading, head: Token) -> Token:
    """Return the speaker in "Lind, according to two aides, called it a lie", where the parser gives the aides."""
    at = head.head.i
    if reading.words[at] != "to" or reading.words[at - 1] != "according" or reading.words[at - 2] != ",":
        return head
    before = reading.doc[at - 3]
    return before if before.tag_ in _NOMINAL_TAGS else head


def _before_occasion(head: Token, end: int) -> int:
    """Return where the name ends in "said Olsen at a press conference"; "officials in Oslo" stays whole."""
    if head.tag_ != "NNP":
        return end
    occasions = carriers().keys() | cues_of("noun").keys()
    for child in head.rights:
        is_place = child.dep_ == "prep" and child.lower_ in _PLACING and child.i < end
        if is_place and any(noun.lemma_.lower() in occasions for noun in child.rights):
            return child.i
    return end


def _interposed(reading: Reading, cue: Cue) -> Token | None:
    """Return the minister in "The border, said the minister, will be opened"."""
    verb = cue.token
    if verb.i == 0 or reading.words[verb.i - 1] != "," or not cue.verb.quote:
        return None
    if any(child.dep_ in {"ccomp", "xcomp", "dobj"} and child.i > verb.i for child in verb.rights):
        return None
    return inverted_subject(reading, verb)


def beside(reading: Reading, verb: Token, side: Side) -> Named | None:
    """Return the speaker beside a quotation: all that stands between it and the verb, or the phrase behind the verb."""
    head = speaker_beside(reading, verb, side)
    start = opening_of(reading, verb)
    if head is None or start is None:
        return None
    if side is Side.BEHIND:
        _, end = phrase(reading, head, not_at=verb)
        return Named((verb.i + 1, max(_before_occasion(head, end), head.i + 1)), head)
    if not start <= head.left_edge.i <= start + 1 and start < head.left_edge.i < head.i:
        start = head.left_edge.i
    elif head.left_edge.i == head.i and head.i > start and reading.words[head.i - 1] == ",":
        start = head.i
    end = verb.i
    while end > head.i + 1 and reading.doc[end - 1].tag_ in _BEFORE_VERB:
        end -= 1
    return Named((start, end), head)


def _may_speak(reading: Reading, head: Token, verb: Token) -> bool:
    """Tell whether a subject stands on the same side of the quotation marks as its verb."""
    marks = reading.quotation_at
    return marks[head.i] == marks[verb.i] or marks[verb.i] >= 0


def named(reading: Reading, head: Token, verb: Token | None = None) -> Named:
    """Return the noun phrase around `head`; of a partitive ("one of the officials") the whole."""
    start, end = phrase(reading, head, not_at=verb)
    while start < head.i and reading.words[start] in {"even", "only", "just"}:
        start += 1
    if end - 2 > head.i and reading.words[end - 2] == "on" and reading.words[end - 1] in words_for("calendar"):
        end -= 2  # "the minister on Sunday praised": the day is that of the verb, wherever the parser hangs it
    return Named((start, max(end, start + 1)), head)


def subject(verb: Token) -> Token | None:
    """Return the verb's own subject."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in _SUBJECTS and _stands_behind_preposition(child, verb):
            continue
        if child.dep_ in _SUBJECTS and child.tag_ in _NOMINAL_TAGS | {"JJ", "VBN", "VBG", "JJS", "PRP$", "ADD", "FW"}:
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
        return (subject(above) or inherited_subject(above, depth + 1)) if above.pos_ in _VERBAL else _bearer(above)
    if head.pos_ not in _VERBAL:
        if dep == "acl" and verb.tag_ == "VBG" and head.lemma_.lower() not in carriers():
            return head  # "guarantees ruling out a strike" are not words of whoever wants them
        if dep in {"acl", "advcl"} or (dep == "relcl" and verb.tag_ == "VB"):
            return _bearer(head)  # "spoke with her to thank": the infinitive is not hers
        if dep == "relcl":
            return head
        if dep == "conj" and head.head.pos_ in _VERBAL:
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
            return _agent_token(head) or found if _is_passive_head(head) and dep != "conj" else found
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
        if head.pos_ in _VERBAL:
            found = subject(head) or inherited_subject(head, _DEPTH - 1)
            if found is not None:
                return found
    return noun


def _agent_token(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.rights:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def _agent(reading: Reading, verb: Token) -> Named | None:
    found = _agent_token(verb)
    if found is None:
        return None
    who = named(reading, found, verb)
    start, end = who.tokens
    for at in range(found.i + 1, end - 1):
        if reading.words[at] in {"of", "for"} and reading.doc[at + 1].tag_ == "VBG":
            return Named((start, at), found)  # "accused by the prosecutor of taking bribes"
    return who


def inverted_subject(reading: Reading, verb: Token) -> Token | None:
    """Return the subject after the verb in "…,” said the minister", whatever the parser made of it."""
    doc, at = reading.doc, verb.i
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or at + 1 >= len(doc) or at == 0:
        return None
    before = at - 1
    while before > 0 and (reading.words[before].isspace() or doc[before].tag_ == "RB"):
        before -= 1
    if reading.words[before] not in _OPENERS and not reading.ends_quotation(before):
        return None
    following = doc[at + 1]
    if not reading.ends_quotation(before) and not (
        _closes_sentence(reading, _top(following, verb)) and _can_be_behind(_top(following, verb), verb)
    ):
        return None
    if following.tag_ not in _STARTS_PHRASE or following.lower_ in words_for("calendar") | {"that"}:
        return None
    return _top(following, verb)


def _can_be_behind(head: Token, verb: Token) -> bool:
    """Tell whether a noun behind the verb may be who speaks: not what ", praised Oslo's leadership in" praises."""
    if verb.lemma_ in words_for("spoken"):
        return True
    return verb.dep_ != "conj" or head.head.i != verb.i or head.dep_ not in {"dobj", "nsubj"}


def _closes_sentence(reading: Reading, head: Token) -> bool:
    """Tell whether the sentence ends or pauses behind the phrase of `head`: "…, said the minister."."""
    at = head.right_edge.i + 1
    return at >= len(reading.words) or reading.doc[at].is_punct or reading.doc[at].tag_ in {"IN", "_SP"}


def _top(token: Token, below: Token) -> Token:
    """Return the highest nominal token above `token` that is still right of `below`."""
    here = token
    for _ in range(_DEPTH):
        above = here.head
        if above.i == here.i or above.i <= below.i or above.tag_ not in _NOMINAL_TAGS or above.i > token.i + 12:
            break
        here = above
    return here


def _behind_comma(reading: Reading, verb: Token) -> Token | None:
    """Return the source in "He was received by Jan Vik, a source in Oslo said", which the parser took for Vik."""
    first, _ = reading.sentence(verb.i)
    if verb.tag_ not in {"VBD", "VBZ"}:
        return None
    for at in range(verb.i - 1, max(first, verb.i - _LONGEST_TITLE - 3), -1):
        if reading.words[at] == ",":
            segment = reading.doc[at + 1 : verb.i]
            if any(word.tag_ == "CC" for word in segment):
                return None  # "in Washington, D.C. and expressed"
            return next((word for word in segment if word.dep_ == "appos" and word.head.i < at), None)
        if reading.doc[at].tag_ in _FINITE or reading.quotation_at[at] != reading.quotation_at[verb.i]:
            return None
    return None


def _nearest_before(reading: Reading, verb: Token) -> Token | None:
    """Return the noun that stands right before a finite verb whose subject the parser missed."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    at = verb.i - 1
    first, _ = reading.sentence(verb.i)
    while at >= first and reading.doc[at].tag_ in {"RB", "MD", "VBD", "VBZ", "VBP"} and verb.i - at < 4:
        at -= 1
    if at < first or reading.quotation_at[at] != reading.quotation_at[verb.i]:
        return None
    found = reading.doc[at]
    return found if found.tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP"} else None
