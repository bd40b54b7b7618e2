"""Silences that two accounts set against each other show: "only A's text mentions X", "A's does, B's does not".

No word here says by itself that something is left out. Each construction needs two accounts in one sentence, or an
account and the person on the other side.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.silences import (
    is_asserted_of,
    is_denied,
    is_none,
    lemmas_of,
    named_in,
    raised_by,
    raised_in,
)
from communique.annotate.clause import agents, conjuncts, is_passive, objects, own_subjects, phrases, subjects
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form

_VERBAL = frozenset({"VERB", "AUX"})
_CARRIES = frozenset({"have", "contain", "carry", "include", "give", "show", "feature", "say", "put", "claim", "hold"})
_ABOUT = frozenset({"of", "to", "on", "about", "over", "for", "into", "with", "at", "from"})
_IN = frozenset({"in", "from", "of"})
_LONGER = frozenset({"little", "nothing"})


class DifferenceReader:
    """Reads what one word of a document sets against another account."""

    __slots__ = ("_doc", "_issuers", "_sides")

    def __init__(self, doc: Doc, issuers: Issuers, sides: SilentSides) -> None:
        self._doc = doc
        self._issuers = issuers
        self._sides = sides

    def at(self, token: Token) -> Iterator[Cue]:
        """Yield each silence that the word at `token` shows."""
        if token.lower_ in omission_forms("only"):
            yield from self._only(token)
            yield from self._held_only(token)
        if token.lemma_.lower() in omission_forms("limits"):
            yield from self._held_only(token)
        if token.lemma_.lower() in omission_forms("silent"):
            yield from self._silent_where(token)
        if token.lower_ == "none":
            yield from self._none_in(token)
        if token.lower_ in _LONGER and token.nbor(1).lower_ in {"more", "but", "beyond"}:
            yield from self._held_only(token)
        if token.lemma_ == "do" and token.pos_ in _VERBAL:
            yield from self._does_not(token)
        if token.lower_ == "not" and (token.i + 2 < len(token.doc) and token.nbor(2).lower_ == "so"):
            yield from self._does_not(token.nbor())
        if token.dep_ == "neg" or token.lower_ == "not":
            yield from self._but_not(token)
        if token.lower_ in {"nothing", "none"}:
            yield from self._says_nothing(token)
        if token.lemma_.lower() in omission_forms("counterpart") or token.lower_ == "such":
            yield from self._no_equivalent(token.head if token.lower_ == "such" else token)

    def _only(self, word: Token) -> Iterator[Cue]:
        """Read "only Moscow's version has X", "X appears only in the French text", "only the former speaks of X"."""
        verb = next((above for above in word.ancestors if above.pos_ in _VERBAL), None)
        if verb is None or is_denied(verb):
            return
        whose = own_subjects(verb)
        named = [head for head in whose if word.i < head.i and (word in head.subtree or word.head == head)]
        beside = [head for head in own_subjects(verb) if word.lower_ == "alone" and word.i == head.i + 1]
        told = next(filter(None, map(self._sides.of, [*named, *beside])), None)
        topics = self._told(verb) if told is not None else []
        if told is None and verb.lemma_.lower() in omission_forms("appears"):
            after = self._doc[word.i + 1 : word.i + 2]
            preps = [one for one in (*word.rights, *after, word.head) if one.pos_ == "ADP" and one.lower_ in _IN]
            things = [thing for prep in preps for thing in prep.rights if thing.dep_ == "pobj"]
            told = next(filter(None, map(self._sides.of, things)), None)
            topics = own_subjects(verb)
        is_side = told is not None and told.noun.lemma_.lower() in omission_forms("body")
        if told is not None and (is_side or told.ground in {Ground.TEXT, Ground.NOTE}) and topics:
            # Only one account is said to have it: whose the other is, the sentence may leave open.
            silent = self._others(told) or Account((), Ground.TEXT, told.noun)
            yield Cue(silent, word, verb, tuple(topics), is_weak=False, has_clause=True)

    def _others(self, told: Account) -> Account | None:
        """Return the account of the other side: another one in the sentence, or of the other person or state in it."""
        sentence = told.noun.sent
        others: dict[str, Token] = {}
        for word in sentence:
            account = self._sides.of(word) if word != told.noun else None
            if account is not None and account.ground in {Ground.TEXT, Ground.NOTE, Ground.MEDIA}:
                others.update({state: word for state in account.states if state not in told.states})
        if not others:
            pairs = {state for state in self._issuers.states if state not in told.states}
            if len(pairs) == 1 and len(self._issuers.states) > 1:
                others = dict.fromkeys(pairs, told.noun)
        if not others:
            for word in sentence:
                state = self._issuers.owners.person(word)
                if state is not None and state not in told.states:
                    others[state] = word
        if not others:
            contacts = [thing for _, thing in phrases(told.noun) if thing.lemma_.lower() in cues_of("noun")]
            partners = [thing for one in contacts for _, thing in phrases(one, frozenset({"with"}))]
            named = ((self._issuers.owners.any_of(thing), thing) for thing in partners)
            others = {state: thing for state, thing in named if state is not None and state not in told.states}
        if len(others) != 1:
            return None
        [(state, word)] = others.items()
        return Account((state,), Ground.TEXT, word)

    def _told(self, verb: Token) -> list[Token]:
        """Return what an account tells: the objects, what "speaks of" has, what the clause below says was raised."""
        lemma = verb.lemma_.lower()
        if not (lemma in omission_forms("tells") or lemma in _CARRIES or verb.lower_ in verbs_by_form()):
            return []
        found = [thing for one in raised_in(verb, bare=True) for thing in (objects(one) or [one])]
        if not found:
            found = [deeper for thing in objects(verb) for deeper in named_in(thing)]
        if not found:
            found = [thing for prep, thing in phrases(verb, _ABOUT) if thing.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}]
            found = [deep for thing in found for deep in ([d for _, d in phrases(thing, _ABOUT)] or [thing])]
        if not found:
            for clause in verb.rights:
                if clause.dep_ == "ccomp":
                    # "has Xi acknowledging that ...", "says that the minister raised X"
                    found += objects(clause) or ([clause] if clause.tag_ == "VBG" else own_subjects(clause))
        return found

    def told_by_other(self, here: Account, verb: Token, *, before: bool = False) -> list[Token]:
        """Return what another account in the sentence, or `before` it, is said to tell."""
        start = verb.doc[verb.sent.start - 1].sent.start if before and verb.sent.start else verb.sent.start
        for other in verb.doc[start : verb.sent.end]:
            if other.pos_ not in _VERBAL or other == verb or other.dep_ == "aux" or is_denied(other):
                continue
            if not self._is_of_another(other, here):
                continue
            told = self._told(other)
            if other.dep_ == "parataxis" and other.head.lemma_.lower() in omission_forms("raised"):
                told = raised_by(other.head)  # "A hotline was agreed, the Pentagon said"
            if verb.head == other:  # "A's readout said he raised X; B's did not": the parser hangs "raised" on "did"
                told += [thing for one in verb.lefts if one.dep_ == "ccomp" for thing in raised_by(one) or objects(one)]
            topics = [topic for topic in told if topic != here.noun]
            if topics:
                return topics
        return []

    def _is_of_another(self, verb: Token, here: Account) -> bool:
        """Tell whether the subject of the verb is another side, an organisation that meets states, or "their text"."""
        there = self._sides.account(own_subjects(verb), verb)
        if there is None:
            return any(map(self._issuers.owners.organisation, own_subjects(verb)))
        if not there.states:
            return any(child.lower_ == "their" for child in there.noun.lefts)
        return not set(there.states) & set(here.states)

    def _says_nothing(self, word: Token) -> Iterator[Cue]:
        """Read "A's text speaks of X; B's says nothing of the kind"."""
        verb = word.head
        about = [thing for _, thing in phrases(word, _ABOUT)]
        if word.dep_ in {"nsubj", "nsubjpass"} and about and all(t.lower_ in {"kind", "sort"} for t in about):
            texts = (self._sides.of(thing, in_phrase=True) for _, thing in phrases(verb, _IN))
            here = next((one for one in texts if one is not None and one.ground in TEXTS), None)
            topics = self.told_by_other(here, verb, before=True) if here is not None else []
            if here is not None and topics:
                yield Cue(here, word, verb, tuple(topics), is_weak=True)
            return  # "nothing of the kind can be found in B's text"
        if verb.pos_ not in _VERBAL or word.dep_ != "dobj" or any(t.lower_ not in {"kind", "sort"} for t in about):
            return
        here = self._sides.account(own_subjects(verb), verb)
        is_bare = not any(child.dep_ in {"amod", "acl", "relcl"} for child in word.rights)
        topics = []
        if here is not None and here.ground in TEXTS and is_bare:
            topics = self.told_by_other(here, verb, before=bool(about))
        if here is not None and topics:
            yield Cue(here, word, verb, tuple(topics), is_weak=True)

    def _does_not(self, verb: Token) -> Iterator[Cue]:
        """Read "A's text said that the minister raised X; B's, however, did not", "... did not say so"."""
        if verb.pos_ not in _VERBAL or verb.lemma_ not in {"do", "say", "mention"}:
            return
        below = [child for child in verb.rights if child.dep_ in {"dobj", "xcomp", "ccomp", "pobj"}]
        if verb.dep_ == "aux" or below:
            return
        here = self._sides.account(own_subjects(verb), verb)
        if here is None or here.ground is Ground.GOVERNMENT:
            return
        topics = self.told_by_other(here, verb, before=True) if is_denied(verb) else []
        topics = [topic for topic in topics if topic.pos_ != "PRON" and not is_asserted_of(topic)]
        if topics:
            yield Cue(here, verb, verb, tuple(topics), is_weak=False)

    def _but_not(self, word: Token) -> Iterator[Cue]:
        """Read "the readout lists wheat and gas but not X", "X stands in A's text but not in B's"."""
        before = self._doc[max(0, word.i - 1)]
        after = self._doc[word.i + 1 : word.i + 2]
        if before.lower_ not in {"but", "though", ","} or not len(after):
            return
        verb = next((above for above in word.ancestors if above.pos_ in _VERBAL), None)
        if verb is None or (verb.i > word.i):
            return
        if after[0].lower_ == "by" and is_passive(verb) and verb.lemma_.lower() in lemmas_of("negated"):
            things = [thing for thing in after[0].rights if thing.dep_ == "pobj"]
            account = next(filter(None, map(self._sides.of, things)), None)
            if account is not None and agents(verb):
                yield Cue(account, word, verb, tuple(own_subjects(verb)), is_weak=False)
            return  # "was mentioned by Bishkek but not by Tashkent"
        if after[0].lower_ in {"in", "from", "into", "to"}:
            things = [thing for thing in after[0].rights if thing.dep_ == "pobj"]
            told = self._sides.account(own_subjects(verb), verb) if after[0].lower_ == "to" else None
            if told is not None and told.ground in TEXTS and f"{verb.lemma_} to" in omission_forms("negated"):
                yield Cue(told, word, verb, tuple(things), is_weak=True)
                return  # "referred to trade but not to the writers"
            account = next(filter(None, map(self._sides.of, things)), None)
            if account is not None and account.ground in TEXTS:
                yield Cue(account, word, verb, tuple(own_subjects(verb)), is_weak=False)
            return
        lemma = verb.lemma_.lower()
        if lemma not in omission_forms("tells") and lemma not in _CARRIES and lemma not in omission_forms("raised"):
            return
        account = self._sides.account(subjects(verb), verb)
        head = word.head if word.head.i > word.i else None
        if account is not None and account.ground in TEXTS and head is not None and head.pos_ in {"NOUN", "PROPN"}:
            yield Cue(account, word, verb, tuple(named_in(head)), is_weak=True)

    def _held_only(self, word: Token) -> Iterator[Cue]:
        """Read "B's text held little more than a greeting, while A's went on about X"."""
        for verb in (word, *word.ancestors):  # "says only that energy was discussed": "says" is above
            if verb.pos_ not in _VERBAL:
                continue
            tells = verb == word or bool(self._told(verb))
            here = self._sides.account(own_subjects(verb), verb) if tells and not is_denied(verb) else None
            if here is not None and here.ground in TEXTS:
                present = frozenset(part.lemma_.lower() for one in self._told(verb) for part in conjuncts(one))
                topics = self.told_by_other(here, verb)
                if topics:
                    yield Cue(here, word, verb, tuple(topics), is_weak=True, present=present)
                return

    def _silent_where(self, word: Token) -> Iterator[Cue]:
        """Read "A's record is silent where B's speaks of X"."""
        verb = word.head
        if verb.pos_ not in _VERBAL or is_denied(verb) or any(True for _ in phrases(word)):
            return
        here = self._sides.account(own_subjects(verb), verb)
        topics = self.told_by_other(here, verb) if here is not None and here.ground in TEXTS else []
        if here is not None and topics:
            yield Cue(here, word, verb, tuple(topics), is_weak=True)

    def _none_in(self, word: Token) -> Iterator[Cue]:
        """Read "there is a paragraph on X in A's version and none in B's"."""
        verb = next((above for above in word.ancestors if above.pos_ in _VERBAL), None)
        account = next(filter(None, (self._sides.of(thing) for _, thing in phrases(word, _IN))), None)
        if verb is None or is_denied(verb) or account is None or account.ground not in TEXTS:
            return
        topics = [child for child in verb.rights if child.dep_ in {"attr", "dobj"} and child.i < word.i]
        topics = [deeper for topic in topics for deeper in named_in(topic)]
        if topics:
            yield Cue(account, word, verb, tuple(topics), is_weak=False)

    def _no_equivalent(self, noun: Token) -> Iterator[Cue]:
        """Read "X stands in A's text, and B's has no equivalent"."""
        verb = noun.head
        if verb.pos_ not in _VERBAL or noun.dep_ != "dobj" or not any(is_none(child) for child in noun.lefts):
            return
        here = self._sides.account(own_subjects(verb), verb)
        if here is None or here.ground not in TEXTS:
            return
        main = verb.sent.root if verb.sent.root != verb else None
        topics = [thing for _, thing in phrases(noun, frozenset({"to", "of", "for"}))]
        topics = topics or self.told_by_other(here, verb)
        if not topics and main is not None:
            topics = own_subjects(main)
        if topics:
            parts = [part for topic in topics for part in conjuncts(topic)]
            yield Cue(here, noun, verb, tuple(parts), is_weak=True)
