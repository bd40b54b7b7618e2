"""Silences without words of their own, by the order of the words: "B's does not", "unlike B's", "X is not among them".

What an account leaves out is here what another one tells, what is listed beside, or what a reader would not learn.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.forms import is_negator, mentions
from communique.annotate.agenda.left_out import first_nominal, head_of, told_beside
from communique.annotate.agenda.silences import is_asserted_of
from communique.annotate.agenda.tellers import topic_told_by
from communique.annotate.agenda.told import CASES, Role, Told, is_embedded, joint_before
from communique.annotate.clause import FINITE
from communique.codebook.omissions import omission_forms

_ABOUT = frozenset({"of", "on", "about", "to", "for"})
_IS = frozenset({"is", "was", "are", "were"})
_DOES = frozenset({"do", "does", "did"})
_UNLIKE = frozenset({"unlike", "not", "so"})
_NOBODY = frozenset({"nobody", "no"})
_NONE = frozenset({"not", "none", "nothing"})
_LISTED = frozenset({"them", "these", "those"})
_LEFT_OUT = frozenset({"left", "mentioned", "there", "included", "listed", "named"})
_COMPARABLE = frozenset({"comparable", "similar", "equivalent", "corresponding", "like"})
_NEAR = 2
_FAR = 8


def elliptic(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Yield each silence of one sentence that its accounts show beside each other; `told` are all of them."""
    for reader in (
        _none_mentions,
        _does_not,
        _is_unlike,
        _is_not,
        _not_of,
        _lists_none,
        _no_such,
        _no_such_in,
        _nothing_like,
        _has_none,
        _learns_not,
        _holds_fewer,
    ):
        yield from reader(told, sentence)


def _weak(one: Told, word: Token, *topics: Token, verb: Token | None = None) -> Cue:
    return Cue(one.account, word, verb or word, topics, is_weak=True)


def _tellers(told: list[Told], before: int) -> list[Told]:
    """Return the accounts that are the subject of a clause before a place, in the text's own voice."""
    return [one for one in told if one.role is Role.SUBJECT and one.last < before and not is_embedded(one)]


def _others_topic(one: Told, told: list[Told], first: int, last: int) -> Token | None:
    """Return what another account is said to tell between two places."""
    taken = {at for each in told for at in each.places()}
    for other in told:
        if other == one or not first <= other.first < last or set(other.account.states) & set(one.account.states):
            continue
        topic = told_beside(other, last, taken) or _told_before(other, first, taken)
        if topic is not None and not any(map(is_negator, topic.doc[other.last + 1 : topic.i])):
            return topic
    doc = one.account.noun.doc
    said = (topic_told_by(word) for word in doc[first:last] if word.dep_ == "nsubj" and word.i not in taken)
    return next(filter(None, said), None)


def _told_before(place: Told, first: int, taken: set[int]) -> Token | None:
    """Return the topic of "Sofia listed visas in its readout"."""
    doc = place.account.noun.doc
    before = doc[first : place.first] if place.role is Role.PLACE else doc[0:0]
    tells = (word for word in before if word.pos_ == "VERB" and word.lemma_.lower() in omission_forms("tells"))
    return next((first_nominal(doc, word.i + 1, place.first, taken) for word in tells), None)


