"""Who speaks: from the verb to the noun phrase, also where the parser errs beside quotation marks."""

from spacy.tokens import Token

from communique.annotate.clause import FINITE
from communique.annotate.statements.beside import Side, opening_of, speaker_beside
from communique.annotate.statements.cues import Cue
from communique.annotate.statements.draft import Named
from communique.annotate.statements.phrase import named, phrase
from communique.annotate.statements.reading import Reading
from communique.annotate.statements.site import CLOSING
from communique.annotate.statements.subjects import NOMINAL_TAGS, agent_token, inherited_subject, loose_subject, subject
from communique.codebook.contacts import cues_of
from communique.codebook.reporting import carriers, words_for

_STARTS_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "JJ", "CD"})
_BEFORE_VERB = frozenset({"RB", "MD", "VBD", "VBZ", "VBP", ",", "_SP"})
_DEPTH = 6
_LONGEST_TITLE = 9
_PLACING = frozenset({"in", "at", "on", "during", "after", "before"})


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
        head = _inverted_subject(reading, cue.token) if cue.verb.quote else None
    if head is None:
        head = inherited_subject(cue.token)
    if head is None:
        head = _nearest_before(reading, cue.token)
    if head is not None:
        head = _before_source(reading, head)
    return None if head is None else named(reading, head, cue.token)


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


def _before_source(reading: Reading, head: Token) -> Token:
    """Return the speaker in "Lind, according to two aides, called it a lie", where the parser gives the aides."""
    at = head.head.i
    if reading.words[at] != "to" or reading.words[at - 1] != "according" or reading.words[at - 2] != ",":
        return head
    before = reading.doc[at - 3]
    return before if before.tag_ in NOMINAL_TAGS else head


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
    return _inverted_subject(reading, verb)


def _may_speak(reading: Reading, head: Token, verb: Token) -> bool:
    """Tell whether a subject stands on the same side of the quotation marks as its verb."""
    marks = reading.quotation_at
    return marks[head.i] == marks[verb.i] or marks[verb.i] >= 0


def _agent(reading: Reading, verb: Token) -> Named | None:
    found = agent_token(verb)
    if found is None:
        return None
    who = named(reading, found, verb)
    start, end = who.tokens
    for at in range(found.i + 1, end - 1):
        if reading.words[at] in {"of", "for"} and reading.doc[at + 1].tag_ == "VBG":
            return Named((start, at), found)  # "accused by the prosecutor of taking bribes"
    return who


def _inverted_subject(reading: Reading, verb: Token) -> Token | None:
    """Return the subject after the verb in "…,” said the minister", whatever the parser made of it."""
    doc, at = reading.doc, verb.i
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or at + 1 >= len(doc) or at == 0:
        return None
    before = at - 1
    while before > 0 and (reading.words[before].isspace() or doc[before].tag_ == "RB"):
        before -= 1
    if reading.words[before] not in CLOSING and not reading.ends_quotation(before):
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
        if above.i == here.i or above.i <= below.i or above.tag_ not in NOMINAL_TAGS or above.i > token.i + 12:
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
        if reading.doc[at].tag_ in FINITE or reading.quotation_at[at] != reading.quotation_at[verb.i]:
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
