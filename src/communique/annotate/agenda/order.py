"""Silences read by the order of the words, asked last: the parser goes wrong in many sentences that tell of one.

Three things must stand in one stretch of a sentence: words of a silence (`signals.py`), an account whose owner is told,
and a topic (`left_out.py`). What stands where is fixed by the words: "omitted" has its account before it, "absent from"
behind it.
"""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span, Token

from communique.annotate.agenda.cues import Cue
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers
from communique.annotate.agenda.left_out import Role, Told, first_nominal, head_of, joint_before, left_out, told_beside
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.signals import Kind, Signal, is_negator, mentions, signals
from communique.annotate.clause import SUBJECTS, objects, subjects
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms

_WITHIN = frozenset({"in", "from", "into", "within", "throughout", "by"})
_BEHIND = frozenset({"of", "on", "from", "by", "after", "about", "with", "in"})
_JOINTS = frozenset({"but", "while", "whereas", "and", "yet", "though", "although", "which", "whom", "where"})
_STOPS = frozenset({";", ":", "—", "–", "--"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRONOUNS = frozenset({"it", "which", "them", "either", "neither", "there"})
_TEXTUAL = frozenset({"word", "remark", "comment", "passage", "line", "sentence", "mention"})
_IS = frozenset({"is", "was", "are", "were"})
_ABOUT = frozenset({"of", "on", "about", "to"})
_DOES = frozenset({"do", "does", "did"})
_CASES = frozenset({"'s", "’s", "’", "'"})
_LONGEST_TAIL = 14
_NEAR = 2
_FAR = 8


class OrderReader:
    """Reads the silences of one sentence at a time."""

    __slots__ = ("_issuers", "_sides")

    def __init__(self, issuers: Issuers, sides: SilentSides) -> None:
        self._issuers = issuers
        self._sides = sides

    def of(self, sentence: Span) -> Iterator[Cue]:
        """Yield each silence that the order of the words shows."""
        words = [word for word in sentence if not word.is_space]
        told = self._accounts(words)
        if not told:
            return
        for signal in signals(words):
            found = self._account(signal, told, sentence)
            topics = left_out(signal, found, told, _stretch(signal, sentence), sentence) if found is not None else []
            if found is not None and topics:
                aside = topics[0].i < found.first < signal.first and signal.kind is not Kind.LEFT
                yield Cue(found.account, signal.word, _verb_of(signal), tuple(topics), is_weak=True, is_aside=aside)
        yield from self._none_mentions(told, words)
        yield from self._does_not(told, sentence)
        yield from self._is_not(told, sentence)
        yield from self._not_of(told, sentence)
        yield from self._lists_none(told, sentence)
        yield from self._no_such(told, sentence)

    # Accounts

    def _accounts(self, words: list[Token]) -> list[Told]:
        chunks = {chunk.root.i: chunk for chunk in words[0].doc[words[0].i : words[-1].i + 1].noun_chunks}
        found: list[Told] = []
        for word in words:
            account = self._sides.of(word)
            if account is not None and account.ground is Ground.GOVERNMENT and _gives_account(word):
                account = Account(account.states, Ground.TEXT, word)
            if account is None or account.ground not in TEXTS or account.noun != word:
                continue
            chunk = chunks.get(word.i)
            first = chunk.start if chunk is not None else _first_of_phrase(word)
            found.append(Told(account, first, self._last_of(word), _role(word, first)))
        return sorted((*found, *_meant(words, found)), key=lambda one: one.first)

    def _last_of(self, noun: Token) -> int:
        """Return the last token of an account with its contact and its issuer: "readout of the call", "put out by"."""
        doc, end, last = noun.doc, noun.sent.end, noun.i
        while last + 2 < end:
            at = last + 1
            if doc[at].pos_ == "VERB" and doc[at].lemma_ in omission_forms("issues") and doc[at].tag_ in {"VBN", "VBD"}:
                at += 1
                while at < end and doc[at].dep_ == "prt":
                    at += 1
            if at >= end - 1 or doc[at].lower_ not in _BEHIND:
                break
            head = head_of(doc[at + 1], end)
            if head.lemma_.lower() not in cues_of("noun") and self._issuers.owners.any_of(head) is None:
                break
            last = head.i
        return last

    # Which account

    def _account(self, signal: Signal, told: list[Told], sentence: Span) -> Told | None:
        first, last = _stretch(signal, sentence)
        here = [one for one in told if first <= one.first < last]
        if signal.kind is Kind.LEFT:
            return _behind(signal, here) or _ahead_of(signal, here, first)
        if signal.kind is Kind.LACK_OF:
            return self._around(signal, here)
        subject = _subject(signal, here) or self._meant_by_it(signal, told, sentence)
        if subject is not None:
            return subject
        if signal.kind is Kind.NONE_OF or self._is_own(signal, sentence):
            return _behind(signal, here) or _ahead_of(signal, here, first)
        return None

    def _meant_by_it(self, signal: Signal, told: list[Told], sentence: Span) -> Told | None:
        """Return the account of "it does not mention X": the last subject before it, or that of the last sentence."""
        before = [word for word in sentence if word.i < signal.first and word.pos_ != "ADV"]
        while before and before[-1].pos_ == "AUX":
            before.pop()
        if not before or before[-1].lower_ != "it":
            return None
        pronoun = before[-1]
        known = [one for one in told if one.role is Role.SUBJECT and one.last < pronoun.i and not _is_embedded(one)]
        if known:
            return Told(known[-1].account, pronoun.i, pronoun.i, Role.SUBJECT)
        states = self._issuers.meant_by(pronoun)
        account = Account(states, Ground.TEXT, pronoun) if states else None
        return Told(account, pronoun.i, pronoun.i, Role.SUBJECT) if account is not None else None

    def _around(self, signal: Signal, here: list[Told]) -> Told | None:
        doc = signal.word.doc
        for one in here:
            owns = one.role is Role.OWNER and 0 < signal.first - one.last <= _NEAR + 1
            of = one.role is Role.OWNER and 0 < one.first - signal.last <= _NEAR
            place = one.role is Role.PLACE and 0 < one.first - signal.last <= _LONGEST_TAIL
            told = any(word.tag_ in _FINITE for word in doc[signal.last : one.first])  # "was noted in the text"
            if owns or of or (place and not told):
                return one
        return _subject(signal, here) if doc[max(0, signal.first - 1)].lower_ == "its" else None

    def _is_own(self, signal: Signal, sentence: Span) -> bool:
        """Tell whether who does it is a government, or only "they": "Seoul made no mention of it in its readout"."""
        before = [word for word in sentence if word.i < signal.first and word.dep_ in SUBJECTS]
        if not before:
            return False
        head = before[-1]
        known = self._issuers.of(head)
        return head.lower_ in {"it", "they", "you", "we"} or (known is not None and known[1] is Ground.GOVERNMENT)

    # Without words of their own

    def _does_not(self, told: list[Told], sentence: Span) -> Iterator[Cue]:
        """Read "A's account is longer and mentions X; B's does not"."""
        doc = sentence.doc
        for one in told:
            at = one.last + 1
            at += at < sentence.end and doc[at].lower_ in _CASES
            while at < sentence.end and (doc[at].is_punct or doc[at].tag_ == "RB") and not is_negator(doc[at]):
                at += 1
            if at + 2 >= sentence.end or doc[at].lower_ not in _DOES or not is_negator(doc[at + 1]):
                continue
            after = doc[at + 2]
            if not after.is_punct or one.role is not Role.SUBJECT:
                continue
            for other in told:
                if other.last < one.first and not set(other.account.states) & set(one.account.states):
                    topic = told_beside(other, one.first, {at for each in told for at in each.places()})
                    if topic is not None:
                        yield Cue(one.account, doc[at], doc[at], (topic,), is_weak=True)

    def _none_mentions(self, told: list[Told], words: list[Token]) -> Iterator[Cue]:
        """Read "A's summary runs to four paragraphs; none mentions X"."""
        for at, word in enumerate(words):
            not_one = word.lower_ == "one" and at > 0 and words[at - 1].lower_ == "not"
            before = [one for one in told if one.last < word.i and one.role is not Role.OTHER]
            if not before or not (not_one or word.lower_ in {"none", "neither"}):
                continue
            verb = next(
                (one for one in range(at + 1, min(at + _NEAR + 2, len(words))) if words[one].tag_ in _FINITE), 0
            )
            last = mentions(words, verb) if verb else None
            topic = first_nominal(word.doc, words[last].i + 1, word.sent.end, set()) if last is not None else None
            if topic is not None:
                yield Cue(before[-1].account, words[verb], words[verb], (topic,), is_weak=True)

    def _is_not(self, told: list[Told], sentence: Span) -> Iterator[Cue]:
        """Read "X and Y are in A's account; Z is not"."""
        doc = sentence.doc
        for at in range(sentence.start + 2, sentence.end - 2):
            if not (is_negator(doc[at + 1]) and doc[at].lower_ in _IS and doc[at + 2].is_punct):
                continue
            start = next((one for one in range(at, sentence.start, -1) if doc[one].text in {";", ","}), None)
            places = [one for one in told if one.role is Role.PLACE and start is not None and one.last < start]
            if places and start is not None:
                topic = head_of(doc[start + 1 + joint_before(doc[start + 1])], at)
                yield Cue(places[-1].account, doc[at], doc[at], (topic,), is_weak=True)

    def _not_of(self, told: list[Told], sentence: Span) -> Iterator[Cue]:
        """Read "A's summary spoke of trade, not of water"."""
        doc = sentence.doc
        for at in range(sentence.start + 2, sentence.end - 2):
            if doc[at].lower_ != "not" or doc[at - 1].lower_ not in {",", "but"}:
                continue
            start = at + 1 + (doc[at + 1].lower_ in _ABOUT)
            end = next((one for one in range(start, sentence.end) if doc[one].is_punct), sentence.end)
            heads = [one for one in told if one.role is Role.SUBJECT and one.last < at]
            if not heads or (end - start > 1 and any(word.pos_ in {"VERB", "AUX"} for word in doc[start:end])):
                continue
            tells = [word for word in doc[heads[-1].last + 1 : at] if word.lemma_.lower() in omission_forms("tells")]
            topic = head_of(doc[start], end)
            if tells and topic.tag_ not in {"RB", "IN", "CD"} and not _is_embedded(heads[-1]):
                yield Cue(heads[-1].account, doc[at], tells[-1], (topic,), is_weak=True)

    def _lists_none(self, told: list[Told], sentence: Span) -> Iterator[Cue]:
        """Read "A's account: no X, no Y, no Z"."""
        doc = sentence.doc
        for one in told:
            at = one.last + 1
            if one.first != sentence.start or at + 1 >= sentence.end or doc[at].text not in {":", "—", "–"}:
                continue
            rest = doc[at + 1 : sentence.end]
            if rest[0].lower_ != "no" or any(word.tag_ in _FINITE for word in rest):
                continue
            heads = [head_of(word.nbor(), sentence.end) for word in rest[:-1] if word.lower_ == "no"]
            topics = tuple(head for head in heads if head.lemma_.lower() not in omission_forms("named"))
            if topics:
                yield Cue(one.account, rest[0], rest[0], topics, is_weak=True)

    def _no_such(self, told: list[Told], sentence: Span) -> Iterator[Cue]:
        """Read "A's readout contained no such warning": what somebody else has told before."""
        doc = sentence.doc
        for at in range(sentence.start, sentence.end - 2):
            heads = [one for one in told if one.role is Role.SUBJECT and one.last < at and not _is_embedded(one)]
            if doc[at].lower_ != "no" or doc[at + 1].lower_ != "such" or not heads:
                continue
            if doc[at - 1].lemma_.lower() in omission_forms("carries_no"):
                noun = head_of(doc[at + 2], sentence.end)
                yield Cue(heads[-1].account, noun, doc[at - 1], (noun,), is_weak=True)


def _gives_account(noun: Token) -> bool:
    """Tell whether who is named tells of talks: "Astana's press service reported the meeting without a word on X"."""
    return any(
        verb.lemma_.lower() in omission_forms("gives_account")
        and noun in subjects(verb)
        and any(thing.lemma_.lower() in cues_of("noun") for thing in objects(verb))
        for verb in noun.sent
    )


def _role(noun: Token, first: int) -> Role:
    doc = noun.doc
    if noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in _CASES and noun.pos_ != "PROPN":
        return Role.OWNER
    if first == noun.sent.start:
        return Role.SUBJECT
    words = [word.lower_ for word in doc[max(noun.sent.start, first - _FAR) : first]]
    if words[-1] == "nor" and "neither" in words:  # "in neither the Japanese nor the Korean account"
        first -= len(words) - words.index("neither")
        if first == noun.sent.start:
            return Role.SUBJECT
    before = doc[first - 1]
    if before.dep_ == "prt":
        return Role.SUBJECT  # "gave out a summary that leaves out X"
    if before.lower_ == "of":
        return Role.PLACE if doc[max(0, first - 2)].lower_ == "out" else Role.OWNER
    if before.lower_ in _WITHIN:
        return Role.PLACE
    return Role.OTHER if before.pos_ in {"ADP", "SCONJ"} and not joint_before(before) else Role.SUBJECT


def _meant(words: list[Token], found: list[Told]) -> Iterator[Told]:
    """Yield the account that "in it", "in either of them" means: one, or nobody's where several were named before."""
    for before, word in pairwise(words):
        if before.lower_ not in _WITHIN or word.lower_ not in _PRONOUNS:
            continue
        told = [one for one in found if one.last < word.i]
        if not told:
            continue
        one_text = word.lower_ in {"it", "which"}
        single = one_text and (len({one.account.states for one in told}) == 1 or word.lower_ == "which")
        account = told[-1].account if single else Account((), Ground.TEXT, told[-1].account.noun)
        if single or not one_text:
            end = word.i + 2 if word.i + 2 < word.sent.end and word.nbor().lower_ == "of" else word.i
            yield Told(account, word.i, end, Role.PLACE)


def _subject(signal: Signal, here: list[Told]) -> Told | None:
    doc = signal.word.doc
    for one in reversed(here):
        if one.role is not Role.SUBJECT or one.account.noun.i > signal.first or _is_embedded(one):
            continue
        if any(_is_subject(word) for word in doc[one.last + 1 : signal.first] if word.lower_ != "it"):
            # "gave what its minister had said and left the other's words out": words are left out by texts alone
            of_words = any(word.lemma_.lower() in _TEXTUAL for word in doc[signal.first : signal.last + _NEAR + 1])
            if not of_words or doc[signal.first - 1].lower_ not in {"and", "but"}:
                return None
        denied = [word for word in doc[one.first : one.account.noun.i] if word.lower_ in {"no", "neither", "none"}]
        return None if denied else one
    # "Omitting any reference to X, the statement dwelt on Y"
    opens = signal.first == signal.word.sent.start and (
        signal.word.tag_ == "VBG" or doc[signal.first].lower_ == "without"
    )
    later = [one for one in here if one.role is Role.SUBJECT and one.first > signal.last] if opens else []
    return later[0] if later and doc[later[0].first - 1].text == "," else None


def _behind(signal: Signal, here: list[Told]) -> Told | None:
    for one in here:
        after = one.first - signal.last
        if one.role is Role.PLACE and 0 < after <= _LONGEST_TAIL:
            return one
        if one.role is Role.OWNER and signal.kind is Kind.NONE_OF and 0 < after <= _NEAR:
            return one  # "not a line of its readout"
    return None


def _ahead_of(signal: Signal, here: list[Told], start: int) -> Told | None:
    """Return the account of "in the Chinese text, X is not mentioned"."""
    for one in here:
        if one.role is Role.PLACE and one.last < signal.first:
            before = one.account.noun.doc[start : one.first - 1]
            is_aside = len(before) > 0 and before[-1].text == ","  # "Oslo, in its notice on the call, left out X"
            plain = all(word.is_punct or joint_before(word) or word.tag_ == "RB" for word in before[-_NEAR:])
            return one if is_aside or plain else None
    return None


def _verb_of(signal: Signal) -> Token:
    here = signal.word
    if here.dep_ == "pcomp" and here.head.lower_ == "without":
        here = next((above for above in here.head.ancestors if above.pos_ in {"VERB", "AUX"}), here)
    if here.pos_ in {"VERB", "AUX"} or here.dep_ == "relcl":
        return here
    return next((above for above in here.ancestors if above.pos_ in {"VERB", "AUX"}), here)


def _stretch(signal: Signal, sentence: Span) -> tuple[int, int]:
    """Return where the stretch of the sentence begins and ends (exclusive) that the words of a silence stand in."""
    first, last = sentence.start, sentence.end
    for word in sentence:
        if word.text in _STOPS:
            if word.i < signal.first:
                first = word.i + 1
            elif word.i > signal.last:
                last = word.i
                break
    return first, last


def _is_embedded(one: Told) -> bool:
    """Tell whether somebody says it: a finite verb stands before the account, and no comma or "while" between."""
    doc, start = one.account.noun.doc, one.account.noun.sent.start
    for at in range(one.first - 1, start - 1, -1):
        word = doc[at]
        if word.text in _STOPS or word.text == "," or word.lower_ in _JOINTS or word.tag_ == "WDT":
            return False
        if word.tag_ in _FINITE and word.pos_ in {"VERB", "AUX"} and word.lower_ not in _DOES:
            return word.lemma_ not in omission_forms("issues")  # "gave out a summary that leaves out X"
    return False


def _is_subject(word: Token) -> bool:
    return word.dep_ in SUBJECTS and word.tag_ not in {"WDT", "WP"} and word.pos_ in {"NOUN", "PROPN", "PRON"}


def _first_of_phrase(noun: Token) -> int:
    at = noun.i
    while at > noun.sent.start and noun.doc[at - 1].pos_ in {"ADJ", "PROPN", "NOUN", "DET", "PART"}:
        at -= 1
    return at
