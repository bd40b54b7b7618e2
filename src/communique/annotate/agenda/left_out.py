"""What the words of a silence leave out, by their order: what stands behind or before them, what a pronoun means."""

from spacy.tokens import Doc, Span, Token

from communique.annotate.agenda.forms import mentions
from communique.annotate.agenda.signals import Kind, Signal
from communique.annotate.agenda.silences import is_idiom
from communique.annotate.agenda.told import COORDINATES, Told
from communique.annotate.clause import FINITE, objects, own_subjects, phrases
from communique.codebook.omissions import omission_forms

_ABOUT = frozenset({"of", "to", "on", "about", "over", "regarding", "concerning"})
_OF = frozenset({"of"})
_RELATIVE = frozenset({"which", "that", "whom", "whose"})
_DASHES = frozenset({",", "—", "–"})
_IS = frozenset({"is", "was", "are", "were", "'s", "’s"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_OF_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_POINTING = frozenset({"it", "this", "that", "them"})
_NEAR = 2
_FAR = 4


def left_out(signal: Signal, found: Told, told: list[Told], stretch: tuple[int, int], sentence: Span) -> list[Token]:
    """Return the heads of what the account `found` leaves out; `told` are all accounts of the sentence."""
    first, last = stretch
    barred = {at for one in told for at in one.places()}
    if signal.kind is Kind.LEFT:
        return _before(signal, found, barred, first, sentence)
    if signal.kind is Kind.LACK_OF:
        return _one(_of_lack(signal, found, barred, stretch, sentence))
    doc = sentence.doc
    inner = first_nominal(doc, signal.word.i + 1, signal.last + 1, barred)
    if inner is not None and signal.is_split and signal.kind is Kind.LEAVES:
        return [inner]  # "left X out"
    start = signal.last + 1
    if found.first > signal.last and found.first - _NEAR <= signal.last:
        start = found.last + 1  # "nothing in the readout about X"
        opens = _ABOUT if signal.kind is Kind.NONE_OF else _ABOUT | {"that", "whether"}
        behind = behind_mention(sentence, start) if signal.kind is Kind.NONE_OF else None
        if behind is not None:
            return _one(first_nominal(doc, behind, last, barred))  # "nothing in the text touches on X"
        if start >= sentence.end or doc[start].lower_ not in opens:
            return _before(signal, found, barred, first, sentence) if signal.kind is Kind.NONE_OF else []
    end = min([last, *(one.first - 1 for one in told if one.first > start)])
    if any(is_idiom(signal.word, word) for word in doc[signal.word.i + 1 : signal.last + _FAR]):
        return []
    gives = [word for word in doc[signal.last + 1 : sentence.end - 1] if word.lower_ == "from"][:1]
    if gives and signal.kind is Kind.LEAVES and gives[0].nbor().i not in barred and not signal.is_split:
        return []  # "dropped the word from the name of the war"
    takes = start > signal.last + 1 or _takes_object(signal)
    topic = first_nominal(doc, start, end, barred) if takes else None
    if topic is None and found.last < first and doc[first].lower_ in _ABOUT:
        topic = first_nominal(doc, first + 1, signal.first, barred)  # "...; of the sailors there is no mention"
    if topic is None and start < sentence.end and doc[start].text == ":":
        topic = first_nominal(doc, start + 1, sentence.end, barred)  # "what it leaves out: X"
    if topic is None and found.last < signal.first:
        topic = _pointed_at(signal, found, barred, first, sentence)
    return _one(topic)


def behind_mention(sentence: Span, at: int) -> int | None:
    """Return the place behind "touches on", "suggests that" at a place, None if no such verb stands there."""
    words, here = list(sentence), at - sentence.start
    if here >= len(words) or words[here].pos_ not in {"VERB", "AUX"}:
        return None
    last = mentions(words, here)
    if last is None and words[here].lemma_.lower() in omission_forms("whether") and here + 1 < len(words):
        raised = any(word.lemma_.lower() in omission_forms("raised") for word in words[here + 2 :])
        last = here + 1 if raised and words[here + 1].lower_ == "that" else None
    return sentence.start + last + 1 if last is not None else None


def told_beside(other: Told, end: int, barred: set[int]) -> Token | None:
    """Return what another account is said to tell: what follows its first verb of telling before a place."""
    doc = other.account.noun.doc
    for at in range(other.last + 1, end):
        if doc[at].lemma_.lower() in omission_forms("tells") and doc[at].dep_ not in {"poss", "amod"}:
            return first_nominal(doc, at + 1, end, barred)
    return None


def stood_for(noun: Token) -> Token:
    """Return what "a topic" of "X, a topic that the text omits" stands for; the noun itself if for nothing."""
    doc, before = noun.doc, noun.left_edge.i - 1
    if noun.lemma_.lower() not in omission_forms("stands_for"):
        return noun
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":  # "One subject that the text avoids is X"
        return next((child for child in noun.head.rights if child.dep_ == "attr"), noun)
    held = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    subject = own_subjects(held.head) if held.dep_ == "attr" and held.head.lemma_ == "be" else []
    if subject and subject[0].pos_ in _NOMINAL and subject[0].lower_ not in omission_forms("absent"):
        return subject[0]  # "X was one of the topics missing from the text"
    if before <= noun.sent.start:
        return noun
    described = any(child.dep_ in {"relcl", "acl", "amod"} for child in noun.rights)
    if not described or doc[before].text not in _DASHES:
        return noun
    return _before_comma(doc, before + 1, noun.sent.start) or noun


def head_of(word: Token, end: int) -> Token:
    """Return the last noun of the phrase that begins at a word: nouns, names and adjectives up to anything else."""
    doc, at, head = word.doc, word.i, word.i
    while at < end and (doc[at].pos_ in _OF_PHRASE or (doc[at].text == "-" and at > word.i)):
        if doc[at].tag_ in {"WP", "WDT", "PRP", "EX"}:
            break
        if doc[at].pos_ in _NOMINAL and not (doc[at].pos_ == "NUM" and head != at and doc[head].pos_ != "NUM"):
            head = at
        at += 1
    return doc[head]


def _one(topic: Token | None) -> list[Token]:
    return [topic] if topic is not None else []


def _takes_object(signal: Signal) -> bool:
    """Tell whether what follows can be the object: "dropped tariffs", no more than "dropped like a stone"."""
    doc, after = signal.word.doc, signal.last + 1
    if signal.kind is Kind.NONE_OF:
        return doc[signal.last].lower_ in _ABOUT | {"for", "except", "but"}
    bare = signal.word.i == signal.last and signal.word.pos_ not in {"ADJ", "ADV"}
    return not (bare and after < len(doc) and doc[after].pos_ in {"ADP", "SCONJ"})


def _before(signal: Signal, found: Told, barred: set[int], first: int, sentence: Span) -> list[Token]:
    """Return the topic of "X was left out of the text", "X, a topic absent from it", "Absent from the text: X"."""
    doc = sentence.doc
    inner = first_nominal(doc, signal.first + 1, signal.word.i, barred)
    if inner is not None and inner.pos_ != "NUM":  # not "one" of "not one word"
        return [inner]  # "Why wasn't X mentioned in the text?"
    opening = [word for word in doc[first : signal.first] if not word.is_punct and word.tag_ != "RB"]
    if all(word.lower_ in {"also", "conspicuous", "and", "but"} for word in opening):
        at = found.last + 1
        if at < sentence.end and (doc[at].lower_ in _IS or doc[at].text in _DASHES | {":"}):
            return _one(first_nominal(doc, at + 1, sentence.end, barred))
        return []
    for at in range(signal.first - 1, first, -1):
        if doc[at].lower_ in COORDINATES or (doc[at].lower_ == "and" and doc[at - 1].text == ","):
            first = at + 1  # "..., but X was left out of the text"
            break
    if doc[first].lower_ == "what":  # "What Seoul said about fishing has no echo in"
        about = next((at for at in range(first, signal.first) if doc[at].lower_ in {"about", "on", "of"}), signal.first)
        return _one(first_nominal(doc, about + 1, signal.first, barred))
    verb = signal.word if signal.word.pos_ in {"VERB", "AUX"} else signal.word.head
    known = [head for head in own_subjects(verb) if first <= head.i < signal.first and head.i not in barred]
    topic = known[0] if known and known[0].pos_ in _NOMINAL else first_nominal(doc, first, signal.first, barred)
    topic = topic if topic is not None else _nearest_before(doc, signal.first, first, barred)
    relative = [word for word in doc[max(first, signal.first - 4) : signal.first] if word.lower_ in _RELATIVE]
    stands = topic is not None and topic.lemma_.lower() in omission_forms("stands_for")
    if relative or (stands and topic is not None and not phrases(topic, _OF)):
        before = _before_comma(doc, (relative or [topic or doc[first]])[0].i, first)
        topic = before if relative or before is not None else topic  # "The labour dispute is nowhere in the text"
        if topic is not None and topic.i in barred:  # "a line on X in A's text that is not in B's"
            topic = topic.head.head if topic.dep_ == "pobj" and topic.head.head.pos_ in _NOMINAL else None
            topic = next((deeper for _, deeper in phrases(topic, _ABOUT)), topic) if topic is not None else None
        return _one(topic)
    if topic is None and signal.first > first and doc[signal.first - 1].lower_ in _POINTING:
        topic = doc[signal.first - 1]
    return _one(topic)


def _of_lack(signal: Signal, found: Told, barred: set[int], stretch: tuple[int, int], sentence: Span) -> Token | None:
    """Return the topic of "the absence of X from the text", "the silence of the text on X", "the omission is X"."""
    doc, (first, last) = sentence.doc, stretch
    about = _ABOUT - {"of", "to"} if signal.word.lemma_.lower() == "silence" else _ABOUT
    for at in (signal.last + 1, found.last + 1):
        if at < last and doc[at].lower_ in about and at + 1 not in barred:
            return first_nominal(doc, at + 1, last, barred)
    at = found.last + 1
    if at < sentence.end and (doc[at].lower_ in _IS or doc[at].text == ":"):
        return first_nominal(doc, at + 1, sentence.end, barred)
    start = next((one for one in range(signal.first, first, -1) if doc[one - 1].lower_ in _IS), None)
    if start is not None and signal.word.lemma_.lower() in {"omission", "absence"} and found.first > signal.last:
        return first_nominal(doc, first, start - 1, barred)  # "X was the most glaring omission in A's text"
    return None


def _pointed_at(signal: Signal, found: Told, barred: set[int], first: int, sentence: Span) -> Token | None:
    """Return the topic where nothing follows: "X, which the text omits", "Of X the text says nothing", "One is X"."""
    doc, at = sentence.doc, found.first - 1
    after = next((one for one in range(signal.last + 1, sentence.end) if doc[one].tag_ != "RB"), sentence.end)
    stands = [word for word in doc[first : found.first] if word.lemma_.lower() in omission_forms("stands_for")]
    opener = doc[first]
    if (
        (stands or opener.lower_ == "what")
        and after < sentence.end
        and (doc[after].lower_ in _IS or doc[after].text == ":")
    ):
        return first_nominal(doc, after + 1, sentence.end, barred)  # "One subject that the text avoids is X"
    if opener.lower_ in _ABOUT and first + 1 < found.first:
        return first_nominal(doc, first + 1, found.first, barred)  # "Of X the text says nothing"
    while at > first and (
        doc[at].lower_ in _RELATIVE | {"something", "one", "a", "an", "the"} | _ABOUT
        or doc[at].lemma_.lower() in omission_forms("stands_for")
        or doc[at].pos_ == "ADJ"
    ):
        at -= 1
    if at <= first:
        return None
    if doc[at].text in _DASHES:
        return _before_comma(doc, at + 1, sentence.start)
    restricts = any(word.lower_ in _RELATIVE for word in doc[at + 1 : found.first]) or signal.word.dep_ == "relcl"
    return doc[at] if restricts and doc[at].pos_ in _NOMINAL else None


def first_nominal(doc: Doc, first: int, last: int, barred: set[int]) -> Token | None:
    """Return the head of the first phrase between two places that is no account and no "mention of"."""
    at = first
    while at < last:
        word: Token = doc[at]
        if at in barred or word.is_punct:
            if word.text == "," and at > first:
                return None
            at += 1
            continue
        is_bare = at + 1 >= last or doc[at + 1].pos_ not in _NOMINAL
        if word.lower_ in _POINTING and word.pos_ in {"PRON", "DET"} and is_bare:
            return word
        if word.tag_ == "VBG":
            return None if objects(word) else word  # not "avoided taking sides"
        if word.pos_ in _NOMINAL | {"ADJ"}:
            head = head_of(word, last)
            lemma = head.lemma_.lower()
            if lemma not in omission_forms("named"):
                return head
            about = head.i + 1 < last and doc[head.i + 1].lower_ in _ABOUT
            owned = any(child.dep_ == "poss" for child in head.lefts)
            if not about and (owned or lemma in omission_forms("stands_for")):
                return head
            at = head.i + 1 + about
            continue
        asks = word.tag_ == "WRB" or (word.tag_ == "WP" and not barred & set(range(at, at + _FAR)))
        if asks or word.tag_ in FINITE:
            return None  # "did not mention how long the call had lasted", but "what the Greek text lists first"
        at += 1
    return None


def _nearest_before(doc: Doc, at: int, first: int, barred: set[int]) -> Token | None:
    """Return the noun that stands before the auxiliaries before a place."""
    for word in reversed(doc[first:at]):
        if word.pos_ in _NOMINAL and word.i not in barred:
            return word
        if word.pos_ not in {"AUX", "ADV", "PART"}:
            return None
    return None


def _before_comma(doc: Doc, at: int, first: int) -> Token | None:
    """Return the head of the phrase that ends before the comma before a place, or directly before the place."""
    end = at - 1
    while end > first and (doc[end].text in _DASHES or doc[end].pos_ in {"DET", "ADP"}):
        end -= 1
    word: Token = doc[end]
    if word.pos_ == "VERB":
        raised = [head for head in own_subjects(word) if head.i >= first and head.pos_ in _NOMINAL]
        return (
            raised[0] if raised and word.lemma_.lower() in omission_forms("raised") else None
        )  # "visas came up, a point"
    if word.pos_ not in _NOMINAL:
        return None
    for above in (word, *word.ancestors):
        if above.left_edge.i < first or above.pos_ not in _NOMINAL:
            break
        if above.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr", "ROOT"} and above.right_edge.i >= word.i:
            word = above
            if above.dep_ != "pobj" or above.head.head.pos_ not in _NOMINAL:
                break
    return word