def _holds_fewer(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's text dealt with X and Y, B's with X only": what both have is left out by neither."""
    doc = sentence.doc
    for one in told:
        at = _past_case(doc, one.last + 1)
        alone = next((word for word in doc[at : sentence.end] if word.lower_ in omission_forms("only")), None)
        if alone is None or doc[at].pos_ not in {"ADP", "PUNCT"} or doc[alone.i + 1].pos_ == "VERB":
            continue
        if any(word.pos_ in {"VERB", "AUX"} for word in doc[at : alone.i]):
            continue
        topic = _others_topic(one, told, sentence.start, one.first)
        present = frozenset(word.lemma_.lower() for word in doc[at : sentence.end] if word.pos_ in {"NOUN", "PROPN"})
        if topic is not None and present:
            verb = next(
                word for word in doc[sentence.start : topic.i] if word.lemma_.lower() in omission_forms("tells")
            )
            yield Cue(one.account, alone, verb, (topic,), is_weak=True, present=present)


def _none_mentions(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's summary runs to four paragraphs; none mentions X", "Neither of the two readouts mentions X"."""
    words = list(sentence)
    for at, word in enumerate(words):
        not_one = word.lower_ == "one" and at > 0 and words[at - 1].lower_ == "not"
        if not (not_one or word.lower_ in {"none", "neither"}):
            continue
        of = [one for one in told if one.role is Role.OWNER and 0 < one.first - word.i <= _NEAR]
        before = [one for one in told if one.last < word.i and one.role is not Role.OTHER]
        start = of[0].last - sentence.start if of else at
        if not (of or before):
            continue
        verb = next(
            (one for one in range(start + 1, min(start + _NEAR + 2, len(words))) if words[one].tag_ in FINITE), 0
        )
        last = mentions(words, verb) if verb else None
        topic = first_nominal(word.doc, words[last].i + 1, sentence.end, set()) if last is not None else None
        if topic is not None:
            yield _weak((of or before[-1:])[0], words[verb], topic)


def _does_not(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's account is longer and mentions X; B's does not"."""
    doc = sentence.doc
    for one in told:
        at = _past_case(doc, one.last + 1)
        while at < sentence.end and (doc[at].is_punct or doc[at].tag_ == "RB") and not is_negator(doc[at]):
            at += 1
        if at + 2 >= sentence.end or doc[at].lower_ not in _DOES or not is_negator(doc[at + 1]):
            continue
        topic = _others_topic(one, told, sentence.start, one.first)
        if doc[at + 2].is_punct and one.role is Role.SUBJECT and topic is not None and not is_asserted_of(topic):
            yield _weak(one, doc[at], topic)


def _is_unlike(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's text mentions X, unlike B's", "A's text mentions X; not so B's", "Unlike B's, A's text mentions X"."""
    doc = sentence.doc
    for one in told:
        before, after = one.first - 1, _past_case(doc, one.last + 1)
        if before < sentence.start or doc[before].lower_ not in _UNLIKE or after >= len(doc):
            continue
        bare = doc[before].lower_ in {"not", "so"}
        if (bare and doc[before - (doc[before].lower_ == "so")].lower_ != "not") or not doc[after].is_punct:
            continue
        if before > sentence.start and not any(
            word.is_punct or word.lower_ == "but" for word in doc[before - 2 : before]
        ):
            continue
        first, last = (sentence.start, before) if before > sentence.start else (after, sentence.end)
        topic = _others_topic(one, told, first, last)
        if topic is not None:
            tells = (word for word in doc[first : topic.i] if word.lemma_.lower() in omission_forms("tells"))
            yield _weak(one, doc[before], topic, verb=next(tells))


def _is_not(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "X is in A's text; Y is not", "A's text lists X; Y is missing", "..., but Y is not among them"."""
    doc = sentence.doc
    for at in range(sentence.start + 2, sentence.end - 1):
        if doc[at].lower_ not in _IS or not _ends_denied(doc, at + 1):
            continue
        start = next((one for one in range(at, sentence.start, -1) if doc[one].text in {";", ","}), None)
        start = _before_aside(doc, start, at) if start is not None else None
        if start is None:
            continue
        bare = is_negator(doc[at + 1]) and doc[at + 2].is_punct
        holders = [one for one in told if bare and one.role is Role.PLACE and one.last < start]
        holders += [
            one
            for one in _tellers(told, start)
            if not bare and any(word.lemma_.lower() in omission_forms("tells") for word in doc[one.last + 1 : start])
        ]
        topic = head_of(doc[start + 1 + joint_before(doc[start + 1])], at)
        if holders and topic.pos_ in {"NOUN", "PROPN"}:
            yield _weak(holders[-1], doc[at], topic)


def _ends_denied(doc: Doc, at: int) -> bool:
    """Tell whether a clause ends with "not", "missing", "not mentioned", "left out", "not among them"."""
    ends = [word.lower_ for word in doc[at : at + 4]]
    if ends[0] in omission_forms("absent"):
        return doc[at + 1].is_punct
    if ends[:2] == ["left", "out"]:
        return doc[at + 2].is_punct
    if not is_negator(doc[at]) or at + 1 >= len(doc):
        return False
    if doc[at + 1].is_punct:
        return True
    if at + 2 < len(doc) and ends[1] in _LEFT_OUT:
        return doc[at + 2].is_punct
    if at + 4 < len(doc) and ends[1:3] == ["one", "of"] and ends[3] in _LISTED:
        return doc[at + 4].is_punct
    return at + 3 < len(doc) and ends[1] == "among" and ends[2] in _LISTED and doc[at + 3].is_punct


def _before_aside(doc: Doc, comma: int, at: int) -> int | None:
    """Return the mark before "X, which Athens had put first, is": the aside's two commas part no clause."""
    if comma + 1 < at:
        return comma
    marks = [one for one in range(comma - 1, doc[at].sent.start, -1) if doc[one].text in {";", ","}]
    opens = bool(marks) and doc[marks[0] + 1].tag_ in {"WDT", "WP", "IN"}
    return marks[1] if opens and len(marks) > 1 else None


def _not_of(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's summary spoke of trade, not of water", "A's text has room for trade but none for water"."""
    doc = sentence.doc
    for at in range(sentence.start + 2, sentence.end - 2):
        if doc[at].lower_ not in _NONE or doc[at - 1].lower_ not in {",", "but", "and"}:
            continue
        if doc[at].lower_ != "not" and doc[at + 1].lower_ not in _ABOUT:
            continue
        if doc[at - 1].lower_ == "and" and doc[at].lower_ == "not":
            continue
        start = at + 1 + (doc[at + 1].lower_ in _ABOUT)
        end = next((one for one in range(start, sentence.end) if doc[one].is_punct), sentence.end)
        heads = [one for one in told if one.role is Role.SUBJECT and one.last < at]
        if not heads or (end - start > 1 and any(word.pos_ in {"VERB", "AUX"} for word in doc[start:end])):
            continue
        between = doc[heads[-1].last + 1 : at]
        verbs = [word for word in between if word.pos_ == "VERB" and word.tag_ in FINITE]
        tells = [word for word in verbs[-1:] if word.lemma_.lower() in omission_forms("tells")]
        tells = tells or [word for word in between if word.lemma_.lower() in omission_forms("place")]
        topic = head_of(doc[start], end)
        if tells and topic.tag_ not in {"RB", "IN", "CD"} and not is_embedded(heads[-1]):
            yield _weak(heads[-1], doc[at], topic, verb=tells[-1])


def _lists_none(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's account: no X, no Y, no Z"."""
    doc = sentence.doc
    for one in told:
        at = one.last + 1
        if one.first != sentence.start or at + 1 >= sentence.end or doc[at].text not in {":", "—", "–"}:
            continue
        rest = doc[at + 1 : sentence.end]
        if rest[0].lower_ != "no" or any(word.tag_ in FINITE for word in rest):
            continue
        heads = [head_of(word.nbor(), sentence.end) for word in rest[:-1] if word.lower_ == "no"]
        topics = tuple(head for head in heads if head.lemma_.lower() not in omission_forms("named"))
        if topics:
            yield _weak(one, rest[0], *topics)


def _no_such(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's readout contained no such warning": what somebody else has told before."""
    doc = sentence.doc
    for at in range(sentence.start, sentence.end - 2):
        heads = _tellers(told, at)
        if doc[at].lower_ != "no" or doc[at + 1].lower_ != "such" or not heads:
            continue
        if doc[at - 1].lemma_.lower() in omission_forms("carries_no"):
            noun = head_of(doc[at + 2], sentence.end)
            yield _weak(heads[-1], noun, noun, verb=doc[at - 1])


def _no_such_in(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "..., but no such demand figures in B's text", "there was no such pledge in B's text"."""
    doc = sentence.doc
    for at in range(sentence.start, sentence.end - 2):
        if doc[at].lower_ != "no" or doc[at + 1].lower_ != "such":
            continue
        holder = next((one for one in told if one.role is Role.PLACE and 0 < one.first - at <= _FAR), None)
        noun = doc[at + 2]
        if holder is not None and noun.pos_ in {"NOUN", "PROPN"}:
            yield _weak(holder, noun, noun, verb=next((up for up in noun.ancestors if up.pos_ == "VERB"), noun))


def _nothing_like(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "A's text has a section on X; there is nothing comparable in B's"."""
    doc = sentence.doc
    for at in range(sentence.start, sentence.end - 2):
        if doc[at].lower_ != "nothing" or doc[at + 1].lower_ not in _COMPARABLE:
            continue
        holder = next((one for one in told if one.role is Role.PLACE and 0 < one.first - at <= _FAR), None)
        if holder is None:
            continue
        topic = _others_topic(holder, told, sentence.start, at) or _mentioned_before(doc, sentence.start, at)
        if topic is not None:
            yield _weak(holder, doc[at], topic)


def _has_none(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "The only mention of X was in A's text; B's had none", "A's text mentions X; B's is silent"."""
    doc = sentence.doc
    for one in told:
        at = _past_case(doc, one.last + 1)
        if one.role is not Role.SUBJECT or is_embedded(one) or at >= sentence.end:
            continue
        at += at + 1 < sentence.end and doc[at].lemma_ in omission_forms("silent_verb")
        silent = doc[at].lower_ in omission_forms("silent")
        none = doc[at].lemma_.lower() in omission_forms("carrier") and doc[at + 1 : at + 2].text.lower() == "none"
        end = at + 1 + none
        if not (silent or none) or (end < sentence.end and not doc[end].is_punct):
            continue
        topic = _others_topic(one, told, sentence.start, one.first) or _mentioned_before(doc, sentence.start, one.first)
        if topic is not None:
            yield _weak(one, doc[at], topic)


def _mentioned_before(doc: Doc, first: int, last: int) -> Token | None:
    """Return what "mention of" before a place is a mention of."""
    for at in range(first, last - 2):
        if doc[at].lemma_.lower() in omission_forms("named") and doc[at + 1].lower_ in _ABOUT:
            return first_nominal(doc, at + 2, last, set())
    return None


def _learns_not(told: list[Told], sentence: Span) -> Iterator[Cue]:
    """Read "You would not know from A's readout that X came up", "Nobody would guess from A's text that ..."."""
    doc = sentence.doc
    for word in sentence:
        if word.lemma_.lower() not in omission_forms("learns"):
            continue
        before = doc[max(sentence.start, word.i - _FAR) : word.i]
        if not any(is_negator(one) or one.lower_ in _NOBODY for one in before):
            continue
        that = next((one for one in doc[word.i + 1 : sentence.end] if one.lower_ in {"that", "whether"}), None)
        if that is None or not any(
            one.lemma_.lower() in omission_forms("raised") for one in doc[that.i : sentence.end]
        ):
            continue
        from_it = [one for one in told if one.role in {Role.PLACE, Role.OWNER} and one.first < that.i]
        topic = first_nominal(doc, that.i + 1, sentence.end, set())
        if from_it and topic is not None:
            yield _weak(from_it[-1], word, topic)


def _past_case(doc: Doc, at: int) -> int:
    return at + (at < len(doc) and doc[at].lower_ in CASES)
