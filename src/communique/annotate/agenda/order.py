"""Silences read by the order of the words, asked last: the parser goes wrong in many sentences that tell of one.

Three things must stand in one stretch of a sentence: words of a silence (`signals.py`), an account whose owner is told,
and a topic (`left_out.py`). What stands where is fixed by the words: "omitted" has its account before it, "absent from"
behind it.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from communique.annotate.agenda.alike import alike
from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.elliptic import elliptic
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers
from communique.annotate.agenda.left_out import head_of, left_out
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.signals import Kind, Signal, signals
from communique.annotate.agenda.tellers import gives_account
from communique.annotate.agenda.thin import thin
from communique.annotate.agenda.told import STOPS, Role, Told, is_embedded, joint_before, meant, role_of
from communique.annotate.clause import FINITE, SUBJECTS, subjects
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form

_BEHIND = frozenset({"of", "on", "from", "by", "after", "about", "with", "in"})
_FROM = frozenset({"of", "from", "by", "in"})
_TEXTUAL = frozenset({"word", "remark", "comment", "passage", "line", "sentence", "mention"})
_TELLERS = frozenset({Ground.GOVERNMENT, Ground.MEDIA})
_OPENERS = frozenset({"without", "rather", "instead"})
_LONGEST_TAIL = 14
_NEAR = 2
_FAR = 8


class OrderReader:
    """Reads the silences of one sentence at a time."""

    __slots__ = ("_chunks", "_issuers", "_sides")

    def __init__(self, issuers: Issuers, sides: SilentSides) -> None:
        self._issuers = issuers
        self._sides = sides
        self._chunks: dict[int, tuple[int, int]] | None = None

    def of(self, sentence: Span) -> Iterator[Cue]:
        """Yield each silence that the order of the words shows."""
        words = [word for word in sentence if not word.is_space]
        told = self._accounts(words)
        yield from alike(told, sentence, self._issuers)
        if not told:
            return
        for signal in signals(words):
            found = self._account(signal, told, sentence)
            topics = left_out(signal, found, told, _stretch(signal, sentence), sentence) if found is not None else []
            if found is not None and topics:
                aside = topics[0].i < found.first < signal.first and signal.kind is not Kind.LEFT
                aside = aside or _is_added_by(found, signal)
                yield Cue(found.account, signal.word, _verb_of(signal), tuple(topics), is_weak=True, is_aside=aside)
        yield from elliptic(told, sentence)
        yield from thin(told, sentence)

    # Accounts

    def _accounts(self, words: list[Token]) -> list[Told]:
        chunks = self._noun_chunks(words[0].doc)
        found: list[Told] = []
        for word in words:
            account = self._sides.of(word)
            is_teller = account is not None and account.ground in _TELLERS and gives_account(word)
            if account is not None and account.ground is Ground.GOVERNMENT and is_teller:
                account = Account(account.states, Ground.TEXT, word)
            if account is None or account.ground not in TEXTS or account.noun != word:
                continue
            start, end = chunks.get(word.i, (-1, -1))
            is_whole = words[0].i <= start and end <= words[-1].i + 1
            first = start if is_whole else _first_of_phrase(word)
            account, first = self._with_first_of_two(account, first)
            found.append(Told(account, first, self._last_of(word), role_of(word, first), is_teller))
        return sorted((*found, *meant(words, found)), key=lambda one: one.first)

    def _noun_chunks(self, doc: Doc) -> dict[int, tuple[int, int]]:
        """Return where each noun phrase of a document starts and ends, by its noun.

        Found once for all sentences: spaCy goes through the whole document for the noun phrases of a part of it.
        """
        if self._chunks is None:
            self._chunks = {chunk.root.i: (chunk.start, chunk.end) for chunk in doc.noun_chunks}
        return self._chunks

    def _with_first_of_two(self, account: Account, first: int) -> tuple[Account, int]:
        """Add the first of "both the Greek and the Turkish readouts", and return where the phrase begins then."""
        doc, start = account.noun.doc, account.noun.sent.start
        if first - 1 <= start or doc[first - 1].lower_ not in {"and", "nor"}:
            return account, first
        before = doc[max(start, first - _FAR) : first - 1]
        opener = next((word.i for word in before if word.lower_ in {"both", "neither"}), None)
        if opener is None or any(word.pos_ in {"VERB", "AUX"} or word.is_punct for word in doc[opener : first - 1]):
            return account, first
        owners = (self._issuers.owners.any_of(word) for word in doc[opener + 1 : first - 1])
        states = dict.fromkeys((*(state for state in owners if state is not None), *account.states))
        return Account(tuple(states), account.ground, account.noun), opener

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
            is_giver = doc[at].lower_ in _FROM and self._issuers.owners.any_of(head) is not None
            if head.lemma_.lower() not in cues_of("noun") and not is_giver:
                break  # "nothing in the readout about Haiti"
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
        if signal.kind is Kind.NONE_OF and not any(one.role is Role.PLACE for one in here):
            # "In A's telling they spoke of trade; of the sailors there is no mention"
            opening = told[0] if first > sentence.start and told[0].role is Role.PLACE else None
            there = any(word.dep_ == "expl" for word in sentence.doc[first : signal.first])
            if opening is not None and there and opening.first <= sentence.start + 1:
                return opening
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
        known = [one for one in told if one.role is Role.SUBJECT and one.last < pronoun.i and not is_embedded(one)]
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
            told = any(word.tag_ in FINITE for word in doc[signal.last : one.first])  # "was noted in the text"
            if owns or of or (place and not told):
                return one
        return _subject(signal, here) if doc[max(0, signal.first - 1)].lower_ == "its" else None

    def _is_own(self, signal: Signal, sentence: Span) -> bool:
        """Tell whether who does it is a government, or only "they": "Seoul made no mention of it in its readout"."""
        before = [word for word in sentence if word.i < signal.first and word.dep_ in SUBJECTS]
        before += subjects(signal.word) if signal.word.pos_ == "VERB" and signal.word.dep_ == "conj" else []
        if not before:
            return False
        head = before[-1]
        known = self._issuers.of(head)
        return head.lower_ in {"it", "they", "you", "we"} or (known is not None and known[1] is Ground.GOVERNMENT)


def _is_added_by(one: Told, signal: Signal) -> bool:
    """Tell whether the words of a silence are set behind what the account tells: "said they met, without mentioning".

    By the grammar those who met may be meant; reporters mean who tells of it.
    """
    if one.account.noun.i > signal.first:
        return False
    doc, at = one.account.noun.doc, signal.first
    if doc[at - 1].lemma_.lower() in omission_forms("carrier") or doc[at - 1].lower_ == "with":
        at -= 1  # "making no mention of", "with no mention of"
    set_off = doc[at - 1].text == "," and (doc[at].tag_ == "VBG" or doc[at].lower_ in {"without", "with"})
    while doc[at - 1].pos_ in {"AUX", "PART"}:
        at -= 1  # "but did not mention"
    but = doc[at - 1].lower_ == "but"
    return set_off or (but and (one.is_teller or _says_that_several(one, at)))


def _says_that_several(one: Told, at: int) -> bool:
    """Tell whether a text says what those who met did, before a place: "said the ministers had met, but ..."."""
    doc = one.account.noun.doc
    if one.role is not Role.SUBJECT or doc[one.last + 1].lower_ not in verbs_by_form():
        return False
    whose = [word for word in doc[one.last + 2 : at] if _is_subject(word)]
    joint = [word for word in whose if word.lemma_.lower() in cues_of("noun") or word.lower_ == "they"]
    joint += [word for word in whose if word.tag_ == "NNS" and word.lemma_.lower() in omission_forms("several")]
    return bool(whose) and (joint == whose or doc[at - 2].text == ",")


def _subject(signal: Signal, here: list[Told]) -> Told | None:
    doc = signal.word.doc
    for one in reversed(here):
        if one.role is not Role.SUBJECT or one.account.noun.i > signal.first or is_embedded(one):
            continue
        if _is_in_aside(one, signal):
            continue
        between = (word for word in doc[one.last + 1 : signal.first] if word.lower_ != "it")
        if any(map(_is_subject, between)) and not _is_added_by(one, signal):
            # "gave what its minister had said and left the other's words out": words are left out by texts alone
            of_words = any(word.lemma_.lower() in _TEXTUAL for word in doc[signal.first : signal.last + _NEAR + 1])
            if not of_words or doc[signal.first - 1].lower_ not in {"and", "but"}:
                return None
        denied = [word for word in doc[one.first : one.account.noun.i] if word.lower_ in {"no", "neither", "none"}]
        return None if denied else one
    # "Omitting any reference to X, the statement dwelt on Y"
    opens = signal.first == signal.word.sent.start and (
        signal.word.tag_ == "VBG" or doc[signal.first].lower_ in _OPENERS
    )
    later = [one for one in here if one.role is Role.SUBJECT and one.first > signal.last] if opens else []
    is_instead = bool(later) and doc[signal.first].lower_ != "without"
    after = list(doc[later[0].last + 1 : later[0].last + 3]) if is_instead else []
    if after and after[0].lower_ in verbs_by_form() and after[-1].text == ",":
        return None  # "Rather than discuss X, B's readout says, the two spoke of trade"
    return later[0] if later and doc[later[0].first - 1].text == "," else None


def _is_in_aside(one: Told, signal: Signal) -> bool:
    """Tell whether an account is the subject of an aside that ends before the words: "X, on which A's dwells, ..."."""
    doc = one.account.noun.doc
    opens = one.first > doc[one.first].sent.start and doc[one.first - 1].tag_ in {"WDT", "WP"}
    return opens and any(word.text == "," for word in doc[one.last + 1 : signal.first])


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
        if word.text in STOPS:
            if word.i < signal.first:
                first = word.i + 1
            elif word.i > signal.last:
                last = word.i
                break
    return first, last


def _is_subject(word: Token) -> bool:
    return word.dep_ in SUBJECTS and word.tag_ not in {"WDT", "WP"} and word.pos_ in {"NOUN", "PROPN", "PRON"}


def _first_of_phrase(noun: Token) -> int:
    at = noun.i
    while at > noun.sent.start and noun.doc[at - 1].pos_ in {"ADJ", "PROPN", "NOUN", "DET", "PART"}:
        if noun.doc[at - 1].tag_ == "WDT":
            break  # "rights that the Chinese text lacks"
        at -= 1
    return at
